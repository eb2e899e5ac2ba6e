"""Adjusting a family of p-values: Holm for few confirmatory tests, Benjamini-Hochberg for screens."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from analytics.stats.core.arrays import Floats, vector
from analytics.stats.core.base import Result
from analytics.stats.core.result import StatsError


@dataclass(frozen=True, slots=True, repr=False)
class Adjusted(Result):
    """Adjusted p-values in the order given; None where the p-value was missing.

    `n_tests` is the size of the family, `n_missing` how many were left out of it.
    """

    p: tuple[float | None, ...]
    n_tests: int
    n_missing: int
    method: str


def holm(p_values: Sequence[float | None]) -> Adjusted:
    """Holm's (1979) step-down adjustment: controls the family-wise error."""
    return _adjust(p_values, "holm_1979")


def benjamini_hochberg(p_values: Sequence[float | None]) -> Adjusted:
    """Benjamini and Hochberg's (1995) step-up adjustment: controls the false discovery rate."""
    return _adjust(p_values, "benjamini_hochberg_1995")


def _adjust(p_values: Sequence[float | None], method: str) -> Adjusted:
    given = vector(p_values, "p_values")
    present = ~np.isnan(given)
    family = given[present]
    if ((family < 0) | (family > 1)).any():
        raise StatsError("p_values", "must lie between 0 and 1")
    order = np.argsort(family, kind="stable")
    steps = np.arange(family.size)
    ordered: Floats
    if method == "holm_1979":
        ordered = np.maximum.accumulate(family[order] * (family.size - steps))
    else:
        ordered = np.minimum.accumulate((family[order] * family.size / (steps + 1))[::-1])[::-1]
    adjusted = np.empty(family.size)
    adjusted[order] = np.minimum(ordered, 1.0)
    values = iter(adjusted.tolist())
    p = tuple(next(values) if there else None for there in present.tolist())
    return Adjusted(p, family.size, int(given.size - family.size), method)
