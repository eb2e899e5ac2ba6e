"""An exam day while it is on: rooms and rounds, the door, and figures without names."""

import hashlib
import json
from collections import Counter, defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet
from django.utils.timezone import localdate

from assessments.enums import CaseState, DayState, IncidentState, Presence
from assessments.models import (
    CheckIn,
    DayAssessor,
    ExamDay,
    Incident,
    Occasion,
    PlanAcceptance,
    RatingCase,
    Room,
    Round,
    Slot,
)
from assessments.rules import rating_cases as case_rules
from assessments.rules.exam_days import DONE, SlotState
from assessments.selectors.exam_days import SlotCard, cards, full_slots
from lms.accounts.models import User
from lms.core import clock
from lms.core.search import matching


@dataclass(frozen=True, slots=True)
class Cell:
    """A slot on the board: how it stands, and what somebody should look at."""

    card: SlotCard
    left: int
    incidents: int
    at: datetime

    @property
    def came_late(self) -> bool:
        return bool(self.card.check_in and self.card.check_in.late)

    @property
    def is_late(self) -> bool:
        """It should have begun, and nobody has begun a sheet."""
        waiting = self.card.state in {SlotState.WAITING, SlotState.HERE}
        return waiting and self.at > self.card.phases.play

    @property
    def is_unsent(self) -> bool:
        """Its time is over, and not every sheet is here."""
        open_ = self.card.state in {SlotState.STARTED, SlotState.SENDING}
        return open_ and self.at > self.card.phases.end

    @property
    def needs_look(self) -> bool:
        return self.is_late or self.is_unsent or bool(self.incidents)


@dataclass(frozen=True, slots=True)
class BoardLine:
    """A round, with what is played in each room; slots that have come to nothing stand there too."""

    round: Round
    cells: list[list[Cell]]


@dataclass(frozen=True, slots=True)
class Board:
    """The whole day."""

    day: ExamDay
    rooms: list[Room]
    lines: list[BoardLine]
    counts: Mapping[str, int]
    incidents: list[Incident]
    unplaced: list[RatingCase]
    at: datetime

    @property
    def cells(self) -> list[Cell]:
        """Every slot, in the order of the clock."""
        return [cell for line in self.lines for own in line.cells for cell in own]

    @property
    def look(self) -> list[Cell]:
        """What should be looked at, in the order of the clock."""
        return [cell for cell in self.cells if cell.needs_look]

    def mark(self, concerns: int) -> str:
        """A short text that changes whenever anything on the board does; `concerns` stand beside it."""
        shown = [
            (
                *(one.card.case.pk, one.card.slot.round_id, one.card.slot.room_id),
                *(one.card.state.value, one.card.slot.delay_minutes, one.came_late),
                *(one.left, one.is_late, one.is_unsent),
            )
            for one in self.cells
        ]
        incidents = [(one.pk, one.state) for one in self.incidents]
        unplaced = sorted(one.pk for one in self.unplaced)
        said = json.dumps([self.day.state, shown, incidents, unplaced, concerns])
        return hashlib.sha256(said.encode()).hexdigest()[:16]


def board_of(day: ExamDay) -> Board:
    """The board, in as many queries for a hundred people as for ten."""
    rooms = list(day.rooms.order_by("position", "pk"))
    rounds = list(day.rounds.order_by("number"))
    slots = list(full_slots().filter(day=day).order_by("round__number", "room__position", "pk"))
    found = cards(slots)
    incidents = list(
        Incident.objects.filter(day=day)
        .select_related("case__ratee", "reported_by", "settled_by")
        .order_by("state", "-reported_at", "-pk")
    )
    troubles = Counter(one.case_id for one in incidents if one.is_open)
    left = marks_left(found)
    now = clock.now()
    by_place: dict[tuple[int, int], list[Cell]] = defaultdict(list)
    for card in found:
        cell = Cell(card, left.get(card.slot.case_id, 0), troubles[card.slot.case_id], now)
        by_place[card.slot.round_id, card.slot.room_id].append(cell)
    counts = Counter(str(card.state.value) for card in found)
    return Board(
        day=day,
        rooms=rooms,
        lines=[BoardLine(one, [by_place[one.pk, room.pk] for room in rooms]) for one in rounds],
        counts={state.value: counts[state.value] for state in SlotState},
        incidents=incidents,
        unplaced=_unplaced(slots),
        at=now,
    )


def _unplaced(slots: Collection[Slot]) -> list[RatingCase]:
    """Cases that lost their slot and are not settled otherwise."""
    ahead = {one.case_id for one in slots if not one.outcome}
    settled = case_rules.WITHOUT_RESULT | case_rules.PUBLIC
    found = {
        one.case_id: one.case for one in slots if one.case_id not in ahead and one.case.state not in settled
    }
    return list(found.values())


def marks_left(cards: Collection[SlotCard]) -> dict[int, int]:
    """By case how many criteria are still to be decided on its begun sheets; one query, none without any."""
    open_ = [one for one in cards if one.state in {SlotState.STARTED, SlotState.SENDING}]
    if not open_:
        return {}
    totals: dict[int, int] = defaultdict(int)
    rows = Occasion.objects.filter(pk__in={one.occasion.pk for one in open_}).values_list(
        "pk", "add_ons", "rubric_version__criteria__key", "rubric_version__criteria__add_on"
    )
    for occasion, add_ons, key, add_on in rows:
        totals[occasion] += not add_on or key in add_ons
    return {
        one.slot.case_id: (one.sheets.begun - one.sheets.sent) * totals[one.occasion.pk] - one.sheets.decided
        for one in open_
    }


@dataclass(frozen=True, slots=True)
class DoorLine:
    """Somebody at the door, with what is ahead of them."""

    check_in: CheckIn
    slots: list[Slot]

    @property
    def next(self) -> Slot | None:
        return next((one for one in self.slots if not one.outcome), None)

    @property
    def spot(self) -> str:
        """Where they are next, as a page sends it (`interfaces.door`)."""
        slot = self.next
        return f"{slot.case.uuid}@{slot.room_id}-{slot.round_id}" if slot else ""

    @property
    def seen_json(self) -> str:
        """What the page knows of other doors, for its script."""
        return json.dumps(self.check_in.devices)


def door_people(day: ExamDay) -> QuerySet[CheckIn]:
    """Everybody who is expected, by name."""
    return (
        CheckIn.objects.filter(day=day)
        .select_related("person")
        .order_by("person__last_name", "person__first_name", "person_id")
    )


def found_at(day: ExamDay, q: str) -> QuerySet[CheckIn]:
    """Whom somebody looks for on a day, by words of the name or the code word."""
    return door_people(day).filter(matching(q, "person__last_name", "person__first_name", "code_word"))


def door_lines(day: ExamDay, check_ins: Collection[CheckIn]) -> list[DoorLine]:
    """These people with their slots; one query."""
    slots = (
        Slot.objects.filter(day=day, case__ratee__in=[one.person_id for one in check_ins])
        .select_related("room", "round", "case")
        .order_by("round__number", "pk")
    )
    by_person: dict[int, list[Slot]] = defaultdict(list)
    for slot in slots:
        slot.day = day
        by_person[slot.case.ratee_id].append(slot)
    return [DoorLine(one, by_person[one.person_id]) for one in check_ins]


@dataclass(frozen=True, slots=True)
class DayCounts:
    """How a day goes, in figures that name nobody."""

    people: int
    here: int
    absent: int
    slots: int
    done: int
    incidents: int


def counts_of(day: ExamDay) -> DayCounts:
    """Figures of the day; five queries."""
    there = CheckIn.objects.filter(day=day).aggregate(
        people=Count("pk"),
        here=Count("pk", filter=Q(presence=Presence.HERE)),
        absent=Count("pk", filter=Q(presence=Presence.ABSENT)),
    )
    found = cards(list(full_slots().filter(day=day)))
    return DayCounts(
        **there,
        slots=len(found),
        done=sum(1 for one in found if one.state in DONE),
        incidents=Incident.objects.filter(day=day, state=IncidentState.OPEN).count(),
    )


def days_of(occasion: Occasion, viewer: User) -> list[ExamDay]:
    """The exam days of an occasion, the next one first; `assesses` says whether the viewer does there."""
    own = DayAssessor.objects.filter(day=OuterRef("pk"), assessor=viewer)
    days = ExamDay.objects.filter(occasions=occasion).annotate(assesses=Exists(own.order_by()))
    return list(days.order_by("starts_at", "pk"))


def plan_accepted(occasion: Occasion, person: User) -> PlanAcceptance | None:
    """The person's word that they know how and when they are assessed there."""
    return PlanAcceptance.objects.filter(day__occasions=occasion, person=person).order_by("-pk").first()


def own_day(user: User, day: ExamDay) -> tuple[CheckIn | None, bool]:
    """Whether the person is assessed on an open day, and whether they assess on it."""
    told = day.state != DayState.PLAN
    check_in = CheckIn.objects.filter(day=day, person=user).first() if told else None
    return check_in, day.assessor_links.filter(assessor=user).exists()


def own_slots(user: User, day: ExamDay) -> list[Slot]:
    """The slots in which the person is assessed, as they stand now."""
    slots = Slot.objects.filter(day=day, case__ratee=user).select_related(
        "room", "round", "day", "case__occasion"
    )
    return list(slots.order_by("round__number", "pk"))


def own_days(user: User, occasion: Occasion) -> QuerySet[ExamDay]:
    """The published days on which the person is assessed or assesses, of one occasion."""
    return (
        ExamDay.objects.filter(occasions=occasion)
        .filter(
            Q(check_ins__person=user, state__in=[DayState.OPEN, DayState.CLOSED])
            | Q(assessor_links__assessor=user)
        )
        .distinct()
        .order_by(F("starts_at"), "pk")
    )


def has_slot(*, subject: Any) -> Exists:
    """The condition "this person waits for a slot of a published day", for a query of another app."""
    return Exists(_waiting(subject).order_by())


def slots_ahead(user: User) -> list[Slot]:
    """The slots in which the person is still to be assessed: today's stay in view also when one is late."""
    rows = _waiting(user).select_related("room", "round", "day", "case__occasion")
    rows = rows.order_by("round__starts_at", "pk")[:20]
    return [one for one in rows if localdate(one.phases.end) >= clock.today()]


def _waiting(subject: Any) -> QuerySet[Slot]:
    return Slot.objects.filter(
        day__state=DayState.OPEN, outcome="", case__ratee=subject, case__state=CaseState.OPEN
    )


def open_days(occasion_ids: Collection[int], viewer: User) -> Mapping[int, list[ExamDay]]:
    """The days under way or published, by occasion; `assesses` says whether the viewer does there."""
    own = DayAssessor.objects.filter(day=OuterRef("pk"), assessor=viewer)
    rows = ExamDay.objects.filter(state=DayState.OPEN, occasions__in=occasion_ids)
    rows = rows.annotate(assesses=Exists(own.order_by()), of=F("occasions"))
    found: dict[int, list[ExamDay]] = defaultdict(list)
    for day in rows.order_by("starts_at", "pk"):
        found[day.of].append(day)
    return found
