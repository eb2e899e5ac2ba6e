"""Values with intervals, as reports carry them."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from analytics import stats
from analytics.stats.core import tails
from analytics.stats.core.moments import describe
from analytics.stats.core.result import Estimate


@dataclass(frozen=True, slots=True)
class Range:
    """A value with its 95 % interval; None where undefined."""

    value: float | None = None
    low: float | None = None
    high: float | None = None
    method: str = ""


def as_range(estimate: Estimate) -> Range:
    """What a report keeps of an estimate."""
    interval = estimate.interval
    if interval is None:
        return Range(estimate.value, method=estimate.method)
    return Range(estimate.value, interval.low, interval.high, f"{estimate.method}/{interval.method}")


def share(count: int, of: int) -> Range:
    """`count` of `of` people as a proportion with Wilson's interval."""
    return as_range(stats.surveys.proportion(count, of))


def mean_range(values: Sequence[float]) -> Range:
    """The mean of people's values with its t interval, which two people at least are needed for."""
    moments = describe(np.array(values, dtype=float))
    if moments.mean is None or moments.sd is None:
        return Range(moments.mean, method="mean")
    half = tails.t_quantile(0.95, moments.n - 1) * moments.sd / math.sqrt(moments.n)
    return Range(moments.mean, moments.mean - half, moments.mean + half, "mean/student_t")
