"""Item scores made ready for work: missing answers, exact whole-number sums, second moments.

Marks are nearly always whole numbers or multiples of one step (halves, thirds, hundredths).
They are then counted in steps, so every sum is an exact integer and row order cannot matter.
Other floats are first put in canonical row order, which is slower.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from analytics.stats.core.arrays import Floats, matrix
from analytics.stats.core.result import StatsError

_DIVISORS = (1, 2, 3, 4, 5, 6, 8, 10, 12, 20, 100)
_EXACT_SINGLE = 2**24
_EXACT_DOUBLE = 2**53
# Rounding leaves this share of the covariances where the exact answer is zero.
_ROUNDING = 1e-12


@dataclass(frozen=True, slots=True)
class Scores:
    """People × items, as multiples of `unit` above `origin`; `answered` is None when nothing is missing.

    `span` is the largest of `values`.
    """

    values: NDArray[Any]
    origin: float
    unit: float
    span: float
    exact: bool
    answered: NDArray[np.bool_] | None
    excluded: Mapping[str, int]

    @property
    def n(self) -> int:
        """People kept."""
        return int(self.values.shape[0])

    @property
    def k(self) -> int:
        """Items."""
        return int(self.values.shape[1])

    def totals(self) -> Floats:
        """Total of each person in units above the lowest possible total (complete data)."""
        return (self.values @ np.ones(self.k, dtype=self.values.dtype)).astype(np.float64)

    def natural(self, total: Floats) -> Floats:
        """Totals in units turned into marks."""
        return self.origin * self.k + self.unit * total


@dataclass(frozen=True, slots=True)
class Moments:
    """Means in marks; covariances in squared units, so that no magnitude can overflow them.

    `with_total` holds cov(item, total). A variance of totals or rests that is not above
    `floor` is zero as far as arithmetic can tell (`floor` is 0 for exact sums).
    """

    n: int
    k: int
    unit: float
    mean: Floats
    cov: Floats
    with_total: Floats
    total_var: float
    floor: float
    smallest_n: int

    @property
    def variances(self) -> Floats:
        """Variance of each item in squared units."""
        return np.diagonal(self.cov)

    @property
    def rest_var(self) -> Floats:
        """Variance of the total without each item in squared units."""
        return self.total_var - 2 * self.with_total + self.variances

    @property
    def with_rest(self) -> Floats:
        """cov(item, total without it) in squared units."""
        return self.with_total - self.variances


def load(values: ArrayLike, *, missing: str = "listwise", argument: str = "matrix") -> Scores:
    """Scores of `values` (people × items; None or NaN = not answered).

    `missing` is "listwise" (people with any gap left out and counted) or "pairwise".
    Raises StatsError naming `argument` for what is not a table of numbers.
    """
    if missing not in ("listwise", "pairwise"):
        raise StatsError("missing", "must be 'listwise' or 'pairwise'")
    if isinstance(values, np.ndarray) and values.ndim == 2 and values.dtype.kind in "bui" and values.size:
        whole = _whole(values, None, {})
        if whole is not None:
            return whole
    array = matrix(values, argument) + 0.0
    gaps = np.isnan(array)
    excluded = {}
    answered = None
    if gaps.any():
        if missing == "listwise":
            keep = ~gaps.any(axis=1)
            excluded = {"missing_answers": int((~keep).sum())}
            array = array[keep]
        else:
            answered = ~gaps
    return _count(array, answered, excluded)


def _count(array: Floats, answered: NDArray[np.bool_] | None, excluded: dict[str, int]) -> Scores:
    known = array if answered is None else array[answered]
    if not known.size:
        return Scores(np.zeros(array.shape), 0.0, 1.0, 0.0, True, answered, MappingProxyType(excluded))
    low = known.min()
    filled = array if answered is None else np.where(answered, array, low)
    for divisor in _DIVISORS:
        steps = np.rint(filled * divisor)
        if (steps / divisor == filled).all():
            scores = _whole(steps, answered, excluded, 1.0 / divisor)
            if scores is not None:
                return scores
            break
    order = np.lexsort(filled.T)
    filled = filled[order]
    spread = known.max() - low
    unit = float(2.0 ** np.frexp(spread)[1]) if spread > 0 else 1.0
    marks = (filled - low) / unit
    kept = None if answered is None else answered[order]
    return Scores(marks, float(low), unit, float(spread / unit), False, kept, MappingProxyType(excluded))


def _whole(
    steps: NDArray[Any], answered: NDArray[np.bool_] | None, excluded: dict[str, int], unit: float = 1.0
) -> Scores | None:
    """Scores counted in steps, or None when their sums of squares would not be exact."""
    low, high = int(steps.min()), int(steps.max())
    n, span = steps.shape[0], high - low
    if n * span**2 >= _EXACT_DOUBLE or max(abs(low), abs(high)) >= _EXACT_DOUBLE:
        return None
    kind = np.float32 if max(n, steps.shape[1]) * max(span, 1) ** 2 < _EXACT_SINGLE else np.float64
    values = steps.astype(kind) if low == 0 else (steps.astype(np.float64) - low).astype(kind)
    return Scores(values, low * unit, unit, float(span), True, answered, MappingProxyType(excluded))


def moments(scores: Scores) -> Moments | None:
    """Means and covariances; None when fewer than two people (or a pair of items) share answers."""
    if scores.n < 2 or scores.k < 1:
        return None
    if scores.answered is not None:
        return _pairwise(scores)
    n, values = scores.n, scores.values
    sums = np.ones(n, dtype=values.dtype) @ values
    if not scores.exact:
        center = sums / n
        deviations = values - center
        # A constant column keeps no rounding residue.
        deviations[:, np.ptp(values, axis=0) == 0] = 0.0
        cov = deviations.T @ deviations / (n - 1)
        return _inexact(scores, center, cov, n)
    bound = (n * (int(scores.span) + 1) * scores.k) ** 2
    products = _integers(values.T @ values, bound)
    counts = _integers(sums, bound)
    numerators = n * products - np.multiply.outer(counts, counts)
    return Moments(
        n=n,
        k=scores.k,
        unit=scores.unit,
        mean=scores.origin + scores.unit * (counts.astype(np.float64) / n),
        cov=numerators.astype(np.float64) / (n * (n - 1)),
        with_total=numerators.sum(axis=1).astype(np.float64) / (n * (n - 1)),
        total_var=float(numerators.sum()) / (n * (n - 1)),
        floor=0.0,
        smallest_n=n,
    )


def _pairwise(scores: Scores) -> Moments | None:
    assert scores.answered is not None
    seen = scores.answered.astype(np.float64)
    shared = seen.T @ seen
    if shared.min() < 2:
        return None
    known = np.where(scores.answered, scores.values.astype(np.float64), 0.0)
    center = known.sum(axis=0) / np.diagonal(shared)
    if not scores.exact:
        known = np.where(scores.answered, known - center, 0.0)
    products = known.T @ known
    sums = known.T @ seen
    cov = (products - sums * sums.T / shared) / (shared - 1)
    return _inexact(scores, center, cov, int(shared.min()))


def _inexact(scores: Scores, center: Floats, cov: Floats, smallest_n: int) -> Moments:
    return Moments(
        n=scores.n,
        k=scores.k,
        unit=scores.unit,
        mean=scores.origin + scores.unit * center,
        cov=cov,
        with_total=cov.sum(axis=1),
        total_var=float(cov.sum()),
        floor=_ROUNDING * float(np.abs(cov).sum()),
        smallest_n=smallest_n,
    )


def _integers(values: NDArray[Any], bound: int) -> NDArray[Any]:
    """Whole floats as integers wide enough for products up to `bound`."""
    whole = values.astype(np.int64)
    return whole if bound < 2**62 else whole.astype(object)
