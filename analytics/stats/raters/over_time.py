"""Two raters side by side, and raters who grow stricter or milder over time."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

import numpy as np
from numpy.typing import ArrayLike

from analytics.stats.core import multiplicity, tails
from analytics.stats.core.arrays import Floats, level, matrix, same_length, total, vector
from analytics.stats.core.base import Answer
from analytics.stats.core.moments import describe_pairs
from analytics.stats.core.result import Estimate, Interval, undefined

FEWEST_PAIRS = 20
_ROUNDING = 1e-13


@dataclass(frozen=True, slots=True, repr=False)
class BlandAltman(Answer):
    """Differences first - second: their mean and the limits that hold `confidence` of them.

    `difference_by_level` is the correlation of the difference with the mean of both scores: far
    from 0, the disagreement depends on the level and one pair of limits misleads.
    """

    HEADLINE: ClassVar[str] = "bias"

    bias: Estimate
    sd: float | None
    lower_limit: Estimate
    upper_limit: Estimate
    difference_by_level: float | None


@dataclass(frozen=True, slots=True, repr=False)
class RaterDrift(Answer):
    """Change of one rater's severity per unit of time, against colleagues on the same targets.

    `rater` is a column, from 1.
    """

    HEADLINE: ClassVar[str] = "slope"

    rater: int
    slope: Estimate
    t: float | None
    p: float | None
    p_bh: float | None
    p_method: str = "student_t_two_sided"


def bland_altman(first: ArrayLike, second: ArrayLike, *, confidence: float = 0.95) -> BlandAltman:
    """Bias and limits of agreement of two raters (Bland & Altman 1986; errors as in 1999).

    Pairs missing a score are left out and counted; under 20 pairs the warning `few_pairs` is set.
    """
    wanted = level(confidence)
    a, b = vector(first, "first"), vector(second, "second")
    same_length(a, b, ("first", "second"))
    both = ~np.isnan(a) & ~np.isnan(b)
    lost = int(both.size - both.sum())
    excluded = {"rating_missing": lost} if lost else {}
    m = describe_pairs(b[both], a[both])
    warnings: tuple[str, ...] = ("few_pairs",) if m.n < FEWEST_PAIRS else ()
    if m.mean_d is None or m.sd_d is None:
        empty = undefined(
            "fewer_than_two_pairs", method="bland_altman", n_used=m.n, excluded=excluded, warnings=warnings
        )
        return BlandAltman(empty, None, empty, empty, None)
    z, t = tails.normal_quantile(wanted), tails.t_quantile(wanted, m.n - 1)
    error = m.sd_d * math.sqrt(1 / m.n + z * z / (2 * (m.n - 1)))

    def estimate(method: str, value: float, half: float) -> Estimate:
        return Estimate(
            value=value,
            n_used=m.n,
            method=method,
            interval=Interval(value - half, value + half, wanted, "student_t"),
            excluded=excluded,
            assumptions=("differences_roughly_normal", "differences_do_not_depend_on_level"),
            warnings=warnings + (() if half else ("zero_width_interval",)),
        )

    middle = describe_pairs(a[both] - b[both], a[both] / 2 + b[both] / 2)
    return BlandAltman(
        bias=estimate("bland_altman_bias", m.mean_d, t * m.sd_d / math.sqrt(m.n)),
        sd=m.sd_d,
        lower_limit=estimate("bland_altman_lower", m.mean_d - z * m.sd_d, t * error),
        upper_limit=estimate("bland_altman_upper", m.mean_d + z * m.sd_d, t * error),
        difference_by_level=middle.correlation,
    )


def drift(scores: ArrayLike, times: ArrayLike, *, confidence: float = 0.95) -> tuple[RaterDrift, ...]:
    """Per rater, the trend over `times` of score - mean of the other raters of the same target.

    `scores` is targets x raters, `times` one number per target. Targets that a rater scored alone
    say nothing of severity and are counted. p-values are also adjusted over raters
    (Benjamini & Hochberg 1995).
    """
    wanted = level(confidence)
    table, when = matrix(scores, "scores"), vector(times, "times")
    same_length(table, when, ("scores", "times"))
    found = [_trend(table, when, rater, wanted) for rater in range(table.shape[1])]
    adjusted = multiplicity.benjamini_hochberg([p for _, _, p in found]).p
    return tuple(
        RaterDrift(rater, slope, t, p, bh)
        for rater, ((slope, t, p), bh) in enumerate(zip(found, adjusted, strict=True), 1)
    )


def _trend(
    table: Floats, when: Floats, rater: int, confidence: float
) -> tuple[Estimate, float | None, float | None]:
    present = ~np.isnan(table)
    own, others = present[:, rater], np.delete(present, rater, axis=1).sum(axis=1)
    used = own & (others > 0) & ~np.isnan(when)
    lost = {
        "target_rated_alone": int((own & (others == 0)).sum()),
        "time_missing": int((own & (others > 0) & np.isnan(when)).sum()),
    }
    excluded = {reason: n for reason, n in lost.items() if n}
    rest = np.sort(np.delete(np.where(present, table, 0.0), rater, axis=1)[used], axis=1)
    gaps = table[used, rater] - rest.sum(axis=1) / others[used]
    return _slope(
        when[used],
        gaps,
        float(np.abs(table[used]).max(initial=0.0, where=present[used])),
        excluded,
        confidence,
    )


def _slope(
    x: Floats, y: Floats, size: float, excluded: Mapping[str, int], confidence: float
) -> tuple[Estimate, float | None, float | None]:
    """Least squares of `y` on `x`; what is small beside `size` is rounding."""
    n, method = x.size, "severity_trend"
    if n < 3:
        return undefined("fewer_than_three_targets", method=method, n_used=n, excluded=excluded), None, None
    reach = float(x.max()) / 2 - float(x.min()) / 2
    if reach <= _ROUNDING * float(np.abs(x).max()):
        return undefined("all_at_one_time", method=method, n_used=n, excluded=excluded), None, None
    unit = max(float(np.abs(y).max()), _ROUNDING * size) or 1.0
    dx, dy = (x - total(x) / n) / reach, (y - total(y) / n) / unit
    xx = total(dx * dx)
    steep = total(dx * dy) / xx
    left = dy - steep * dx
    error = math.sqrt(total(left * left) / (n - 2) / xx)
    if error * unit <= _ROUNDING * size:
        error = 0.0
    scale = unit / reach
    if not math.isfinite(scale * (abs(steep) + error)):
        return undefined("beyond_float_range", method=method, n_used=n, excluded=excluded), None, None
    half = tails.t_quantile(confidence, n - 2) * error * scale
    slope = Estimate(
        value=steep * scale,
        n_used=n,
        method=method,
        interval=Interval(steep * scale - half, steep * scale + half, confidence, "student_t"),
        excluded=excluded,
        assumptions=("colleagues_do_not_drift", "linear_trend"),
        warnings=() if error else ("zero_width_interval",),
    )
    if not error:
        return slope, None, None
    t = steep / error
    return slope, t, tails.t_two_sided(t, n - 2)
