"""People, for administrators."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from lms.accounts.access import roles
from lms.accounts.audit_words import in_words
from lms.accounts.interfaces.administration import (
    EmailForm,
    GrantForm,
    MergeForm,
    PeopleFilterForm,
    PersonForm,
)
from lms.accounts.models import User
from lms.accounts.roles import Role
from lms.accounts.selectors import directory
from lms.accounts.selectors.letters import invitation_letters
from lms.accounts.selectors.roles import rank
from lms.accounts.services.invitations import invite
from lms.accounts.services.people import create_person
from lms.accounts.services.profiles import update_person
from lms.core.errors import UserError

PER_PAGE = 25


@require_GET
@roles(Role.ADMINISTRATOR)
def people(request: HttpRequest) -> HttpResponse:
    """Everybody, searched and narrowed."""
    form = PeopleFilterForm(request.GET)
    wanted = form.cleaned_data if form.is_valid() else {}
    page = Paginator(directory.people(**wanted), PER_PAGE).get_page(request.GET.get("page"))
    return render(
        request, "accounts/people.html", {"form": form, "page": page, "filtered": any(wanted.values())}
    )


@require_http_methods(["GET", "POST"])
@roles(Role.ADMINISTRATOR)
def person_new(request: HttpRequest) -> HttpResponse:
    """Make one account and send its invitation."""
    form = PersonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            user = create_person(actor=request.user, row=form.row())
            invite(actor=request.user, user=user)
        except UserError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("The account was made and the invitation queued."))
            return redirect("person", user.uuid)
    return render(request, "accounts/person_new.html", {"form": form})


@require_GET
@roles(Role.ADMINISTRATOR)
def person(request: HttpRequest, uuid: str) -> HttpResponse:
    """One person: facts, roles, letters, and what was done to the account."""
    return person_page(request, get_object_or_404(User.objects.select_related("center"), uuid=uuid))


def person_page(request: HttpRequest, user: User, **forms: Form) -> HttpResponse:
    """The page of one person; of `forms`, those that were refused are shown with what was typed."""
    context = {
        "person": user,
        "grants": directory.grants_history(user),
        "letter": invitation_letters([user.pk]).get(user.pk),
        "invitation": user.invitations.order_by("-sent_at", "-id").first(),
        "trail": [(event, in_words(event.action)) for event in directory.trail(user)],
        "may_act": rank(user) <= rank(request.user),
        "is_self": user.pk == request.user.pk,
        "grant_form": GrantForm(),
        "email_form": EmailForm(),
        "merge_form": MergeForm(),
        **forms,
    }
    return render(request, "accounts/person.html", context, status=422 if forms else 200)


@require_http_methods(["GET", "POST"])
@roles(Role.ADMINISTRATOR)
def person_edit(request: HttpRequest, uuid: str) -> HttpResponse:
    """Change a person's facts."""
    user = get_object_or_404(User, uuid=uuid)
    form = PersonForm(request.POST or None, instance=user)
    if request.method == "POST" and form.is_valid():
        user.refresh_from_db()
        try:
            update_person(actor=request.user, user=user, values=form.cleaned_data)
        except UserError as error:
            form.add_error("curp" if error.code == "curp_taken" else None, str(error))
        else:
            messages.success(request, _("The changes were saved."))
            return redirect("person", user.uuid)
    return render(request, "accounts/person_edit.html", {"form": form, "person": user})
