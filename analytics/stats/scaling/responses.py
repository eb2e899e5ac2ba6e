"""Right and wrong answers made ready for item response models.

Equal answer patterns are counted once and put in canonical order: fewer rows to work on, and no
order of people can change a sum.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from analytics.stats.core.arrays import Floats, matrix


@dataclass(frozen=True, slots=True)
class Responses:
    """`right` and `seen` (patterns × kept items, 0 or 1), `counts` of people per pattern.

    `seen` is None when every kept item was answered by everybody. `pattern_of` gives the pattern
    of each row of the input, -1 for people left out. Item numbers count from 1.
    """

    right: Floats
    seen: Floats | None
    counts: Floats
    pattern_of: NDArray[np.intp]
    items: tuple[int, ...]
    items_excluded: tuple[int, ...]
    persons_empty: int
    persons_extreme: int

    @property
    def n(self) -> int:
        """People kept."""
        return int(self.counts.sum())

    def seen_or_ones(self) -> Floats:
        """`seen` as a full matrix."""
        return np.ones_like(self.right) if self.seen is None else self.seen


def load(values: ArrayLike, *, drop_extreme_persons: bool) -> Responses | None:
    """Patterns of `values` (people × items; 0, 1 or missing); None if another mark occurs.

    Items that everybody who saw them got right (or wrong) have no finite difficulty and are left
    out; so are people without an answer and, on request, people with all answers right or all
    wrong, again and again until nothing changes.
    """
    marks = matrix(values, "matrix")
    seen = ~np.isnan(marks)
    right = marks == 1
    if (seen & ~right & (marks != 0)).any():
        return None
    people: NDArray[np.bool_] = np.asarray(seen.any(axis=1))
    empty = int((~people).sum())
    items = np.ones(marks.shape[1], dtype=bool)
    while True:
        hits, shown = right[people].sum(axis=0), seen[people].sum(axis=0)
        kept = items & (hits > 0) & (hits < shown)
        own, asked = right[:, kept].sum(axis=1), seen[:, kept].sum(axis=1)
        stay = people & (asked > 0)
        if drop_extreme_persons:
            stay &= (own > 0) & (own < asked)
        if (kept == items).all() and (stay == people).all():
            break
        items, people = kept, stay
    return _patterns(right[:, items], seen[:, items], people, items, empty)


def _patterns(
    right: NDArray[np.bool_],
    seen: NDArray[np.bool_],
    people: NDArray[np.bool_],
    items: NDArray[np.bool_],
    empty: int,
) -> Responses:
    complete = bool(seen[people].all())
    rows = right[people] if complete else np.hstack([right[people], seen[people]])
    first, inverse, counts = distinct(rows)
    pattern_of = np.full(people.size, -1, dtype=np.intp)
    pattern_of[people] = inverse
    numbers = np.arange(1, items.size + 1)
    return Responses(
        right=right[people][first].astype(np.float64),
        seen=None if complete else seen[people][first].astype(np.float64),
        counts=counts.astype(np.float64),
        pattern_of=pattern_of,
        items=tuple(numbers[items].tolist()),
        items_excluded=tuple(numbers[~items].tolist()),
        persons_empty=empty,
        persons_extreme=int(people.size - people.sum()) - empty,
    )


def distinct(rows: NDArray[np.bool_]) -> tuple[NDArray[np.intp], NDArray[np.intp], NDArray[np.intp]]:
    """First row, position per row and count of each distinct row, packed 64 answers to a word."""
    packed = np.packbits(rows, axis=1)
    width = -(-max(packed.shape[1], 1) // 8) * 8
    words = np.zeros((rows.shape[0], width), dtype=np.uint8)
    words[:, : packed.shape[1]] = packed
    keys = words.view(">u8").astype(np.uint64)
    order = np.lexsort(keys.T[::-1])
    ordered = keys[order]
    new = np.ones(order.size, dtype=bool)
    new[1:] = (ordered[1:] != ordered[:-1]).any(axis=1)
    group = np.cumsum(new) - 1
    inverse = np.empty(order.size, dtype=np.intp)
    inverse[order] = group
    return order[new], inverse, np.bincount(group, minlength=0)
