"""Ratings as category codes: units x raters, any labels, gaps allowed."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from analytics.stats.core.arrays import Floats
from analytics.stats.core.blanks import as_given
from analytics.stats.core.labels import (
    Codes,
    are_numbers,
    declared_order,
    encode,
    given_order,
    order_themselves,
)
from analytics.stats.core.result import StatsError

WEIGHTINGS = ("unweighted", "linear", "quadratic", "ordinal")


@dataclass(frozen=True, slots=True)
class Ratings:
    """Codes of units that have a rating (rows x raters, -1 = no rating), in canonical row order.

    `counts` is units x categories. `n_unrated` rows had no rating at all and are left out.
    `order_given`: the order of `categories` is the caller's.
    """

    codes: NDArray[np.intp]
    counts: NDArray[np.intp]
    categories: tuple[Hashable, ...]
    n_unrated: int
    order_given: bool = False

    @property
    def n(self) -> int:
        """How many units have at least one rating."""
        return len(self.codes)

    @property
    def q(self) -> int:
        """How many categories there are."""
        return len(self.categories)

    @property
    def per_unit(self) -> NDArray[np.intp]:
        """Ratings of each unit."""
        per_unit: NDArray[np.intp] = self.counts.sum(axis=1)
        return per_unit

    def values(self, argument: str) -> Floats:
        """The categories as numbers; StatsError naming `argument` when they are labels."""
        if not are_numbers(self.categories):
            raise StatsError(argument, "needs numeric ratings")
        return np.array(self.categories, dtype=np.float64)

    def need_order(self) -> None:
        """StatsError unless the categories have an order: the caller's for labels, their own for numbers."""
        if not self.order_given:
            if not order_themselves(self.categories):
                raise StatsError(
                    "categories", "labels have no order of their own: pass categories=[…] in order"
                )
        elif are_numbers(self.categories):
            steps = np.sign(np.diff(np.array(self.categories, dtype=np.float64)))
            if steps.size and abs(int(steps.sum())) < steps.size:
                raise StatsError("categories", "numbers are their own order: pass them rising or falling")


def load(scores: ArrayLike | Sequence[Sequence[Any]], categories: Sequence[Any] | None = None) -> Ratings:
    """`scores` (units x raters; None or NaN = no rating) as codes of `categories`.

    `categories`, in their order, default to those of an ordered categorical of pandas, else to those
    that occur, sorted. Raises StatsError for another shape, unhashable or infinite ratings, and for
    ratings that are not among `categories`.
    """
    named = _declared(scores) if categories is None else given_order(categories, "categories")
    flat, shape = _flatten(scores)
    levels, codes = encode(flat, "scores")
    if named is not None:
        levels, codes = named, _among(named, levels, codes)
    table = codes.reshape(shape)
    rated = (table >= 0).any(axis=1)
    table = table[rated]
    counts = np.zeros((table.shape[0], len(levels)), dtype=np.intp)
    for rater in range(table.shape[1]):
        has = table[:, rater] >= 0
        counts[has.nonzero()[0], table[has, rater]] += 1
    # Sums over units in this order do not depend on the order in which units were given.
    keys = np.hstack([table[:, ::-1], counts[:, ::-1]])
    order = np.lexsort(keys.T) if keys.size else np.arange(table.shape[0])
    unrated = int(np.count_nonzero(~rated))
    return Ratings(table[order], counts[order], levels, unrated, named is not None)


def agreement_weights(ratings: Ratings, weighting: str) -> Floats:
    """Gwet's (2014) agreement weights, categories x categories, 1 on the diagonal.

    Linear and quadratic weights use the categories' numbers when they are numbers and their
    positions when they are labels. Raises StatsError for another `weighting`, and for labels
    without an order when the weighting asks for one.
    """
    if weighting not in WEIGHTINGS:
        raise StatsError("weighting", f"must be one of {', '.join(WEIGHTINGS)}")
    if weighting != "unweighted":
        ratings.need_order()
    q = ratings.q
    if weighting == "unweighted" or q < 2:
        return np.eye(q)
    places = np.arange(q, dtype=np.float64)
    if weighting == "ordinal":
        steps = np.abs(places[:, None] - places)
        ordinal: Floats = 1 - steps * (steps + 1) / (q * (q - 1))
        return ordinal
    at = np.array(ratings.categories, dtype=np.float64) if are_numbers(ratings.categories) else places
    # Halves keep the difference of two huge ratings finite.
    gaps = np.abs(at[:, None] / 2 - at / 2)
    weights: Floats = 1 - (gaps / gaps.max()) ** (1 if weighting == "linear" else 2)
    return weights


def _flatten(scores: Any) -> tuple[Any, tuple[int, int]]:
    scores = as_given(scores)
    if isinstance(scores, np.ndarray):
        if scores.ndim != 2:
            raise StatsError("scores", f"must have two dimensions, not {scores.ndim}")
        return scores.ravel(), (scores.shape[0], scores.shape[1])
    try:
        rows = [list(row) for row in scores if not isinstance(row, (str, bytes))]
        whole = len(rows) == len(scores)
    except TypeError:
        raise StatsError("scores", "must have two dimensions") from None
    widths = {len(row) for row in rows}
    if not whole or len(widths) > 1:
        raise StatsError("scores", "must have rows of one length")
    return [v for row in rows for v in row], (len(rows), widths.pop() if widths else 0)


def _declared(scores: Any) -> tuple[Hashable, ...] | None:
    """The one order that all columns of a table of pandas declare, if they are ordered categoricals."""
    columns = list(scores.items()) if hasattr(scores, "dtypes") and hasattr(scores, "items") else []
    orders = {declared_order(column) for _, column in columns}
    if len(orders) > 1:
        raise StatsError(
            "scores", "columns differ in their order of categories: pass categories=[…] in order"
        )
    return orders.pop() if orders else None


def _among(levels: tuple[Hashable, ...], found: tuple[Hashable, ...], codes: Codes) -> Codes:
    position = {level: i for i, level in enumerate(levels)}
    unknown = [level for level in found if level not in position]
    if unknown:
        raise StatsError("categories", f"does not hold the rating {unknown[0]!r}")
    lookup = np.array([position[level] for level in found] + [-1], dtype=np.intp)
    return np.asarray(lookup[codes])
