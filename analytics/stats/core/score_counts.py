"""How many people have each whole score: the input of equating."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import ArrayLike

from analytics.stats.core.arrays import Floats, several, vector
from analytics.stats.core.base import Frozen, Result
from analytics.stats.core.result import StatsError

_NONE: Mapping[str, int] = Frozen({})


@dataclass(frozen=True, slots=True, repr=False)
class ScoreCounts(Result):
    """`counts[i]` people scored `min_score + i`. Raises StatsError for negative or fractional counts."""

    counts: tuple[int, ...]
    min_score: int = 0
    excluded: Mapping[str, int] = field(default_factory=lambda: _NONE)

    def __post_init__(self) -> None:
        Result.__post_init__(self)
        whole = all(
            isinstance(c, (int, np.integer)) and not isinstance(c, bool) and c >= 0 for c in self.counts
        )
        if not whole or not self.counts:
            raise StatsError("counts", "must be whole numbers from 0 up, one per score")

    @property
    def n(self) -> int:
        """People."""
        return sum(self.counts)

    @property
    def scores(self) -> Floats:
        """The possible scores."""
        return np.arange(len(self.counts), dtype=np.float64) + self.min_score

    @property
    def mean(self) -> float | None:
        """Mean score; None for nobody."""
        return self._sum(1) / self.n + self.min_score if self.n else None

    @property
    def sd(self) -> float | None:
        """Standard deviation with n - 1; None for fewer than two people."""
        n = self.n
        if n < 2:
            return None
        return math.sqrt((n * self._sum(2) - self._sum(1) ** 2) / (n * (n - 1)))

    def _sum(self, power: int) -> int:
        return sum(int(c) * i**power for i, c in enumerate(self.counts))


def number(value: float, argument: str) -> float:
    """`value` if it is a finite number; StatsError naming `argument` otherwise."""
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not math.isfinite(value):
        raise StatsError(argument, "must be a finite number")
    return float(value)


def tally(scores: ArrayLike, *, max_score: int, min_score: int = 0) -> ScoreCounts:
    """Counts of `scores` (whole numbers; missing left out and counted) from min to max score.

    Raises StatsError for a fractional score or one outside the range.
    """
    for name, bound in (("max_score", max_score), ("min_score", min_score)):
        if isinstance(bound, bool) or not isinstance(bound, (int, np.integer)):
            raise StatsError(name, "must be a whole number")
    if max_score <= min_score:
        raise StatsError("max_score", "must be above min_score")
    values = vector(scores, "scores")
    known = values[~np.isnan(values)]
    if (known != np.rint(known)).any() or ((known < min_score) | (known > max_score)).any():
        raise StatsError("scores", "must be whole numbers from min_score to max_score")
    counts = np.bincount((known - min_score).astype(np.intp), minlength=max_score - min_score + 1)
    missing = int(values.size - known.size)
    return ScoreCounts(tuple(counts.tolist()), int(min_score), {"missing": missing} if missing else _NONE)


def of_counts(counts: Sequence[int], *, min_score: int = 0) -> ScoreCounts:
    """ScoreCounts from counts already made."""
    return ScoreCounts(tuple(several(counts, "counts")), min_score)
