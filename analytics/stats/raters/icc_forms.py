"""The six intraclass correlations of one table."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from analytics.stats.core.base import Answer
from analytics.stats.core.result import Estimate


@dataclass(frozen=True, slots=True, repr=False)
class IccForm(Answer):
    """One form with the F test of "no difference between targets".

    `f`, `df1`, `df2` and `p` are None when the test is undefined; `test_reason` says why.
    """

    HEADLINE: ClassVar[str] = "coefficient"

    coefficient: Estimate
    f: float | None
    df1: int | None
    df2: int | None
    p: float | None
    test_reason: str | None
    p_method: str = "f_one_sided"


@dataclass(frozen=True, slots=True, repr=False)
class Icc(Answer):
    """The six forms, with the mean squares of the two-way table behind them.

    `single` forms are the reliability of one rater, `average` forms that of the mean of the
    `n_raters`. `one_way` is for raters that differ from target to target, `agreement` counts
    severity as error, `consistency` does not. `sem_agreement` is the standard error of
    measurement of one rater's score, sqrt(rater variance + error variance), in score points.
    """

    HEADLINE: ClassVar[str] = "agreement_single.estimate"

    n_targets: int
    n_raters: int
    between: float | None
    within: float | None
    raters: float | None
    error: float | None
    one_way_single: IccForm
    agreement_single: IccForm
    consistency_single: IccForm
    one_way_average: IccForm
    agreement_average: IccForm
    consistency_average: IccForm
    sem_agreement: Estimate
