"""What supervisors see of people, in a release: a row for each center, which moves in batches, and their sum.

Beside it may stand how many of the same people apply the course by their own account. Those are a part of two
groups whose counts are published, so an audit of everything that was ever told of either decides it.
"""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from django.db.models import QuerySet

from analytics import disclosure
from analytics.releases import follow_ups
from analytics.releases.follow_ups import FollowUpsMaking
from analytics.releases.models import Release, ReleaseSupervised, ReleaseSupervisedMember
from analytics.releases.states import AUDIENCE
from analytics.supervised import Beside, Supervised, sees_it
from assessments import api as assessments
from courses.data import CohortInfo, CompletionRow
from lms.core.composed import Composed

PROGRAM = "shared"
Row = tuple[ReleaseSupervised, Mapping[Any, str]]
"""A row with the people in it, by enrollment, and their marks."""


class SupervisedMaking:
    """The supervisors' views of one release in the making; `k` is the smallest group."""

    def __init__(self, k: int) -> None:
        self.k = k
        self.states = _published()
        self.known = {key for members in self.states.values() for key in members}
        self.seen: dict[int | None, dict[Any, bool]] = defaultdict(dict)
        self.drafts: list[Row] = []

    def cohort(self, info: CohortInfo, rows: Sequence[CompletionRow]) -> None:
        """What is seen of one cohort's people, once nobody in it has time left to speak for themselves.

        Whoever is in a figure stays in it where somebody joins the cohort late.
        """
        if not info.supervisors:
            return
        due = follow_ups.is_due(rows)
        sheets = {
            user: sheet
            for (_delivery, user), sheet in assessments.supervisor_answers(
                delivery_ids=info.supervisors
            ).items()
        }
        for row in rows:
            seen = sees_it(sheets.get(row.user_id, {}))
            if seen is not None and (due or row.enrollment_id in self.known):
                self.seen[row.center_id][row.enrollment_id] = seen

    def finish(self, said: FollowUpsMaking) -> None:
        """Move on what may, beside what is published of the same people's follow-ups."""
        own: dict[Any, str] = {}
        places: dict[int | None, set[Any]] = defaultdict(set)
        for (_both_sheets, _cohort, center), marks in said.shown().items():
            own |= {key: mark for key, mark in marks.items() if mark}
            places[center] |= marks.keys()
        for center in sorted({*self.seen, *self.states}, key=repr):
            now = {
                key: f"{seen:d}>{follow_ups.applies(own[key]):d}" if key in own else f"{seen:d}"
                for key, seen in self.seen.get(center, {}).items()
            }
            before = self.states.get(center)
            step = disclosure.advance(before, now, k=self.k, enrolled=len(now), closed=True)
            if 0 < len(disclosure.changed(_seen_of(before or {}), _seen_of(now))) < 2 * self.k:
                # Others speak for themselves by now: the supervisors' share would move by these few alone.
                step = disclosure.wait(before, step)
            if step.moves:
                self._center(center, step, said, places[center])
        if self.drafts:
            self._whole(said, set().union(*places.values()))

    def save(self, release: Release) -> None:
        """Write what moved on, and on whom it rests."""
        for unit, members in self.drafts:
            unit.release = release
            unit.save()
            own = {} if unit.whole else members
            ReleaseSupervisedMember.objects.bulk_create(
                [
                    ReleaseSupervisedMember(unit=unit, enrollment_id=key, mark=mark)
                    for key, mark in own.items()
                ],
                batch_size=2000,
            )

    def digests(self) -> list[list[Any]]:
        """What the seal of the release is made over."""
        return [[unit.whole, unit.center_id, unit.digest] for unit, _members in self.drafts]

    def _center(
        self, center: int | None, step: disclosure.Step, said: FollowUpsMaking, with_account: Collection[Any]
    ) -> None:
        rows = ReleaseSupervised.objects.filter(center_id=center, whole=False)  # type: ignore[misc]
        unit = ReleaseSupervised(center_id=center, changed=step.changed)
        self._add(unit, step.members, _ever(rows), with_account, said.told(center), AUDIENCE)

    def _whole(self, said: FollowUpsMaking, with_account: Collection[Any]) -> None:
        """The sum of the centers' rows; what may stand beside it is judged with all that they told."""
        now = {**self.states, **{unit.center_id: members for unit, members in self.drafts}}
        members = {key: mark for own in now.values() for key, mark in own.items()}
        rows = [*_ever(ReleaseSupervised.objects.all()), *self.drafts]
        changed = sum(unit.changed for unit, _members in self.drafts)
        unit = ReleaseSupervised(whole=True, changed=changed)
        self._add(unit, members, rows, with_account, said.told_everywhere(), PROGRAM)

    def _add(
        self,
        unit: ReleaseSupervised,
        members: Mapping[Any, Any],
        earlier: Sequence[Row],
        with_account: Collection[Any],
        accounts: Sequence[disclosure.Published],
        audience: str,
    ) -> None:
        """The row over these people; own accounts stand beside it where all that is told tells of nobody.

        `earlier` and `accounts` are what was told already, of views and of own accounts.
        """
        both, least = _both(members), 2 * disclosure.minimum(audience)
        unit.people, unit.applying = len(members), _views(members).count
        rests = len(members) - len(both), len(set(with_account) - both.keys())
        if len(both) >= least and not any(0 < rest < least for rest in rests):
            unit.beside = [len(both), _views(both).count, _accounts(both).count]
            views, own = _told([*earlier, (unit, members)])
            floor = disclosure.unanimous_floor(AUDIENCE)
            told = (views, [*accounts, *own])
            if any(disclosure.tells(figures, k=self.k, floor=floor) for figures in told):
                unit.beside = []
        body = [unit.whole, unit.center_id, unit.people, unit.applying, unit.beside]
        unit.digest = hashlib.sha256(json.dumps(body).encode()).hexdigest()
        self.drafts.append((unit, members))


def _until(number: int, **of: Any) -> QuerySet[ReleaseSupervised]:
    return ReleaseSupervised.objects.filter(release__number__lte=number, **of).order_by(
        "release__number", "pk"
    )


_UNTIL_OF = Composed(lambda number, centers: _until(number, whole=False, center_id__in=centers))


def as_of(number: int, *, center_ids: Collection[int] | None) -> tuple[Supervised, ...]:
    """What each of these centers shows as of a release, or all of them as one; one statement."""
    rows = (
        _until(number, whole=True)
        if center_ids is None
        else _UNTIL_OF(number=number, centers=list(center_ids))
    )
    newest = {one.center_id: one for one in rows}
    return tuple(
        Supervised(one.people, one.applying, Beside(*one.beside) if one.beside else None)
        for one in newest.values()
    )


def _published() -> dict[int | None, dict[Any, str]]:
    """On whom each center's row rests as of the last release that moved it, with their marks."""
    rows = ReleaseSupervised.objects.filter(whole=False).order_by("release__number", "pk")
    newest = dict(rows.values_list("center_id", "pk"))
    members = _members(newest.values())
    return {center: members[pk] for center, pk in newest.items()}


def _ever(rows: QuerySet[ReleaseSupervised]) -> list[Row]:
    """Rows as they were published, with the people in them; of the whole, those of the centers' then."""
    units = list(rows.order_by("release__number", "whole", "pk"))
    members = _members([one.pk for one in units if not one.whole])
    newest: dict[int | None, dict[Any, str]] = {}
    found: list[Row] = []
    for one in units:
        if not one.whole:
            newest[one.center_id] = members[one.pk]
        everybody = {key: mark for own in newest.values() for key, mark in own.items()}
        found.append((one, everybody if one.whole else members[one.pk]))
    return found


def _told(rows: Iterable[Row]) -> tuple[list[disclosure.Published], list[disclosure.Published]]:
    """What these rows tell: of supervisors' views, and of own accounts."""
    views, accounts = [], []
    for unit, marks in rows:
        views.append(_views(marks, unit.applying))
        if unit.beside:
            views.append(_views(_both(marks), unit.beside[1]))
            accounts.append(_accounts(_both(marks), unit.beside[2]))
    return views, accounts


def _members(units: Collection[int]) -> dict[int, dict[Any, str]]:
    found: dict[int, dict[Any, str]] = {pk: {} for pk in units}
    rows = ReleaseSupervisedMember.objects.filter(unit_id__in=found).order_by("unit_id", "pk")
    for pk, unit, enrollment, mark in rows.values_list("pk", "unit_id", "enrollment_id", "mark"):
        # Somebody who was erased is nobody that could be found again, and has gone since.
        found[unit][("gone", pk) if enrollment is None else enrollment] = mark
    return found


def _seen(mark: str) -> bool:
    return mark.startswith("1")


def _seen_of(members: Mapping[Any, str]) -> dict[Any, bool]:
    return {key: _seen(mark) for key, mark in members.items()}


def _both(members: Mapping[Any, str]) -> dict[Any, str]:
    return {key: mark for key, mark in members.items() if ">" in mark}


def _views(members: Mapping[Any, str], count: int | None = None) -> disclosure.Published:
    """Who is seen to apply it; `count` as it was published, which marks of the erased do not say any more."""
    return _figure(_seen_of(members), count)


def _accounts(members: Mapping[Any, str], count: int | None = None) -> disclosure.Published:
    return _figure({key: mark.endswith(">1") for key, mark in members.items()}, count)


def _figure(results: Mapping[Any, bool], count: int | None) -> disclosure.Published:
    return disclosure.Published(frozenset(results.items()), sum(results.values()) if count is None else count)
