"""Sections 6, 7, 9, 10 and 11 under hostile input."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from analytics import stats
from tests.analytics.stats.hostile import Call, column, labels, numbers, option, rubbish, scores, size

CONFIDENCE = (0.95, 0.5, 0.999)
WEIGHTING = ("unweighted", "linear", "quadratic", "ordinal")
# What `labels` draws, in another order than its own, and numbers as they are.
ORDERS = (None, None, ["b", "a"], ["z", "y"], ["x"], list(range(50)))


def _table(rng: np.random.Generator, width: int | None = None) -> Any:
    """Targets x raters: numbers, whole scores or labels; now and then rubbish."""
    if rng.random() < 0.05:
        return rubbish(rng)
    n, k = size(rng), int(rng.choice([0, 1, 2, 3, 5])) if width is None else width
    draw = [numbers, scores, lambda r, m: scores(r, m, 4), labels][int(rng.integers(4))]
    columns = [draw(rng, n) for _ in range(k)]
    return [list(row) for row in zip(*columns, strict=True)] if k else [[] for _ in range(n)]


def _rated(function: Callable[..., object], width: int | None = None, **options: tuple[Any, ...]) -> Call:
    def call(rng: np.random.Generator) -> object:
        chosen = {name: option(rng, *usual) for name, usual in options.items()}
        given = width if rng.random() < 0.9 else None
        return function(_table(rng, given), **chosen)

    return call


def _studies(rng: np.random.Generator) -> object:
    design = option(rng, "p x r", "p x (r:t)", "p x t x r")
    shape = (int(rng.choice([0, 1, 2, 5, 9])), *rng.integers(1, 4, 1 if design == "p x r" else 2).tolist())
    flat = numbers(rng, int(np.prod(shape)))
    cube = np.array(flat, dtype=object).reshape(shape)
    found = stats.raters.g_study(cube, design=design, method=option(rng, None, None, "reml", "mean_squares"))
    tasks = 1 if design == "p x r" else option(rng, 1, 3)
    study = stats.raters.d_study(found, n_raters=option(rng, 1, 4), n_tasks=tasks)
    return (
        found,
        study,
        stats.raters.raters_needed(found, target=option(rng, 0.8, 0.9), n_tasks=tasks, most=20),
    )


def _drift(function: Callable[..., object]) -> Call:
    def call(rng: np.random.Generator) -> object:
        n = size(rng)
        k = int(rng.integers(0, 5))
        table = np.array([numbers(rng, n) for _ in range(k)], dtype=object).reshape(k, n).T
        return function(table, column(rng, n), confidence=option(rng, *CONFIDENCE))

    return call


def _long(rng: np.random.Generator) -> object:
    n = size(rng)
    grid = stats.raters.table(labels(rng, n), labels(rng, n), column(rng, n))
    return grid.targets, stats.raters.crossed(grid.scores)


def _answers(function: Callable[..., object], **options: tuple[Any, ...]) -> Call:
    def call(rng: np.random.Generator) -> object:
        n, top = size(rng), int(rng.choice([5, 10]))
        drawn = column(rng, n) if rng.random() < 0.3 else scores(rng, n, top)
        return function(drawn, **{name: option(rng, *usual) for name, usual in options.items()})

    return call


def _proportion(rng: np.random.Generator) -> object:
    n = int(rng.choice([0, 1, 2, 30, 10_000, 10**9]))
    successes = int(rng.integers(0, n + 1))
    return stats.surveys.proportion(
        option(rng, successes),
        option(rng, n),
        confidence=option(rng, *CONFIDENCE),
        method=option(rng, "wilson", "clopper_pearson"),
    )


def _scale(rng: np.random.Generator) -> object:
    found = stats.surveys.scale_scores(
        _table(rng),
        scale=option(rng, (0, 4), (0, 20), (1, 5)),
        reverse=option(rng, (), [1], [1, 2]),
        min_answered=option(rng, 0.5, 0.8, 1.0),
    )
    return found, stats.surveys.scale_gaps(found.scores, labels(rng, len(found.scores)))


def _rake(rng: np.random.Generator) -> object:
    n = size(rng)
    margins = {"sex": labels(rng, n), "center": labels(rng, n)}
    targets = {}
    for name, drawn in margins.items():
        levels = {v for v in drawn if v is not None}
        targets[name] = {v: option(rng, 0.2, 0.3, 5) for v in (levels or {"a"})}
    return stats.surveys.rake(margins, targets)


def _protect(rng: np.random.Generator) -> object:
    if rng.random() < 0.1:
        return stats.disclosure.protect(rubbish(rng))
    shape = [(1,), (4,), (2, 2), (3, 4), (2, 2, 2), (0,), (5, 3)][int(rng.integers(7))]
    counts = rng.poisson(float(rng.choice([0.5, 4, 12, 60])), shape)
    found = stats.disclosure.protect(counts, threshold=option(rng, 5, 10))
    assert found.audit.safe
    return found


def _rate(rng: np.random.Generator) -> object:
    return stats.disclosure.rate_reveals(option(rng, 0, 3, 20), option(rng, 20, 4, 40))


def _series(rng: np.random.Generator) -> object:
    n = int(rng.choice([0, 1, 3, 6, 20, 40]))
    return stats.impact.interrupted_series(
        column(rng, n),
        n_before=option(rng, n // 2, 3),
        lag=option(rng, 0, 3, 50),
        season=option(rng, None, 4, 12),
        confidence=option(rng, *CONFIDENCE),
    )


def _counts(rng: np.random.Generator) -> object:
    n = int(rng.choice([0, 1, 3, 6, 20, 40]))
    drawn = column(rng, n) if rng.random() < 0.2 else scores(rng, n, int(rng.choice([1, 20, 10**6])))
    return stats.impact.interrupted_counts(
        drawn,
        n_before=option(rng, n // 2, 3),
        exposure=option(rng, None, [1e-12] * n, [1e12] * n, column(rng, n)),
        errors=option(rng, "quasi_poisson", "newey_west"),
        lag=option(rng, 0, 3, 50),
        season=option(rng, None, 4, 12),
        confidence=option(rng, *CONFIDENCE),
    )


def _occasions(rng: np.random.Generator) -> object:
    return stats.gain.repeated_measures(_table(rng), confidence=option(rng, *CONFIDENCE))


def _factorial(rng: np.random.Generator) -> object:
    n = size(rng)
    return stats.groups.factorial_ancova(
        column(rng, n),
        column(rng, n),
        groups={"a": labels(rng, n), "b": labels(rng, n)},
        confidence=option(rng, *CONFIDENCE),
    )


def _panel(rng: np.random.Generator) -> object:
    units, periods = int(rng.choice([0, 1, 3, 9, 20])), int(rng.integers(1, 6))
    unit = np.repeat(np.arange(units), periods)
    time = np.tile(np.arange(1, periods + 1), units)
    first = np.repeat(rng.integers(0, periods + 2, units), periods).astype(float)
    if rng.random() < 0.1:
        unit = rng.permutation(unit)
    outcome = column(rng, unit.size)
    return stats.impact.staggered(
        outcome, unit, time, first, control=option(rng, "never", "not_yet"), replicates=option(rng, 100)
    )


def _association(rng: np.random.Generator) -> object:
    n = size(rng)
    weights = option(rng, None, [1.0] * n, list(range(n)))
    return stats.impact.association(
        column(rng, n),
        column(rng, n),
        weights=weights,
        reliability_gain=option(rng, 1.0, 0.7),
        reliability_change=option(rng, 1.0, 0.4),
    )


def _plan(rng: np.random.Generator) -> object:
    shared = {
        "center_size": option(rng, 1.0, 20.0),
        "icc": option(rng, 0.0, 0.08),
        "attrition": option(rng, 0.0, 0.3),
    }
    scale = float(10.0 ** rng.integers(-12, 12))
    kind = int(rng.integers(5))
    if kind == 0:
        return stats.planning.for_precision(option(rng, 0.5, scale), sd_gain=option(rng, 3.6), **shared)
    if kind == 1:
        return stats.planning.for_power(option(rng, 0.3, scale), power=option(rng, 0.8), **shared)
    if kind == 2:
        return stats.planning.for_proportion(
            option(rng, 0.05, 0.3), expected=option(rng, 0.5, 0.01), **shared
        )
    if kind == 3:
        return stats.planning.power(option(rng, 2, 30, 100_000), effect=option(rng, 0.3, scale))
    return stats.planning.half_width(option(rng, 2, 30), sd_gain=option(rng, 3.6, scale))


def _compare(rng: np.random.Generator) -> object:
    return stats.groups.rank_sum(
        column(rng, size(rng)), column(rng, size(rng)), confidence=option(rng, *CONFIDENCE)
    )


def _bland(rng: np.random.Generator) -> object:
    n = size(rng)
    return stats.raters.bland_altman(column(rng, n), column(rng, n), confidence=option(rng, *CONFIDENCE))


CALLS: dict[str, Call] = {
    "raters.icc": _rated(stats.raters.icc, confidence=CONFIDENCE),
    "raters.krippendorff": _rated(
        stats.raters.krippendorff,
        metric=("nominal", "ordinal", "interval", "ratio"),
        categories=ORDERS,
        replicates=(100,),
    ),
    "raters.weighted_alpha": _rated(stats.raters.weighted_alpha, weighting=WEIGHTING, categories=ORDERS),
    "raters.gwet": _rated(stats.raters.gwet, weighting=WEIGHTING, categories=ORDERS),
    "raters.fleiss": _rated(stats.raters.fleiss, weighting=WEIGHTING, categories=ORDERS),
    "raters.conger": _rated(stats.raters.conger, weighting=WEIGHTING, categories=ORDERS),
    "raters.brennan_prediger": _rated(stats.raters.brennan_prediger, weighting=WEIGHTING, categories=ORDERS),
    "raters.percent": _rated(stats.raters.percent, weighting=WEIGHTING, confidence=CONFIDENCE),
    "raters.kendall_w": _rated(stats.raters.kendall_w),
    "raters.cohen": _rated(stats.raters.cohen, 2, confidence=CONFIDENCE),
    "raters.weighted_kappa": _rated(stats.raters.weighted_kappa, 2, weighting=WEIGHTING, categories=ORDERS),
    "raters.crossed": _rated(stats.raters.crossed, confidence=CONFIDENCE),
    "raters.table": _long,
    "raters.g_study": _studies,
    "raters.severities": _rated(stats.raters.severities, confidence=CONFIDENCE),
    "raters.drift": _drift(stats.raters.drift),
    "raters.joint_drift": _drift(stats.raters.joint_drift),
    "raters.bland_altman": _bland,
    "surveys.top_box": _answers(stats.surveys.top_box, scale=((0, 5), (0, 10)), boxes=(1, 2)),
    "surveys.net_promoter": _answers(stats.surveys.net_promoter, confidence=CONFIDENCE),
    "surveys.likert": _answers(stats.surveys.likert, scale=((0, 5), (0, 10)), reverse=(True, False)),
    "surveys.proportion": _proportion,
    "surveys.scale_scores": _scale,
    "groups.rank_sum": _compare,
    "surveys.rake": _rake,
    "disclosure.protect": _protect,
    "disclosure.rate_reveals": _rate,
    "impact.interrupted_series": _series,
    "impact.interrupted_counts": _counts,
    "gain.repeated_measures": _occasions,
    "groups.factorial_ancova": _factorial,
    "impact.staggered": _panel,
    "impact.association": _association,
    "planning": _plan,
}
