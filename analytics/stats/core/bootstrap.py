"""BCa intervals for statistics that are functions of means over people (or over whole centers).

Each resampling unit contributes a row of sums, and the statistic is computed from their totals.
Rows are sorted first: the same data in another order, with the same seed, give the same interval.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from scipy import special

from analytics.stats.core.arrays import Floats, level, total
from analytics.stats.core.base import Result
from analytics.stats.core.resampling import resampled_sums
from analytics.stats.core.result import Interval, StatsError

Statistic = Callable[[Floats], Floats]
"""Maps sums (replicates x columns) to one value per row, NaN where the statistic is undefined."""

FEWEST_UNITS = 8
GENERATOR = "PCG64"
DEFAULT_SEED = 20_260_101
DEFAULT_REPLICATES = 10_000


@dataclass(frozen=True, slots=True, repr=False)
class Bootstrap(Result):
    """A BCa interval with what is needed to repeat it; `reason` says why there is none."""

    interval: Interval | None
    reason: str | None
    acceleration: float | None
    bias: float | None
    seed: int
    replicates: int
    generator: str = GENERATOR


def bca(
    units: Floats,
    statistic: Statistic,
    *,
    confidence: float = 0.95,
    seed: int = DEFAULT_SEED,
    replicates: int = DEFAULT_REPLICATES,
) -> Bootstrap:
    """Bias-corrected and accelerated percentile interval (Efron 1987).

    `units` has one row per resampling unit: the sums that `statistic` needs. Fewer than 8 units
    are refused. The acceleration is the jackknife's, computed by leaving one row out of the sums.
    """
    wanted = level(confidence)
    check_resampling(seed, replicates)
    m = units.shape[0]

    def without(reason: str, acceleration: float | None = None) -> Bootstrap:
        return Bootstrap(None, reason, acceleration, None, seed, replicates)

    if m < FEWEST_UNITS:
        return without("too_few_units_to_resample")
    rows = units[np.lexsort(units.T[::-1])]
    sums = np.array([total(rows[:, j]) for j in range(rows.shape[1])])
    point = float(statistic(sums[np.newaxis, :])[0])
    leave_one_out = statistic(sums - rows)
    if not (math.isfinite(point) and np.isfinite(leave_one_out).all()):
        return without("undefined_when_one_unit_is_left_out")
    a = acceleration(leave_one_out)
    values = statistic(resampled_sums(rows, replicates, seed))
    values = np.sort(values[np.isfinite(values)])
    if values.size < replicates:
        return without("undefined_in_some_resamples", a)
    close = 1e-12 * max(abs(point), float(np.abs(leave_one_out).max()))
    if values[-1] - values[0] <= close:
        return Bootstrap(Interval(point, point, wanted, "bca"), None, a, 0.0, seed, replicates)
    below = float(np.count_nonzero(values < point - close))
    equal = float(np.count_nonzero(np.abs(values - point) <= close))
    share = (below + equal / 2) / replicates
    if not 0 < share < 1:
        return without("estimate_outside_its_resamples", a)
    z0 = float(special.ndtri(share))
    low, high = (_adjusted(z0, a, tail) for tail in ((1 - wanted) / 2, (1 + wanted) / 2))
    if low is None or high is None:
        return without("acceleration_out_of_range", a)
    interval = Interval(_quantile(values, low), _quantile(values, high), wanted, "bca")
    return Bootstrap(interval, None, a, z0, seed, replicates)


def acceleration(leave_one_out: Floats) -> float:
    """Efron's acceleration from the statistic with each unit left out; 0 for constant values."""
    influence = total(leave_one_out) / leave_one_out.size - leave_one_out
    largest = float(np.abs(influence).max())
    if largest == 0:
        return 0.0
    influence = influence / largest
    return total(influence**3) / (6 * math.pow(total(influence**2), 1.5))


def check_resampling(seed: int, replicates: int) -> None:
    """Raise StatsError unless the seed is a whole number >= 0 and there are at least 100 replicates."""
    if isinstance(seed, bool) or not isinstance(seed, int) or seed < 0:
        raise StatsError("seed", "must be a whole number, 0 or more")
    if isinstance(replicates, bool) or not isinstance(replicates, int) or replicates < 100:
        raise StatsError("replicates", "must be a whole number, 100 or more")


def _adjusted(z0: float, a: float, tail: float) -> float | None:
    z = z0 + float(special.ndtri(tail))
    scale = 1 - a * z
    return None if scale <= 0 else float(special.ndtr(z0 + z / scale))


def _quantile(ordered: Floats, probability: float) -> float:
    position = min(max(probability * (ordered.size + 1) - 1, 0.0), ordered.size - 1.0)
    low = int(position)
    high = min(low + 1, ordered.size - 1)
    return float(ordered[low] + (position - low) * (ordered[high] - ordered[low]))
