"""Item analysis, scaling, linking and standard setting."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from analytics import stats
from analytics.stats.scaling import equating, neat
from tests.analytics.stats.hostile import Call, column, labels, numbers, option, rubbish, scores, size


def _table(rng: np.random.Generator) -> Any:
    if rng.random() < 0.05:
        return rubbish(rng)
    n, k = size(rng), int(rng.choice([0, 1, 2, 3, 5, 9]))
    return np.array([numbers(rng, n) for _ in range(k)], dtype=object).reshape(k, n).T


def _answers(rng: np.random.Generator) -> Any:
    """Right and wrong answers: by chance, by ability, perfectly ordered, constant, with gaps."""
    if rng.random() < 0.05:
        return rubbish(rng)
    n, k = size(rng) * int(rng.choice([1, 3])), int(rng.choice([0, 1, 2, 3, 5, 9]))
    ability = rng.standard_normal((n, 1)) * rng.choice([0, 1, 4])
    marks = (ability + rng.standard_normal(k) > rng.standard_normal((n, k)) * rng.choice([0, 1])).astype(
        float
    )
    marks[rng.random((n, k)) < rng.choice([0, 0, 0.2, 0.9])] = np.nan
    if marks.size and rng.random() < 0.05:
        marks.flat[0] = 2
    return marks


def _height(table: Any) -> int:
    return len(table) if hasattr(table, "__len__") else 3


def _on_table(function: Callable[..., object], **options: tuple[Any, ...]) -> Call:
    def call(rng: np.random.Generator) -> object:
        return function(_table(rng), **{name: option(rng, *usual) for name, usual in options.items()})

    return call


def _on_answers(function: Callable[..., object], **options: tuple[Any, ...]) -> Call:
    def call(rng: np.random.Generator) -> object:
        return function(_answers(rng), **{name: option(rng, *usual) for name, usual in options.items()})

    return call


def _eap(rng: np.random.Generator) -> object:
    answers = _answers(rng)
    fit = stats.scaling.fit_irt(answers, model=option(rng, "1pl", "2pl"), fewest=0, nodes=31)
    return fit, stats.scaling.person_scores(fit, answers), stats.scaling.test_information(fit, column(rng, 4))


def _warm(rng: np.random.Generator) -> object:
    return stats.scaling.warm_scores(stats.scaling.rasch_conditional(_answers(rng)))


def _dif(function: Callable[..., object], **options: tuple[Any, ...]) -> Call:
    def call(rng: np.random.Generator) -> object:
        answers = _answers(rng)
        chosen = {name: option(rng, *usual) for name, usual in options.items()}
        groups = labels(rng, _height(answers))
        return function(
            answers, groups, reference=option(rng, "a", 1, "y"), focal=option(rng, None, "b", 2), **chosen
        )

    return call


def _link(rng: np.random.Generator) -> object:
    common = [(i, i) for i in range(1, int(rng.integers(0, 10)))]
    return stats.scaling.link_rasch(_answers(rng), _answers(rng), common=option(rng, common))


def _equate(rng: np.random.Generator) -> object:
    top = option(rng, 5, 20)
    x, y = (stats.scaling.tally(scores(rng, size(rng) * 20, 5), max_score=top) for _ in "xy")
    method = option(rng, *equating.METHODS)
    degree = option(rng, None, 2, 6) if method == "equipercentile" else None
    return stats.scaling.equate_groups(
        x, y, method=method, degree=degree, fewest=0, seed=1, replicates=option(rng, 0, 0, 5)
    )


def _neat(rng: np.random.Generator) -> object:
    n, m = size(rng) * 5, size(rng) * 5
    return stats.scaling.equate_anchored(
        scores(rng, n),
        scores(rng, n, 5),
        scores(rng, m),
        scores(rng, m, 5),
        max_score=20,
        max_anchor_score=5,
        method=option(rng, *neat.LINEAR, *neat.CURVED),
        weight=option(rng, None, 0.0, 1.0),
        fewest=0,
    )


def _distractors(rng: np.random.Generator) -> object:
    n, k = size(rng), int(rng.choice([0, 1, 3]))
    answers = np.array([labels(rng, n) for _ in range(k)], dtype=object).reshape(k, n).T
    key = [labels(rng, 1)[0] for _ in range(k)]
    return stats.items.distractors(answers, key=option(rng, key), n_groups=option(rng, 3, 5))


def _forms(rng: np.random.Generator) -> object:
    return stats.scaling.compare_forms(
        option(rng, labels(rng, size(rng)), range(9)), option(rng, range(4, 12))
    )


def _classified(rng: np.random.Generator) -> object:
    given = scores(rng, size(rng))
    reliability_given, cut = option(rng, 0.0, 0.3, 0.9, 1.0), option(rng, 0, 12, 20, 21)
    return (
        stats.scaling.livingston_lewis(
            given, cut_score=cut, reliability=reliability_given, max_score=option(rng, 20)
        ),
        stats.scaling.subkoviak(given, cut_score=cut, reliability=reliability_given, n_items=option(rng, 20)),
    )


def _borderline(rng: np.random.Generator) -> object:
    n = size(rng)
    return stats.scaling.borderline_regression(column(rng, n), column(rng, n), borderline=option(rng, 2.0))


def _panel(rng: np.random.Generator) -> object:
    ratings = rng.random((size(rng), int(rng.choice([0, 1, 2, 6]))))
    ratings[rng.random(ratings.shape) < rng.choice([0.0, 0.1])] = np.nan
    return stats.scaling.angoff(np.round(ratings, int(rng.choice([0, 1, 9]))), confidence=option(rng, 0.95))


CALLS: dict[str, Call] = {
    "items.analyze": _on_table(stats.items.analyze, max_score=(1e100, 20.0)),
    "items.moodle": _on_table(stats.items.moodle, max_score=(1e100, 20.0)),
    "items.omega": _on_table(stats.items.omega, confidence=(0.95,)),
    "items.alpha": _on_table(stats.items.alpha, missing=("listwise", "pairwise")),
    "items.standardized_alpha": _on_table(stats.items.standardized_alpha, missing=("listwise", "pairwise")),
    "items.alpha_if_dropped": _on_table(stats.items.alpha_if_dropped, missing=("listwise", "pairwise")),
    "items.lambda2": _on_table(stats.items.lambda2, missing=("listwise", "pairwise")),
    "items.sem": _on_table(stats.items.sem, missing=("listwise", "pairwise")),
    "items.split_half": _on_table(stats.items.split_half),
    "items.kr20": _on_answers(stats.items.kr20, confidence=(0.95,)),
    "items.kr21": _on_answers(stats.items.kr21),
    "scaling.rasch_conditional": _on_answers(stats.scaling.rasch_conditional),
    "scaling.rasch_marginal": _on_answers(stats.scaling.rasch_marginal),
    "scaling.warm_scores": _warm,
    "scaling.fit_irt and scores": _eap,
    "items.dif_mantel_haenszel": _dif(stats.items.dif_mantel_haenszel, purify=(True, False)),
    "items.dif_class": _dif(stats.items.dif_class),
    "items.dif_logistic": _dif(stats.items.dif_logistic),
    "scaling.link_rasch": _link,
    "scaling.equate_groups": _equate,
    "scaling.equate_anchored": _neat,
    "items.distractors": _distractors,
    "scaling.compare_forms": _forms,
    "classification": _classified,
    "scaling.angoff": _panel,
    "scaling.borderline_regression": _borderline,
}
