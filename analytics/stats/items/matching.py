"""Differential item functioning: do equally able people of two groups answer a question alike?

The focal group is compared with the reference group. DIF is a reason to have people look at a
question; it is not by itself a proof of bias.
"""

from __future__ import annotations

import math
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from analytics.stats.core.arrays import Floats, level, matrix
from analytics.stats.core.base import Result
from analytics.stats.core.blanks import is_missing
from analytics.stats.core.labels import MISSING, encode
from analytics.stats.core.result import Interval, StatsError
from analytics.stats.core.tails import chi2_upper, normal_quantile

FEWEST_TO_CLASSIFY = 100
"""People per group below which no ETS class is given."""

_ETS = -2.35


@dataclass(frozen=True, slots=True, repr=False)
class MantelHaenszelItem(Result):
    """One question. `delta` < 0: harder for the focal group. Unset values carry `reason`.

    It is blind to questions that are harder for the weak and easier for the strong of a group: that
    is what `items.dif_class` is for. `ets_class` is A (negligible), B or C (large), None with
    `class_reason` when not given.
    """

    number: int
    odds_ratio: float | None
    delta: float | None
    se_delta: float | None
    interval: Interval | None
    chi2: float | None
    p: float | None
    ets_class: str | None
    strata_used: int
    strata_skipped: int
    reason: str | None = None
    class_reason: str | None = None


@dataclass(frozen=True, slots=True, repr=False)
class MantelHaenszel(Result):
    """All questions; `purified` lists the class C questions kept out of the matching score."""

    reference: Hashable
    focal: Hashable | None
    n_reference: int
    n_focal: int
    excluded: Mapping[str, int]
    items: tuple[MantelHaenszelItem, ...]
    purified: tuple[int, ...]
    method: str = "mantel_haenszel_dif"
    version: str = "1"
    assumptions: tuple[str, ...] = ("matching_score_measures_ability", "same_odds_ratio_at_every_score")


@dataclass(frozen=True, slots=True)
class TwoGroups:
    """Complete 0/1 answers of the two groups, made ready for DIF methods."""

    answers: Floats
    focal: NDArray[np.bool_]
    labels: tuple[Hashable, Hashable | None]
    excluded: Mapping[str, int]


def dif_mantel_haenszel(
    matrix: ArrayLike,
    groups: Sequence[Any] | NDArray[Any],
    *,
    reference: Hashable,
    focal: Hashable | None = None,
    purify: bool = False,
    confidence: float = 0.95,
) -> MantelHaenszel:
    """Mantel-Haenszel DIF of `matrix` (people × items, 0/1) with ETS delta and class.

    People are matched on the total score including the studied question (Holland & Thayer 1988).
    With `purify` class C questions of a first pass leave the matching score, except that a
    studied question always counts in its own. Delta = -2.35 ln(odds ratio); variance of Robins,
    Breslow & Greenland (1986); chi-squared with continuity correction. Class A: |delta| < 1 or
    p >= .05; C: |delta| >= 1.5 and |delta| - 1.645 SE > 1; otherwise B (Zwick 2012).
    """
    data = two_groups(matrix, groups, reference=reference, focal=focal)
    confidence = level(confidence)
    every = np.ones(data.answers.shape[1], dtype=bool)
    items = tuple(_item(data, j, every, confidence) for j in range(every.size))
    flagged = tuple(item.number for item in items if item.ets_class == "C") if purify else ()
    if flagged:
        matching = every.copy()
        matching[[number - 1 for number in flagged]] = False
        items = tuple(_item(data, j, matching, confidence) for j in range(every.size))
    return MantelHaenszel(
        reference=data.labels[0],
        focal=data.labels[1],
        n_reference=int((~data.focal).sum()),
        n_focal=int(data.focal.sum()),
        excluded=data.excluded,
        items=items,
        purified=flagged,
    )


def two_groups(
    matrix_values: ArrayLike,
    groups: Sequence[Any] | NDArray[Any],
    *,
    reference: Hashable,
    focal: Hashable | None,
) -> TwoGroups:
    """The people of the two groups with complete 0/1 answers; the others are counted by reason."""
    answers = matrix(matrix_values, "matrix")
    levels, codes = encode(groups, "groups")
    if codes.size != answers.shape[0]:
        raise StatsError("groups", f"has {codes.size} entries and matrix has {answers.shape[0]}")
    others = [label for label in levels if label != reference]
    if focal is None and len(others) > 1:
        raise StatsError("focal", "must be given when there are more than two groups")
    for argument, label in (("reference", reference), ("focal", focal)):
        if (label is not None or argument == "reference") and is_missing(label):
            raise StatsError(argument, "must be a label, not a missing one")
        if isinstance(label, float) and math.isinf(label):
            raise StatsError(argument, "must be a label, not infinite")
    if focal is not None and focal == reference:
        raise StatsError("focal", "must differ from reference")
    if focal is None and others:
        focal = others[0]
    # A group that nobody belongs to is data, not a mistake: nothing can be compared then.
    in_reference, in_focal = (
        codes == (levels.index(label) if label in levels else MISSING - 1) for label in (reference, focal)
    )
    complete = np.asarray(~np.isnan(answers).any(axis=1))
    if not np.isin(answers[complete], (0.0, 1.0)).all():
        raise StatsError("matrix", "must hold 0, 1 or missing")
    either = in_reference | in_focal
    counts = {"other_group": int((~either).sum()), "missing_answers": int((either & ~complete).sum())}
    keep = either & complete
    return TwoGroups(
        answers[keep], in_focal[keep], (reference, focal), {reason: n for reason, n in counts.items() if n}
    )


def strata(data: TwoGroups, item: int, matching: NDArray[np.bool_]) -> tuple[Floats, Floats, Floats]:
    """Per matching score: the scores, and right and wrong answers (scores × reference, focal)."""
    counted = matching.copy()
    counted[item] = True
    scores = data.answers[:, counted].sum(axis=1).astype(np.intp)
    size = int(counted.sum()) + 1
    studied = data.answers[:, item]
    right, shown = np.empty((size, 2)), np.empty((size, 2))
    for column, members in enumerate((~data.focal, data.focal)):
        shown[:, column] = np.bincount(scores[members], minlength=size)
        right[:, column] = np.bincount(scores[members], studied[members], size)
    return np.arange(size, dtype=np.float64), right, shown - right


def _item(data: TwoGroups, j: int, matching: NDArray[np.bool_], confidence: float) -> MantelHaenszelItem:
    _, right, wrong = strata(data, j, matching)
    totals = right + wrong
    occupied = totals.sum(axis=1) > 0
    useful = (totals > 0).all(axis=1) & (right.sum(axis=1) > 0) & (wrong.sum(axis=1) > 0)
    used, skipped = int(useful.sum()), int((occupied & ~useful).sum())
    if not used:
        return _undefined(j, "no_common_scores", used, skipped)
    a, b, c, d = right[useful, 0], wrong[useful, 0], right[useful, 1], wrong[useful, 1]
    n = a + b + c + d
    chi2 = _chi2(a, b, c, d, n)
    p = chi2_upper(chi2, 1)
    for_reference, for_focal = math.fsum(a * d / n), math.fsum(b * c / n)
    if for_reference == 0 or for_focal == 0:
        return _undefined(j, "no_finite_odds_ratio", used, skipped, chi2, p)
    ratio = for_reference / for_focal
    delta = _ETS * math.log(ratio)
    se = abs(_ETS) * math.sqrt(_variance(a, b, c, d, n))
    half = normal_quantile(confidence) * se
    few = min(int(data.focal.sum()), int((~data.focal).sum())) < FEWEST_TO_CLASSIFY
    return MantelHaenszelItem(
        number=j + 1,
        odds_ratio=ratio,
        delta=delta,
        se_delta=se,
        interval=Interval(delta - half, delta + half, confidence, "robins_breslow_greenland"),
        chi2=chi2,
        p=p,
        ets_class=None if few else ets_class(delta, se, p),
        strata_used=used,
        strata_skipped=skipped,
        class_reason="too_few_persons" if few else None,
    )


def ets_class(delta: float, se: float, p: float) -> str:
    """A, B or C of Dorans & Holland (1993) as in Zwick (2012)."""
    if abs(delta) < 1 or p >= 0.05:
        return "A"
    return "C" if abs(delta) >= 1.5 and abs(delta) - 1.645 * se > 1 else "B"


def _chi2(a: Floats, b: Floats, c: Floats, d: Floats, n: Floats) -> float:
    """Strata with one group or one kind of answer must have been left out: they have no variance."""
    spread = math.fsum((a + b) * (c + d) * (a + c) * (b + d) / (n**2 * (n - 1)))
    gap = abs(math.fsum(a - (a + b) * (a + c) / n))
    # A gap below one half is not pulled through zero.
    return (gap - (0.5 if gap >= 0.5 else 0.0)) ** 2 / spread


def _variance(a: Floats, b: Floats, c: Floats, d: Floats, n: Floats) -> float:
    """Variance of the log odds ratio (Robins, Breslow & Greenland 1986)."""
    p, q = (a + d) / n, (b + c) / n
    r, s = a * d / n, b * c / n
    total_r, total_s = math.fsum(r), math.fsum(s)
    return (
        math.fsum(p * r) / (2 * total_r**2)
        + math.fsum(p * s + q * r) / (2 * total_r * total_s)
        + math.fsum(q * s) / (2 * total_s**2)
    )


def _undefined(
    j: int, reason: str, used: int, skipped: int, chi2: float | None = None, p: float | None = None
) -> MantelHaenszelItem:
    return MantelHaenszelItem(
        number=j + 1,
        odds_ratio=None,
        delta=None,
        se_delta=None,
        interval=None,
        chi2=chi2,
        p=p,
        ets_class=None,
        strata_used=used,
        strata_skipped=skipped,
        reason=reason,
        class_reason=reason,
    )
