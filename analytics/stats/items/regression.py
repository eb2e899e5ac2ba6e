"""DIF by logistic regression of the answer on matching score, group and their product."""

from __future__ import annotations

import math
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy import special

from analytics.stats.core.arrays import Floats
from analytics.stats.core.base import Result
from analytics.stats.core.tails import chi2_upper
from analytics.stats.items.matching import FEWEST_TO_CLASSIFY, strata, two_groups

_STEPS = 60
# Beyond this a fitted log-odds is on its way to infinity.
_RUNAWAY = 25.0


@dataclass(frozen=True, slots=True, repr=False)
class LogisticItem(Result):
    """Likelihood ratios of uniform, non-uniform and any DIF, and the gain in Nagelkerke's R².

    `group` is the log-odds of the focal against the reference group in the model without the
    product. `r2_change` is that of both steps (`r2_uniform` + `r2_nonuniform`) and `size_class` its
    class. `unsigned_difference` is the mean, over the focal group's scores, of the distance between
    the two groups' fitted chances of a right answer: unlike R² it does not shrink with the item's
    discrimination, and curves that cross do not cancel. All are None when `reason` is set.
    """

    number: int
    group: float | None
    lr_uniform: float | None
    lr_nonuniform: float | None
    lr_total: float | None
    p_uniform: float | None
    p_nonuniform: float | None
    p_total: float | None
    r2_change: float | None
    r2_uniform: float | None
    r2_nonuniform: float | None
    unsigned_difference: float | None
    size_class: str | None
    reason: str | None = None
    class_reason: str | None = None


@dataclass(frozen=True, slots=True, repr=False)
class LogisticDif(Result):
    """All questions."""

    reference: Hashable
    focal: Hashable | None
    n_reference: int
    n_focal: int
    excluded: Mapping[str, int]
    items: tuple[LogisticItem, ...]
    method: str = "logistic_dif"
    version: str = "1"
    assumptions: tuple[str, ...] = ("matching_score_measures_ability", "linear_in_score")


def dif_logistic(
    matrix: ArrayLike,
    groups: Sequence[Any] | NDArray[Any],
    *,
    reference: Hashable,
    focal: Hashable | None = None,
) -> LogisticDif:
    """Logistic DIF (Swaminathan & Rogers 1990) of `matrix` (people × items, 0/1).

    The matching score includes the studied question. Size by the change of Nagelkerke's R²
    (Jodoin & Gierl 2001): A below .035 or not significant, C above .070, otherwise B.
    Undefined per question: constant_item, one_group, too_few_scores (a group has only one
    matching score), separation.
    """
    data = two_groups(matrix, groups, reference=reference, focal=focal)
    every = np.ones(data.answers.shape[1], dtype=bool)
    n_focal = int(data.focal.sum())
    n_reference = data.focal.size - n_focal
    classify = min(n_focal, n_reference) >= FEWEST_TO_CLASSIFY
    return LogisticDif(
        reference=data.labels[0],
        focal=data.labels[1],
        n_reference=n_reference,
        n_focal=n_focal,
        excluded=data.excluded,
        items=tuple(_item(j, *strata(data, j, every), classify=classify) for j in range(every.size)),
    )


def _item(j: int, scores: Floats, right: Floats, wrong: Floats, *, classify: bool) -> LogisticItem:
    shown = right + wrong
    if not shown.sum(axis=0).all():
        return _undefined(j, "one_group")
    if right.sum() == 0 or wrong.sum() == 0:
        return _undefined(j, "constant_item")
    # Each cell (score, group) is one binomial count; scores are scaled for the arithmetic only.
    successes, trials = right.T.ravel(), shown.T.ravel()
    group = np.repeat([0.0, 1.0], scores.size)
    seen = trials > 0
    n = float(trials.sum())
    center = float(np.tile(scores, 2) @ trials) / n
    score = (np.tile(scores, 2) - center) / scores.size
    design = np.column_stack([np.ones_like(score), score, group, score * group])[seen]
    if np.linalg.matrix_rank(design) < 4:
        return _undefined(j, "too_few_scores")
    fits = [_fit(design[:, :width], successes[seen], trials[seen]) for width in (2, 3, 4)]
    if any(fit is None for fit in fits):
        return _undefined(j, "separation")
    (_, matched), (uniform_beta, uniform), (beta, full) = (fit for fit in fits if fit is not None)
    share = float(successes.sum()) / n
    empty = float(successes.sum()) * math.log(share) + (n - float(successes.sum())) * math.log1p(-share)
    r2 = [_nagelkerke(loglik, empty, n) for loglik in (matched, uniform, full)]
    r2_change = r2[2] - r2[0]
    lr_uniform, lr_nonuniform = (
        max(2 * (more - less), 0.0) for more, less in ((uniform, matched), (full, uniform))
    )
    p_total = chi2_upper(lr_uniform + lr_nonuniform, 2)
    return LogisticItem(
        number=j + 1,
        group=float(uniform_beta[2]),
        lr_uniform=lr_uniform,
        lr_nonuniform=lr_nonuniform,
        lr_total=lr_uniform + lr_nonuniform,
        p_uniform=chi2_upper(lr_uniform, 1),
        p_nonuniform=chi2_upper(lr_nonuniform, 1),
        p_total=p_total,
        r2_change=r2_change,
        r2_uniform=r2[1] - r2[0],
        r2_nonuniform=r2[2] - r2[1],
        unsigned_difference=_distance(beta, score[: scores.size], shown[:, 1]),
        size_class=_size(r2_change, p_total) if classify else None,
        class_reason=None if classify else "too_few_persons",
    )


def _distance(beta: Floats, score: Floats, weights: Floats) -> float:
    """Mean distance of the focal from the reference curve, over the focal group's scores."""
    reference = special.expit(beta[0] + beta[1] * score)
    focal = special.expit(beta[0] + beta[2] + (beta[1] + beta[3]) * score)
    return float(np.abs(focal - reference) @ weights / weights.sum())


def _fit(design: Floats, successes: Floats, trials: Floats) -> tuple[Floats, float] | None:
    """Newton's method on binomial counts; None when a coefficient runs off to infinity."""
    beta = np.zeros(design.shape[1])
    value = -math.inf
    for _ in range(_STEPS):
        logit = design @ beta
        if np.abs(logit).max() > _RUNAWAY:
            break
        new = math.fsum(successes * logit - trials * np.logaddexp(0.0, logit))
        p = 1 / (1 + np.exp(-logit))
        curvature = design.T @ (design * (trials * p * (1 - p))[:, None])
        # Least squares: on the way to separation the curvature may vanish in the arithmetic.
        step = np.linalg.lstsq(curvature, design.T @ (successes - trials * p), rcond=None)[0]
        if abs(new - value) <= 1e-13 * abs(new) and np.abs(step).max() < 1e-8:
            return beta, new
        value, beta = new, beta + step
    return None


def _nagelkerke(loglik: float, empty: float, n: float) -> float:
    return -math.expm1(2 * (empty - loglik) / n) / -math.expm1(2 * empty / n)


def _size(r2_change: float, p_total: float) -> str:
    if p_total >= 0.05 or r2_change < 0.035:
        return "A"
    return "C" if r2_change > 0.070 else "B"


def _undefined(j: int, reason: str) -> LogisticItem:
    return LogisticItem(j + 1, *(None,) * 12, reason, reason)
