"""One share with its interval."""

from __future__ import annotations

from scipy import special

from analytics.stats.core import tails
from analytics.stats.core.arrays import level
from analytics.stats.core.result import Estimate, Interval, StatsError, undefined

METHODS = ("wilson", "clopper_pearson")


def proportion(
    successes: int,
    n: int,
    *,
    n_missing: int = 0,
    confidence: float = 0.95,
    method: str = "wilson",
) -> Estimate:
    """successes / n with the Wilson (1927) score interval, or Clopper & Pearson's (1934) exact one.

    Raises StatsError unless 0 <= successes <= n are whole numbers.
    """
    wanted = level(confidence)
    if method not in METHODS:
        raise StatsError("method", f"must be one of {', '.join(METHODS)}")
    for name, value in (("successes", successes), ("n", n), ("n_missing", n_missing)):
        if isinstance(value, bool) or not isinstance(value, int) or value < 0:
            raise StatsError(name, "must be a whole number, 0 or more")
    if successes > n:
        raise StatsError("successes", "must not exceed n")
    excluded = {"answer_missing": n_missing} if n_missing else {}
    if n == 0:
        return undefined("no_answer", method="proportion", excluded=excluded)
    limits = tails.wilson(successes / n, n, wanted) if method == "wilson" else _exact(successes, n, wanted)
    return Estimate(
        value=successes / n,
        n_used=n,
        method="proportion",
        interval=Interval(*limits, wanted, method),
        excluded=excluded,
        assumptions=("answers_independent",),
    )


def _exact(successes: int, n: int, confidence: float) -> tuple[float, float]:
    tail, failures = (1 - confidence) / 2, n - successes
    low = float(special.betaincinv(successes, failures + 1, tail)) if successes else 0.0
    high = float(special.betainccinv(successes + 1, failures, tail)) if failures else 1.0
    return low, high
