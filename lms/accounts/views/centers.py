"""Centers, for administrators."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from lms.accounts.access import roles
from lms.accounts.interfaces.administration import CenterForm
from lms.accounts.models import Center
from lms.accounts.roles import Role
from lms.accounts.selectors import directory
from lms.accounts.services.profiles import save_center
from lms.core.errors import UserError


@require_GET
@roles(Role.ADMINISTRATOR)
def centers(request: HttpRequest) -> HttpResponse:
    """Every center."""
    page = Paginator(directory.centers(), 25).get_page(request.GET.get("page"))
    return render(request, "accounts/centers.html", {"page": page})


@require_http_methods(["GET", "POST"])
@roles(Role.ADMINISTRATOR)
def center_edit(request: HttpRequest, uuid: str | None = None) -> HttpResponse:
    """Add or change a center."""
    center = get_object_or_404(Center, uuid=uuid) if uuid else None
    form = CenterForm(request.POST or None, instance=center)
    if request.method == "POST" and form.is_valid():
        try:
            center_ = form.save(commit=False)
            save_center(actor=request.user, center=center_, offices=form.cleaned_data["offices"])
        except UserError as error:
            form.add_error("offices" if error.code == "zone" else "code", str(error))
        else:
            messages.success(request, _("The center was saved."))
            return redirect("centers")
    return render(request, "accounts/center_edit.html", {"form": form, "center": center})
