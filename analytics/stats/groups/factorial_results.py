"""What a covariance analysis with two factors gives: tests, adjusted cell means, simple contrasts."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from typing import ClassVar

from analytics.stats.core.base import Answer
from analytics.stats.core.result import Estimate
from analytics.stats.groups.adjusted import ASSUMPTIONS


@dataclass(frozen=True, slots=True, repr=False)
class Effect(Answer):
    """One F test; `ss_type` says which sums of squares, None where all types are the same.

    Type II compares models without the interaction, type III leaves the interaction in, every level
    weighing equally (effect coding); both use the error of the whole model.
    """

    HEADLINE: ClassVar[str] = "partial_eta2"

    name: str
    ss_type: str | None
    f: float | None
    df1: int
    df2: int
    p: float | None
    partial_eta2: Estimate
    p_method: str = "f_one_sided"


@dataclass(frozen=True, slots=True, repr=False)
class Cell(Answer):
    """The adjusted mean of one combination of `levels`, at the mean pretest of everybody."""

    HEADLINE: ClassVar[str] = "mean"

    levels: tuple[Hashable, Hashable]
    n: int
    mean: Estimate
    se: float


@dataclass(frozen=True, slots=True, repr=False)
class SimpleContrast(Answer):
    """First minus second level of `factor` where the other factor is `at`; Holm within the factor."""

    HEADLINE: ClassVar[str] = "difference"

    factor: str
    at: Hashable
    first: Hashable
    second: Hashable
    difference: Estimate
    se: float
    t: float | None
    p: float | None
    p_holm: float | None
    p_method: str = "student_t_two_sided"


@dataclass(frozen=True, slots=True, repr=False)
class FactorialAncova(Answer):
    """Two crossed factors and a pretest; `reason` says why there is no analysis.

    `interaction` is the same by every type of sums of squares; `effects` has both factors by type II
    and by type III, and the pretest. `slopes` tests whether the pretest counts equally in all cells:
    when it does not (p < .05) the fit is warned of, and adjusted means tell one point only.
    """

    HEADLINE: ClassVar[str] = "interaction.partial_eta2"

    n_used: int
    excluded: Mapping[str, int]
    df: int | None
    residual_sd: float | None
    interaction: Effect
    slopes: Effect
    effects: tuple[Effect, ...]
    cells: tuple[Cell, ...]
    contrasts: tuple[SimpleContrast, ...]
    warnings: tuple[str, ...]
    reason: str | None
    assumptions: tuple[str, ...] = ASSUMPTIONS
    method: str = "factorial_ancova"
    version: str = "1"
