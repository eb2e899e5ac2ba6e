"""Who assesses on an exam day, changed after its plan was made."""

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from assessments import registries
from assessments.enums import AssessorKind
from assessments.models import DayAssessor, ExamDay, Rating
from assessments.selectors.day_plans import DayPlan, plan_of
from assessments.services.day_checks import check_not_closed, held_day
from assessments.services.day_filling import SPARE_ROUNDS, add_rounds, write_places
from lms.accounts.models import User
from lms.core import audit
from lms.core.errors import UserError


def remove_assessor(*, actor: User, day: ExamDay, assessor: User) -> DayPlan:
    """Plan on without an assessor: rounds in which they have nothing stay as they are.

    Cases of which a sheet was begun stay with whom they are. Raises UserError: "not_yours", "closed",
    "not_an_assessor", "no_plan"; then nothing was changed.
    """
    from assessments.rules.day_solver import NoPlanError, without

    with transaction.atomic():
        day = held_day(actor, day)
        check_not_closed(day)
        link = day.assessor_links.filter(assessor=assessor).first()
        if link is None:
            raise UserError(_("That person does not assess on this day."), code="not_an_assessor")
        plan = plan_of(day)
        begun = set(
            Rating.objects.current()
            .filter(assignment__case__in=plan.cases, assignment__kind=AssessorKind.ASSESSOR)
            .values_list("assignment__case_id", flat=True)
        )
        last = day.rounds.aggregate(last=Max("number"))["last"] or 0
        spare = range(last + 1, last + 1 + SPARE_ROUNDS)
        try:
            places = without(plan.frame, plan.places, assessor.pk, held=begun, spare=spare)
        except NoPlanError:
            raise UserError(
                _(
                    "Without %(person)s the slots cannot be filled, not even with more rounds. Add another "
                    "assessor first. Nothing was changed."
                )
                % {"person": assessor},
                code="no_plan",
            ) from None
        add_rounds(day, max((one.round for one in places), default=0))
        link.delete()
        write_places(day, plan_of(day), places)
        audit.record(
            actor=actor,
            action="assessments.remove_exam_day_assessor",
            target=day,
            assessor=str(assessor.uuid),
            changed=len(set(places) - set(plan.places)),
        )
    return plan_of(day)


def add_assessor(*, actor: User, day: ExamDay, assessor: User) -> DayAssessor:
    """Let somebody be planned on the day from now on.

    Raises UserError: "not_yours", "closed", "not_an_assessor".
    """
    with transaction.atomic():
        day = held_day(actor, day)
        check_not_closed(day)
        for occasion in day.occasions.order_by("pk"):
            if not registries.people_of(occasion).assessors.filter(pk=assessor.pk).exists():
                raise UserError(
                    _("That person may not assess in the role-play of this day."), code="not_an_assessor"
                )
        link, made = DayAssessor.objects.get_or_create(day=day, assessor=assessor)
        if made:
            audit.record(
                actor=actor,
                action="assessments.add_exam_day_assessor",
                target=day,
                assessor=str(assessor.uuid),
            )
    return link
