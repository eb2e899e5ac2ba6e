"""What keeps a column from being read as scores, in words that name the cells."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta
from typing import Protocol

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from analytics.reports.scores import wordings
from analytics.reports.scores.cells import Reading
from lms.core.errors import UserError
from lms.core.spreadsheets import Row

SHOWN_ERRORS = 5


@dataclass(frozen=True, slots=True)
class Wrong:
    """A cell that is no score; `kind` is "ambiguous", "formula" or empty."""

    row: int
    column: str
    cell: object
    kind: str


class ReadColumn(Protocol):
    """A column of scores that was read."""

    name: str
    readings: list[Reading | None]


def refuse(wrong: Sequence[Wrong], rows: int) -> None:
    """Raise UserError for cells that are no scores: the first ones named, the rest counted."""
    if not wrong:
        return
    words = [
        (one.column, " ".join(one.cell.split()))
        for one in wrong
        if isinstance(one.cell, str) and not one.kind and _is_word(one.cell)
    ]
    for name in dict.fromkeys(one.column for one in wrong):
        counted = Counter(word for column, word in words if column == name)
        wordings.refuse(name, counted, rows, [word for _column, word in words])
    lines = [_line(one) for one in wrong[:SHOWN_ERRORS]]
    if len(wrong) > SHOWN_ERRORS:
        more = len(wrong) - SHOWN_ERRORS
        lines.append(
            ngettext("And %(count)s more cell.", "And %(count)s more cells.", more) % {"count": more}
        )
    kinds = {"date" if isinstance(one.cell, (date, time, timedelta)) else one.kind for one in wrong}
    lines.append(_advice(kinds))
    raise UserError(" ".join(lines), code="ambiguous_comma" if kinds == {"ambiguous"} else "not_a_score")


def refuse_mixed(rows: Sequence[Row], columns: Sequence[ReadColumn]) -> None:
    """Refuse scores of which only some carry a percent sign or an "out of"."""
    read = [
        (row.number, column.name, reading)
        for column in columns
        for row, reading in zip(rows, column.readings, strict=True)
        if reading is not None
    ]
    plain = next((one for one in read if not one[2].percent), None)
    if plain is not None and any(reading.percent for _row, _name, reading in read):
        raise UserError(
            _(
                "Some scores have a percent sign and others do not (for example row %(row)s, column "
                "“%(column)s”). Write them all in the same way."
            )
            % {"row": plain[0], "column": plain[1]},
            code="mixed_percent",
        )
    for column in columns:
        wholes = {reading.out_of for reading in column.readings if reading is not None}
        if len(wholes) > 1:
            totals = ", ".join(
                _("without") if whole is None else f"/ {whole:g}" for whole in sorted(wholes, key=str)
            )
            raise UserError(
                _(
                    "Column “%(column)s” holds scores out of different totals (%(totals)s). Write them "
                    "in one way."
                )
                % {"column": column.name, "totals": totals},
                code="mixed_totals",
            )


def refuse_outside(rows: Sequence[Row], column: str, values: Sequence[float | None], highest: float) -> None:
    """Refuse a score below zero or above the highest possible one."""
    for row, value in zip(rows, values, strict=True):
        if value is not None and not 0 <= value <= highest:
            raise UserError(
                _(
                    "Row %(row)s, column “%(column)s”: the score %(value)g is outside 0 to %(max)g, the "
                    "highest possible score."
                )
                % {"row": row.number, "column": column, "value": value, "max": highest},
                code="outside_range",
            )


def _is_word(text: str) -> bool:
    if text.startswith("=") or not any(c.isalpha() for c in text):
        return False
    return not any(c.isdigit() for c in text) or wordings.LABELED.fullmatch(text.strip()) is not None


def _line(wrong: Wrong) -> str:
    value = str(wrong.cell)
    facts = {
        "row": wrong.row,
        "column": wrong.column,
        "value": value if len(value) <= 40 else value[:39] + "…",
    }
    if wrong.kind == "ambiguous":
        return (
            _(
                "Row %(row)s, column “%(column)s”: “%(value)s” is not a number that can be read in one "
                "way only."
            )
            % facts
        )
    if isinstance(wrong.cell, (date, time, timedelta)):
        facts["value"] = value.removesuffix(" 00:00:00")
        return _("Row %(row)s, column “%(column)s”: “%(value)s” is a date, not a number.") % facts
    return _("Row %(row)s, column “%(column)s”: “%(value)s” is not a number.") % facts


def _advice(kinds: set[str]) -> str:
    if kinds == {"ambiguous"}:
        return _("The comma may divide decimals or thousands. Write a decimal point or leave the comma out.")
    if kinds == {"date"}:
        return _(
            "Spreadsheet programs turn what is typed as 8/10 into a date. Format the column as text, or "
            "write "
            "the number alone."
        )
    if kinds == {"formula"}:
        return _("A formula has no saved value. Open the file in your program, save it and try again.")
    return _("Leave the cell empty where there is no score.")
