"""Rows of unit, time, outcome and adoption as a balanced panel in canonical order."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from analytics.stats.core.arrays import Floats, same_length, vector
from analytics.stats.core.labels import Codes, Labels, encode
from analytics.stats.core.result import StatsError

NEVER = np.iinfo(np.intp).max
"""The cohort of units that are not treated within the panel."""


@dataclass(frozen=True, slots=True)
class Panel:
    """Outcomes (units x periods) in units of `unit`; cohorts are positions in `times`."""

    outcome: Floats
    cohort: Codes
    times: Floats
    unit: float
    excluded: Mapping[str, int]
    reason: str | None

    @property
    def cohorts(self) -> list[int]:
        """Adoption periods that occur, in order."""
        return [int(g) for g in np.unique(self.cohort) if g != NEVER]


def load(outcome: ArrayLike, units: Labels, times: ArrayLike, first_treated: ArrayLike) -> Panel:
    """A balanced panel. Raises StatsError for a unit seen twice at a time or with two adoption times."""
    y, when, first = (
        vector(outcome, "outcome"),
        vector(times, "times"),
        vector(first_treated, "first_treated"),
    )
    levels, unit = encode(units, "units")
    for name, column in (("units", unit), ("times", when), ("first_treated", first)):
        same_length(y, column, ("outcome", name))
    if (unit < 0).any() or np.isnan(when).any():
        raise StatsError("units" if (unit < 0).any() else "times", "must not be missing")
    adopted = np.where(np.isnan(first) | (first == 0), math.inf, first)
    periods, at = np.unique(when, return_inverse=True)
    filled = np.full((len(levels), periods.size), np.nan)
    starts = np.full((len(levels), periods.size), np.nan)
    if np.unique(unit * periods.size + at).size < y.size:
        raise StatsError("times", "holds the same unit twice at one time")
    filled[unit, at], starts[unit, at] = y, adopted
    start = np.nanmin(starts, axis=1, initial=math.inf) if y.size else np.zeros(0)
    if (~np.isnan(starts) & (starts != start[:, None])).any():
        raise StatsError("first_treated", "must be the same in every row of a unit")
    return _balanced(filled, start, periods)


def _balanced(filled: Floats, start: Floats, periods: Floats) -> Panel:
    complete = ~np.isnan(filled).any(axis=1)
    early = complete & (start <= periods[0]) if periods.size else complete
    kept = complete & ~early
    lost = {"period_missing": int((~complete).sum()), "treated_from_the_start": int(early.sum())}
    y, adopted = filled[kept], start[kept]
    # A program that starts after the panel ends leaves its units untreated throughout.
    cohort = np.searchsorted(periods, adopted).astype(np.intp)
    cohort[cohort == periods.size] = NEVER
    order = np.lexsort(np.vstack([y.T[::-1], cohort])) if y.size else np.arange(len(y))
    y, cohort = y[order], cohort[order]
    size = float(np.abs(y).max(initial=0.0))
    exponent = math.frexp(size)[1]
    reason = None
    if periods.size < 2:
        reason = "fewer_than_two_periods"
    elif not (cohort != NEVER).any():
        reason = "no_treated_unit"
    return Panel(
        outcome=np.ldexp(y, -exponent),
        cohort=cohort,
        times=periods,
        unit=math.ldexp(1.0, exponent),
        excluded={why: n for why, n in lost.items() if n},
        reason=reason,
    )
