"""The plan of an exam day, read into the plain values that are checked and solved."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from django.db.models import Q, QuerySet

from assessments import registries
from assessments.enums import DECIDING_KINDS, AssessorKind, OccasionMode
from assessments.models import (
    Acquaintance,
    Assignment,
    CheckIn,
    DayAssessor,
    ExamDay,
    Occasion,
    OccasionScenario,
    PaperSheet,
    RatingCase,
    RoleCast,
    Room,
    Round,
    ScenarioVersion,
    Slot,
)
from assessments.rules import rating_cases as case_rules
from assessments.rules.day_plans import Bar, Case, Finding, Frame, Network, Place, findings, loads, network
from assessments.selectors.scenarios_met import scenarios_met
from lms.accounts.models import User


@dataclass(frozen=True)
class DayPlan:
    """Everything that stands behind the plan of a day, by id."""

    day: ExamDay
    rooms: Mapping[int, Room]
    rounds: Mapping[int, Round]
    cases: Mapping[int, RatingCase]
    people: Mapping[int, User]
    scenarios: Mapping[int, ScenarioVersion]
    slots: Sequence[Slot]
    assessors: Sequence[DayAssessor]
    frame: Frame
    places: Sequence[Place]

    @cached_property
    def findings(self) -> list[Finding]:
        """What is wrong with it; cases without a place too."""
        return findings(self.frame, self.places)

    @cached_property
    def loads(self) -> dict[int, int]:
        return loads(self.frame, self.places)

    @cached_property
    def network(self) -> Network:
        return network(self.frame.cases, self.places)

    @cached_property
    def slot_of(self) -> dict[int, Slot]:
        """The slot that is ahead, or was rated, by case."""
        return {one.case_id: one for one in self.slots if not one.outcome}

    def bar_of(self, assessor: int, case: RatingCase) -> Bar | None:
        """Why an assessor does not rate the case, None where they may."""
        return self.frame.bar(assessor, Case(case.pk, case.ratee_id, ()))

    @property
    def playing(self) -> list[Round]:
        return [one for one in self.rounds.values() if not one.is_rest]


def plan_of(day: ExamDay) -> DayPlan:
    """The plan as it is stored: as many queries for a hundred people as for ten."""
    rooms = {one.pk: one for one in day.rooms.prefetch_related("cast__user").order_by("position", "pk")}
    rounds = {one.pk: one for one in day.rounds.order_by("number")}
    links = list(day.assessor_links.select_related("assessor").order_by("pk"))
    cases = {
        one.pk: one
        for one in RatingCase.objects.filter(
            occasion__in=day.occasions.all(),
            ratee__in=CheckIn.objects.filter(day=day).order_by().values("person_id"),
        )
        .select_related("ratee", "occasion", "scenario_version")
        .order_by("ratee__last_name", "ratee__first_name", "ratee_id", "occasion_id")
    }
    slots = list(
        day.slots.select_related("room", "round", "case__ratee", "case__occasion", "case__scenario_version")
        .prefetch_related("cast__user")
        .order_by("round__number", "room__position", "pk")
    )
    for slot in slots:
        slot.day = day
    assignments = _assignments(cases)
    scenarios = {one.pk: one for one in day.scenario_versions.select_related("scenario").order_by("pk")}
    people = {one.assessor_id: one.assessor for one in links}
    people |= {one.assessor_id: one.assessor for own in assignments.values() for one in own}
    people |= {one.ratee_id: one.ratee for one in cases.values()}
    casts = [*(room.cast.all() for room in rooms.values()), *(slot.cast.all() for slot in slots)]
    people |= {one.user_id: one.user for cast in casts for one in cast}
    offered = _offered(day, scenarios)
    ahead = {one.case_id for one in slots if not one.outcome}
    # Whose case has its outcome already needs no place; the others do.
    wanted = {
        pk: one
        for pk, one in cases.items()
        if pk in ahead or one.state not in case_rules.WITHOUT_RESULT | case_rules.PUBLIC
    }
    assessors = [one.assessor_id for one in links]
    ratees = {one.ratee_id for one in wanted.values()}
    frame = Frame(
        cases={
            pk: Case(pk, one.ratee_id, tuple(offered.get(one.occasion_id, ()))) for pk, one in wanted.items()
        },
        rooms={
            pk: _line(scenarios, one.scenario_version_id) if one.scenario_version_id else None
            for pk, one in rooms.items()
        },
        rounds=[one.number for one in rounds.values() if not one.is_rest],
        assessors=frozenset(assessors),
        per_case=day.per_case,
        barred=barred(assessors, ratees),
        read=read(assessors, wanted),
        seen=seen(day, ratees, scenarios.values()),
    )
    return DayPlan(
        day=day,
        rooms=rooms,
        rounds=rounds,
        cases=cases,
        people=people,
        scenarios={one.scenario_id: one for one in scenarios.values()},
        slots=slots,
        assessors=links,
        frame=frame,
        places=[_place(one, assignments, scenarios) for one in slots if not one.outcome],
    )


def casts_for(case: RatingCase) -> list[RoleCast]:
    """Who is cast in the case's scenario on its occasion, role by role; nobody while it has no scenario."""
    rows = RoleCast.objects.filter(occasion=case.occasion_id, scenario_version=case.scenario_version_id)
    return list(rows.select_related("user").order_by("role", "pk"))


def still_to_place(people: QuerySet[User], occasions: Collection[Occasion]) -> QuerySet[User]:
    """Of these people those whose cases have neither a slot ahead nor an outcome."""
    taken = RatingCase.objects.filter(occasion__in=occasions).filter(
        Q(slots__outcome="") | ~Q(state=case_rules.CaseState.OPEN)
    )
    return people.exclude(pk__in=taken.order_by().values("ratee_id"))


def _assignments(cases: Collection[int]) -> dict[int, list[Assignment]]:
    found: dict[int, list[Assignment]] = defaultdict(list)
    rows = Assignment.objects.filter(
        case__in=cases, kind__in=sorted(DECIDING_KINDS), third=False, stood_down=False
    )
    for one in rows.select_related("assessor").order_by("pk"):
        found[one.case_id].append(one)
    return found


def _offered(day: ExamDay, scenarios: Mapping[int, ScenarioVersion]) -> dict[int, list[int]]:
    """By occasion the scenarios that are played there and on this day."""
    found: dict[int, list[int]] = defaultdict(list)
    rows = OccasionScenario.objects.filter(occasion__in=day.occasions.all(), scenario_version__in=scenarios)
    for one in rows.order_by("pk"):
        found[one.occasion_id].append(_line(scenarios, one.scenario_version_id))
    return found


def _line(scenarios: Mapping[int, ScenarioVersion], version: int | None) -> int:
    """A scenario through all its versions; 0 where the day does not know it."""
    found = scenarios.get(version) if version else None
    return found.scenario_id if found else 0


def _place(
    slot: Slot, assignments: Mapping[int, list[Assignment]], scenarios: Mapping[int, ScenarioVersion]
) -> Place:
    return Place(
        case=slot.case_id,
        room=slot.room_id,
        round=slot.round.number,
        scenario=_line(scenarios, slot.case.scenario_version_id),
        assessors=frozenset(one.assessor_id for one in assignments.get(slot.case_id, [])),
        players=frozenset(one.user_id for one in slot.cast.all()),
    )


def barred(assessors: Collection[int], people: Collection[int]) -> dict[tuple[int, int], Bar]:
    """Whom each assessor does not rate, and why: whom they coached, and whom they said they know."""
    known = Acquaintance.objects.filter(assessor__in=assessors, person__in=people)
    found = dict.fromkeys(known.values_list("assessor_id", "person_id"), Bar.KNOWN)
    coached = Assignment.objects.filter(
        assessor__in=assessors, case__ratee__in=people, kind=AssessorKind.COACH
    )
    found |= dict.fromkeys(coached.values_list("assessor_id", "case__ratee_id"), Bar.COACH)
    return found


def read(assessors: Collection[int], cases: Collection[int]) -> frozenset[tuple[int, int]]:
    """Who read on paper what another assessor wrote about a case, as (assessor, case)."""
    hands = PaperSheet.objects.filter(case__in=cases).values_list(
        "case_id", "assessor_id", "entered_by_id", "checked_by_id"
    )
    return frozenset(
        (hand, case) for case, author, *both in hands for hand in both if hand in assessors and hand != author
    )


def seen(
    day: ExamDay, people: Collection[int], versions: Iterable[ScenarioVersion]
) -> frozenset[tuple[int, int]]:
    """Who played or watched which scenario before, as (person, scenario).

    Beside what `scenarios_met` says: whoever plays it on this day, and whoever belongs to a coached
    role-play that played it, where everybody watches.
    """
    lines = {one.scenario_id for one in versions}
    occasions = [one.pk for one in day.occasions.all()]
    found = {
        (person, line)
        for person, own in scenarios_met(people, besides=occasions).items()
        for line in own & lines
    }
    cast = RoleCast.objects.filter(occasion__in=occasions, user__in=people)
    found |= set(cast.values_list("user_id", "scenario_version__scenario_id"))
    held = Q(occasion__held_at__isnull=True) | Q(occasion__held_at__lt=day.starts_at)
    watched: dict[int, set[int]] = defaultdict(set)
    for occasion, line in OccasionScenario.objects.filter(
        held, scenario_version__scenario__in=lines, occasion__mode=OccasionMode.COACHED
    ).values_list("occasion_id", "scenario_version__scenario_id"):
        watched[occasion].add(line)
    for person, occasion in registries.members_of(watched, people):
        found |= {(person, line) for line in watched[occasion]}
    return frozenset(found)
