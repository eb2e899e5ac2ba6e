"""Bundles under agreements: the list, asking, deciding, taking, revoking, and whose a stray row is."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from analytics.restricted import services
from analytics.restricted.forms import AGREEMENTS, AskForm, ReasonForm, TraceForm
from analytics.restricted.models import RestrictedBundle
from analytics.restricted.selectors import bundle_or_none, bundles, taken
from lms.accounts.access import roles
from lms.accounts.api import has_role
from lms.core.errors import UserError
from lms.core.text import visible
from lms.core.uploads import read_upload

MAY = (services.ASKS, services.DECIDES)
PAGE_SIZE, MOST_TAKEN = 25, 50
REFRESH = 5


@roles(*MAY)
@require_http_methods(["GET", "HEAD", "POST"])
def bundle_list(request: HttpRequest) -> HttpResponse:
    """All of them; sent with rows that turned up, to whom these were given."""
    form = TraceForm(request.POST if request.method == "POST" else None)
    context: dict[str, Any] = {}
    if request.method == "POST" and form.is_valid():
        found = services.trace(actor=request.user, text=form.cleaned_data["rows"])
        context = {"traced": True, "found": found}
    context |= {
        "page": Paginator(bundles(), PAGE_SIZE).get_page(request.GET.get("page")),
        "form": form,
        "may_ask": has_role(request.user, services.ASKS),
    }
    status = 422 if form.errors else 200
    return render(request, "analytics/restricted/list.html", context, status=status)


@roles(services.ASKS)
@require_http_methods(["GET", "HEAD", "POST"])
def bundle_ask(request: HttpRequest) -> HttpResponse:
    """Ask for one."""
    form = AskForm(*((request.POST, request.FILES) if request.method == "POST" else ()))
    if request.method == "POST" and form.is_valid():
        typed = dict(form.cleaned_data)
        upload = typed.pop("agreement")
        try:
            content = read_upload(upload, suffixes=AGREEMENTS)
            made = services.ask(actor=request.user, agreement_name=upload.name, agreement=content, **typed)
        except UserError as error:
            form.add_error("expires_on" if error.code == "expiry" else "agreement", str(error))
        else:
            messages.success(request, _("Asked. Whoever administers Acuerdo approves it, or declines."))
            return redirect("bundle", made.uuid)
    status = 422 if form.errors else 200
    return render(request, "analytics/restricted/ask.html", {"form": form}, status=status)


@roles(*MAY)
@require_safe
def bundle_page(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """One of them, with what the reader may do with it."""
    bundle = _bundle(uuid)
    again = bundle.state == bundle.State.MAKING and "again" in request.GET
    context = {
        "bundle": bundle,
        "form": ReasonForm(),
        "taken": taken(bundle)[:MOST_TAKEN],
        "may_decide": services.may_decide(request.user, bundle),
        "may_take": services.may_take(request.user, bundle),
        "may_again": services.may_make_again(request.user, bundle),
        "may_revoke": services.may_revoke(bundle),
        "own": bundle.asked_by_id == request.user.pk,
        "refresh": REFRESH if again else None,
    }
    return render(request, "analytics/restricted/bundle.html", context)


@roles(*MAY)
@require_POST
def bundle_act(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Approve, decline, revoke, or make again what failed."""
    bundle = _bundle(uuid)
    act, reason = request.POST.get("act", ""), visible(request.POST.get("reason", ""))[:500]
    try:
        if act in ("approve", "decline"):
            services.decide(actor=request.user, bundle=bundle, approved=act == "approve", reason=reason)
            said = _("Approved; it is being made.") if act == "approve" else _("Declined.")
        elif act == "revoke":
            services.revoke(actor=request.user, bundle=bundle, reason=reason)
            said = _("Revoked, and the file is gone. Write to %(email)s that the use has ended.") % {
                "email": bundle.email
            }
        elif act == "again":
            services.make_again(actor=request.user, bundle=bundle)
            said = _("It is being made again.")
        else:
            messages.warning(request, _("Choose what to do."))
            return redirect("bundle", bundle.uuid)
    except UserError as error:
        messages.warning(request, str(error))
    else:
        messages.success(request, said)
    return redirect("bundle", bundle.uuid)


@roles(services.ASKS)
@require_POST
def bundle_file(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """The file, for whoever asked for it; nobody else's is found. By POST, since it is written down."""
    bundle = _bundle(uuid)
    if bundle.asked_by_id != request.user.pk:
        raise Http404
    try:
        content = services.take(actor=request.user, bundle=bundle)
    except UserError as error:
        messages.warning(request, str(error))
        return redirect("bundle", bundle.uuid)
    response = HttpResponse(content, content_type="application/zip")
    name = f"evaluation-{bundle.release.number if bundle.release else 0}-{str(bundle.uuid)[:8]}.zip"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _bundle(uuid: UUID) -> RestrictedBundle:
    found = bundle_or_none(uuid)
    if found is None:
        raise Http404
    return found
