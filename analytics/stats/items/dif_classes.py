"""One class of DIF per question that sees both kinds: harder throughout, or only for some of the group."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from numpy.typing import ArrayLike, NDArray

from analytics.stats.core.base import Result
from analytics.stats.items.matching import MantelHaenszelItem, dif_mantel_haenszel
from analytics.stats.items.regression import LogisticItem, dif_logistic

_SIGNIFICANT, _SURE = 0.05, 0.01
_NOTICEABLE, _LARGE = 0.05, 0.10


@dataclass(frozen=True, slots=True, repr=False)
class DifClass(Result):
    """One question: `dif_class` A (negligible), B or C (large) is the worst of three.

    `ets_class` (Mantel-Haenszel) sees uniform DIF, `r2_class` (change of Nagelkerke's R²) both kinds
    but crossing curves weakly, `nonuniform_class` (distance of the fitted curves) the non-uniform.
    `kind` of B and C: "nonuniform" when the product of score and group is significant, else
    "uniform". Without one of the three there is no A: `dif_class` is None with `class_reason`.
    """

    number: int
    dif_class: str | None
    kind: str | None
    ets_class: str | None
    r2_class: str | None
    nonuniform_class: str | None
    class_reason: str | None
    mantel_haenszel: MantelHaenszelItem
    logistic: LogisticItem


@dataclass(frozen=True, slots=True, repr=False)
class DifClasses(Result):
    """All questions."""

    reference: Hashable
    focal: Hashable | None
    n_reference: int
    n_focal: int
    excluded: Mapping[str, int]
    items: tuple[DifClass, ...]
    method: str = "combined_dif_class"
    version: str = "1"
    assumptions: tuple[str, ...] = ("matching_score_measures_ability", "linear_in_score")


def dif_class(
    matrix: ArrayLike,
    groups: Sequence[Any] | NDArray[Any],
    *,
    reference: Hashable,
    focal: Hashable | None = None,
) -> DifClasses:
    """DIF of `matrix` (people x items, 0/1) by Mantel-Haenszel and by logistic regression at once.

    Classes as in `dif_mantel_haenszel` (ETS) and `dif_logistic` (Jodoin & Gierl 2001). Non-uniform:
    A below .05 of mean distance or with p >= .05 of the product, C above .10 with p < .01, otherwise
    B (the bounds of Dorans & Kulick 1986). No classes below 100 people per group.
    """
    uniform = dif_mantel_haenszel(matrix, groups, reference=reference, focal=focal)
    both = dif_logistic(matrix, groups, reference=reference, focal=focal)
    return DifClasses(
        reference=both.reference,
        focal=both.focal,
        n_reference=both.n_reference,
        n_focal=both.n_focal,
        excluded=both.excluded,
        items=tuple(_combined(mh, lr) for mh, lr in zip(uniform.items, both.items, strict=True)),
    )


def _combined(mh: MantelHaenszelItem, lr: LogisticItem) -> DifClass:
    crossing = lr.p_nonuniform is not None and lr.p_nonuniform < _SIGNIFICANT
    parts = (mh.ets_class, lr.size_class, None if lr.size_class is None else _nonuniform(lr, crossing))
    worst = max((part for part in parts if part), default=None)
    reason = None
    if worst in (None, "A") and None in parts:
        worst, reason = None, lr.class_reason or mh.class_reason
    kind = None if worst in (None, "A") else "nonuniform" if crossing else "uniform"
    return DifClass(mh.number, worst, kind, *parts, reason, mh, lr)


def _nonuniform(lr: LogisticItem, crossing: bool) -> str:
    distance = lr.unsigned_difference or 0.0
    if not crossing or distance < _NOTICEABLE:
        return "A"
    return "C" if distance > _LARGE and (lr.p_nonuniform or 0.0) < _SURE else "B"
