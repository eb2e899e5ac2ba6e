"""What a mixed model of the gain tells."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass
from typing import ClassVar

from analytics.stats.core.base import Answer
from analytics.stats.core.result import Estimate


@dataclass(frozen=True, slots=True, repr=False)
class CenterEffect(Answer):
    """A center's gain shrunken towards the mean of centers (BLUP) with its prediction interval."""

    HEADLINE: ClassVar[str] = "gain"

    center: Hashable
    n: int
    gain: Estimate


@dataclass(frozen=True, slots=True, repr=False)
class MixedGain(Answer):
    """The mean gain of a mixed model with its variance components.

    `icc_center` is the centers' share of the variance, `icc_person` that of people and centers
    together (None in the gain model). `design_effect` is 1 + (mean rows per center - 1) x ICC.
    A variance that is estimated as zero is a boundary fit and is warned of.
    """

    HEADLINE: ClassVar[str] = "gain"

    gain: Estimate
    se: float | None
    df: float | None
    t: float | None
    p: float | None
    var_center: float | None
    var_person: float | None
    var_residual: float | None
    icc_center: float | None
    icc_person: float | None
    design_effect: float | None
    n_rows: int
    n_people: int
    n_centers: int
    centers: tuple[CenterEffect, ...]
    reason: str | None

    p_method: str = "satterthwaite_t_two_sided"
