"""Marks and answers of a form as arrays, people by questions."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from assessments.data import AskedQuestion, FormMarks

Floats = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Columns:
    """`marks` in points, NaN where a question was not asked; `answers` as text, None where there is none.

    Rows are sittings, in the order of `people` (ids); columns are `questions`. `points` is what a
    perfect answer earns in each.
    """

    questions: tuple[AskedQuestion, ...]
    people: NDArray[np.int64]
    marks: Floats
    answers: NDArray[np.object_]
    points: Floats

    @property
    def drawn(self) -> bool:
        """Whether people were asked different questions."""
        return bool(np.isnan(self.marks).any())

    def only(self, chosen: NDArray[np.bool_]) -> "Columns":
        """The same of some of the questions."""
        return Columns(
            tuple(one for one, kept in zip(self.questions, chosen.tolist(), strict=True) if kept),
            self.people,
            self.marks[:, chosen],
            self.answers[:, chosen],
            self.points[chosen],
        )


def columns_of(form: FormMarks) -> Columns:
    """The arrays of a form."""
    people = np.array([user for _sitting, user in form.sittings], dtype=np.int64)
    row_of = _places([sitting for sitting, _user in form.sittings])
    column_of = _places([one.id for one in form.questions])
    shape = (len(form.sittings), len(form.questions))
    marks = np.zeros(shape) if form.asked is None else np.full(shape, np.nan)
    answers = np.full(shape, None, dtype=object)
    if form.asked:
        pairs = np.array(form.asked, dtype=np.int64)
        rows, places = row_of[pairs[:, 0]], _looked_up(column_of, pairs[:, 1])
        marks[rows[places >= 0], places[places >= 0]] = 0.0
    if form.cells and form.questions:
        _fill(marks, answers, form.cells, row_of, column_of)
    return Columns(form.questions, people, marks, answers, np.array([one.points for one in form.questions]))


def _fill(
    marks: Floats,
    answers: NDArray[np.object_],
    cells: list[tuple[int, int, float | None, Any]],
    row_of: NDArray[np.intp],
    column_of: NDArray[np.intp],
) -> None:
    # Column by column: taking two hundred thousand rows apart at once costs ten times as much.
    n = len(cells)
    rows = row_of[np.fromiter((cell[0] for cell in cells), np.int64, n)]
    places = _looked_up(column_of, np.fromiter((cell[1] for cell in cells), np.int64, n))
    earned = np.fromiter((cell[2] or 0.0 for cell in cells), np.float64, n)
    given = np.fromiter((cell[3] for cell in cells), np.object_, n)
    known = places >= 0  # what is not marked has no column
    if not known.all():
        rows, places, earned, given = rows[known], places[known], earned[known], given[known]
    marks[rows, places] = earned
    answers[rows, places] = given


def _places(ids: list[int]) -> NDArray[np.intp]:
    """By id, its place in the list; -1 for those that are not in it."""
    found = np.full(max(ids, default=0) + 1, -1, dtype=np.intp)
    found[ids] = np.arange(len(ids))
    return found


def _looked_up(places: NDArray[np.intp], ids: NDArray[np.int64]) -> NDArray[np.intp]:
    """The place of each id; -1 for one that the table does not reach."""
    return np.where(ids < len(places), places[np.minimum(ids, len(places) - 1)], -1)
