"""An exam day as those meet it who take part: whom to see now, whom next, where."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from assessments import registries
from assessments.enums import DECIDING_KINDS, DayState, Presence, RatingStatus
from assessments.models import (
    Assignment,
    CheckIn,
    ExamDay,
    Occasion,
    RatingCase,
    ScenarioVersion,
    Slot,
)
from assessments.rules.exam_days import Phases, SlotState, slot_state
from lms.accounts.models import User
from lms.core import clock


@dataclass(frozen=True, slots=True)
class SlotCard:
    """One slot as its assessors meet it; what they write belongs to `case`, not to the slot."""

    slot: Slot
    check_in: CheckIn | None
    state: SlotState
    sheets: "Sheets"

    @property
    def case(self) -> RatingCase:
        return self.slot.case

    @property
    def person(self) -> User:
        return self.slot.case.ratee

    @property
    def occasion(self) -> Occasion:
        return self.slot.case.occasion

    @property
    def scenario(self) -> ScenarioVersion | None:
        return self.slot.case.scenario_version

    @property
    def room(self) -> str:
        return self.slot.room.name

    @property
    def round(self) -> int:
        return self.slot.round.number

    @property
    def code_word(self) -> str:
        return self.check_in.code_word if self.check_in else ""

    @property
    def is_here(self) -> bool:
        return self.check_in is not None and self.check_in.presence == Presence.HERE

    @property
    def phases(self) -> Phases:
        """When reading, playing and marking begin, and when it ends."""
        return self.slot.phases


@dataclass(frozen=True, slots=True)
class Today:
    """The slots of one assessor on one open day, in the order of the clock."""

    day: ExamDay
    cards: list[SlotCard]
    at: datetime

    @property
    def now(self) -> SlotCard | None:
        """What is on: the last slot that has begun, until the next begins or its sheets are all sent."""
        begun = [one for one in self.cards if one.phases.reading <= self.at and not one.slot.outcome]
        return begun[-1] if begun and begun[-1].state != SlotState.RATED else None

    @property
    def next(self) -> SlotCard | None:
        """The first slot that has not begun."""
        ahead = (one for one in self.cards if one.phases.reading > self.at and not one.slot.outcome)
        return next(ahead, None)

    def card_of(self, case: UUID) -> SlotCard | None:
        """The slot of the case of that uuid that is ahead or was played last."""
        return next((one for one in reversed(self.cards) if one.case.uuid == case), None)


def today_for(assessor: User, occasion: Occasion | None = None) -> list[Today]:
    """The open days on which the person has somebody to rate, the earliest first; in three queries.

    With an occasion only the days of that one. Nothing of it exists where no day was made.
    """
    mine = Assignment.objects.filter(assessor=assessor, kind__in=sorted(DECIDING_KINDS), stood_down=False)
    slots = full_slots().filter(day__state=DayState.OPEN, case__in=mine.order_by().values("case_id"))
    if occasion is not None:
        slots = slots.filter(case__occasion=occasion)
    found = cards(list(slots.order_by("day__starts_at", "day_id", "round__number", "room__position", "pk")))
    now = clock.now()
    days: dict[int, Today] = {}
    for card in found:
        days.setdefault(card.slot.day_id, Today(card.slot.day, [], now)).cards.append(card)
    return list(days.values())


def full_slots() -> QuerySet[Slot]:
    """Slots with what every list of them shows."""
    return Slot.objects.select_related(
        "day", "room", "round", "case__ratee", "case__occasion", "case__scenario_version"
    )


def cards(slots: Collection[Slot]) -> list[SlotCard]:
    """The slots with check-in and state, in their order; two queries for as many as there are."""
    if not slots:
        return []
    people = {one.case.ratee_id for one in slots}
    check_ins = {
        (one.day_id, one.person_id): one
        for one in CheckIn.objects.filter(day__in={one.day_id for one in slots}, person__in=people)
    }
    sheets = sheet_counts({one.case_id for one in slots})
    return [
        _card(slot, check_ins.get((slot.day_id, slot.case.ratee_id)), sheets.get(slot.case_id, Sheets()))
        for slot in slots
    ]


def _card(slot: Slot, check_in: CheckIn | None, sheets: "Sheets") -> SlotCard:
    here = check_in is not None and check_in.presence == Presence.HERE
    state = slot_state(
        outcome=slot.outcome, here=here, begun=sheets.begun, sent=sheets.sent, wanted=sheets.wanted
    )
    return SlotCard(slot=slot, check_in=check_in, state=state, sheets=sheets)


@dataclass(frozen=True, slots=True)
class Sheets:
    """How many rate a case, have begun, have sent; and how many criteria the begun ones have decided."""

    wanted: int = 0
    begun: int = 0
    sent: int = 0
    decided: int = 0


def sheet_counts(cases: Collection[int]) -> Mapping[int, Sheets]:
    """By case how far its sheets are, in one query; a third assessor's does not count."""
    current = Q(ratings__superseded_by__isnull=True, ratings__set_aside=False, ratings__isnull=False)
    draft = current & Q(ratings__status=RatingStatus.DRAFT)
    rows = (
        Assignment.objects.filter(
            case__in=cases, kind__in=sorted(DECIDING_KINDS), third=False, stood_down=False
        )
        .order_by()
        .values("case_id")
        .annotate(
            wanted=Count("pk", distinct=True),
            begun=Count("ratings", distinct=True, filter=current),
            sent=Count("ratings", distinct=True, filter=current & Q(ratings__status=RatingStatus.SUBMITTED)),
            decided=Count("ratings__scores", distinct=True, filter=draft & Q(ratings__scores__decided=True)),
        )
        .values_list("case_id", "wanted", "begun", "sent", "decided")
    )
    return {case: Sheets(*counts) for case, *counts in rows}


def may_lead(actor: User, day: ExamDay) -> bool:
    """Whether the person plans and leads the day: they answer for the results of all its occasions."""
    occasions = list(day.occasions.all())
    return bool(occasions) and all(registries.may_release(actor, one) for one in occasions)


def is_marshal(actor: User, day: ExamDay) -> bool:
    """Whether the person was put at the door of the day, which begins when it is published."""
    return not day.is_plan and day.marshal_links.filter(person=actor).exists()


def day_by_uuid(uuid: UUID) -> ExamDay | None:
    """The day with its occasions."""
    return ExamDay.objects.filter(uuid=uuid).prefetch_related("occasions").first()
