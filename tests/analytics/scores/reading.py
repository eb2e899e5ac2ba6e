"""Reports on tables written out in a test, as the command and the page make them."""

import io
from pathlib import Path

import openpyxl
import pytest

from analytics.reports.scores.build import build
from analytics.reports.scores.data import Choice, ScoresReport
from analytics.reports.scores.loading import File, load
from lms.core.errors import UserError

REPORTED = Path(__file__).parents[1] / "data" / "reported"


def xlsx(*rows, formats=None, sheets=()) -> bytes:
    """A workbook with one sheet of `rows`; `formats` are number formats by column, `sheets` more sheets."""
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    for column, number_format in (formats or {}).items():
        for line in range(2, len(rows) + 1):
            book.active.cell(line, column).number_format = number_format
    for title, content in sheets:
        sheet = book.create_sheet(title)
        for row in content:
            sheet.append(row)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def report(content, pre="Pre", post="Post", *, second=None, sheet="", by="", **choice) -> ScoresReport:
    """The report on text (a CSV), bytes (a workbook) or a path."""
    table, chosen = load(
        _file(content, "a"),
        None if second is None else _file(second, "b"),
        Choice(pre, post, **choice),
        sheet=sheet,
        by=by,
    )
    return build(table, chosen, file_name="scores")


def n_and_gain(content, *args, **kwargs) -> tuple[int, float]:
    """How many people and by how much, rounded."""
    gain = report(content, *args, **kwargs).overall
    return gain.n, round(gain.gain.value, 4)


def code_of(content, *args, **kwargs) -> str:
    """The code of the refusal, which has words."""
    with pytest.raises(UserError) as refusal:
        report(content, *args, **kwargs)
    assert len(str(refusal.value)) > 20
    return refusal.value.code


def table(*rows, separator=",") -> str:
    """Rows as the text of a CSV file."""
    return "".join(separator.join(map(str, row)) + "\n" for row in rows)


def _file(content, name: str) -> File:
    if isinstance(content, Path):
        return File(content.name, content.read_bytes())
    if isinstance(content, bytes):
        return File(f"{name}.xlsx", content)
    return File(f"{name}.csv", content.encode())
