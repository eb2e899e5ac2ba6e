"""The donor's workbook: one table a sheet, long tables, written row by row; its layout is a file."""

import io
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any

import xlsxwriter
import yaml
from django.utils.translation import gettext as _

LAYOUTS = Path(__file__).with_name("donors")


@dataclass(frozen=True)
class Layout:
    """Which sheets a donor gets, and under which names its columns stand, in which order."""

    key: str
    name: str
    sheets: Mapping[str, Mapping[str, Any]]


Row = Mapping[str, Any]
Content = Mapping[str, Iterable[Row]]
"""By sheet, its rows; each by the key of its column."""


@cache
def layouts() -> dict[str, Layout]:
    """The layouts that there are: each is a file in `donors`."""
    found = {}
    for file in sorted(LAYOUTS.glob("*.yaml")):
        read = yaml.safe_load(file.read_text(encoding="utf-8"))
        found[file.stem] = Layout(file.stem, read["name"], read["sheets"])
    return found


def write(layout: Layout, content: Content) -> bytes:
    """The workbook. Rows go out as they come; nothing is merged, and no cell can be a formula."""
    out = io.BytesIO()
    # Rows wait in files of a folder that goes even where a row fails.
    with tempfile.TemporaryDirectory() as folder:
        book = xlsxwriter.Workbook(
            out,
            {
                "constant_memory": True,
                "tmpdir": folder,
                "strings_to_formulas": False,
                "strings_to_urls": False,
            },
        )
        head = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        for key, sheet in layout.sheets.items():
            page = book.add_worksheet(str(sheet["title"])[:31])
            columns = list(sheet["columns"].items())
            page.freeze_panes(1, 0)
            for place, (_column, title) in enumerate(columns):
                page.set_column(place, place, 18)
                page.write_string(0, place, str(title), head)
            for at, row in enumerate(content.get(key, ()), start=1):
                for place, (column, _title) in enumerate(columns):
                    _write(page, at, place, row.get(column), day)
        book.close()
    return out.getvalue()


def _write(page: Any, row: int, column: int, value: Any, day: Any) -> None:
    if value is None or value == "":
        return
    if isinstance(value, bool):
        page.write_string(row, column, _("Yes") if value else _("No"))
    elif isinstance(value, (int, float)):
        page.write_number(row, column, value)
    elif isinstance(value, datetime):
        page.write_datetime(row, column, value.replace(tzinfo=None), day)
    elif isinstance(value, date):
        page.write_datetime(row, column, datetime(value.year, value.month, value.day), day)  # noqa: DTZ001
    else:
        page.write_string(row, column, str(value))


def notes(minimum: int) -> Iterator[Row]:
    """What the symbols mean, and what was hidden from whom."""
    for symbol, text in (
        ("[c]", _("protected: too few people")),
        ("[x]", _("no datum")),
        ("[z]", _("not applicable")),
        ("[t]", _("not due yet")),
    ):
        yield {"symbol": symbol, "meaning": text}
    yield {
        "symbol": "",
        "meaning": _("Figures rest on %(n)s people at least, shares on twice as many.") % {"n": minimum},
    }
