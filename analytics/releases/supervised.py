"""What supervisors see of people, in a release: one row for each center, which moves in batches.

Beside it may stand how many of the same people apply the course by their own account. Those are a part of two
groups whose counts are published, so an audit of everything that was ever told of either decides it.
"""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from typing import Any

from analytics import disclosure
from analytics.releases import follow_ups
from analytics.releases.follow_ups import FollowUpsMaking, Marks
from analytics.releases.models import Release, ReleaseSupervised, ReleaseSupervisedMember
from analytics.releases.states import AUDIENCE
from analytics.supervised import Beside, Supervised, sees_it
from assessments import api as assessments
from courses.data import CohortInfo, CompletionRow


class SupervisedMaking:
    """The supervisors' views of one release in the making; `k` is the smallest group."""

    def __init__(self, k: int) -> None:
        self.k = k
        self.states = _published()
        self.seen: dict[int | None, dict[Any, bool]] = defaultdict(dict)
        self.drafts: list[tuple[ReleaseSupervised, Marks]] = []

    def cohort(self, info: CohortInfo, rows: Sequence[CompletionRow]) -> None:
        """What is seen of one cohort's people, once nobody in it has time left to speak for themselves.

        Whoever is in a figure stays in it where somebody joins the cohort late.
        """
        if not info.supervisors:
            return
        known = {key for members in self.states.values() for key in members}
        due = follow_ups.is_due(rows)
        sheets = {
            user: sheet
            for (_delivery, user), sheet in assessments.supervisor_answers(
                delivery_ids=info.supervisors
            ).items()
        }
        for row in rows:
            seen = sees_it(sheets.get(row.user_id, {}))
            if seen is not None and (due or row.enrollment_id in known):
                self.seen[row.center_id][row.enrollment_id] = seen

    def finish(self, said: FollowUpsMaking) -> None:
        """Move on what may, beside what is published of the same people's follow-ups."""
        own = {key: mark for members in said.shown().values() for key, mark in members.items() if mark}
        for center in sorted({*self.seen, *self.states}, key=repr):
            now = {
                key: f"{seen:d}>{follow_ups.applies(own[key]):d}" if key in own else f"{seen:d}"
                for key, seen in self.seen.get(center, {}).items()
            }
            step = disclosure.advance(self.states.get(center), now, k=self.k, enrolled=len(now), closed=True)
            if step.moves:
                self._add(center, step, said)

    def save(self, release: Release) -> None:
        """Write what moved on, and on whom it rests."""
        for unit, members in self.drafts:
            unit.release = release
            unit.save()
            ReleaseSupervisedMember.objects.bulk_create(
                [
                    ReleaseSupervisedMember(unit=unit, enrollment_id=key, mark=mark)
                    for key, mark in members.items()
                ],
                batch_size=2000,
            )

    def digests(self) -> list[list[Any]]:
        """What the seal of the release is made over."""
        return [[unit.center_id, unit.digest] for unit, _members in self.drafts]

    def _add(self, center: int | None, step: disclosure.Step, said: FollowUpsMaking) -> None:
        members: Marks = step.members  # type: ignore[assignment]
        seen = sum(_seen(mark) for mark in members.values())
        beside = self._beside(center, members, said)
        body = [center, len(members), seen, beside]
        unit = ReleaseSupervised(
            center_id=center,
            people=len(members),
            changed=step.changed,
            applying=seen,
            beside=beside,
            digest=hashlib.sha256(json.dumps(body).encode()).hexdigest(),
        )
        self.drafts.append((unit, members))

    def _beside(self, center: int | None, members: Marks, said: FollowUpsMaking) -> list[int]:
        """[people, seen, own] of those with an own account; empty where that would tell of a few."""
        both = _both(members)
        with_account = {key for place, own in said.shown().items() if place[2] == center for key in own}
        rests = len(members) - len(both), len(with_account - both.keys())
        if len(both) < 2 * self.k or any(0 < rest < 2 * self.k for rest in rests):
            return []
        seen, own = _views(both), _accounts(both)
        views, accounts = [_views(members), seen], [own]
        for unit, marks in _ever(center):
            views.append(_views(marks, unit.applying))
            if unit.beside:
                views.append(_views(_both(marks), unit.beside[1]))
                accounts.append(_accounts(_both(marks), unit.beside[2]))
        floor = disclosure.unanimous_floor(AUDIENCE)
        told = (views, [*said.told(center), *accounts])
        if any(disclosure.tells(figures, k=self.k, floor=floor) for figures in told):
            return []
        return [len(both), seen.count, own.count]


def as_of(number: int, *, center_ids: Collection[int] | None) -> tuple[Supervised, ...]:
    """What each center shows as of a release; one statement."""
    rows = ReleaseSupervised.objects.filter(release__number__lte=number).order_by("release__number", "pk")
    if center_ids is not None:
        rows = rows.filter(center_id__in=center_ids)
    newest = {one.center_id: one for one in rows}
    return tuple(
        Supervised(one.people, one.applying, Beside(*one.beside) if one.beside else None)
        for one in newest.values()
    )


def _published() -> dict[int | None, dict[Any, str]]:
    """On whom each center's row rests as of the last release that moved it, with their marks."""
    rows = ReleaseSupervised.objects.order_by("release__number", "pk")
    newest = dict(rows.values_list("center_id", "pk"))
    members = _members(newest.values())
    return {center: members[pk] for center, pk in newest.items()}


def _ever(center: int | None) -> list[tuple[ReleaseSupervised, Mapping[Any, str]]]:
    """Every row that was ever published of a center, with the people in it."""
    rows = ReleaseSupervised.objects.filter(center_id=center)  # type: ignore[misc]
    units = list(rows.order_by("pk"))
    members = _members([one.pk for one in units])
    return [(one, members[one.pk]) for one in units]


def _members(units: Collection[int]) -> dict[int, dict[Any, str]]:
    found: dict[int, dict[Any, str]] = {pk: {} for pk in units}
    rows = ReleaseSupervisedMember.objects.filter(unit_id__in=found).order_by("unit_id", "pk")
    for pk, unit, enrollment, mark in rows.values_list("pk", "unit_id", "enrollment_id", "mark"):
        # Somebody who was erased is nobody that could be found again, and has gone since.
        found[unit][("gone", pk) if enrollment is None else enrollment] = mark
    return found


def _seen(mark: str) -> bool:
    return mark.startswith("1")


def _both(members: Mapping[Any, str]) -> dict[Any, str]:
    return {key: mark for key, mark in members.items() if ">" in mark}


def _views(members: Mapping[Any, str], count: int | None = None) -> disclosure.Published:
    """Who is seen to apply it; `count` as it was published, which marks of the erased do not say any more."""
    return _figure({key: _seen(mark) for key, mark in members.items()}, count)


def _accounts(members: Mapping[Any, str], count: int | None = None) -> disclosure.Published:
    return _figure({key: mark.endswith(">1") for key, mark in members.items()}, count)


def _figure(results: Mapping[Any, bool], count: int | None) -> disclosure.Published:
    return disclosure.Published(frozenset(results.items()), sum(results.values()) if count is None else count)
