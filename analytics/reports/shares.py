"""Values with intervals, as reports carry them."""

import math
from dataclasses import dataclass

from analytics.stats import tails
from analytics.stats.result import Estimate


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
    """`count` of `of` people as a proportion with Wilson's (1927) interval."""
    if of == 0:
        return Range(method="proportion")
    z = tails.normal_quantile(0.95)
    p, spread = count / of, 1 + z * z / of
    center = (p + z * z / (2 * of)) / spread
    half = z / spread * math.sqrt(p * (1 - p) / of + (z / (2 * of)) ** 2)
    return Range(p, max(0.0, center - half), min(1.0, center + half), "proportion/wilson")
