"""The Rasch model: conditional and marginal maximum likelihood."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from analytics.stats.core.arrays import Floats, answer_of
from analytics.stats.core.base import Result
from analytics.stats.scaling import irt, responses
from analytics.stats.scaling.rasch_likelihood import information_matrix, maximize
from analytics.stats.scaling.responses import Responses


@dataclass(frozen=True, slots=True, repr=False)
class RaschItem(Result):
    """Difficulty of one question in logits with its standard error; `number` counts from 1."""

    number: int
    difficulty: float
    se: float


@dataclass(frozen=True, slots=True, repr=False)
class RaschFit(Result):
    """Difficulties of the items that have one. When `reason` is set there are none.

    Conditional difficulties add up to 0; marginal ones put the mean ability at 0.
    `theta_variance` is the variance of ability (marginal only).
    """

    method: str
    items: tuple[RaschItem, ...]
    n_used: int
    excluded: Mapping[str, int]
    items_excluded: tuple[int, ...]
    persons_extreme: int
    loglik: float | None = None
    theta_variance: float | None = None
    reason: str | None = None
    warnings: tuple[str, ...] = ()
    assumptions: tuple[str, ...] = ("one_dimension", "equal_slopes", "local_independence")
    version: str = "1"


def rasch_conditional(matrix: ArrayLike) -> RaschFit:
    """Conditional maximum likelihood (Andersen 1972) of `matrix` (people × items, NaN = not answered).

    Items all right or all wrong and people with no or all answers right carry no information;
    they are left out and listed. Undefined: not_binary, fewer_than_two_items,
    disconnected_design (answers do not tie all items together), no_finite_estimate.
    """
    loaded = responses.load(matrix, drop_extreme_persons=True)
    if loaded is None:
        return _without("rasch_cml", None, "not_binary")
    if len(loaded.items) < 2:
        return _without("rasch_cml", loaded, "fewer_than_two_items")
    problem = _connection(loaded)
    if problem:
        return _without("rasch_cml", loaded, problem)
    solved = maximize(loaded)
    if solved is None:
        return _without("rasch_cml", loaded, "not_converged")
    difficulty, loglik = solved
    information = information_matrix(loaded, difficulty)
    # Adding a constant to every difficulty changes nothing; the sum-to-zero solution fixes it.
    k = difficulty.size
    se = np.sqrt(np.diagonal(np.linalg.inv(information + 1 / k) - 1 / k))
    return RaschFit(
        method="rasch_cml",
        items=_items(loaded, difficulty, se),
        n_used=loaded.n,
        excluded=_excluded(loaded, extreme=True),
        items_excluded=loaded.items_excluded,
        persons_extreme=loaded.persons_extreme,
        loglik=loglik,
    )


def rasch_marginal(matrix: ArrayLike) -> RaschFit:
    """Marginal maximum likelihood with ability normal(0, variance) (Thissen 1982).

    The same likelihood as the common-slope model: the slope is the SD of ability.
    """
    fit = irt.fit_irt(matrix, model="1pl")
    if fit.reason:
        return RaschFit(
            method="rasch_mml",
            items=(),
            n_used=fit.n_used,
            excluded=fit.excluded,
            items_excluded=fit.items_excluded,
            persons_extreme=0,
            reason=fit.reason,
        )
    slope = fit.items[0].a
    return RaschFit(
        method="rasch_mml",
        items=tuple(RaschItem(item.number, -item.d, item.se_d) for item in fit.items),
        n_used=fit.n_used,
        excluded=fit.excluded,
        items_excluded=fit.items_excluded,
        persons_extreme=0,
        loglik=fit.loglik,
        theta_variance=slope**2,
        warnings=fit.warnings,
        assumptions=("one_dimension", "equal_slopes", "local_independence", "normal_ability"),
    )


def _items(loaded: Responses, difficulty: Floats, se: Floats) -> tuple[RaschItem, ...]:
    return tuple(
        RaschItem(number, b, s)
        for number, b, s in zip(loaded.items, difficulty.tolist(), se.tolist(), strict=True)
    )


def _excluded(loaded: Responses, *, extreme: bool) -> dict[str, int]:
    counts = {"no_answers": loaded.persons_empty, "extreme_score": loaded.persons_extreme if extreme else 0}
    return {reason: count for reason, count in counts.items() if count}


def _without(method: str, loaded: Responses | None, reason: str) -> RaschFit:
    return RaschFit(
        method=method,
        items=(),
        n_used=0 if loaded is None else loaded.n,
        excluded={} if loaded is None else _excluded(loaded, extreme=True),
        items_excluded=() if loaded is None else loaded.items_excluded,
        persons_extreme=0 if loaded is None else loaded.persons_extreme,
        reason=reason,
    )


def _connection(loaded: Responses) -> str | None:
    """Fischer's (1981) condition: from every item a chain of "right here, wrong there" to every other."""
    wrong = loaded.seen_or_ones() - loaded.right
    beats = (loaded.right.T @ wrong) > 0
    if not _reaches_all(beats | beats.T):
        return "disconnected_design"
    return None if _reaches_all(beats) else "no_finite_estimate"


def _reaches_all(edges: NDArray[np.bool_]) -> bool:
    reach = edges | np.eye(edges.shape[0], dtype=bool)
    for _ in range(edges.shape[0].bit_length()):
        reach = (reach.astype(np.float64) @ reach.astype(np.float64)) > 0
    return bool(reach.all())


def warm_scores(fit: RaschFit) -> tuple[tuple[float, float], ...]:
    """Ability and standard error for each raw score 0 … k on the fitted items (Warm 1989).

    Weighted likelihood keeps the scores 0 and k finite. Empty when the fit is undefined.
    """
    answer_of(fit, RaschFit, "fit", "stats.scaling.rasch_conditional or rasch_marginal")
    b = np.array([item.difficulty for item in fit.items])
    return tuple(_warm(b, r) for r in range(b.size + 1)) if b.size else ()


def _warm(b: Floats, score: int) -> tuple[float, float]:
    low, high = float(b.min()) - 12 - math.log(b.size), float(b.max()) + 12 + math.log(b.size)
    # The weighted score function falls steadily through zero, so halving cannot fail.
    for _ in range(100):
        theta = (low + high) / 2
        p = 1 / (1 + np.exp(b - theta))
        q = p * (1 - p)
        slope = score - float(p.sum()) + float((q * (1 - 2 * p)).sum()) / (2 * float(q.sum()))
        low, high = (theta, high) if slope > 0 else (low, theta)
    return theta, 1 / math.sqrt(float(q.sum()))
