"""Values with intervals, as reports carry them."""

from dataclasses import dataclass

from analytics.stats import proportions
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
    """`count` of `of` people as a proportion with Wilson's interval."""
    return as_range(proportions.proportion(count, of))
