"""The design that interrupted series share: a line before a program starts and another after."""

from __future__ import annotations

import numpy as np

from analytics.stats.core.arrays import Floats
from analytics.stats.core.result import StatsError

FEWEST_ON_EACH_SIDE = 8
FEWEST_FOR_SEASONS = 24


def check(n_before: int, lag: int, season: int | None) -> None:
    """StatsError unless all are whole numbers in their range."""
    for name, number, least in (
        ("n_before", n_before, 0),
        ("lag", lag, 0),
        ("season", 2 if season is None else season, 2),
    ):
        if isinstance(number, bool) or not isinstance(number, int) or number < least:
            raise StatsError(name, f"must be a whole number, {least} or more")


def design(t: Floats, n_before: int, season: int | None) -> Floats:
    """1, t, after, (t - n_before) after, and indicators of the phase of the season but its first."""
    after = (t > n_before).astype(np.float64)
    columns = [np.ones_like(t), t, after, (t - n_before) * after]
    if season is not None:
        columns += [((t - 1) % season == phase).astype(np.float64) for phase in range(1, season)]
    return np.column_stack(columns)


def refusal(x: Floats, before: int, after: int, season: int | None) -> str | None:
    """Why the design cannot be fitted, or None."""
    if min(before, after) < 2:
        return "fewer_than_two_points_on_one_side"
    if season is not None and len(x) < FEWEST_FOR_SEASONS:
        return "too_few_points_for_seasons"
    if len(x) <= x.shape[1] or np.linalg.matrix_rank(x) < x.shape[1]:
        return "too_few_points"
    return None


def warned(present: np.ndarray, before: int, after: int) -> tuple[str, ...]:
    """What is to be said of a short or a broken series."""
    checks = {
        "few_points_on_one_side": min(before, after) < FEWEST_ON_EACH_SIDE,
        "gaps_in_series": not present[present.argmax() : present.size - present[::-1].argmax()].all(),
    }
    return tuple(code for code, holds in checks.items() if holds)


def picks(width: int, n_before: int, last: float) -> list[Floats]:
    """Of the coefficients: each of the first four, and the whole effect one period after the start
    and at the last period."""
    effects = []
    for period in (n_before + 1, last):
        pick = np.zeros(width)
        pick[2:4] = 1.0, period - n_before
        effects.append(pick)
    return [*np.eye(width)[:4], *effects]


def bartlett(scores: Floats, lag: int) -> Floats:
    """Newey & West's (1987) sum of the products of `scores` up to `lag` periods apart."""
    n = len(scores)
    middle: Floats = scores.T @ scores
    for step in range(1, min(lag, n - 1) + 1):
        cross = scores[step:].T @ scores[:-step]
        middle += (1 - step / (lag + 1)) * (cross + cross.T)
    return middle
