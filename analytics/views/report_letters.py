"""A reader's own reports by letter."""

from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from analytics.interfaces.report_letters import SENT, RhythmForm, filters_of, sendable
from analytics.models.subscriptions import ReportSubscription
from analytics.reports.registry import Asked, Report, UnknownChoice, report, run
from analytics.services.subscriptions import end_subscription, start_subscription
from lms.accounts.access import roles
from lms.accounts.roles import Role
from lms.core.errors import UserError

MAY = (Role.CENTER_MANAGER, Role.PROGRAM_OFFICER, Role.ADMINISTRATOR)


@roles(*MAY)
@require_http_methods(["GET", "HEAD", "POST"])
def report_letters(request: HttpRequest) -> HttpResponse:
    """The reports that the person is sent, each with its end; with `?report=`, how often to send that one."""
    if "end" in request.POST:
        return _end(request)
    found = _report(request)
    context = {"own": _own(request), "report": found}
    if found is None:
        if request.method == "POST":
            raise Http404
        return render(request, "analytics/report_letters.html", context)
    asked = {name: value for name in filters_of(found) if (value := request.GET.get(name, ""))}
    about = _about(request, found, asked)
    form = RhythmForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            start_subscription(
                actor=request.user,
                report=found.key,
                asked=urlencode(sorted(asked.items())),
                about=about,
                rhythm=form.cleaned_data["rhythm"],
            )
        except UserError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("It will be sent to %(address)s.") % {"address": request.user.email})
            return redirect("report_letters")
    status = 422 if form.errors else 200
    context |= {"form": form, "about": about}
    return render(request, "analytics/report_letters.html", context, status=status)


def _end(request: HttpRequest) -> HttpResponse:
    try:
        ended = end_subscription(actor=request.user, uuid=UUID(request.POST["end"]))
    except ValueError:
        ended = False
    if not ended:
        raise Http404
    messages.success(request, _("It will not be sent any more."))
    return redirect("report_letters")


def _report(request: HttpRequest) -> Report | None:
    key = request.GET.get("report", "")
    if not key:
        return None
    if key not in SENT:
        raise Http404
    found = sendable(key, request.user)
    if found is None:
        raise PermissionDenied
    return found


def _about(request: HttpRequest, found: Report, asked: dict[str, str]) -> str:
    """What is cut out, in words; 404 for people that the report does not offer."""
    if not asked:
        return ""
    try:
        document = run(found, Asked(request.user, asked))
    except UnknownChoice as error:
        raise Http404 from error
    options = document.head.options if document is not None else ()
    return next((str(one.label) for one in options if one.chosen), "")


def _own(request: HttpRequest) -> list[tuple[ReportSubscription, object]]:
    """Each with the title of its report."""
    rows = ReportSubscription.objects.filter(user=request.user).order_by("since", "pk")
    return [(one, known.title) for one in rows if (known := report(one.report)) is not None]
