"""When a published figure may move on: never by fewer people than twice the minimum.

Whoever knows when each person finished can subtract two looks. A batch of twice the minimum is never too
small to be shown, so the decision need not look at results, and holding something back tells nothing.
People are keys, and what is known of them is an opaque mark: equal or not equal is all that is asked.
"""

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

Key = Any  # hashable; a mapping's keys cannot be said more widely
Facts = Mapping[Key, Hashable]
"""By person, a mark of what a figure takes from them."""

WAIT, FIRST, MOVE, SAME = "wait", "first", "move", "same"


@dataclass(frozen=True, slots=True)
class Step:
    """What becomes of a unit: `action`, whom its figure rests on from now on, and how many changed.

    `changed` counts people who came, went, or of whom something else is known since the last release.
    """

    action: str
    members: Facts
    changed: int

    @property
    def moves(self) -> bool:
        """Whether there is a new figure."""
        return self.action in (FIRST, MOVE)


def changed(before: Facts, now: Facts) -> frozenset[Key]:
    """Who came, went, or is known otherwise."""
    return frozenset(
        key
        for key in before.keys() | now.keys()
        if key not in before or key not in now or before[key] != now[key]
    )


def advance(published: Facts | None, now: Facts, *, k: int, enrolled: int, closed: bool) -> Step:
    """Whether a unit's figure may be published, or move on.

    By 2 `k` people or more: at its closing, or before where `enrolled` are 4 `k` or more, and then only
    while 2 `k` are still to come, so that the last batch is large enough too. A first figure of fewer
    would be told by the cumulative one, less those of the other units.
    """
    outstanding = 0 if closed else max(0, enrolled - len(now))
    early = not closed and (enrolled < 4 * k or outstanding < 2 * k)
    return _step(published, now, least=2 * k, wait=early)


def wait(published: Facts | None, step: Step) -> Step:
    """The step not made: what is published stays."""
    return Step(WAIT, published or {}, step.changed)


def pooled(
    published: Facts | None, waiting: Iterable[Facts], now: Facts, *, k: int, alone: bool = False
) -> Step:
    """The people whom no unit can show: small cohorts, and last batches that are too small.

    They count in the cumulative figure alone, once 2 `k` of them wait. `waiting` are those of each unit
    that is closed; `now` is what is known today of whoever is in the pool already, who stay in it. Where
    they are `alone`, no unit being published, `k` are enough for a mean: it is no part of any sum yet.
    """
    members = dict(now)
    for own in waiting:
        members.update(own)
    return _step(published, members, least=k if alone and published is None else 2 * k)


def _step(published: Facts | None, now: Facts, *, least: int, wait: bool = False) -> Step:
    before = published or {}
    count = len(changed(before, now))
    if count == 0:
        return Step(SAME, before, 0)
    if wait or count < least:
        return Step(WAIT, before, count)
    return Step(FIRST if published is None else MOVE, now, count)


def rows_move(
    before: Mapping[Key, tuple[Hashable, Hashable]] | None,
    now: Mapping[Key, tuple[Hashable, Hashable]],
    *,
    k: int,
) -> bool:
    """Whether a breakdown may move on: every row, hidden ones too, by nobody or by 2 `k` people.

    By person, (category, mark). Whoever changes category leaves one row and enters another. Both sides
    are of published figures; a breakdown that may not move keeps its earlier date.
    """
    if before is None:
        return True
    touched: dict[Hashable, int] = {}
    for key in before.keys() | now.keys():
        was, is_ = before.get(key), now.get(key)
        if was != is_:
            for category in {one[0] for one in (was, is_) if one is not None}:
                touched[category] = touched.get(category, 0) + 1
    return bool(touched) and all(count >= 2 * k for count in touched.values())
