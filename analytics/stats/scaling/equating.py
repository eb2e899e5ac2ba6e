"""Scores of form X on the scale of form Y when random groups took the two forms.

Mean, linear and equipercentile equating after Kolen & Brennan (2014), with log-linear
presmoothing after Holland & Thayer (2000). For groups that differ see `neat`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np

from analytics.stats.core.arrays import Floats, answer_of
from analytics.stats.core.base import Result
from analytics.stats.core.result import StatsError
from analytics.stats.core.score_counts import ScoreCounts
from analytics.stats.scaling.percentiles import equipercentile, smooth

FEWEST_LINEAR = 400
FEWEST_UNSMOOTHED = 1500
"""People per form below which only mean equating, or only smoothed equipercentile equating, is given."""


METHODS = ("mean", "linear", "equipercentile")


@dataclass(frozen=True, slots=True, repr=False)
class EquatedScore(Result):
    """A score of form X and its equivalent on form Y; `se` is the bootstrap standard error.

    Flag `end_of_scale`: no person of Y bounds the equivalent, which lies half a point off the scale.
    """

    score: float
    equivalent: float
    se: float | None
    flags: tuple[str, ...]


@dataclass(frozen=True, slots=True, repr=False)
class Concordance(Result):
    """The table from X to Y; empty when `reason` is set. `degree` is that of the presmoothing."""

    method: str
    scores: tuple[EquatedScore, ...]
    n_x: int
    n_y: int
    degree: int | None
    seed: int | None
    replicates: int
    excluded: Mapping[str, int]
    reason: str | None = None
    warnings: tuple[str, ...] = ()
    assumptions: tuple[str, ...] = ("equivalent_groups", "same_construct")
    version: str = "1"


def equate_groups(
    x: ScoreCounts,
    y: ScoreCounts,
    *,
    method: str = "equipercentile",
    degree: int | None = None,
    fewest: int | None = None,
    seed: int | None = None,
    replicates: int = 0,
) -> Concordance:
    """Equivalents on Y of every possible score of X.

    `degree` presmooths both distributions so that their first `degree` moments are kept.
    `fewest` people per form replace the usual limits (400 for linear and smoothed, 1,500 for
    unsmoothed equipercentile). Standard errors by `replicates` multinomial bootstrap draws from
    PCG64 with `seed`. Undefined: no_scores, too_few_persons, no_variance, not_converged.
    """
    for argument, form in (("x", x), ("y", y)):
        answer_of(form, ScoreCounts, argument, "stats.scaling.tally or of_counts")
    _check(method, degree, seed, replicates)
    reason = _too_little(x, y, method, degree, fewest)
    if reason:
        return _without(method, x, y, degree, reason)
    transform = _transform(method, degree)
    table = transform(np.array(x.counts, dtype=np.float64), np.array(y.counts, dtype=np.float64), x, y)
    if table is None:
        return _without(method, x, y, degree, "not_converged")
    se, failed = _bootstrap(transform, x, y, seed, replicates)
    low, high = y.min_score - 0.5, y.min_score + len(y.counts) - 0.5
    rows = []
    for i, (score, equivalent) in enumerate(zip(x.scores.tolist(), table.tolist(), strict=True)):
        ends = method == "equipercentile" and not low < equivalent < high
        rows.append(
            EquatedScore(
                score, equivalent, None if se is None else float(se[i]), ("end_of_scale",) if ends else ()
            )
        )
    return Concordance(
        method=_name(method, degree),
        scores=tuple(rows),
        n_x=x.n,
        n_y=y.n,
        degree=degree,
        seed=seed,
        replicates=replicates,
        excluded=_excluded(x, y),
        warnings=("replicates_failed",) if failed else (),
    )


Transform = Callable[[Floats, Floats, ScoreCounts, ScoreCounts], Floats | None]


def _transform(method: str, degree: int | None) -> Transform:
    def move(counts_x: Floats, counts_y: Floats, x: ScoreCounts, y: ScoreCounts) -> Floats | None:
        if method != "equipercentile":
            return _straight(counts_x, counts_y, x, y, scale=method == "linear")
        if degree is None:
            mass_x, mass_y = counts_x / counts_x.sum(), counts_y / counts_y.sum()
        else:
            smooth_x, smooth_y = smooth(counts_x, degree), smooth(counts_y, degree)
            if smooth_x is None or smooth_y is None:
                return None
            mass_x, mass_y = smooth_x, smooth_y
        return equipercentile(mass_x, mass_y) + y.min_score

    return move


def _straight(
    counts_x: Floats, counts_y: Floats, x: ScoreCounts, y: ScoreCounts, *, scale: bool
) -> Floats | None:
    mean_x, sd_x = _mean_sd(counts_x, x.scores)
    mean_y, sd_y = _mean_sd(counts_y, y.scores)
    if not scale:
        return x.scores - mean_x + mean_y
    return None if sd_x == 0 else sd_y / sd_x * (x.scores - mean_x) + mean_y


def _mean_sd(counts: Floats, scores: Floats) -> tuple[float, float]:
    n = float(counts.sum())
    mean = float(counts @ scores) / n
    return mean, float(np.sqrt(counts @ (scores - mean) ** 2 / max(n - 1, 1)))


def _bootstrap(
    transform: Transform, x: ScoreCounts, y: ScoreCounts, seed: int | None, replicates: int
) -> tuple[Floats | None, int]:
    if not replicates:
        return None, 0
    generator = np.random.Generator(np.random.PCG64(seed))
    shares = [np.array(form.counts) / form.n for form in (x, y)]
    draws = [
        generator.multinomial(form.n, share, replicates) for form, share in zip((x, y), shares, strict=True)
    ]
    tables = [
        transform(draw_x.astype(np.float64), draw_y.astype(np.float64), x, y)
        for draw_x, draw_y in zip(*draws, strict=True)
    ]
    done = [table for table in tables if table is not None]
    failed = len(tables) - len(done)
    return (np.std(done, axis=0, ddof=1) if len(done) > 1 else None), failed


def _check(method: str, degree: int | None, seed: int | None, replicates: int) -> None:
    if method not in METHODS:
        raise StatsError("method", f"must be one of {', '.join(METHODS)}")
    if degree is not None and (isinstance(degree, bool) or not isinstance(degree, int) or degree < 1):
        raise StatsError("degree", "must be a whole number of at least 1")
    if degree is not None and method != "equipercentile":
        raise StatsError("degree", "applies to equipercentile equating only")
    if isinstance(replicates, bool) or not isinstance(replicates, int) or replicates < 0 or replicates == 1:
        raise StatsError("replicates", "must be 0 or a whole number of at least 2")
    if replicates and (isinstance(seed, bool) or not isinstance(seed, int) or seed < 0):
        raise StatsError("seed", "must be a whole number from 0 up when there are replicates")


def _too_little(
    x: ScoreCounts, y: ScoreCounts, method: str, degree: int | None, fewest: int | None
) -> str | None:
    smallest = min(x.n, y.n)
    if smallest == 0:
        return "no_scores"
    if method == "mean":
        limit = 1
    else:
        usual = FEWEST_UNSMOOTHED if method == "equipercentile" and degree is None else FEWEST_LINEAR
        limit = usual if fewest is None else max(fewest, 2)
    if smallest < limit:
        return "too_few_persons"
    return "no_variance" if method != "mean" and (x.sd == 0 or y.sd == 0) else None


def _name(method: str, degree: int | None) -> str:
    return f"equating_{method}" + ("" if degree is None else "_loglinear")


def _excluded(x: ScoreCounts, y: ScoreCounts) -> dict[str, int]:
    counts = {"missing_x": sum(x.excluded.values()), "missing_y": sum(y.excluded.values())}
    return {reason: n for reason, n in counts.items() if n}


def _without(method: str, x: ScoreCounts, y: ScoreCounts, degree: int | None, reason: str) -> Concordance:
    return Concordance(
        method=_name(method, degree),
        scores=(),
        n_x=x.n,
        n_y=y.n,
        degree=degree,
        seed=None,
        replicates=0,
        excluded=_excluded(x, y),
        reason=reason,
    )
