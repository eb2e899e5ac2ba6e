"""How severe each rater is, and what each target would score with average raters."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import ClassVar

import numpy as np

from analytics.stats.core.arrays import Floats
from analytics.stats.core.base import Answer, Result
from analytics.stats.core.labels import Codes
from analytics.stats.core.result import Estimate, undefined
from analytics.stats.core.wald import normal
from analytics.stats.raters.variance_components import Fit, fit

FEWEST_RANDOM_RATERS = 4


@dataclass(frozen=True, slots=True, repr=False)
class Severity(Answer):
    """What a rater adds to the scores of a target (negative = severe), `rater` being a column from 1."""

    HEADLINE: ClassVar[str] = "effect"

    rater: int
    n_ratings: int
    effect: Estimate


@dataclass(frozen=True, slots=True, repr=False)
class FairScore(Result):
    """A target's mean as given, corrected for its raters' severity, and shrunken to the overall mean.

    `fair` is the mean of score - severity; `expected` is the prediction that allows for how few
    ratings there are; `target` is a row, from 1. Both are None when raters
    are not linked or the model has no estimate.
    """

    target: int
    n_ratings: int
    observed: float | None
    fair: float | None
    expected: float | None


@dataclass(frozen=True)
class Case:
    """A targets x raters table with the canonical order of the rows and columns that have scores."""

    given: Floats
    rows: Codes
    columns: Codes
    confidence: float

    @cached_property
    def ordered(self) -> Floats:
        """The table in canonical order."""
        return self.given[np.ix_(self.rows, self.columns)]

    @cached_property
    def present(self) -> tuple[Codes, Codes]:
        """Positions of the scores in `ordered`."""
        row, column = (~np.isnan(self.ordered)).nonzero()
        return row, column

    @property
    def row(self) -> Codes:
        """Target of each rating."""
        return self.present[0]

    @property
    def column(self) -> Codes:
        """Rater of each rating."""
        return self.present[1]

    @property
    def y(self) -> Floats:
        """The ratings."""
        return self.ordered[self.present]

    @property
    def excluded(self) -> Mapping[str, int]:
        """Targets that nobody rated."""
        unrated = self.given.shape[0] - self.rows.size
        return {"target_without_rating": unrated} if unrated else {}

    @cached_property
    def connected(self) -> bool:
        """Whether every rater is linked to every other through shared targets."""
        links = (~np.isnan(self.ordered)).astype(np.int64)
        reached = np.arange(self.columns.size) == 0
        while True:
            targets = links[:, reached].any(axis=1)
            wider = np.asarray(links[targets].any(axis=0))
            if np.array_equal(wider, reached):
                return bool(reached.all()) and reached.size > 0
            reached = wider


def severity(case: Case, found: Fit) -> tuple[Severity, ...]:
    """One per column of the table, in the order given."""
    rated = np.count_nonzero(~np.isnan(case.given), axis=0)
    few = case.columns.size < FEWEST_RANDOM_RATERS
    method = "rater_fixed_effect" if few else "rater_blup"
    reason = found.reason or (None if case.connected else "raters_not_linked")
    effects: dict[int, tuple[float, float]] = {}
    if reason is None:
        values, errors = _fixed(case) if few else (found.effects[1], np.sqrt(found.effect_variances[1]))
        effects = {int(c): (float(v), float(e)) for c, v, e in zip(case.columns, values, errors, strict=True)}
    ladder = []
    for rater in range(case.given.shape[1]):
        n = int(rated[rater])
        if rater in effects:
            value, error = effects[rater]
            interval = normal(value, error, case.confidence)
            alike = ("zero_width_interval",) if not error else ()
            estimate = Estimate(value, n, method, interval, warnings=alike)
        else:
            estimate = undefined(
                (reason or "rater_without_rating") if n else "rater_without_rating", method=method
            )
        ladder.append(Severity(rater + 1, n, estimate))
    return tuple(ladder)


def _fixed(case: Case) -> tuple[Floats, Floats]:
    """Generalized least squares deviations from the mean of the raters, targets random."""
    k = case.columns.size
    found = fit(case.y, [case.row], np.eye(k)[case.column])
    center = np.eye(k) - 1 / k
    covariance = center @ found.fixed_covariance @ center
    return center @ found.fixed, np.sqrt(np.maximum(0.0, np.diagonal(covariance)))


def fair_scores(case: Case, found: Fit, severities: tuple[Severity, ...]) -> tuple[FairScore, ...]:
    """One per row of the table, in the order given."""
    linked = found.reason is None and case.connected
    shift = np.array([severities[c].effect.value or 0.0 for c in case.columns])
    scores: dict[int, FairScore] = {}
    for i, target in enumerate(case.rows):
        has = ~np.isnan(case.ordered[i])
        n, observed = int(has.sum()), math.fsum(case.ordered[i, has].tolist()) / int(has.sum())
        fair = expected = None
        if linked:
            fair = observed - math.fsum(shift[has].tolist()) / n
            expected = float(found.fixed[0] + found.effects[0][i])
        scores[int(target)] = FairScore(int(target) + 1, n, observed, fair, expected)
    rows = range(case.given.shape[0])
    return tuple(scores.get(i, FairScore(i + 1, 0, None, None, None)) for i in rows)
