"""Setting up an exam day, making and changing its plan, publishing and closing it.

Ratings are never touched by any of this, but for `day_outcomes`: they belong to a case and an assessor.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from assessments import registries
from assessments.enums import AssessorKind, CaseState, DayState, OccasionMode, SlotOutcome
from assessments.models import (
    Assignment,
    CheckIn,
    DayAssessor,
    ExamDay,
    Occasion,
    Rating,
    RatingCase,
    RoleCast,
    Room,
    Round,
    ScenarioVersion,
    Slot,
)
from assessments.rules.day_plans import Place
from assessments.rules.exam_days import code_word, timetable
from assessments.selectors.day_closing import open_points
from assessments.selectors.day_plans import DayPlan, coverage, plan_of
from assessments.selectors.exam_days import may_lead
from assessments.services.openings import reschedule_occasion
from lms.accounts.models import User
from lms.core import audit, clock
from lms.core.errors import UserError
from lms.core.templatetags.acuerdo import localized

MOST_ROUNDS = 80
# How many rounds more than the fewest are tried before the plan is given up.
SPARE_ROUNDS = 6
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


def held_day(actor: User, day: ExamDay) -> ExamDay:
    """The day, held, for whoever leads it; else UserError "not_yours"."""
    found = ExamDay.objects.select_for_update().filter(pk=day.pk).first()
    if found is None or not may_lead(actor, found):
        raise not_yours()
    return found


def not_yours() -> UserError:
    """Not for this person to lead."""
    return UserError(_("You do not lead this exam day."), code="not_yours")


def published() -> UserError:
    """The day's rooms and people stand; slots can still be moved."""
    return UserError(
        _("The day is published: move, swap and change slots one by one instead. Nothing was changed."),
        code="published",
    )


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
    if lacking := coverage(occasions, scenarios).lacking:
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


def clear_slots(day: ExamDay) -> None:
    """Take the slots ahead and the assessors whom the plan gave; sheets and whoever wrote them stay."""
    ahead = Slot.objects.filter(day=day, outcome="")
    cases = list(ahead.values_list("case_id", flat=True))
    ahead.delete()
    written = Rating.objects.filter(assignment__case__in=cases).values("assignment_id")
    Assignment.objects.filter(case__in=cases, kind=AssessorKind.ASSESSOR, third=False).exclude(
        pk__in=written
    ).delete()


def fill(*, actor: User | None, day: ExamDay) -> DayPlan:
    """Fill the slots of a day that is planned, in as few rounds as its rooms and assessors allow.

    Raises UserError: "published", "no_plan", which says why nothing fits.
    """
    from assessments.rules.day_solver import NoPlanError, rounds_needed, solve

    with transaction.atomic():
        day = ExamDay.objects.select_for_update().get(pk=day.pk)
        if not day.is_plan:
            raise published()
        clear_slots(day)
        day.rounds.all().delete()
        plan = plan_of(day)
        places, times = None, None
        try:
            needed = rounds_needed(plan.frame)
            for more in range(SPARE_ROUNDS + 1):
                times = _times(day, needed + more)
                frame = replace(plan.frame, rounds=[one.number for one in times if not one.rest])
                try:
                    places = solve(frame)
                except NoPlanError:
                    continue
                break
        except NoPlanError:
            pass
        if places is None or times is None or needed > MOST_ROUNDS:
            raise UserError(why_not(plan), code="no_plan")
        Round.objects.bulk_create(
            Round(day=day, number=one.number, starts_at=one.starts_at, is_rest=one.rest) for one in times
        )
        write_places(day, plan_of(day), places)
        day.planning, day.planning_note = "", ""
        day.save(update_fields=["planning", "planning_note"])
        audit.record(
            actor=actor, action="assessments.plan_exam_day", target=day, slots=len(places), rounds=len(times)
        )
    return plan_of(day)


def note_planning(*, day: ExamDay, state: str, note: str = "") -> None:
    """Keep how far the work on the plan is, for the page that waits for it."""
    with transaction.atomic():
        ExamDay.objects.filter(pk=day.pk).update(planning=state, planning_note=note)


def _times(day: ExamDay, rounds: int) -> list[Any]:
    return timetable(
        day.starts_at,
        day.minutes,
        rounds=rounds,
        rest_every=day.rest_every,
        rest_minutes=day.rest_minutes,
    )


def why_not(plan: DayPlan) -> str:
    """In words why nothing fits: the first thing that is too few, by person where it is about one."""
    frame = plan.frame
    for case in frame.cases.values():
        person = plan.people[case.person]
        if not frame.open_to(case):
            return _(
                "%(person)s has played or watched every scenario of the day. Add a scenario, or leave "
                "them out."
            ) % {"person": person}
        free = [one for one in frame.assessors if frame.may_rate(one, case.person)]
        if len(free) < frame.per_case:
            return _(
                "Only %(count)s of the assessors may assess %(person)s: the others coached or know them. Add "
                "assessors, or ask for fewer for each person."
            ) % {"count": len(free), "person": person}
    if len(frame.assessors) < frame.per_case:
        return _("There are fewer assessors than each person needs. Add assessors.")
    return _("The slots could not be filled. Add rooms or assessors, or open rooms to all scenarios.")


def write_places(day: ExamDay, plan: DayPlan, places: Sequence[Place]) -> None:
    """Make slots and assignments what the places say; what is the same already stays as it is.

    Who has written on a case is stood down instead of taken away.
    """
    rounds = {one.number: one for one in plan.rounds.values()}
    slots = plan.slot_of
    moved = [one for one in places if one.case in slots and _moved(slots[one.case], one)]
    # Slots that change places would meet on the way: what has an outcome is in nobody's.
    Slot.objects.filter(pk__in=[slots[one.case].pk for one in moved]).update(outcome=SlotOutcome.VOID)
    made = []
    for one in places:
        slot = slots.get(one.case)
        if slot is None:
            made.append(Slot(day=day, case_id=one.case, room_id=one.room, round=rounds[one.round]))
        elif _moved(slot, one):
            slot.room_id, slot.round = one.room, rounds[one.round]
            slot.save(update_fields=["room", "round", "outcome"])
    Slot.objects.bulk_create(made)
    links = [
        Slot.cast.through(slot_id=slot.pk, rolecast_id=cast.pk)
        for slot in made
        for cast in plan.rooms[slot.room_id].cast.all()
    ]
    Slot.cast.through.objects.bulk_create(links)
    changed = []
    for one in places:
        case, version = plan.cases[one.case], plan.scenarios.get(one.scenario)
        if version is not None and case.scenario_version_id != version.pk:
            case.scenario_version = version
            changed.append(case)
    RatingCase.objects.bulk_update(changed, ["scenario_version"], batch_size=500)
    _assign(places)


def _moved(slot: Slot, place: Place) -> bool:
    return (slot.room_id, slot.round.number) != (place.room, place.round)


def _assign(places: Sequence[Place]) -> None:
    rows = Assignment.objects.filter(
        case__in=[one.case for one in places], kind=AssessorKind.ASSESSOR, third=False
    )
    known = {(one.case_id, one.assessor_id): one for one in rows}
    wanted = {(one.case, assessor) for one in places for assessor in one.assessors}
    Assignment.objects.bulk_create(
        Assignment(case_id=case, assessor_id=assessor, kind=AssessorKind.ASSESSOR)
        for case, assessor in sorted(wanted - known.keys())
    )
    back = [one.pk for pair, one in known.items() if pair in wanted and one.stood_down]
    Assignment.objects.filter(pk__in=back).update(stood_down=False)
    gone = [one.pk for pair, one in known.items() if pair not in wanted]
    written = set(Rating.objects.filter(assignment__in=gone).values_list("assignment_id", flat=True))
    Assignment.objects.filter(pk__in=set(gone) - written).delete()
    Assignment.objects.filter(pk__in=written).update(stood_down=True)
    Rating.objects.current().filter(assignment__in=written).update(set_aside=True)


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
        _add_rounds(day, max((one.round for one in places), default=0))
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


def add_round(*, actor: User, day: ExamDay) -> Round:
    """One more round after the last one. Raises UserError: "not_yours", "closed", "too_many"."""
    with transaction.atomic():
        day = held_day(actor, day)
        check_not_closed(day)
        last = day.rounds.aggregate(last=Max("number"))["last"] or 0
        if last >= MOST_ROUNDS:
            raise UserError(_("A day has no more rounds than this."), code="too_many")
        _add_rounds(day, last + 1)
        audit.record(actor=actor, action="assessments.add_exam_day_round", target=day, number=last + 1)
    return day.rounds.order_by("-number")[0]


def _add_rounds(day: ExamDay, upto: int) -> None:
    """Rounds up to this number, after the last one there is."""
    last = day.rounds.order_by("-number").first()
    number = last.number if last else 0
    moment = last.starts_at if last else day.starts_at
    step = timedelta(minutes=day.rest_minutes if last and last.is_rest else day.minutes.round)
    while number < upto:
        number, moment = number + 1, moment + step if number else moment
        Round.objects.create(day=day, number=number, starts_at=moment)
        step = timedelta(minutes=day.minutes.round)


def check_not_closed(day: ExamDay) -> None:
    """Raise UserError ("closed") once the day is over."""
    if day.is_closed:
        raise UserError(_("The day is closed; its plan stays as it is."), code="closed")


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
