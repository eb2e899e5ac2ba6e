"""Setting up an exam day, publishing and closing it; `day_filling` makes its plan.

Ratings are never touched by any of this, but for `day_outcomes`: they belong to a case and an assessor.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from assessments import registries
from assessments.enums import CaseState, DayState, OccasionMode
from assessments.models import (
    CheckIn,
    DayAssessor,
    ExamDay,
    Occasion,
    RatingCase,
    RoleCast,
    Room,
    ScenarioVersion,
    Slot,
)
from assessments.rules.exam_days import code_word
from assessments.selectors.coverage import coverage
from assessments.selectors.day_closing import open_points
from assessments.selectors.day_plans import plan_of
from assessments.services.day_checks import check_not_closed, held_day, not_yours, published
from assessments.services.day_filling import clear_slots
from assessments.services.openings import reschedule_occasion
from lms.accounts.models import User
from lms.core import audit, clock
from lms.core.errors import UserError
from lms.core.templatetags.acuerdo import localized

MINUTES = ("reading_minutes", "play_minutes", "marking_minutes", "change_minutes", "rest_minutes")


@dataclass(frozen=True, slots=True)
class RoomSpec:
    """A room by name; with a scenario only that one is played there. `cast` play its roles all day."""

    name: str
    scenario: ScenarioVersion | None = None
    cast: Sequence[RoleCast] = ()


@dataclass(frozen=True, slots=True)
class DaySetup:
    """What whoever leads the day says before it is planned."""

    name: str
    starts_at: datetime
    scenarios: Sequence[ScenarioVersion]
    rooms: Sequence[RoomSpec]
    people: Sequence[User]
    assessors: Sequence[User]
    minutes: Mapping[str, int]
    rest_every: int = 5
    per_case: int = 2


def create_day(*, actor: User, occasions: Sequence[Occasion], setup: DaySetup) -> ExamDay:
    """Set up a day for assessed role-plays; each of its people has one case on each occasion.

    Raises UserError: "not_yours", and what `change_setup` raises.
    """
    with transaction.atomic():
        if not occasions or not all(registries.may_release(actor, one) for one in occasions):
            raise not_yours()
        if any(one.mode != OccasionMode.ASSESSED for one in occasions):
            raise UserError(_("An exam day is for assessed role-plays."), code="not_assessed")
        day = ExamDay.objects.create(name=setup.name, starts_at=setup.starts_at)
        day.occasions.set(occasions)
        _set_up(day, setup)
        audit.record(actor=actor, action="assessments.create_exam_day", target=day, name=day.name)
    return day


def change_setup(*, actor: User, day: ExamDay, setup: DaySetup) -> ExamDay:
    """Say anew what a day consists of, while it is planned; its slots are filled anew afterwards.

    Raises UserError: "not_yours", "published", "not_of_occasion", "uncovered", "stranger",
    "not_an_assessor", "no_rooms", "elsewhere", "rated".
    """
    with transaction.atomic():
        day = held_day(actor, day)
        if not day.is_plan:
            raise published()
        day.name, day.starts_at = setup.name, setup.starts_at
        clear_slots(day)
        _set_up(day, setup)
        audit.record(actor=actor, action="assessments.change_exam_day", target=day, name=day.name)
    return day


def _set_up(day: ExamDay, setup: DaySetup) -> None:
    occasions = list(day.occasions.select_related("rubric_version").order_by("pk"))
    _check_scenarios(occasions, setup.scenarios)
    _check_people(day, occasions, setup)
    for name in MINUTES:
        setattr(day, name, setup.minutes.get(name, getattr(day, name)))
    day.rest_every, day.per_case = setup.rest_every, setup.per_case
    day.planning = day.planning_note = ""
    day.save()
    day.scenario_versions.set(setup.scenarios)
    _set_rooms(day, setup.rooms)
    ids = {one.pk for one in setup.assessors}
    day.assessor_links.exclude(assessor__in=ids).delete()
    there = set(day.assessor_links.values_list("assessor_id", flat=True))
    DayAssessor.objects.bulk_create(
        DayAssessor(day=day, assessor=one) for one in setup.assessors if one.pk not in there
    )
    _set_people(day, occasions, setup.people)


def _check_scenarios(occasions: Sequence[Occasion], scenarios: Sequence[ScenarioVersion]) -> None:
    offered = [set(one.scenario_versions.values_list("pk", flat=True)) for one in occasions]
    chosen = {one.pk for one in scenarios}
    if not chosen or not all(own & chosen for own in offered) or not chosen <= set().union(*offered):
        raise UserError(
            _("Choose at least one scenario of each role-play of the day."), code="not_of_occasion"
        )
    if len({one.scenario_id for one in scenarios}) < len(chosen):
        raise UserError(_("Choose one version of each scenario."), code="twice")
    if lacking := coverage({one.rubric_version_id for one in occasions}, scenarios).lacking:
        version, criterion = lacking[0]
        raise UserError(
            _(
                "In “%(scenario)s” nothing lets the critical criterion “%(criterion)s” be seen, so nobody "
                "could pass with it. Choose another scenario, or add a prompt to it."
            )
            % {"scenario": localized(version.title), "criterion": localized(criterion.title)},
            code="uncovered",
        )


def _check_people(day: ExamDay, occasions: Sequence[Occasion], setup: DaySetup) -> None:
    if not setup.rooms or len({one.name for one in setup.rooms}) < len(setup.rooms):
        raise UserError(_("Name at least one room, and each room once."), code="no_rooms")
    if not setup.people:
        raise UserError(_("Choose at least one person to be assessed."), code="nobody")
    people, assessors = {one.pk for one in setup.people}, {one.pk for one in setup.assessors}
    for occasion in occasions:
        sides = registries.people_of(occasion)
        if set(sides.ratees.filter(pk__in=people).values_list("pk", flat=True)) < people:
            raise UserError(_("Somebody does not take part in the role-play of this day."), code="stranger")
        if set(sides.assessors.filter(pk__in=assessors).values_list("pk", flat=True)) < assessors:
            raise UserError(
                _("Somebody may not assess in the role-play of this day."), code="not_an_assessor"
            )
    if people & assessors:
        raise UserError(_("Nobody assesses and is assessed on the same day."), code="both_sides")
    taken = Slot.objects.filter(case__ratee__in=people, case__occasion__in=occasions, outcome="")
    if other := taken.exclude(day=day.pk).select_related("case__ratee", "day").first():
        raise UserError(
            _("%(person)s is planned on “%(day)s” already.")
            % {"person": other.case.ratee, "day": other.day.name},
            code="elsewhere",
        )


def _set_rooms(day: ExamDay, specs: Sequence[RoomSpec]) -> None:
    day.rooms.exclude(name__in=[one.name for one in specs]).delete()
    known = {one.name: one for one in day.rooms.all()}
    for position, spec in enumerate(specs):
        room = known.get(spec.name) or Room(day=day, name=spec.name)
        room.position, room.scenario_version = position, spec.scenario
        room.save()
        room.cast.set(spec.cast)


def _set_people(day: ExamDay, occasions: Sequence[Occasion], people: Sequence[User]) -> None:
    """A check-in with a code word for each, and a case on each occasion."""
    ids = {one.pk for one in people}
    day.check_ins.exclude(person__in=ids).delete()
    there = {one.person_id: one.code_word for one in day.check_ins.all()}
    words = iter(_words(set(there.values())))
    CheckIn.objects.bulk_create(
        CheckIn(day=day, person=one, code_word=next(words)) for one in people if one.pk not in there
    )
    for occasion in occasions:
        known = set(
            RatingCase.objects.filter(occasion=occasion, ratee__in=ids).values_list("ratee_id", flat=True)
        )
        # Who was absent on another day is expected again.
        absent = RatingCase.objects.filter(occasion=occasion, ratee__in=ids, state=CaseState.ABSENT)
        absent.update(state=CaseState.OPEN)
        RatingCase.objects.bulk_create(
            RatingCase(occasion=occasion, ratee=one) for one in people if one.pk not in known
        )


def _words(taken: Collection[str]) -> Any:
    place = 0
    while True:
        if (word := code_word(place)) not in taken:
            yield word
        place += 1


def publish_day(*, actor: User, day: ExamDay) -> ExamDay:
    """Let everybody know when and where they are on; from the first round on people can be rated.

    Raises UserError: "not_yours", "published", "no_slots", "faulty".
    """
    with transaction.atomic():
        day = held_day(actor, day)
        if not day.is_plan:
            raise published()
        plan = plan_of(day)
        if not plan.places:
            raise UserError(_("Fill the slots first; nobody would know where to go."), code="no_slots")
        if plan.findings:
            raise UserError(
                _("The plan has faults, which are listed below. Mend them first; nothing was published."),
                code="faulty",
            )
        day.state = DayState.OPEN
        day.save(update_fields=["state"])
        for occasion in day.occasions.order_by("pk"):
            if occasion.held_at is None or occasion.held_at > day.starts_at:
                reschedule_occasion(actor=actor, occasion=occasion, held_at=day.starts_at)
        audit.record(actor=actor, action="assessments.publish_exam_day", target=day, slots=len(plan.places))
    return day


def discard_day(*, actor: User, day: ExamDay) -> None:
    """Take away a day that was never published; cases and whatever was written on them stay.

    Raises UserError: "not_yours", "published".
    """
    with transaction.atomic():
        day = held_day(actor, day)
        if not day.is_plan:
            raise published()
        audit.record(actor=actor, action="assessments.discard_exam_day", target=day, name=day.name)
        clear_slots(day)
        day.rounds.all().delete()
        day.delete()


def close_day(*, actor: User, day: ExamDay) -> ExamDay:
    """End the day.

    Raises UserError: "not_yours", "closed", "not_open", and "points" while anything is open: a slot
    without an outcome, a sheet that was not sent, a comment that is owed, a call for help.
    """
    with transaction.atomic():
        day = held_day(actor, day)
        check_not_closed(day)
        if not day.is_open:
            raise UserError(_("The day was not published yet."), code="not_open")
        if open_points(day):
            raise UserError(
                _("The day cannot be closed yet: what is still open is listed below."), code="points"
            )
        day.state, day.closed_at = DayState.CLOSED, clock.now()
        day.save(update_fields=["state", "closed_at"])
        audit.record(actor=actor, action="assessments.close_exam_day", target=day)
    return day
