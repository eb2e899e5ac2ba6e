"""What a covariance analysis gives: adjusted means, their differences, gaps along the pretest."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from typing import ClassVar

from analytics.stats.core import linear
from analytics.stats.core.base import Answer, Result
from analytics.stats.core.result import Estimate

ASSUMPTIONS = ("equal_slopes", "equal_residual_variances", "people_independent", "missing_at_random")


@dataclass(frozen=True, slots=True, repr=False)
class Contrast(Answer):
    """First minus second adjusted mean, with p-values raw and adjusted within the factor."""

    HEADLINE: ClassVar[str] = "difference"

    first: Hashable
    second: Hashable
    difference: Estimate
    se: float
    t: float | None
    p: float | None
    p_holm: float | None
    p_bh: float | None
    p_tukey: float | None
    p_method: str = "student_t_two_sided"


@dataclass(frozen=True, slots=True, repr=False)
class Gap(Answer):
    """The difference of two groups at one pretest score, each group with its own slope."""

    HEADLINE: ClassVar[str] = "difference"

    first: Hashable
    second: Hashable
    at_pretest: float
    percentile: int
    difference: Estimate
    se: float


@dataclass(frozen=True, slots=True, repr=False)
class Factor(Result):
    """One grouping: adjusted means at the grand mean of the pretest, and how they differ.

    `f`, `p` test all its levels at once (type II); `slope_*` test whether the pretest counts
    equally in all groups. When it does not (p < .05), `gaps` gives the differences at the 10th,
    50th and 90th percentile of the pretest instead, and the fit carries a warning.
    """

    levels: tuple[Hashable, ...]
    n: tuple[int, ...]
    means: tuple[Estimate, ...]
    se: tuple[float, ...]
    contrasts: tuple[Contrast, ...]
    f: float | None
    df1: int
    p: float | None
    partial_eta2: float | None
    slope_f: float | None
    slope_p: float | None
    slope_reason: str | None
    gaps: tuple[Gap, ...]
    ss_type: str = "II"


@dataclass(frozen=True, slots=True, repr=False)
class Ancova(Result):
    """An analysis of covariance; `reason` says why there is none. `model` feeds robust errors.

    `used` says of each person given whether the model has them, for aligning the centers of `cr2`.
    """

    n_used: int
    excluded: Mapping[str, int]
    df: int | None
    residual_sd: float | None
    coefficients: tuple[linear.Coefficient, ...]
    factors: Mapping[str, Factor]
    model: linear.LinearFit | None
    used: tuple[bool, ...]
    warnings: tuple[str, ...]
    reason: str | None
    assumptions: tuple[str, ...] = ASSUMPTIONS
    method: str = "ancova"
    version: str = "1"
