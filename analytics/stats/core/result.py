"""What every statistic returns, and the one error that every statistic raises.

A quantity that data can leave undefined is never NaN, infinite or an exception: it is an
`Estimate` whose `value` is None and whose `reason` is a stable code. Reasons, warnings and
assumptions are codes (`snake_case`), never sentences: `docs/statistics.md` explains them and
the application translates them.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from analytics.stats.core.base import Frozen, Result

_NOTHING_EXCLUDED: Mapping[str, int] = Frozen({})


class StatsError(ValueError):
    """The caller's mistake: a wrong type, shape or option. `argument` names what to mend."""

    def __init__(self, argument: str, problem: str) -> None:
        self.argument = argument
        self.problem = problem
        super().__init__(f"{argument}: {problem}")


@dataclass(frozen=True, slots=True, repr=False)
class Interval(Result):
    """A confidence (or credible) interval on the scale of its estimate: `low, high = interval`."""

    low: float
    high: float
    level: float = 0.95
    method: str = ""

    def __post_init__(self) -> None:
        if not (math.isfinite(self.low) and math.isfinite(self.high)):
            raise StatsError("interval", "both limits must be finite; give None instead")

    def within(self, lowest: float, highest: float) -> Interval:
        """The part of it in which the figure can lie."""
        low, high = max(self.low, lowest), min(self.high, highest)
        return self if (low, high) == (self.low, self.high) else Interval(low, high, self.level, self.method)

    def __iter__(self) -> Iterator[float]:
        return iter((self.low, self.high))

    def brief(self) -> str:
        return f"[{self.low:.4g}, {self.high:.4g}]"

    def __repr__(self) -> str:
        return f"Interval({self.low:.6g}, {self.high:.6g}, level={self.level:g}, method={self.method!r})"


@dataclass(frozen=True, slots=True, repr=False)
class Estimate(Result):
    """One number with all that is needed to print and to defend it.

    `value` and `interval` are on the natural scale of the statistic and are not rounded.
    `n_used` counts the units (people unless the method says otherwise) behind the number and
    `excluded` counts, by reason, those left out. `method` and `version` identify the formula.
    When `value` is None, `reason` says why; when only the interval is undefined,
    `interval_reason` does. `float(estimate)` is the value, and a StatsError where there is none.
    """

    value: float | None
    n_used: int
    method: str
    interval: Interval | None = None
    version: str = "1"
    excluded: Mapping[str, int] = field(default_factory=lambda: _NOTHING_EXCLUDED)
    assumptions: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
    reason: str | None = None
    interval_reason: str | None = None

    def __post_init__(self) -> None:
        Result.__post_init__(self)
        if self.value is None and not self.reason:
            raise StatsError("reason", "an undefined value needs a reason")
        if self.value is not None and not math.isfinite(self.value):
            raise StatsError("value", "must be finite; give None and a reason instead")

    @property
    def defined(self) -> bool:
        """Whether there is a value to print."""
        return self.value is not None

    @property
    def estimate(self) -> Estimate:
        """Itself, so that `.estimate.value` is the number whatever a statistic returns."""
        return self

    def __float__(self) -> float:
        if self.value is None:
            raise StatsError("value", f"is not defined: {self.reason}; look at `defined` first")
        return self.value

    def brief(self) -> str:
        if self.value is None:
            return f"undefined ({self.reason})"
        return f"{self.value:.4g}" + (f" {self.interval.brief()}" if self.interval else "")

    def __repr__(self) -> str:
        return f"Estimate({self.brief()}, n_used={self.n_used}, method={self.method!r})"


def undefined(
    reason: str,
    *,
    method: str,
    n_used: int = 0,
    excluded: Mapping[str, int] | None = None,
    version: str = "1",
    assumptions: tuple[str, ...] = (),
    warnings: tuple[str, ...] = (),
) -> Estimate:
    """An `Estimate` without a value, for the stated `reason`."""
    return Estimate(
        value=None,
        n_used=n_used,
        method=method,
        version=version,
        excluded=excluded or _NOTHING_EXCLUDED,
        assumptions=assumptions,
        warnings=warnings,
        reason=reason,
    )
