"""An objection as those meet it who review, rate anew and decide it."""

from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from assessments import registries
from assessments.enums import AppealStepKind
from assessments.interfaces.appeals import AskForm, DecisionForm, LevelsForm, ProcedureForm
from assessments.models import Appeal, Occasion
from assessments.selectors.appeals import Course, course_of, free_reraters
from assessments.selectors.comparison import compared
from assessments.selectors.occasions import criteria_of, occasion_by_uuid
from assessments.services import appeals as services
from lms.accounts.access import signed_in
from lms.accounts.models import User
from lms.core.errors import UserError


@signed_in
def appeal(request: HttpRequest, appeal: UUID) -> HttpResponse:
    """How far it is, and the step that the reader can take; whoever rates anew sees neither sheet."""
    course, occasion = _found(request, appeal)
    return _page(request, course, occasion, None)


@signed_in
@require_POST
def appeal_act(request: HttpRequest, appeal: UUID) -> HttpResponse:
    """The step that is due: `go` is procedure, ask, rerating or decision."""
    course, occasion = _found(request, appeal)
    form = _form(request.user, course, occasion, request.POST.get("go", ""), request)
    if form is None:
        raise Http404
    if not form.is_valid():
        return _page(request, course, occasion, form, status=422)
    try:
        messages.success(request, _act(request.user, course, form))
    except UserError as error:
        form.add_error(None, str(error))
        return _page(request, course, occasion, form, status=422)
    return redirect("appeal", appeal=course.appeal.uuid)


def _found(request: HttpRequest, uuid: UUID) -> tuple[Course, Occasion]:
    found = Appeal.objects.filter(uuid=uuid).select_related("case__occasion", "case__ratee").first()
    if found is None or found.case.ratee_id == request.user.pk:
        raise Http404
    course = course_of(found)
    asked = course.by_kind.get(AppealStepKind.RERATING)
    leads = registries.may_release(request.user, found.case.occasion)
    if not leads and (asked is None or asked.by_id != request.user.pk):
        raise Http404
    occasion = occasion_by_uuid(found.case.occasion.uuid)
    assert occasion is not None
    return course, occasion


def _due(user: User, course: Course) -> str:
    """What the reader can do now: procedure, ask, rerating, decision or nothing."""
    if course.rerater is not None:
        return "rerating" if course.rerater == user else ""
    if course.took_part(user) or not registries.may_release(user, course.appeal.case.occasion):
        return ""
    due = course.next
    return "ask" if due == AppealStepKind.RERATING else str(due or "")


def _form(
    user: User, course: Course, occasion: Occasion, go: str, request: HttpRequest | None = None
) -> forms.Form | None:
    data = request.POST if request is not None else None
    if not go or go != _due(user, course):
        return None
    if go == "procedure":
        return ProcedureForm(data)
    if go == "ask":
        people = registries.by_name(registries.people_of(occasion).assessors)[:100]
        free = free_reraters(course, list(people), user)
        return AskForm(data, people=[(str(one.uuid), str(one)) for one in free])
    criteria = criteria_of(occasion)
    return LevelsForm(data, criteria=criteria) if go == "rerating" else DecisionForm(data, criteria=criteria)


def _page(
    request: HttpRequest, course: Course, occasion: Occasion, form: forms.Form | None, *, status: int = 200
) -> HttpResponse:
    user, due = request.user, _due(request.user, course)
    asked = course.by_kind.get(AppealStepKind.RERATING)
    # Whoever rates anew rates what they see, not what others said.
    blind = asked is not None and asked.by_id == user.pk and course.next is not None
    context = {
        "course": course,
        "occasion": occasion,
        "person": course.appeal.case.ratee,
        "due": due,
        "form": form or _form(user, course, occasion, due),
        "blind": blind,
        "took_part": course.took_part(user),
        "leads": registries.may_release(user, occasion),
    }
    if not blind:
        context["comparison"] = compared(occasion=occasion, subject_id=course.appeal.case.ratee_id)
    return render(request, "assessments/appeal.html", context, status=status)


def _act(user: User, course: Course, form: forms.Form) -> str:
    appeal, data = course.appeal, form.cleaned_data
    if isinstance(form, ProcedureForm):
        services.review_procedure(actor=user, appeal=appeal, finding=data["finding"], reason=data["reason"])
        return _("The review of the procedure is on record.")
    if isinstance(form, AskForm):
        person = User.objects.get(uuid=data["assessor"])
        services.ask_rerating(actor=user, appeal=appeal, assessor=person)
        return _("%(person)s was asked to rate anew and sees neither sheet.") % {"person": person}
    if isinstance(form, DecisionForm):
        services.decide_appeal(
            actor=user, appeal=appeal, finding=data["finding"], reason=data["reason"], levels=form.levels
        )
        return _("Decided. The person is told.")
    assert isinstance(form, LevelsForm)
    services.rate_anew(actor=user, appeal=appeal, levels=form.levels, reason=data["reason"])
    return _("Your levels are on record. Whoever decides reads them.")
