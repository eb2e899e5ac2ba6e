"""Fleiss' kappa of interchangeable raters, and the test that they agree by more than chance."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, fields
from typing import Any

from numpy.typing import ArrayLike

from analytics.stats.core import tails
from analytics.stats.core.arrays import Floats
from analytics.stats.raters import ratings
from analytics.stats.raters.coefficients import Agreement, Chance, chance_corrected, several, shares
from analytics.stats.raters.ratings import Ratings


@dataclass(frozen=True, slots=True, repr=False)
class FleissKappa(Agreement):
    """Kappa with two standard errors: `standard_error` for its interval, `null_error` for its test.

    `z` = kappa / `null_error`, the error kappa has when raters agree by chance only (Fleiss, Nee &
    Landis 1979); `p` is two-sided. It is defined for unweighted kappa with one number of ratings
    per unit; otherwise `test_reason` is set.
    """

    null_error: float | None
    z: float | None
    p: float | None
    test_reason: str | None
    p_method: str = "normal_two_sided"


def fleiss(
    scores: ArrayLike | Sequence[Sequence[Any]],
    *,
    weighting: str = "unweighted",
    categories: Sequence[Any] | None = None,
    confidence: float = 0.95,
) -> FleissKappa:
    """Fleiss' (1971) kappa, with weights and gaps as in Gwet (2014); raters are interchangeable."""
    name = f"fleiss_kappa_{weighting}"
    data = ratings.load(scores, categories)
    found = chance_corrected(data, name, _chance, weighting, confidence)
    error, reason = _null_error(data, found, weighting)
    z = found.coefficient.value / error if error and found.coefficient.value is not None else None
    p = None if z is None else tails.normal_two_sided(z)
    plain = {field.name: getattr(found, field.name) for field in fields(Agreement)}
    return FleissKappa(**plain, null_error=error, z=z, p=p, test_reason=reason)


def _null_error(data: Ratings, found: Agreement, weighting: str) -> tuple[float | None, str | None]:
    if found.coefficient.value is None:
        return None, found.coefficient.reason
    if weighting != "unweighted":
        return None, "no_test_with_weights"
    per_unit = data.per_unit
    m = int(per_unit[0])
    if (per_unit != m).any():
        return None, "units_differ_in_number_of_ratings"
    p = shares(data)
    spread = p * (1 - p)
    whole = float(spread.sum())
    inner = whole**2 - float((spread * (1 - 2 * p)).sum())
    return math.sqrt(2 * inner / (data.n * m * (m - 1))) / whole, None


def _chance(data: Ratings, weights: Floats) -> Chance:
    share = shares(data)
    toward = weights @ share
    return Chance(float(share @ toward) if several(share) else 1.0, (data.counts @ toward) / data.per_unit)
