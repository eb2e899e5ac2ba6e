"""Severity of raters and its change over time by one regression within targets."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from analytics.stats.core import multiplicity, tails
from analytics.stats.core.arrays import Floats, level, matrix, same_length, total, vector
from analytics.stats.core.result import Estimate, Interval, undefined
from analytics.stats.raters.over_time import RaterDrift
from analytics.stats.raters.severity import Severity

Indices = NDArray[np.intp]
METHOD, SEVERITY = "severity_trend_joint", "rater_within_targets"
_ROUNDING = 1e-13
_ESTIMABLE = 1e-8


def severities(scores: ArrayLike, *, confidence: float = 0.95) -> tuple[Severity, ...]:
    """Per rater, what they add to a score, as a deviation from the mean of all raters.

    score = target + rater + error by least squares within targets (the intra-block analysis of Yates 1936;
    Raymond & Viswesvaran 1993), with Student's intervals. Unlike the predictions of `crossed` nothing is
    drawn towards 0, so that intervals may be tested, for difference and for equivalence; and whoever scores
    the weaker targets is not taken for severe. Targets scored alone say nothing; raters that are not linked
    are undefined.
    """
    wanted, table = level(confidence), matrix(scores, "scores")
    rated = np.count_nonzero(~np.isnan(table), axis=0)
    shared = (~np.isnan(table)).sum(axis=1) > 1
    rows, columns = np.nonzero(~np.isnan(table) & shared[:, None])
    here = np.unique(columns)
    fit, unit, size = None, 1.0, 0.0
    if rows.size:
        size, gaps = float(np.abs(table[rows, columns]).max()), _within(table[rows, columns], rows)
        unit = max(float(np.abs(gaps).max()), _ROUNDING * size) or 1.0
        own = (columns[:, None] == here[None, :]).astype(np.float64)
        design = np.column_stack([_within(column, rows) for column in own.T])
        fit = _fit(design, gaps / unit, int(np.unique(rows).size))
    return tuple(
        Severity(k + 1, int(rated[k]), _severity(table, k, here, fit, unit, size, wanted))
        for k in range(table.shape[1])
    )


def _severity(
    table: Floats, rater: int, here: Indices, fit: _Fit | None, unit: float, size: float, confidence: float
) -> Estimate:
    present = ~np.isnan(table)
    alone = int((present[:, rater] & (present.sum(axis=1) < 2)).sum())
    n = int(present[:, rater].sum()) - alone
    excluded = {"target_rated_alone": alone} if alone else {}

    def nothing(reason: str) -> Estimate:
        return undefined(reason, method=SEVERITY, n_used=n, excluded=excluded)

    if not n:
        return nothing("raters_not_linked")
    if fit is None:
        return nothing("no_residual_degrees_of_freedom")
    spread = fit.spread((here == rater) - 1 / here.size)
    if spread is None:
        return nothing("raters_not_linked")
    value = float(fit.beta @ ((here == rater) - 1 / here.size)) * unit
    error = spread * fit.error * unit
    error = error if error > _ROUNDING * size else 0.0
    half = tails.t_quantile(confidence, fit.df) * error
    if not math.isfinite(abs(value) + half):
        return nothing("beyond_float_range")
    return Estimate(
        value=value,
        n_used=n,
        method=SEVERITY,
        interval=Interval(value - half, value + half, confidence, "student_t"),
        excluded=excluded,
        assumptions=("severities_do_not_depend_on_target", "errors_alike"),
        warnings=() if error else ("zero_width_interval",),
    )


def joint_drift(scores: ArrayLike, times: ArrayLike, *, confidence: float = 0.95) -> tuple[RaterDrift, ...]:
    """Per rater, the trend over `times` of their severity, beside the trends of all others.

    score = target + rater + trend of the rater x time + error, by least squares (Raymond & Viswesvaran 1993;
    Myford & Wolfe 2009 on why trends matter); trends add up to nothing, so one is told against their mean.
    A colleague who drifts, or is severe, is not taken for the drift of whoever scored with them, and all
    scores share one error: more is found than by `drift`, which sees the gaps of one rater. Not when all
    drift together, nor when errors of raters are very unlike.

    `scores` is targets x raters, `times` one number per target. p-values are also adjusted over raters
    (Benjamini & Hochberg 1995). A trend that the design does not link to the others is undefined.
    """
    wanted = level(confidence)
    table, when = matrix(scores, "scores"), vector(times, "times")
    same_length(table, when, ("scores", "times"))
    found = _trends(table, when, wanted)
    adjusted = multiplicity.benjamini_hochberg([p for _, _, p in found]).p
    return tuple(
        RaterDrift(rater, slope, t, p, bh)
        for rater, ((slope, t, p), bh) in enumerate(zip(found, adjusted, strict=True), 1)
    )


Trend = tuple[Estimate, float | None, float | None]


@dataclass(frozen=True, slots=True)
class _Fit:
    """Least squares by singular values: what is solved, in which directions, and the error of one score."""

    beta: Floats
    directions: Floats
    strengths: Floats
    df: int
    error: float

    def spread(self, contrast: Floats) -> float | None:
        """The standard error of a contrast in errors of a score; None where the design leaves it open."""
        inside = self.directions @ contrast
        if math.dist(contrast, self.directions.T @ inside) > _ESTIMABLE:
            return None
        return math.sqrt(total((inside / self.strengths) ** 2))


def _trends(table: Floats, when: Floats, confidence: float) -> list[Trend]:
    present = ~np.isnan(table)
    alone = present.sum(axis=1) < 2
    untimed = np.isnan(when)
    cells = present & ~alone[:, None] & ~untimed[:, None]
    rows, columns = np.nonzero(cells)
    lost = [
        {
            "target_rated_alone": int((present[:, k] & alone).sum()),
            "time_missing": int((present[:, k] & untimed & ~alone).sum()),
        }
        for k in range(table.shape[1])
    ]
    counts = cells.sum(axis=0)

    def nothing(rater: int, reason: str) -> Trend:
        excluded = {why: n for why, n in lost[rater].items() if n}
        return undefined(reason, method=METHOD, n_used=int(counts[rater]), excluded=excluded), None, None

    everybody = range(table.shape[1])
    if not rows.size:
        return [nothing(k, "fewer_than_three_targets") for k in everybody]
    x, y = when[rows], table[rows, columns]
    reach = float(x.max()) / 2 - float(x.min()) / 2
    if reach <= _ROUNDING * float(np.abs(x).max()):
        return [nothing(k, "all_at_one_time") for k in everybody]
    size = float(np.abs(y).max())
    gaps = _within(y, rows)
    unit = max(float(np.abs(gaps).max()), _ROUNDING * size) or 1.0
    here = np.unique(columns)
    fit = _fit(_design(rows, columns, x, reach, here), gaps / unit, int(np.unique(rows).size))
    scale = unit / reach
    found = []
    for k in everybody:
        contrast = np.zeros(2 * here.size)
        contrast[here.size :] = (here == k) - 1 / here.size
        spread = fit.spread(contrast) if fit and counts[k] else None
        if counts[k] < 3:
            found.append(nothing(k, "fewer_than_three_targets"))
        elif fit is None:
            found.append(nothing(k, "no_residual_degrees_of_freedom"))
        elif spread is None:
            found.append(nothing(k, "raters_not_linked"))
        else:
            steep, error = float(fit.beta @ contrast), spread * fit.error
            if error * unit <= _ROUNDING * size:
                error = 0.0
            if not math.isfinite(scale * (abs(steep) + error)):
                found.append(nothing(k, "beyond_float_range"))
                continue
            excluded = {why: n for why, n in lost[k].items() if n}
            half = tails.t_quantile(confidence, fit.df) * error * scale
            slope = Estimate(
                value=steep * scale,
                n_used=int(counts[k]),
                method=METHOD,
                interval=Interval(steep * scale - half, steep * scale + half, confidence, "student_t"),
                excluded=excluded,
                assumptions=("trends_add_up_to_nothing", "linear_trend", "errors_alike"),
                warnings=() if error else ("zero_width_interval",),
            )
            t = steep / error if error else None
            found.append((slope, t, None if t is None else tails.t_two_sided(t, fit.df)))
    return found


def _within(values: Floats, rows: Indices) -> Floats:
    """Each value less the mean of its target."""
    counts = np.bincount(rows)
    means = np.bincount(rows, weights=values / counts[rows])
    return np.asarray(values - means[rows], dtype=np.float64)


def _design(rows: Indices, columns: Indices, x: Floats, reach: float, here: Indices) -> Floats:
    """A column for each rater's severity, then one for each trend, all less the mean of their target."""
    dx = (x - total(x) / x.size) / reach
    own = (columns[:, None] == here[None, :]).astype(np.float64)
    wide = np.hstack([own, own * dx[:, None]])
    return np.column_stack([_within(column, rows) for column in wide.T])


def _fit(design: Floats, gaps: Floats, targets: int) -> _Fit | None:
    """None where no score is left to tell the error by."""
    left, strengths, right = np.linalg.svd(design, full_matrices=False)
    kept = strengths > strengths[0] * max(design.shape) * np.finfo(float).eps if strengths.size else []
    rank = int(np.sum(kept))
    df = gaps.size - targets - rank
    if not rank or df < 1:
        return None
    left, strengths, right = left[:, :rank], strengths[:rank], right[:rank]
    beta = right.T @ ((left.T @ gaps) / strengths)
    rest = gaps - design @ beta
    return _Fit(beta, right, strengths, df, math.sqrt(total(rest * rest) / df))
