"""Two test forms on one logit scale through the questions they share, with a check of those questions."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from analytics.stats.core.arrays import Floats, matrix
from analytics.stats.core.base import Result
from analytics.stats.core.result import StatsError
from analytics.stats.core.score_counts import number
from analytics.stats.scaling import rasch

LARGEST_DISPLACEMENT = 0.3
"""Logits by which a shared question may move between forms before it stops being an anchor."""

_FEWEST = 5
_SHARE = 0.2
# 0.74 × interquartile range estimates a normal SD.
_IQR_TO_SD = 0.74


@dataclass(frozen=True, slots=True, repr=False)
class Anchor(Result):
    """A shared question: its column in both forms (from 1) and its difficulty in each.

    `displacement` is the difficulty in `post` put on the scale of `pre`, less that in `pre`.
    """

    pre_item: int
    post_item: int
    difficulty_pre: float
    difficulty_post: float
    displacement: float
    robust_z: float | None
    drifted: bool


@dataclass(frozen=True, slots=True, repr=False)
class RaschLink(Result):
    """θ on the scale of `pre` = θ of `post` + shift (mean/mean), or slope θ + intercept (mean/sigma).

    `se_shift` treats the anchors as a sample of possible anchors. `dropped` were shared questions
    that drifted; `unusable` had no finite difficulty in a form. All None when `reason` is set.
    """

    shift: float | None
    se_shift: float | None
    slope: float | None
    intercept: float | None
    anchors: tuple[Anchor, ...]
    dropped: tuple[Anchor, ...]
    unusable: tuple[tuple[int, int], ...]
    reason: str | None = None
    warnings: tuple[str, ...] = ()
    method: str = "rasch_common_items"
    version: str = "1"
    assumptions: tuple[str, ...] = ("one_dimension", "equal_slopes", "anchors_keep_their_difficulty")


def link_rasch(
    pre: ArrayLike,
    post: ArrayLike,
    *,
    common: Sequence[tuple[int, int]],
    drop_drifted: bool = True,
    largest_displacement: float = LARGEST_DISPLACEMENT,
) -> RaschLink:
    """Common-item link by conditional maximum likelihood of each form.

    `pre` and `post` are people × items (0, 1, NaN); `common` pairs the columns (from 1) that hold
    the same question. While an anchor is displaced by more than `largest_displacement` logits the
    worst one is dropped and the link made anew. Mean/sigma after Marco (1977).
    Undefined: the reasons of `rasch_conditional`, too_few_anchors (fewer than 5 and fewer than
    20 % of the longer form).
    """
    width_pre, width_post = (matrix(form, name).shape[1] for form, name in ((pre, "pre"), (post, "post")))
    _check(common, width_pre, width_post)
    if not number(largest_displacement, "largest_displacement") > 0:
        raise StatsError("largest_displacement", "must be positive")
    fits = rasch.rasch_conditional(pre), rasch.rasch_conditional(post)
    reason = fits[0].reason or fits[1].reason
    if reason:
        return _without(reason, ())
    b_pre, b_post = ({item.number: item.difficulty for item in fit.items} for fit in fits)
    usable = [(i, j) for i, j in common if i in b_pre and j in b_post]
    unusable = tuple((i, j) for i, j in common if (i, j) not in usable)
    needed = min(_FEWEST, max(2, math.ceil(_SHARE * max(width_pre, width_post))))
    kept = usable
    dropped: list[Anchor] = []
    while len(kept) >= needed:
        anchors = _anchors(kept, b_pre, b_post, largest_displacement)
        worst = max(range(len(anchors)), key=lambda i: abs(anchors[i].displacement))
        if not (drop_drifted and anchors[worst].drifted):
            return _link(anchors, tuple(dropped), unusable)
        dropped.append(anchors[worst])
        kept = [pair for i, pair in enumerate(kept) if i != worst]
    return _without("too_few_anchors", unusable, tuple(dropped))


def _anchors(
    pairs: Sequence[tuple[int, int]], b_pre: dict[int, float], b_post: dict[int, float], limit: float
) -> tuple[Anchor, ...]:
    before = np.array([b_pre[i] for i, _ in pairs])
    after = np.array([b_post[j] for _, j in pairs])
    moved = after - before - (after.mean() - before.mean())
    z = _robust_z(moved)
    return tuple(
        Anchor(pair[0], pair[1], b, a, d, None if z is None else float(z[i]), abs(d) > limit)
        for i, (pair, b, a, d) in enumerate(
            zip(pairs, before.tolist(), after.tolist(), moved.tolist(), strict=True)
        )
    )


def _robust_z(moved: Floats) -> Floats | None:
    quarter, middle, three_quarters = np.quantile(moved, [0.25, 0.5, 0.75])
    spread = three_quarters - quarter
    return None if spread <= 1e-9 else np.asarray((moved - middle) / (_IQR_TO_SD * spread))


def _link(
    anchors: tuple[Anchor, ...], dropped: tuple[Anchor, ...], unusable: tuple[tuple[int, int], ...]
) -> RaschLink:
    before = np.array([a.difficulty_pre for a in anchors])
    after = np.array([a.difficulty_post for a in anchors])
    shift = float(before.mean() - after.mean())
    se = float(np.std(before - after, ddof=1)) / math.sqrt(before.size)
    sd_before, sd_after = float(np.std(before, ddof=1)), float(np.std(after, ddof=1))
    slope = sd_before / sd_after if min(sd_before, sd_after) > 1e-9 else None
    warnings = [
        code
        for code, hit in (
            ("anchors_dropped", dropped),
            ("anchors_unusable", unusable),
            ("anchors_drifted", any(a.drifted for a in anchors)),
            ("slope_undefined", slope is None),
        )
        if hit
    ]
    return RaschLink(
        shift=shift,
        se_shift=se,
        slope=slope,
        intercept=None if slope is None else float(before.mean() - slope * after.mean()),
        anchors=anchors,
        dropped=dropped,
        unusable=unusable,
        warnings=tuple(warnings),
    )


def _without(
    reason: str, unusable: tuple[tuple[int, int], ...], dropped: tuple[Anchor, ...] = ()
) -> RaschLink:
    return RaschLink(
        shift=None,
        se_shift=None,
        slope=None,
        intercept=None,
        anchors=(),
        dropped=dropped,
        unusable=unusable,
        reason=reason,
    )


def _check(common: Sequence[tuple[int, int]], width_pre: int, width_post: int) -> None:
    try:
        pairs = [(int(i), int(j)) for i, j in common]
    except (TypeError, ValueError):
        raise StatsError("common", "must be pairs of column numbers") from None
    if any(not (1 <= i <= width_pre and 1 <= j <= width_post) for i, j in pairs):
        raise StatsError("common", "names a column that a form does not have")
    if len({i for i, _ in pairs}) < len(pairs) or len({j for _, j in pairs}) < len(pairs):
        raise StatsError("common", "names a column twice")
