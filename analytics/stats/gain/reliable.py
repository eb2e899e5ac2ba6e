"""Who truly changed: the reliable change index of Jacobson and Truax (1991)."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from analytics.stats.core import tails
from analytics.stats.core.arrays import Floats, level
from analytics.stats.core.base import Result
from analytics.stats.core.moments import describe_pairs
from analytics.stats.core.result import StatsError
from analytics.stats.gain.raw import complete_pairs


@dataclass(frozen=True, slots=True, repr=False)
class ReliableChange(Result):
    """Counts of people by reliable change; None, with `reason`, when the index is undefined.

    `sem` is the standard error of measurement of the pretest, `s_difference` that of a
    difference, `threshold` the smallest change that is reliable. `n_recovered` counts those who
    both crossed the cut score upwards and improved reliably (None without a cut score).
    `index` is the change of each complete pair in units of `s_difference`, in row order.
    """

    n_used: int
    reliability: float
    sem: float | None
    s_difference: float | None
    threshold: float | None
    n_improved: int | None
    n_unchanged: int | None
    n_worse: int | None
    n_recovered: int | None
    index: tuple[float, ...]
    reason: str | None
    excluded: dict[str, int]
    warnings: tuple[str, ...]
    method: str = "jacobson_truax_1991"
    version: str = "1"


def reliable_change(
    pre: ArrayLike,
    post: ArrayLike,
    *,
    reliability: float,
    cut_score: float | None = None,
    confidence: float = 0.95,
) -> ReliableChange:
    """Classify every complete pair. `reliability` is that of the pretest in this sample.

    A reliability below 0, or of 1 and more, leaves the index undefined; below 0.6 it is warned of.
    """
    wanted = level(confidence)
    for name, number in (("reliability", reliability), ("cut_score", cut_score)):
        if number is None and name == "cut_score":
            continue
        if isinstance(number, bool) or not isinstance(number, (int, float)) or not math.isfinite(number):
            raise StatsError(name, "must be a finite number")
    pairs = complete_pairs(pre, post)
    sd = describe_pairs(pairs.pre, pairs.post).sd_x
    reason = _reason(pairs.n, reliability, sd)
    warnings = ("low_reliability",) if 0 <= reliability < 0.6 else ()
    if reason is not None or sd is None:
        return ReliableChange(
            pairs.n,
            reliability,
            None,
            None,
            None,
            None,
            None,
            None,
            None,
            (),
            reason,
            pairs.excluded,
            warnings,
        )
    sem = sd * math.sqrt(1 - reliability)
    s_difference = sem * math.sqrt(2)
    z = tails.normal_quantile(wanted)
    index: Floats = (pairs.post - pairs.pre) / s_difference
    improved = index > z
    worse = int(np.count_nonzero(index < -z))
    recovered = None
    if cut_score is not None:
        crossed = (pairs.pre < cut_score) & (pairs.post >= cut_score)
        recovered = int(np.count_nonzero(crossed & improved))
    n_improved = int(np.count_nonzero(improved))
    return ReliableChange(
        n_used=pairs.n,
        reliability=reliability,
        sem=sem,
        s_difference=s_difference,
        threshold=z * s_difference,
        n_improved=n_improved,
        n_unchanged=pairs.n - n_improved - worse,
        n_worse=worse,
        n_recovered=recovered,
        index=tuple(index.tolist()),
        reason=None,
        excluded=pairs.excluded,
        warnings=warnings,
    )


def _reason(n: int, reliability: float, sd: float | None) -> str | None:
    if n == 0:
        return "no_complete_pair"
    if sd is None:
        return "fewer_than_two_pairs"
    if not 0 <= reliability < 1:
        return "reliability_out_of_range"
    return "zero_variance_of_pretest" if sd == 0 else None
