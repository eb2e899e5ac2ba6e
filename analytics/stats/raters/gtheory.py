"""Generalizability theory: where the variance of scores lies, how many raters are enough (Brennan 2001)."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, ClassVar

import numpy as np
from numpy.typing import ArrayLike

from analytics.stats.core.arrays import Floats, answer_of, vector
from analytics.stats.core.base import Answer, Result
from analytics.stats.core.blanks import as_given
from analytics.stats.core.result import Estimate, StatsError, undefined
from analytics.stats.raters.mean_squares import whole
from analytics.stats.raters.variance_components import fit

DESIGNS = {
    "p x r": ("p", "r"),
    "p x (r:t)": ("p", "t", "r:t", "pt"),
    "p x t x r": ("p", "t", "r", "pt", "pr", "tr"),
}
"""The effects of each design besides the residual, `p` being what is measured."""

_AXES = {"p": (0,), "t": (1,), "r": (2,), "r:t": (1, 2), "pt": (0, 1), "pr": (0, 2), "tr": (1, 2)}


@dataclass(frozen=True, slots=True, repr=False)
class Components(Result):
    """Variance components of a design by effect, in squared score points.

    Negative estimates from mean squares are set to 0 with a warning. `method` is
    "mean_squares" (complete data) or "reml".
    """

    design: str
    variances: Mapping[str, float]
    n_persons: int
    method: str
    warnings: tuple[str, ...] = ()
    reason: str | None = None


@dataclass(frozen=True, slots=True, repr=False)
class DStudy(Answer):
    """Reliability of the mean over `n_raters` (per task) and `n_tasks`.

    `relative` (E rho squared) is for ranking people; `absolute` (Phi) is for passing them.
    """

    HEADLINE: ClassVar[str] = "absolute"

    n_raters: int
    n_tasks: int
    relative: Estimate
    absolute: Estimate


def g_study(scores: ArrayLike, *, design: str = "p x r", method: str | None = None) -> Components:
    """Variance components of `scores`: persons x raters, or persons x tasks x raters.

    `method` is "mean_squares" (expected mean squares, the default for complete scores) or "reml"
    (the default, and the only one, for scores with gaps). In "p x (r:t)" the third axis counts
    the raters of each task. Raises StatsError for another design, method or shape.
    """
    if design not in tuple(DESIGNS):
        raise StatsError("design", f"must be one of {', '.join(DESIGNS)}")
    if method not in (None, "mean_squares", "reml"):
        raise StatsError("method", "must be 'mean_squares' or 'reml'")
    cube = _cube(scores, 2 if design == "p x r" else 3)
    if min(cube.shape) < 1 or np.isnan(cube).all():
        return Components(design, MappingProxyType({}), 0, "mean_squares", reason="no_rating")
    single = cube.shape[0] < 2 or cube.shape[2] < 2 or (design != "p x r" and cube.shape[1] < 2)
    if single:
        reason = "fewer_than_two_levels"
        return Components(design, MappingProxyType({}), cube.shape[0], "mean_squares", reason=reason)
    gaps = bool(np.isnan(cube).any())
    if gaps and method == "mean_squares":
        raise StatsError("method", "mean squares need every score; use 'reml'")
    return _by_reml(cube, design) if gaps or method == "reml" else _by_mean_squares(cube, design)


def d_study(components: Components, *, n_raters: int, n_tasks: int = 1) -> DStudy:
    """Coefficients for another number of raters (per task) and tasks (Brennan 2001, ch. 2 to 4)."""
    answer_of(components, Components, "components", "stats.raters.g_study")
    for name, number in (("n_raters", n_raters), ("n_tasks", n_tasks)):
        if isinstance(number, bool) or not isinstance(number, int) or number < 1:
            raise StatsError(name, "must be a whole number, 1 or more")
    if components.design == "p x r" and n_tasks != 1:
        raise StatsError("n_tasks", "must be 1 in a design without tasks")
    relative, absolute = _errors(components, n_raters, n_tasks)
    return DStudy(
        n_raters,
        n_tasks,
        _coefficient("generalizability_relative", components, relative),
        _coefficient("dependability_absolute", components, absolute),
    )


def raters_needed(components: Components, *, target: float, n_tasks: int = 1, most: int = 1000) -> int | None:
    """The fewest raters (per task) for which Phi reaches `target`; None when `most` are not enough."""
    if isinstance(target, bool) or not isinstance(target, (int, float)) or not 0 < target < 1:
        raise StatsError("target", "must lie strictly between 0 and 1")
    if isinstance(most, bool) or not isinstance(most, int) or most < 1:
        raise StatsError("most", "must be a whole number, 1 or more")
    for n in range(1, most + 1):
        phi = d_study(components, n_raters=n, n_tasks=n_tasks).absolute.value
        # A target met exactly must not be missed by the last bit.
        if phi is not None and phi >= target * (1 - 1e-12):
            return n
    return None


def _errors(components: Components, n_raters: int, n_tasks: int) -> tuple[float, float]:
    """Relative and absolute error variance of the mean."""
    if components.reason:
        return 0.0, 0.0
    share = {"r": n_raters, "t": n_tasks, "pt": n_tasks, "pr": n_raters}
    both = n_raters * n_tasks
    parts = {e: v / share.get(e, both) for e, v in components.variances.items() if e != "p"}
    relative = math.fsum(v for e, v in parts.items() if e in ("pt", "pr", "residual"))
    return relative, math.fsum(parts.values())


def _coefficient(method: str, components: Components, error: float) -> Estimate:
    n, warnings = components.n_persons, components.warnings
    if components.reason:
        return undefined(components.reason, method=method, n_used=n, warnings=warnings)
    person = components.variances["p"]
    if person + error == 0:
        return undefined("no_variance", method=method, n_used=n, warnings=warnings)
    return Estimate(
        person / (person + error), n, method, warnings=warnings, interval_reason="interval_not_offered"
    )


def _cube(scores: Any, dimensions: int) -> Floats:
    """Persons x tasks x raters (one task when there are two dimensions)."""
    scores = as_given(scores)
    try:
        shape = np.shape(scores)
    except ValueError:
        raise StatsError("scores", "must have rows of one length") from None
    if len(shape) != dimensions:
        raise StatsError("scores", f"must have {dimensions} dimensions, not {len(shape)}")
    flat = vector(np.reshape(scores, -1), "scores")
    return flat.reshape(shape) if dimensions == 3 else flat.reshape(shape[0], 1, shape[1])


def _by_mean_squares(cube: Floats, design: str) -> Components:
    scale = whole(cube)
    q = scale.counts.astype(object)
    size, sizes = q.size, q.shape

    def squares(*axes: int) -> int:
        """`size` times the sum of squared totals over `axes`, per observation in each total."""
        others = tuple(a for a in range(3) if a not in axes)
        totals = q.sum(axis=others) if others else q
        cells: int = math.prod(sizes[a] for a in axes)
        return int(np.sum(totals**2)) * cells

    def mean_square(sum_of_squares: int, df: int) -> float:
        return sum_of_squares / (size * df)

    ms = _mean_squares(squares, mean_square, design, sizes)
    raw = _from_mean_squares(ms, design, sizes)
    points = {effect: scale.scaled(max(0.0, v), 2) for effect, v in raw.items()}
    warnings = ("negative_component_set_to_zero",) if min(raw.values()) < 0 else ()
    known = {effect: v for effect, v in points.items() if v is not None}
    if len(known) < len(points):
        return Components(design, MappingProxyType({}), sizes[0], "mean_squares", reason="beyond_float_range")
    return Components(design, MappingProxyType(known), sizes[0], "mean_squares", warnings)


def _mean_squares(squares: Any, mean_square: Any, design: str, sizes: tuple[int, ...]) -> dict[str, float]:
    """Mean squares of the design's effects from sums of squared totals."""
    n, t, r = sizes
    grand, p, task, rater = squares(), squares(0), squares(1), squares(2)
    pt, pr, tr, cells = squares(0, 1), squares(0, 2), squares(1, 2), squares(0, 1, 2)
    if design == "p x r":
        return {
            "p": mean_square(p - grand, n - 1),
            "r": mean_square(rater - grand, r - 1),
            "residual": mean_square(cells - p - rater + grand, (n - 1) * (r - 1)),
        }
    found = {
        "p": mean_square(p - grand, n - 1),
        "t": mean_square(task - grand, t - 1),
        "pt": mean_square(pt - p - task + grand, (n - 1) * (t - 1)),
    }
    if design == "p x (r:t)":
        found["r:t"] = mean_square(tr - task, t * (r - 1))
        found["residual"] = mean_square(cells - pt - tr + task, t * (n - 1) * (r - 1))
        return found
    found["r"] = mean_square(rater - grand, r - 1)
    found["pr"] = mean_square(pr - p - rater + grand, (n - 1) * (r - 1))
    found["tr"] = mean_square(tr - task - rater + grand, (t - 1) * (r - 1))
    rest = cells - pt - pr - tr + p + task + rater - grand
    found["residual"] = mean_square(rest, (n - 1) * (t - 1) * (r - 1))
    return found


def _from_mean_squares(ms: dict[str, float], design: str, sizes: tuple[int, ...]) -> dict[str, float]:
    """Components that make the expected mean squares equal to those found (Brennan 2001)."""
    n, t, r = sizes
    e = ms["residual"]
    if design == "p x r":
        return {"p": (ms["p"] - e) / r, "r": (ms["r"] - e) / n, "residual": e}
    if design == "p x (r:t)":
        return {
            "p": (ms["p"] - ms["pt"]) / (t * r),
            "t": (ms["t"] - ms["pt"] - ms["r:t"] + e) / (n * r),
            "r:t": (ms["r:t"] - e) / n,
            "pt": (ms["pt"] - e) / r,
            "residual": e,
        }
    return {
        "p": (ms["p"] - ms["pt"] - ms["pr"] + e) / (t * r),
        "t": (ms["t"] - ms["pt"] - ms["tr"] + e) / (n * r),
        "r": (ms["r"] - ms["pr"] - ms["tr"] + e) / (n * t),
        "pt": (ms["pt"] - e) / r,
        "pr": (ms["pr"] - e) / t,
        "tr": (ms["tr"] - e) / n,
        "residual": e,
    }


def _by_reml(cube: Floats, design: str) -> Components:
    effects = DESIGNS[design]
    present = np.argwhere(~np.isnan(cube))
    y = cube[~np.isnan(cube)]
    codes = []
    for effect in effects:
        axes = _AXES[effect]
        cells = np.ravel_multi_index(tuple(present[:, a] for a in axes), tuple(cube.shape[a] for a in axes))
        codes.append(np.unique(cells, return_inverse=True)[1].astype(np.intp))
    found = fit(y, codes, np.ones((y.size, 1)))
    persons = int(codes[0].max()) + 1
    if found.reason:
        return Components(design, MappingProxyType({}), persons, "reml", reason=found.reason)
    variances = dict(zip(effects, found.variances, strict=True)) | {"residual": found.residual}
    warnings = ("singular_fit",) if 0.0 in found.variances else ()
    return Components(design, MappingProxyType(variances), persons, "reml", warnings)
