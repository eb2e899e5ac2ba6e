"""What the parts of a workbook hold, counted before any of them is parsed."""

import itertools
import re
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from lms.core.archives import open_archive
from lms.core.spreadsheets import strict
from lms.core.spreadsheets.budget import too_many_cells
from lms.core.spreadsheets.errors import SpreadsheetError
from lms.core.spreadsheets.table import WIDEST, Limits
from lms.core.xml import declares_a_type

_ROW_OR_CELL = re.compile(rb"<(?:\w+:)?(row|c)[\s/>]")
_TEXT = re.compile(rb"<(?:\w+:)?si[\s/>]")
_HIDDEN_ROW = re.compile(rb'<(?:\w+:)?row(?=[^<>]*\shidden="(?:1|true)")[^<>]*\sr="(\d{1,7})"')
_FORMULA = re.compile(rb"<(?:\w+:)?f[\s/>]")
_PERCENT = re.compile(rb'numFmtId="(?:9|10)"|%')
# What honest workbooks hold: a cell has three elements at most, a text in several fonts many, and the
# rest (styles, widths, links) is of a size of its own. Each begins and ends with "<".
_TAGS_PER_CELL, _TAGS_PER_TEXT, _OTHER_TAGS = 8, 40, 150_000
_SPARE_TEXTS = 1_000


@dataclass(slots=True)
class Parts:
    """What is known of the parts: rows hidden in each sheet, by the part's name, and how much there is."""

    formulas: bool = False
    percents: bool = False
    strict: bool = False
    cells: int = 0
    texts: int = 0
    hidden_rows: dict[str, frozenset[int]] = field(default_factory=dict)


def look_into(data: bytes, limits: Limits) -> Parts:
    """Refuse declarations in any part, and more than may be read."""
    found, tags = Parts(), 0
    with open_archive(data) as archive:
        for entry in archive.infolist():
            if not entry.filename.endswith((".xml", ".rels")):
                continue
            content = archive.read(entry)
            if declares_a_type(content):
                raise SpreadsheetError(
                    _("The workbook declares its own document type or entities. That is refused for safety."),
                    code="xml_declarations",
                )
            found.strict = found.strict or strict.is_strict(content)
            found.texts += _count(_TEXT, content, limits.texts)
            if found.texts > limits.texts:
                raise _too_many_texts()
            if entry.filename == "xl/styles.xml":
                found.percents = _PERCENT.search(content) is not None
            if entry.filename.startswith("xl/worksheets/"):
                found.cells += _count_cells(content, limits.cells)
                found.formulas = found.formulas or _FORMULA.search(content) is not None
                hidden = itertools.islice(_HIDDEN_ROW.finditer(content), limits.most_records)
                found.hidden_rows[entry.filename] = frozenset(int(row[1]) for row in hidden)
            if found.cells > limits.cells:
                raise too_many_cells()
            tags += content.count(b"<")
    if found.texts > found.cells + _SPARE_TEXTS:  # no program keeps texts that no cell shows
        raise _too_many_texts()
    if tags > _TAGS_PER_CELL * found.cells + _TAGS_PER_TEXT * found.texts + _OTHER_TAGS:
        raise SpreadsheetError(
            _(
                "The workbook holds very much besides its cells. "
                "Copy the table into a new file and save it as XLSX or CSV."
            ),
            code="tags",
        )
    return found


def _count(pattern: re.Pattern[bytes], content: bytes, most: int) -> int:
    """How often `pattern` occurs, counted up to one more than `most`; keeps none of it."""
    return sum(1 for _found in itertools.islice(pattern.finditer(content), most + 1))


def _count_cells(content: bytes, most: int) -> int:
    """How many cells a sheet has, counted up to one more than `most`."""
    cells = in_row = 0
    for found in _ROW_OR_CELL.finditer(content):
        if found[1] == b"row":
            in_row = 0
            continue
        in_row += 1
        cells += 1
        if in_row > WIDEST or cells > most:
            raise too_many_cells()
    return cells


def _too_many_texts() -> SpreadsheetError:
    return SpreadsheetError(
        _(
            "The workbook holds too many different texts. "
            "Copy the table into a new file and save it as XLSX or CSV."
        ),
        code="texts",
    )
