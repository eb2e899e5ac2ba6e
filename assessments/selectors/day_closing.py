"""What still keeps an exam day from being closed."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from enum import StrEnum

from django.db.models import Count, Exists, OuterRef

from assessments.enums import DECIDING_KINDS, IncidentState, RatingStatus
from assessments.models import DeviceReport, ExamDay, Incident, Rating, RatingCase
from assessments.rules import rating_cases as case_rules
from assessments.rules.exam_days import DONE
from assessments.selectors.evidence_notes import owed_words
from assessments.selectors.exam_days import cards, full_slots, may_lead


class Point(StrEnum):
    """Why the day cannot be closed yet."""

    NO_OUTCOME = "no_outcome"
    NO_PLACE = "no_place"
    UNSENT = "unsent"
    DEVICE = "device"
    OWED = "owed"
    INCIDENT = "incident"


@dataclass(frozen=True, slots=True)
class OpenPoint:
    """One thing to be settled: of which case, and who could."""

    point: Point
    case: RatingCase | None
    who: str = ""


def open_points(day: ExamDay) -> list[OpenPoint]:
    """Everything that is open, in the order of the clock; as many queries for many slots as for few."""
    return [point for source in SOURCES for point in source(day)]


@dataclass(frozen=True, slots=True)
class DayResults:
    """How many performances of a day can be released, wait for a talk, are released, or have no result."""

    ready: int = 0
    talked: int = 0
    public: int = 0
    without: int = 0


def results_of(day: ExamDay) -> DayResults:
    """What became of the day's performances, in one query."""
    played = RatingCase.objects.filter(pk__in=day.slots.order_by().values("case_id")).order_by()
    counts = dict(played.values_list("state").annotate(Count("pk")))

    def of(states: Collection[str]) -> int:
        return sum(counts.get(one, 0) for one in states)

    return DayResults(
        of(case_rules.RELEASABLE),
        of(case_rules.SETTLING - case_rules.RELEASABLE),
        of(case_rules.PUBLIC),
        of(case_rules.WITHOUT_RESULT),
    )


def _slots(day: ExamDay) -> Sequence[OpenPoint]:
    """Slots that have not come to anything, and cases of the day that have no slot left."""
    slots = list(full_slots().filter(day=day).order_by("round__number", "room__position", "pk"))
    found = cards(slots)
    placed = {one.case_id for one in slots if not one.outcome}
    lost = {
        one.case_id: one.case
        for one in slots
        if one.outcome
        and one.case_id not in placed
        and one.case.state not in case_rules.WITHOUT_RESULT | case_rules.PUBLIC
    }
    return [
        *(OpenPoint(Point.NO_OUTCOME, one.case) for one in found if one.state not in DONE),
        *(OpenPoint(Point.NO_PLACE, case) for case in lost.values()),
    ]


def _unsent(day: ExamDay) -> Sequence[OpenPoint]:
    """Sheets that somebody began and did not send."""
    drafts = (
        Rating.objects.current()
        .filter(
            assignment__case__in=day.slots.order_by().values("case_id"),
            assignment__kind__in=sorted(DECIDING_KINDS),
            status=RatingStatus.DRAFT,
        )
        .exclude(assignment__case__state__in=sorted(case_rules.WITHOUT_RESULT))
        .select_related("assignment__assessor", "assignment__case__ratee")
        .order_by("pk")
    )
    return [OpenPoint(Point.UNSENT, one.assignment.case, str(one.assessor)) for one in drafts]


def _incidents(day: ExamDay) -> Sequence[OpenPoint]:
    """Calls for help and incidents that nobody settled."""
    rows = Incident.objects.filter(day=day, state=IncidentState.OPEN).select_related("case__ratee")
    return [OpenPoint(Point.INCIDENT, one.case, one.get_kind_display()) for one in rows.order_by("pk")]


def _devices(day: ExamDay) -> Sequence[OpenPoint]:
    """Devices of assessors and of doors that said last that they hold changes which were not sent."""
    rows = DeviceReport.objects.filter(occasion__in=day.occasions.all(), unsent__gt=0)
    links = day.assessor_links.filter(assessor=OuterRef("user")).order_by()
    doors = day.marshal_links.filter(person=OuterRef("user")).order_by()
    return [
        OpenPoint(Point.DEVICE, None, str(one.user))
        for one in rows.select_related("user").annotate(has_part=Exists(links) | Exists(doors)).order_by("pk")
        if one.has_part or may_lead(one.user, day)
    ]


def _owed(day: ExamDay) -> Sequence[OpenPoint]:
    """Words that sheets which were sent still owe, each sheet once."""
    owed = {}
    for occasion in day.occasions.select_related("rubric_version"):
        rows = owed_words(occasion).filter(
            rating__assignment__case__in=day.slots.order_by().values("case_id")
        )
        for score in rows.select_related("rating__assignment__assessor", "rating__assignment__case__ratee"):
            assignment = score.rating.assignment
            owed[assignment.pk] = OpenPoint(Point.OWED, assignment.case, str(assignment.assessor))
    return list(owed.values())


SOURCES: list[Callable[[ExamDay], Sequence[OpenPoint]]] = [_slots, _unsent, _devices, _owed, _incidents]
