"""Forms as columns, without a database."""

from collections.abc import Sequence
from uuid import uuid4

import numpy as np

from analytics.reports.items.columns import Columns, columns_of
from assessments.data import AskedQuestion, FormMarks


def question(number: int, *, keys: str = "abcd", right: str | None = "a", points: float = 1.0, **more):
    """A single-choice question whose id is its number; without `right` one of another kind."""
    options = tuple((key, {"es": f"Opción {key}", "en": f"Option {key}"}) for key in keys)
    return AskedQuestion(
        id=number, uuid=uuid4(), item_id=number, item_uuid=uuid4(), key=f"q{number:02}", number=1,
        position=number, type="single_choice", content={"stem": {"es": f"P{number}", "en": f"Q{number}"}},
        topic="m1", points=points, options=options if right else (), right=right, **more,
    )  # fmt: skip


def marked(matrix: Sequence[Sequence[float]], **more) -> Columns:
    """Marks of people (rows) in questions that are no choices."""
    width = len(matrix[0])
    cells = [
        (row, column, float(mark), None)
        for row, marks in enumerate(matrix, start=1)
        for column, mark in enumerate(marks, start=1)
    ]
    questions = tuple(question(one, right=None, **more) for one in range(1, width + 1))
    return columns_of(
        FormMarks(questions, tuple((row, 100 + row) for row in range(1, len(matrix) + 1)), cells)
    )


def chosen(rows: Sequence[str], *, rights: str = "") -> Columns:
    """What people chose, one letter for each question ("-" is no answer); right is "a" unless said."""
    width = len(rows[0])
    rights = rights or "a" * width
    cells = [
        (row, column + 1, float(letter == rights[column]), letter)
        for row, letters in enumerate(rows, start=1)
        for column, letter in enumerate(letters)
        if letter != "-"
    ]
    questions = tuple(question(place + 1, right=rights[place]) for place in range(width))
    return columns_of(FormMarks(questions, tuple((row, 100 + row) for row in range(1, len(rows) + 1)), cells))


def guttman(people: int, questions: int) -> list[str]:
    """People of rising ability: each answers rightly as many questions as fall to them, else "b"."""
    scores = np.linspace(0, questions, people).round().astype(int)
    return ["a" * score + "b" * (questions - score) for score in scores.tolist()]
