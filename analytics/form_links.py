"""Scores of one form of a test on the scale of another, as far as the guards allow. Pure.

Where people got their forms by chance the groups are alike, and means (from 400 people per form means and
spreads) say how the forms differ: Kolen & Brennan 2014, chapter 2. Where they did not, questions that both
forms share must carry it (Tucker, chapter 4), with 400 people per form. Else there is no common scale, and
a difference between two forms is told nobody.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from analytics import stats
from analytics.stats.core.score_counts import ScoreCounts
from analytics.stats.scaling.equating import FEWEST_LINEAR

FEWEST_MEAN = 10
"""People per form below which not even means are compared."""
FEWEST_CROSSED = 3
"""People per form from which a group that is nearly even cancels out what one form is harder by."""


@dataclass(frozen=True, slots=True)
class FormLink:
    """How points of a form become points of another.

    `method`: "same", "mean", "linear", "tucker", "crossed" (of a group alone: points stay as they are, since
    half of the people had the forms the other way round), or "none" with a `reason`: "too_few_people",
    "too_few_anchors", "not_whole", "no_scores", "no_variance", "anchor_not_related". `n` is the number of
    people of the smaller group.
    """

    method: str
    n: int = 0
    reason: str = ""
    table: Mapping[float, float] = field(default_factory=dict)

    @property
    def usable(self) -> bool:
        """Whether scores can be compared, of a group at least."""
        return self.method != "none"

    @property
    def of_one(self) -> bool:
        """Whether one person's scores can be compared."""
        return self.method not in ("none", "crossed")

    def onto(self, points: float | None) -> float | None:
        """The equivalent of `points`, within the scale; None where there is none."""
        if points is None or self.method == "none":
            return None
        if self.method in ("same", "crossed"):
            return points
        if points in self.table:
            return self.table[points]
        return float(np.interp(points, list(self.table), list(self.table.values())))

    def back(self, points: float | None) -> float | None:
        """Which points of this form are `points` of the other; None where there are none."""
        if points is None or self.method == "none":
            return None
        if self.method in ("same", "crossed"):
            return points
        return float(np.interp(points, list(self.table.values()), list(self.table)))


SAME = FormLink("same")


def link_by_chance(x: Mapping[float, int], y: Mapping[float, int], *, maximum: float) -> FormLink:
    """Link form X to form Y (people by points) where chance decided who got which."""
    n, most = sorted((sum(x.values()), sum(y.values())))
    if n < FEWEST_MEAN:
        # Of 3 to 2 people at the least, a fifth of the forms' difference stays in the mean gain.
        even = n >= FEWEST_CROSSED and 3 * n >= 2 * most
        return FormLink("crossed", n) if even else FormLink("none", n, "too_few_people")
    counted = _counts(x, maximum), _counts(y, maximum)
    if counted[0] is None or counted[1] is None:
        return FormLink("none", n, "not_whole")
    method = "linear" if n >= FEWEST_LINEAR else "mean"
    found = stats.scaling.equate_groups(counted[0], counted[1], method=method)
    if found.reason == "no_variance":
        method = "mean"
        found = stats.scaling.equate_groups(counted[0], counted[1], method=method)
    if found.reason:
        return FormLink("none", n, found.reason)
    return FormLink(method, n, "", {one.score: _within(one.equivalent, maximum) for one in found.scores})


def link_by_anchor(
    x: ArrayLike, anchor_x: ArrayLike, y: ArrayLike, anchor_y: ArrayLike, *, maximum: float, anchors: float
) -> FormLink:
    """Link form X to form Y (points and points in the shared questions) where the groups differ."""
    whole = all(bool((np.asarray(one) == np.rint(one)).all()) for one in (x, anchor_x, y, anchor_y))
    n = min(len(np.asarray(x)), len(np.asarray(y)))
    if not whole or maximum != int(maximum) or anchors != int(anchors):
        return FormLink("none", n, "not_whole")
    found: Any = stats.scaling.equate_anchored(
        x, anchor_x, y, anchor_y, max_score=int(maximum), max_anchor_score=int(anchors)
    )
    if found.reason:
        return FormLink("none", n, _RENAMED.get(found.reason, found.reason))
    return FormLink("tucker", n, "", {score: _within(value, maximum) for score, value in found.scores})


_RENAMED = {"too_few_persons": "too_few_people"}


def _counts(people: Mapping[float, int], maximum: float) -> ScoreCounts | None:
    """People by whole points from 0 to the maximum; None where points are no whole numbers."""
    if maximum != int(maximum) or any(points != int(points) for points in people):
        return None
    return stats.scaling.of_counts([people.get(float(points), 0) for points in range(int(maximum) + 1)])


def _within(points: float, maximum: float) -> float:
    return float(min(max(points, 0.0), maximum))
