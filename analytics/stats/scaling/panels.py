"""More ways to a pass mark from a panel: Ebel's table and Hofstee's compromise."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
from numpy.typing import ArrayLike

from analytics.stats.core.arrays import Floats, level, vector
from analytics.stats.core.arrays import matrix as as_matrix
from analytics.stats.core.result import Estimate, Interval, StatsError, undefined
from analytics.stats.core.tails import t_quantile
from analytics.stats.scaling.cut_scores import Angoff, angoff

_HALVINGS = 80


def ebel(classes: ArrayLike, expected: ArrayLike, *, confidence: float = 0.95) -> Angoff:
    """Ebel's method: the cell that each judge put each question into, and what is expected there.

    `classes` (judges × items) are numbers of columns of `expected` (judges × cells, from 0), the share
    of such questions that a borderline person gets right, 0–1. The cut score is that of `angoff` with each
    question rated as its cell. Raises StatsError for a cell that is not there.
    """
    cells, shares = as_matrix(classes, "classes"), as_matrix(expected, "expected")
    if cells.shape[0] != shares.shape[0]:
        raise StatsError("expected", "must have a row for each judge")
    stated = shares[~np.isnan(shares)]
    if ((stated < 0) | (stated > 1)).any():
        raise StatsError("expected", "must lie between 0 and 1")
    known = cells[~np.isnan(cells)]
    if ((known != np.floor(known)) | (known < 0) | (known >= shares.shape[1])).any():
        raise StatsError("classes", "must be numbers of columns of expected")
    ratings = np.full(cells.shape, np.nan)
    for judge in range(cells.shape[0]):
        there = ~np.isnan(cells[judge])
        ratings[judge, there] = shares[judge, cells[judge, there].astype(int)]
    panel = angoff(ratings, confidence=confidence)
    return replace(panel, cut_score=replace(panel.cut_score, method="ebel"))


def hofstee(scores: ArrayLike, limits: ArrayLike, *, confidence: float = 0.95) -> Estimate:
    """Hofstee's compromise between the mark that judges can accept and the failures that they can.

    `scores` and the cut score are shares of the points, 0–1. `limits` (judges × 4): lowest and highest
    acceptable mark, lowest and highest acceptable share of people who fail. The means of the judges give
    a line from (lowest mark, most failures) to (highest mark, fewest); the cut score is where it meets the
    share that fails at each mark. Interval by leaving out one judge at a time (jackknife, t). Undefined:
    no_scores, no_judges, line_misses_curve.
    """
    confidence = level(confidence)
    values, table = vector(scores, "scores"), as_matrix(limits, "limits")
    if table.shape[1] != 4:
        raise StatsError("limits", "must have four columns")
    stated = table[~np.isnan(table)]
    if ((stated < 0) | (stated > 1)).any():
        raise StatsError("limits", "must lie between 0 and 1")
    complete = ~np.isnan(table).any(axis=1)
    used = table[complete]
    if (used[:, 0] > used[:, 1]).any() or (used[:, 2] > used[:, 3]).any():
        raise StatsError("limits", "the lowest must not be above the highest")
    known = np.sort(values[~np.isnan(values)])
    excluded = {}
    if known.size < values.size:
        excluded["missing"] = int(values.size - known.size)
    if not complete.all():
        excluded["missing_ratings"] = int((~complete).sum())
    judges = int(used.shape[0])
    if not known.size or not judges:
        reason = "no_judges" if known.size else "no_scores"
        return undefined(reason, method="hofstee", n_used=judges, excluded=excluded)
    cut = _meeting(known, used)
    if cut is None:
        return undefined("line_misses_curve", method="hofstee", n_used=judges, excluded=excluded)
    interval = _jackknife(known, used, cut, confidence) if judges > 1 else None
    why = "fewer_than_two_judges" if judges < 2 else "line_misses_curve"
    return Estimate(
        value=cut,
        interval=interval,
        n_used=judges,
        method="hofstee",
        excluded=excluded,
        assumptions=("judges_are_a_sample",),
        warnings=("few_judges",) if judges < 5 else (),
        interval_reason=None if interval else why,
    )


def _meeting(scores: Floats, limits: Floats) -> float | None:
    """The mark at which the line of the judges' means meets the share below it; None if it does not."""
    low, high, few, many = (math.fsum(column) / len(limits) for column in limits.T.tolist())

    def above(mark: float) -> float:
        failing = float(np.searchsorted(scores, mark, side="left")) / scores.size
        along = (mark - low) / (high - low) if high > low else 0.0
        return failing - (many + (few - many) * along)

    if high <= low:
        failing = above(low) + many
        return low if few <= failing <= many else None
    if above(low) > 0 or above(high) < 0:
        return None
    below, beyond = low, high
    for _halving in range(_HALVINGS):
        middle = below + (beyond - below) / 2
        if above(middle) <= 0:
            below = middle
        else:
            beyond = middle
    return below


def _jackknife(scores: Floats, limits: Floats, cut: float, confidence: float) -> Interval | None:
    judges = len(limits)
    left_out = [_meeting(scores, np.delete(limits, judge, axis=0)) for judge in range(judges)]
    found = [one for one in left_out if one is not None]
    if len(found) < judges:
        return None
    mean = math.fsum(found) / judges
    se = math.sqrt((judges - 1) / judges * math.fsum((one - mean) ** 2 for one in found))
    half = t_quantile(confidence, judges - 1) * se
    return Interval(cut - half, cut + half, confidence, "jackknife_over_judges").within(0, 1)
