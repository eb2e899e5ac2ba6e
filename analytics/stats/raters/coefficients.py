"""Chance-corrected agreement of two or more raters on categories, gaps allowed (Gwet 2014)."""

from __future__ import annotations

import math
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

import numpy as np
from numpy.typing import ArrayLike

from analytics.stats.core import tails
from analytics.stats.core.arrays import Floats, level
from analytics.stats.core.base import Answer
from analytics.stats.core.result import Estimate, Interval, undefined
from analytics.stats.raters import ratings
from analytics.stats.raters.ratings import Ratings

_ASSUMPTIONS = ("units_sampled_at_random", "raters_fixed")


@dataclass(frozen=True, slots=True, repr=False)
class Agreement(Answer):
    """A coefficient with the agreement observed and the agreement expected by chance behind it.

    The standard error is conditional on the raters and linear in the units (Gwet 2014, ch. 5);
    the interval is Student's t with n - 1 degrees of freedom, its upper limit not above 1.
    """

    HEADLINE: ClassVar[str] = "coefficient"

    coefficient: Estimate
    standard_error: float | None
    observed: float | None
    expected: float | None
    n_raters: int
    categories: tuple[Hashable, ...]


@dataclass(frozen=True, slots=True)
class Chance:
    """Expected agreement and, per unit, its linear term."""

    expected: float
    per_unit: Floats


Rule = Callable[[Ratings, Floats], Chance]


def gwet(
    scores: ArrayLike | Sequence[Sequence[Any]],
    *,
    weighting: str = "unweighted",
    categories: Sequence[Any] | None = None,
    confidence: float = 0.95,
) -> Agreement:
    """Gwet's AC1 (unweighted) or AC2 (weighted), steady where nearly all get one category (Gwet 2008).

    `scores` is units x raters with any labels. Name all `categories` on offer when some were not
    used: chance agreement depends on their number. Weights need them in order, unless they are
    numbers. Raises StatsError for wrong arguments.
    """
    name = "gwet_ac1" if weighting == "unweighted" else f"gwet_ac2_{weighting}"
    return chance_corrected(ratings.load(scores, categories), name, _gwet_chance, weighting, confidence)


def conger(
    scores: ArrayLike | Sequence[Sequence[Any]],
    *,
    weighting: str = "unweighted",
    categories: Sequence[Any] | None = None,
    confidence: float = 0.95,
) -> Agreement:
    """Conger's (1980) kappa: Cohen's for many raters, each with marginals of their own."""
    return chance_corrected(
        ratings.load(scores, categories), f"conger_kappa_{weighting}", _conger_chance, weighting, confidence
    )


def brennan_prediger(
    scores: ArrayLike | Sequence[Sequence[Any]],
    *,
    weighting: str = "unweighted",
    categories: Sequence[Any] | None = None,
    confidence: float = 0.95,
) -> Agreement:
    """Brennan & Prediger's (1981) coefficient: chance gives every category the same share."""
    return chance_corrected(
        ratings.load(scores, categories),
        f"brennan_prediger_{weighting}",
        _uniform_chance,
        weighting,
        confidence,
    )


def percent(
    scores: ArrayLike | Sequence[Sequence[Any]],
    *,
    weighting: str = "unweighted",
    categories: Sequence[Any] | None = None,
    confidence: float = 0.95,
) -> Agreement:
    """Share of rater pairs that agree, not corrected for chance; say so beside the number."""
    return chance_corrected(
        ratings.load(scores, categories), f"percent_agreement_{weighting}", _no_chance, weighting, confidence
    )


def chance_corrected(data: Ratings, method: str, rule: Rule, weighting: str, confidence: float) -> Agreement:
    """The coefficient whose chance agreement is that of `rule`."""
    wanted = level(confidence)
    weights = ratings.agreement_weights(data, weighting)
    per_unit = data.per_unit
    twice = per_unit >= 2
    excluded = {"unit_without_rating": data.n_unrated} if data.n_unrated else {}

    def nothing(reason: str, observed: float | None, expected: float | None) -> Agreement:
        empty = undefined(reason, method=method, n_used=data.n, excluded=excluded)
        return Agreement(empty, None, observed, expected, data.codes.shape[1], data.categories)

    if not twice.any():
        return nothing("no_unit_rated_twice", None, None)
    counts = data.counts.astype(np.float64)
    agreeing = (counts * (counts @ weights - 1)).sum(axis=1)
    pairs = np.where(twice, per_unit * (per_unit - 1), 1)
    share = np.where(twice, agreeing / pairs, 0.0)
    observed = float(share.sum()) / int(twice.sum())
    chance = rule(data, weights)
    if chance.expected >= 1:
        return nothing("chance_agreement_is_one", observed, chance.expected)
    room = 1 - chance.expected
    value = (observed - chance.expected) / room
    stretch = data.n / int(twice.sum())
    linear = stretch * (share - chance.expected * twice) / room
    linear -= 2 * (1 - value) * (chance.per_unit - chance.expected) / room
    estimate, error = with_interval(value, linear - value, method, wanted, excluded, _lowest(rule, weights))
    return Agreement(estimate, error, observed, chance.expected, data.codes.shape[1], data.categories)


def with_interval(
    value: float,
    deviations: Floats,
    method: str,
    confidence: float,
    excluded: dict[str, int],
    lowest: float = -1.0,
) -> tuple[Estimate, float | None]:
    """The estimate with its t interval from the units' linear terms, and its standard error."""
    n = deviations.size
    error = math.sqrt(float((deviations**2).sum()) / (n * (n - 1))) if n > 1 else None
    interval = None
    warnings: tuple[str, ...] = ("negative_estimate",) if value < 0 else ()
    if error is not None:
        half = tails.t_quantile(confidence, n - 1) * error
        interval = Interval(value - half, value + half, confidence, "linearized_t").within(
            min(lowest, value), 1
        )
        warnings += ("zero_width_interval",) if interval.low == interval.high else ()
    estimate = Estimate(
        value=value,
        n_used=n,
        method=method,
        interval=interval,
        excluded=excluded,
        assumptions=_ASSUMPTIONS,
        warnings=warnings,
        interval_reason=None if interval else "fewer_than_two_units",
    )
    return estimate, error


def _lowest(rule: Rule, weights: Floats) -> float:
    """The least a coefficient can be: that of raters who never agree at all."""
    if rule is _no_chance:
        return 0.0
    if rule not in (_gwet_chance, _uniform_chance):
        return -1.0
    # Chance agreement of these two is largest when every category is as frequent as the others.
    chance = float(weights.mean()) if weights.size else 0.0
    return -chance / (1 - chance) if chance < 1 else 0.0


def shares(data: Ratings) -> Floats:
    """How frequent each category is, every unit counting once."""
    frequent: Floats = (data.counts / data.per_unit[:, None]).mean(axis=0)
    return frequent


def _gwet_chance(data: Ratings, weights: Floats) -> Chance:
    if data.q < 2:
        return Chance(0.0, np.zeros(data.n))
    share, whole = shares(data), float(weights.sum()) / (data.q * (data.q - 1))
    return Chance(
        whole * float((share * (1 - share)).sum()), whole * (data.counts @ (1 - share)) / data.per_unit
    )


def _uniform_chance(data: Ratings, weights: Floats) -> Chance:
    expected = float(weights.sum()) / data.q**2
    # The number of categories is given, so chance agreement has no error of its own.
    return Chance(expected, np.full(data.n, expected))


def _no_chance(data: Ratings, weights: Floats) -> Chance:
    return Chance(0.0, np.zeros(data.n))


def _conger_chance(data: Ratings, weights: Floats) -> Chance:
    """Mean over pairs of raters of the agreement of their marginals (Gwet 2014, eq. 2.12)."""
    used = (data.codes >= 0).any(axis=0)
    codes = data.codes[:, used]
    n, r = codes.shape
    hit = codes[:, :, None] == np.arange(data.q)
    present = (codes >= 0).astype(np.float64)
    rated_by = present.sum(axis=0)
    share = hit.sum(axis=0) / rated_by[:, None]
    if r < 2 or not several(share.mean(axis=0)):
        return Chance(1.0, np.ones(n))
    whole = share.sum(axis=0)
    expected = (float(whole @ weights @ whole) - float((share @ weights * share).sum())) / (r * (r - 1))
    others = (whole - share) @ weights
    centered = hit - (present - rated_by / n)[:, :, None] * share
    linear = (centered * others).sum(axis=2) * (n / rated_by)
    return Chance(expected, linear.sum(axis=1) / (r * (r - 1)))


def several(share: Floats) -> bool:
    """Whether more than one category occurs."""
    return int(np.count_nonzero(share)) > 1
