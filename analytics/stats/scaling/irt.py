"""Item response models for right/wrong questions: common-slope 1PL and 2PL, and person scores.

logit P(right) = a θ + d with θ ~ normal(0, 1); difficulty b = -d / a. No factor 1.7.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

import numpy as np
from numpy.typing import ArrayLike

from analytics.stats.core.arrays import Floats, answer_of, vector
from analytics.stats.core.arrays import matrix as as_matrix
from analytics.stats.core.base import Answer, Result
from analytics.stats.core.result import Estimate, StatsError, undefined
from analytics.stats.scaling import irt_em, responses

FEWEST_2PL = 500
"""People below which a 2PL is not estimated unless the caller insists."""

_FEW = 200


@dataclass(frozen=True, slots=True, repr=False)
class IrtItem(Result):
    """Slope `a`, intercept `d`, difficulty `b` (None when the slope is 0) and standard errors."""

    number: int
    a: float
    d: float
    b: float | None
    se_a: float
    se_d: float
    se_b: float | None
    flags: tuple[str, ...]


@dataclass(frozen=True, slots=True, repr=False)
class IrtFit(Result):
    """A fitted model; when `reason` is set there are no items and no likelihood."""

    method: str
    items: tuple[IrtItem, ...]
    loglik: float | None
    n_used: int
    excluded: Mapping[str, int]
    items_excluded: tuple[int, ...]
    nodes: int
    steps: int
    reason: str | None = None
    warnings: tuple[str, ...] = ()
    assumptions: tuple[str, ...] = ("one_dimension", "local_independence", "normal_ability")
    version: str = "1"


@dataclass(frozen=True, slots=True, repr=False)
class PersonScores(Answer):
    """EAP ability and its posterior SD per row of the matrix; None for people without an answer."""

    HEADLINE: ClassVar[str] = "reliability"

    theta: tuple[float | None, ...]
    se: tuple[float | None, ...]
    reliability: Estimate


def fit_irt(matrix: ArrayLike, *, model: str = "2pl", fewest: int | None = None, nodes: int = 61) -> IrtFit:
    """Marginal maximum likelihood of `matrix` (people × items; 0, 1, NaN = not answered).

    `model` is "1pl" (one common slope) or "2pl". A 2PL with fewer than `fewest` people (500
    unless given) is undefined (too_few_persons). Other reasons: not_binary, no_answers,
    fewer_than_three_items (2PL) or fewer_than_two_items, not_converged.
    """
    if model not in ("1pl", "2pl"):
        raise StatsError("model", "must be '1pl' or '2pl'")
    if isinstance(nodes, bool) or not isinstance(nodes, int) or nodes < 11:
        raise StatsError("nodes", "must be a whole number of at least 11")
    if fewest is not None and (isinstance(fewest, bool) or not isinstance(fewest, int) or fewest < 0):
        raise StatsError("fewest", "must be a whole number")
    loaded = responses.load(matrix, drop_extreme_persons=False)
    method = f"irt_{model}_mml"
    if loaded is None:
        return _without(method, None, "not_binary", nodes)
    reason = _too_little(loaded, model, fewest)
    if reason:
        return _without(method, loaded, reason, nodes)
    solution = irt_em.maximize(loaded, nodes=nodes, common=model == "1pl")
    if solution is None:
        return _without(method, loaded, "not_converged", nodes)
    return IrtFit(
        method=method,
        items=_items(loaded, solution, common=model == "1pl"),
        loglik=solution.loglik,
        n_used=loaded.n,
        excluded=_excluded(loaded),
        items_excluded=loaded.items_excluded,
        nodes=nodes,
        steps=solution.steps,
        warnings=("few_persons",) if loaded.n < _FEW else (),
    )


def person_scores(fit: IrtFit, matrix: ArrayLike) -> PersonScores:
    """Expected a posteriori ability (Bock & Mislevy 1982) of each row of `matrix`.

    `matrix` has the columns of the one fitted. `reliability` is the empirical one,
    var(EAP) / (var(EAP) + mean posterior variance).
    """
    answer_of(fit, IrtFit, "fit", "stats.scaling.fit_irt")
    marks = as_matrix(matrix, "matrix")
    if not fit.items:
        nobody = (None,) * marks.shape[0]
        return PersonScores(nobody, nobody, undefined(fit.reason or "not_fitted", method="eap_reliability"))
    if marks.shape[1] < max(item.number for item in fit.items):
        raise StatsError("matrix", "has fewer columns than the items of the fit")
    marks = marks[:, [item.number - 1 for item in fit.items]]
    seen = ~np.isnan(marks)
    right = marks == 1
    if (seen & ~right & (marks != 0)).any():
        raise StatsError("matrix", "must hold 0, 1 or missing")
    # Equal answers are scored once, in canonical order: no order of people changes a bit.
    first, pattern_of, _ = responses.distinct(np.hstack([right, seen]))
    mean, sd = _posterior(fit, right[first].astype(np.float64), seen[first].astype(np.float64))
    mean, sd = mean[pattern_of], sd[pattern_of]
    answered = np.asarray(seen.any(axis=1))
    return PersonScores(
        theta=tuple(m if a else None for m, a in zip(mean.tolist(), answered.tolist(), strict=True)),
        se=tuple(s if a else None for s, a in zip(sd.tolist(), answered.tolist(), strict=True)),
        reliability=_reliability(mean[answered], sd[answered]),
    )


def test_information(fit: IrtFit, theta: ArrayLike) -> tuple[float | None, ...]:
    """Test information at each ability: sum of a² P (1 - P); its root's inverse is SE(θ).

    None where the ability is missing.
    """
    answer_of(fit, IrtFit, "fit", "stats.scaling.fit_irt")
    at = vector(theta, "theta")
    total = np.zeros(at.size)
    for item in fit.items:
        p = 1 / (1 + np.exp(-np.clip(item.a * at + item.d, -700, 700)))
        total += item.a**2 * p * (1 - p)
    return tuple(None if math.isnan(x) else x for x in total.tolist())


def _posterior(fit: IrtFit, right: Floats, seen: Floats) -> tuple[Floats, Floats]:
    """Mean and SD of ability given each row's answers."""
    theta, weights = irt_em.grid(fit.nodes)
    slopes, intercepts = (np.array(column) for column in zip(*((i.a, i.d) for i in fit.items), strict=True))
    logit = np.multiply.outer(theta, slopes) + intercepts
    density = logit @ right.T - np.logaddexp(0.0, logit) @ seen.T
    density = np.exp(density - density.max(axis=0)) * weights[:, None]
    density /= density.sum(axis=0)
    mean = theta @ density
    return mean, np.sqrt(np.maximum(theta**2 @ density - mean**2, 0.0))


def _reliability(mean: Floats, sd: Floats) -> Estimate:
    n = mean.size
    if n < 2:
        return undefined("fewer_than_two_persons", method="eap_reliability", n_used=n)
    center = math.fsum(mean) / n
    between = math.fsum((mean - center) ** 2) / (n - 1)
    within = math.fsum(sd**2) / n
    return Estimate(
        value=between / (between + within),
        n_used=n,
        method="eap_reliability",
        interval_reason="interval_not_offered",
    )


def _too_little(loaded: responses.Responses, model: str, fewest: int | None) -> str | None:
    least = 2 if model == "1pl" else 3
    if loaded.n == 0:
        return "no_answers"
    if len(loaded.items) < least:
        return "fewer_than_two_items" if least == 2 else "fewer_than_three_items"
    limit = fewest if fewest is not None else (0 if model == "1pl" else FEWEST_2PL)
    return "too_few_persons" if loaded.n < limit else None


def _items(loaded: responses.Responses, solution: irt_em.Solution, *, common: bool) -> tuple[IrtItem, ...]:
    k = len(loaded.items)
    slopes, intercepts = solution.a, solution.d
    # The sign of ability is arbitrary: most questions are taken to measure it, not its opposite.
    sign = -1.0 if (slopes < 0).sum() * 2 > k else 1.0
    at = np.zeros(k, dtype=np.intp) if common else np.arange(k)
    shift = 1 if common else k
    variance = np.diagonal(solution.covariance)
    answers = []
    for j in range(k):
        a, d = float(sign * slopes[j]), float(intercepts[j])
        v_a, v_d = float(variance[at[j]]), float(variance[shift + j])
        c = float(sign * solution.covariance[at[j], shift + j])
        b, se_b = _difficulty(a, d, v_a, v_d, c)
        flags = ("extreme_slope",) if a > 4 or a < 0.1 else ()
        answers.append(IrtItem(loaded.items[j], a, d, b, math.sqrt(v_a), math.sqrt(v_d), se_b, flags))
    return tuple(answers)


def _difficulty(a: float, d: float, v_a: float, v_d: float, c: float) -> tuple[float | None, float | None]:
    """b = -d / a with its standard error by the delta method; None where the slope is no slope."""
    if abs(a) < 1e-6:
        return None, None
    variance = v_d / a**2 + d**2 * v_a / a**4 - 2 * d * c / a**3
    return -d / a, math.sqrt(max(variance, 0.0))


def _excluded(loaded: responses.Responses) -> dict[str, int]:
    missing = loaded.persons_empty + loaded.persons_extreme
    return {"no_answers": missing} if missing else {}


def _without(method: str, loaded: responses.Responses | None, reason: str, nodes: int) -> IrtFit:
    return IrtFit(
        method=method,
        items=(),
        loglik=None,
        n_used=0 if loaded is None else loaded.n,
        excluded={} if loaded is None else _excluded(loaded),
        items_excluded=() if loaded is None else loaded.items_excluded,
        nodes=nodes,
        steps=0,
        reason=reason,
    )
