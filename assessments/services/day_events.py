"""What happens in the rooms of an exam day, and what its people say beforehand."""

from django.db import transaction
from django.utils.translation import gettext as _

from assessments import registries
from assessments.enums import ConcernKind, DayState, IncidentKind, IncidentState
from assessments.models import (
    Acquaintance,
    Concern,
    DayAssessor,
    ExamDay,
    Incident,
    PlanAcceptance,
    RatingCase,
    Slot,
)
from assessments.selectors.day_concerns import may_hear
from assessments.selectors.exam_days import may_lead
from assessments.services.criterion_scores import clean
from assessments.services.day_checks import check_not_closed, held_day, not_yours
from lms.accounts.models import User
from lms.core import audit, clock
from lms.core.errors import UserError


def declare_acquaintance(*, actor: User, day: ExamDay, person: User, knows: bool) -> None:
    """Keep whether an assessor knows somebody of the day. Raises UserError: "not_yours", "stranger"."""
    with transaction.atomic():
        _assessor_link(actor, day)
        if not day.check_ins.filter(person=person).exists():
            raise UserError(_("That person is not assessed on this day."), code="stranger")
        if knows:
            _row, changed = Acquaintance.objects.get_or_create(
                assessor=actor, person=person, defaults={"declared_at": clock.now()}
            )
        else:
            changed = bool(Acquaintance.objects.filter(assessor=actor, person=person).delete()[0])
        if changed:
            audit.record(
                actor=actor,
                action="assessments.declare_acquaintance",
                target=day,
                person=str(person.uuid),
                knows=knows,
            )


def finish_declaring(*, actor: User, day: ExamDay) -> DayAssessor:
    """Say that all acquaintances are declared, be it none. Raises UserError "not_yours"."""
    with transaction.atomic():
        link = _assessor_link(actor, day)
        link.declared_at = clock.now()
        link.save(update_fields=["declared_at"])
        audit.record(actor=actor, action="assessments.finish_declaring", target=day)
    return link


def _assessor_link(actor: User, day: ExamDay) -> DayAssessor:
    link = DayAssessor.objects.select_for_update().filter(day=day, assessor=actor).first()
    if link is None:
        raise not_yours()
    return link


def accept_plan(*, actor: User, day: ExamDay, video: bool | None) -> PlanAcceptance:
    """Keep that a person read and accepts how they are assessed; what they say of video may change.

    Raises UserError: "not_yours", "not_open".
    """
    with transaction.atomic():
        if not day.check_ins.filter(person=actor).exists():
            raise not_yours()
        if day.state != DayState.OPEN:
            raise UserError(_("There is no plan to accept at the moment."), code="not_open")
        row, _made = PlanAcceptance.objects.update_or_create(
            day=day,
            person=actor,
            defaults={"video": video},
            create_defaults={"video": video, "accepted_at": clock.now()},
        )
        audit.record(actor=actor, action="assessments.accept_plan", target=day, video=video)
    return row


def report_incident(*, actor: User, day: ExamDay, case: RatingCase | None, kind: str, text: str) -> Incident:
    """Call for help, or say what happened in a room; in an open day, by whoever assesses or leads it.

    Raises UserError: "not_yours", "closed", "bad_kind", "no_text".
    """
    with transaction.atomic():
        check_reporter(actor, day)
        if kind not in IncidentKind.values:
            raise UserError(_("Choose what happened."), code="bad_kind")
        if kind != IncidentKind.HELP and not clean(text):
            raise UserError(_("Say in a sentence what happened."), code="no_text")
        row = Incident.objects.create(
            day=day, case=case, kind=kind, text=clean(text), reported_by=actor, reported_at=clock.now()
        )
        audit.record(actor=actor, action="assessments.report_incident", target=row, kind=kind)
    return row


def check_reporter(actor: User, day: ExamDay) -> None:
    """Raise UserError unless the person may report from the rooms of the day, and it is open."""
    if not (day.assessor_links.filter(assessor=actor).exists() or may_lead(actor, day)):
        raise not_yours()
    check_not_closed(day)


def settle_incident(*, actor: User, incident: Incident, resolution: str) -> Incident:
    """Say what was done about it. Raises UserError: "not_yours", "no_text", "settled"."""
    with transaction.atomic():
        held_day(actor, incident.day)
        row = Incident.objects.select_for_update().get(pk=incident.pk)
        if not row.is_open:
            raise UserError(_("Somebody has settled it already."), code="settled")
        if row.kind != IncidentKind.HELP and not clean(resolution):
            raise UserError(
                _("Say in a sentence what was done: it stands in the report of the day."), code="no_text"
            )
        row.state, row.resolution = IncidentState.SETTLED, clean(resolution)
        row.settled_by, row.settled_at = actor, clock.now()
        row.save(update_fields=["state", "resolution", "settled_by", "settled_at"])
        audit.record(actor=actor, action="assessments.settle_incident", target=row, kind=row.kind)
    return row


def raise_concern(*, actor: User, day: ExamDay, case: RatingCase, kind: str, text: str) -> Concern:
    """Tell whoever leads the day of a worry about a person; no rating changes by it.

    Raises UserError: "not_yours", "closed", "bad_kind", "no_text".
    """
    with transaction.atomic():
        check_reporter(actor, day)
        if kind not in ConcernKind.values:
            raise UserError(_("Choose what the concern is about."), code="bad_kind")
        if not clean(text):
            raise UserError(_("Say in a sentence what you saw or heard."), code="no_text")
        row = Concern.objects.create(
            case=case, kind=kind, text=clean(text), raised_by=actor, raised_at=clock.now()
        )
        audit.record(actor=actor, action="assessments.raise_concern", target=row, kind=kind)
    return row


def tell_concern(*, actor: User, concern: Concern) -> Concern:
    """Let the person read the concern, so that they can answer it. Raises UserError "not_yours"."""
    with transaction.atomic():
        row = _heard(actor, concern)
        if row.told_at is None:
            row.told_at = clock.now()
            row.save(update_fields=["told_at"])
            audit.record(actor=actor, action="assessments.tell_concern", target=row)
    return row


def answer_concern(*, actor: User, concern: Concern, text: str) -> Concern:
    """Keep what the person says about it, until it is concluded.

    Raises UserError: "not_yours", "concluded", "no_text".
    """
    with transaction.atomic():
        row = Concern.objects.select_for_update(of=("self",)).select_related("case").get(pk=concern.pk)
        if row.case.ratee_id != actor.pk or row.told_at is None:
            raise not_yours()
        if row.concluded_at is not None:
            raise UserError(_("The concern was concluded already."), code="concluded")
        if not clean(text):
            raise UserError(_("Write what you want to say. Nothing was sent."), code="no_text")
        row.answer, row.answered_at = clean(text), clock.now()
        row.save(update_fields=["answer", "answered_at"])
        audit.record(actor=actor, action="assessments.answer_concern", target=row)
    return row


def conclude_concern(*, actor: User, concern: Concern, text: str) -> Concern:
    """Say what came of it, once the person was told. Raises UserError: "not_yours", "unheard", "no_text"."""
    with transaction.atomic():
        row = _heard(actor, concern)
        if row.told_at is None:
            raise UserError(
                _("First let the person know and answer: nobody is judged unheard."), code="unheard"
            )
        if not clean(text):
            raise UserError(_("Say in a sentence what came of it."), code="no_text")
        row.conclusion, row.concluded_at = clean(text), clock.now()
        row.save(update_fields=["conclusion", "concluded_at"])
        audit.record(actor=actor, action="assessments.conclude_concern", target=row)
    return row


def _heard(actor: User, concern: Concern) -> Concern:
    row = (
        Concern.objects.select_for_update(of=("self",))
        .select_related("case__occasion", "case__ratee")
        .get(pk=concern.pk)
    )
    if not may_hear(actor, row):
        raise not_yours()
    return row


def reports_on(case: RatingCase) -> ExamDay | None:
    """The open day on which the case is played, or was played last."""
    slot = (
        Slot.objects.filter(case=case, day__state=DayState.OPEN).select_related("day").order_by("-pk").first()
    )
    return slot.day if slot else None


def may_report(actor: User, day: ExamDay, case: RatingCase) -> bool:
    """Whether the person reports from the room of the case."""
    return registries.may_rate(actor, case.occasion, case.ratee) or may_lead(actor, day)
