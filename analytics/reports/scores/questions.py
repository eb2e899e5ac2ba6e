"""The figures of questions, where a score is the sum of columns with one for each."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from analytics import stats
from analytics.reports.scores.data import Choice, ItemFigures, Items
from analytics.reports.scores.shapes.items import Marks, marks_of
from analytics.reports.shares import Range, as_range
from analytics.stats.items.analysis import ItemAnalysis
from lms.core.spreadsheets import Table


def of_both(table: Table, choice: Choice, rows: Sequence[int]) -> Items | None:
    """The questions of the tests, as far as they stand apart; `rows` are those that people are in."""
    before, after = marks_of(table, choice.pre), marks_of(table, choice.post)
    if before is None and after is None:
        return None
    first, second = _analysis(before, rows), _analysis(after, rows)
    return Items(
        _questions(before, first, after, second),
        Range() if first is None else as_range(first.alpha),
        Range() if second is None else as_range(second.alpha),
    )


def _analysis(marks: Marks | None, rows: Sequence[int]) -> ItemAnalysis | None:
    if marks is None:
        return None
    table = np.array([marks.earned[row] for row in rows if marks.earned.get(row)], dtype=float)
    if not table.size or table.min() < 0:  # points that are taken away are no share of anything
        return None
    return stats.items.analyze(table, max_score=_highest(table).tolist())


def _highest(table: NDArray[np.float64]) -> NDArray[np.float64]:
    """At most one point, or what somebody earned; the file says no more."""
    return np.maximum(table.max(axis=0), 1.0)


def _questions(
    before: Marks | None, first: ItemAnalysis | None, after: Marks | None, second: ItemAnalysis | None
) -> tuple[ItemFigures, ...]:
    places_before = {} if before is None else {part: place for place, part in enumerate(before.parts)}
    places_after = {} if after is None else {part: place for place, part in enumerate(after.parts)}
    found = []
    for part in dict.fromkeys((*places_before, *places_after)):
        one, two = places_before.get(part), places_after.get(part)
        was = None if first is None or one is None else first.items[one]
        is_ = None if second is None or two is None else second.items[two]
        found.append(
            ItemFigures(
                pre=None if before is None or one is None else before.headings[one],
                post=None if after is None or two is None else after.headings[two],
                before=None if was is None else was.difficulty.value,
                after=None if is_ is None else is_.difficulty.value,
                discrimination=None if is_ is None else is_.item_rest.value,
                n_before=0 if was is None else was.difficulty.n_used,
                n_after=0 if is_ is None else is_.difficulty.n_used,
            )
        )
    return tuple(found)
