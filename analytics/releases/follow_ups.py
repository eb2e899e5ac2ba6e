"""Follow-ups in a release. They come months after the tests, so they are units of their own, in two kinds.

People with both sheets and people with the later one alone never stand in one unit: the comparison rests on
the first kind, the share after the course on both, and what lies between two figures has to be a batch too.
"""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import QuerySet

from analytics import disclosure, follow_ups
from analytics.follow_ups import Answers, FollowUp
from analytics.releases import causes
from analytics.releases.models import Release, ReleaseFollowUp, ReleaseFollowUpMember
from assessments import api as assessments
from courses.data import BASELINE, LATER, STOOD, CohortInfo, CompletionRow
from lms.core.composed import Composed

MEASURE = "B1"
NOT_YET = "not_yet"
Place = tuple[bool, int | None, int | None]
"""(both sheets, cohort, center); without a cohort it is the center's pool."""
Marks = Mapping[Any, str]


@dataclass(frozen=True, slots=True)
class Sheets:
    """What one person answered; `before` is None where the later sheet stands alone."""

    before: Answers | None
    later: Answers

    @property
    def mark(self) -> str:
        """Equal for equal answers."""
        return f"{_written(self.before)}>{_written(self.later)}"


Draft = tuple[ReleaseFollowUp, Collection[Any], Mapping[Any, Sheets]]
"""A row that is about to be written, who is in it, and what everybody of its place answered."""


@dataclass
class Waiting:
    """People of a center whom none of its units can show."""

    facts: list[Marks] = field(default_factory=list)
    known: dict[Any, Sheets] = field(default_factory=dict)


class FollowUpsMaking:
    """The follow-ups of one release in the making; `k` is the smallest group."""

    def __init__(self, k: int) -> None:
        self.k = k
        self.states = _published()
        self.words: dict[str, Mapping[str, str]] = {}
        self.drafts: list[Draft] = []
        self.waiting: dict[tuple[bool, int | None], Waiting] = defaultdict(Waiting)
        self.pooled = {
            key: (both, center)
            for (both, cohort, center), members in self.states.items()
            if cohort is None
            for key in members
        }

    def cohort(self, info: CohortInfo, rows: Sequence[CompletionRow]) -> None:
        """The follow-ups of one cohort, once nobody in it has time left."""
        later = info.deliveries.get(LATER, ())
        if not later or not is_due(rows):
            return
        before = info.deliveries.get(BASELINE, ())
        answers = assessments.scale_answers(delivery_ids=[*before, *later])
        self.words |= assessments.scale_questions(delivery_ids=later)
        by_place: dict[tuple[bool, int | None], dict[Any, Sheets]] = {
            (both, row.center_id): {} for row in rows for both in (True, False)
        }
        for row in rows:
            own = Sheets(_merged(answers, before, row.user_id), _merged(answers, later, row.user_id) or {})
            if own.later:
                by_place[own.before is not None, row.center_id][row.enrollment_id] = own
        for (both, center), known in by_place.items():
            self._unit((both, info.id, center), known)

    def pools(self) -> None:
        """Those whom no unit can show count in the cumulative figure alone, once they are enough."""
        for both, center in sorted(self.waiting, key=repr):
            own = self.waiting[both, center]
            before = self.states.get((both, None, center))
            still = {key: own.known[key].mark for key in before or {} if key in own.known}
            step = disclosure.pooled(before, own.facts, still, k=self.k)
            if step.moves:
                found = {causes.OTHER: {"people": step.changed}}
                self._add((both, None, center), step, own.known, found)

    def shown(self) -> dict[Place, Marks]:
        """On whose answers each place rests with this release."""
        moved = {
            (unit.both, unit.cohort_id, unit.center_id): {key: known[key].mark for key in members}
            for unit, members, known in self.drafts
        }
        return {**self.states, **moved}

    def told(self, center_id: int | None) -> list[disclosure.Published]:
        """Every count of who applies it later that was ever shown of a center, this release's too."""
        # People without a center are one too.
        rows = ReleaseFollowUp.objects.filter(center_id=center_id)  # type: ignore[misc]
        return self._told(rows, [one for one in self.drafts if one[0].center_id == center_id])

    def told_everywhere(self) -> list[disclosure.Published]:
        """The same of all centers."""
        return self._told(ReleaseFollowUp.objects.all(), self.drafts)

    def _told(self, rows: QuerySet[ReleaseFollowUp], drafts: Sequence[Draft]) -> list[disclosure.Published]:
        cells = dict(rows.order_by("pk").values_list("pk", "cells"))
        found: dict[int, set[Any]] = {pk: set() for pk in cells}
        members = ReleaseFollowUpMember.objects.filter(unit_id__in=cells).order_by("unit_id", "pk")
        for pk, unit, enrollment, mark in members.values_list("pk", "unit_id", "enrollment_id", "mark"):
            found[unit].add(("gone", pk) if enrollment is None else (enrollment, applies(mark)))
        known = [(found[pk], own) for pk, own in cells.items()]
        known += [
            ({(key, applies(sheets[key].mark)) for key in own}, unit.cells) for unit, own, sheets in drafts
        ]
        return [disclosure.Published(frozenset(own), follow_ups.read(one).later) for own, one in known]

    def save(self, release: Release) -> None:
        """Write what moved on, and on whose answers it rests."""
        for unit, members, known in self.drafts:
            unit.release = release
            unit.save()
            ReleaseFollowUpMember.objects.bulk_create(
                [
                    ReleaseFollowUpMember(unit=unit, enrollment_id=key, mark=known[key].mark)
                    for key in members
                ],
                batch_size=2000,
            )

    def digests(self) -> list[list[Any]]:
        """What the seal of the release is made over."""
        return [
            [unit.both, unit.cohort_id, unit.center_id, unit.digest] for unit, _own, _known in self.drafts
        ]

    def _unit(self, place: Place, known: Mapping[Any, Sheets]) -> None:
        both, _cohort, center = place
        before = self.states.get(place)
        now = {key: one.mark for key, one in known.items() if key not in self.pooled}
        for key in known.keys() - now.keys():
            self.waiting[self.pooled[key]].known[key] = known[key]
        step = disclosure.advance(before, now, k=self.k, enrolled=len(now), closed=True)
        left = {key: mark for key, mark in now.items() if key not in step.members}
        if left:
            self.waiting[both, center].facts.append(left)
            self.waiting[both, center].known.update({key: known[key] for key in left})
        if step.moves:
            self._add(place, step, known, _causes(before, now))

    def _add(self, place: Place, step: Any, known: Mapping[Any, Sheets], why: Mapping[str, Any]) -> None:
        both, cohort, center = place
        cells = follow_ups.stored(self._counted(both, [known[key] for key in step.members]))
        unit = ReleaseFollowUp(
            both=both,
            cohort_id=cohort,
            center_id=center,
            people=len(step.members),
            changed=step.changed,
            cells=cells,
            causes=why,
            digest=hashlib.sha256(json.dumps([*place, cells], sort_keys=True).encode()).hexdigest(),
        )
        self.drafts.append((unit, step.members, known))

    def _counted(self, both: bool, sheets: Sequence[Sheets]) -> FollowUp:
        if both:
            return follow_ups.of_pairs(((one.before or {}, one.later) for one in sheets), self.words)
        return follow_ups.of_alone(one.later for one in sheets)


def is_due(rows: Sequence[CompletionRow]) -> bool:
    """Whether nobody of a cohort has time left for the follow-up."""
    place = STOOD.index(LATER)
    return all(row.standings[place] != NOT_YET for row in rows)


def _until(number: int, **of: Any) -> QuerySet[ReleaseFollowUp]:
    return ReleaseFollowUp.objects.filter(release__number__lte=number, **of).order_by("release__number", "pk")


_UNTIL_OF = Composed(lambda number, centers: _until(number, center_id__in=centers))


def as_of(number: int, *, center_ids: Collection[int] | None) -> list[ReleaseFollowUp]:
    """What each place shows as of a release; one statement."""
    rows = _until(number) if center_ids is None else _UNTIL_OF(number=number, centers=list(center_ids))
    return list({(one.both, one.cohort_id, one.center_id): one for one in rows}.values())


def _published() -> dict[Place, dict[Any, str]]:
    """On whom each place rests as of the last release that moved it, with their marks."""
    newest: dict[Place, int] = {}
    rows = ReleaseFollowUp.objects.order_by("release__number", "pk")
    for pk, *place in rows.values_list("pk", "both", "cohort_id", "center_id"):
        newest[tuple(place)] = pk  # type: ignore[index]
    places = {pk: place for place, pk in newest.items()}
    found: dict[Place, dict[Any, str]] = {place: {} for place in newest}
    members = ReleaseFollowUpMember.objects.filter(unit_id__in=places).order_by("unit_id", "pk")
    for pk, unit, enrollment, mark in members.values_list("pk", "unit_id", "enrollment_id", "mark"):
        # Somebody who was erased is nobody that could be found again, and has gone since.
        found[places[unit]][("gone", pk) if enrollment is None else enrollment] = mark
    return found


def _merged(
    answers: Mapping[tuple[int, int], Answers], delivery_ids: Sequence[int], user_id: int
) -> Answers | None:
    found: dict[str, int] = {}
    for delivery in delivery_ids:
        found |= answers.get((delivery, user_id), {})
    return found or None


def _written(answers: Answers | None) -> str:
    return "" if answers is None else ",".join(str(answers[key]) for key in sorted(answers))


def applies(mark: str) -> bool:
    """Whether somebody with this mark applies it later."""
    later = mark.partition(">")[2]
    return follow_ups.applies({str(place): int(one) for place, one in enumerate(later.split(",")) if one})


def _causes(before: Marks | None, now: Marks) -> dict[str, dict[str, Any]]:
    """By cause, how many people and what they add to (count, base): it came due, or somebody came or went."""
    parts = {
        "gone": [(key, before[key], -1) for key in (before or {}).keys() - now.keys()] if before else [],
        "due" if before is None else "late": [
            (key, now[key], 1) for key in now.keys() - (before or {}).keys()
        ],
    }
    return {
        cause: {
            "people": len(own),
            # Nothing is known any more of whoever was erased, but that they were counted.
            MEASURE: [
                sum(sign for _key, mark, sign in own if mark and applies(mark)),
                sum(sign for _key, mark, sign in own if mark),
            ],
        }
        for cause, own in parts.items()
        if own
    }
