"""Which sheet is meant, and which of its rows holds the headings."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import zip_longest

from django.utils.translation import gettext as _

from lms.core.spreadsheets.errors import SpreadsheetError
from lms.core.spreadsheets.table import HEADING_ROWS, Cell, Row
from lms.core.text import plain, tidy

Fit = Callable[[Sequence[str]], int]
"""How well a row of headings suits what somebody wants to read; 0 says nothing."""


@dataclass(frozen=True, slots=True)
class Source:
    """One sheet, or the whole of a text file: its rows that are not empty, invisible characters gone."""

    title: str
    records: Sequence[tuple[int, list[Cell]]]
    formulas: dict[int, dict[int, str]] = field(default_factory=dict)
    hidden_rows: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Found:
    """The sheet that is read, the headings, and where among its records they stand."""

    source: Source
    headers: tuple[str, ...]
    place: int


def find(sources: Sequence[Source], *, sheet: str, fit: Fit | None) -> Found:
    """The row of headings that fits best; of equal ones the first of the first sheet."""
    if sheet:
        sources = [_named(sources, sheet)]
    found = [
        (_rank(source, place, headers, fit), Found(source, headers, place))
        for source in sources
        for place, headers in enumerate(_candidates(source))
    ]
    best = max(rank for rank, _candidate in found)
    return next(candidate for rank, candidate in found if rank == best)


def about(found: Found, sources: Sequence[Source], hidden: Sequence[str]) -> list[str]:
    """What was left aside, in words."""
    notes = []
    others = [source.title for source in sources if source is not found.source]
    if others:
        notes.append(
            _("Only the sheet “%(sheet)s” was read; there are others with content: %(others)s.")
            % {"sheet": found.source.title, "others": ", ".join(others)}
        )
    if hidden:
        notes.append(_("Hidden sheets were not read: %(names)s.") % {"names": ", ".join(hidden)})
    if found.place:
        row = found.source.records[found.place][0]
        notes.append(
            _("The headings were taken from row %(row)d; what stands above it was left out.") % {"row": row}
        )
    read = {number for number, _cells in found.source.records[found.place :]}
    if concealed := sorted(read & found.source.hidden_rows):
        shown = ", ".join(map(str, concealed[:10])) + ("…" if len(concealed) > 10 else "")
        notes.append(
            _("Hidden rows were read too: %(rows)s. If a filter hides them on purpose, copy what it shows.")
            % {"rows": shown}
        )
    return notes


def _named(sources: Sequence[Source], sheet: str) -> Source:
    for source in sources:
        if plain(source.title) == plain(sheet):
            return source
    raise SpreadsheetError(
        _("There is no sheet “%(name)s” with content. The file has: %(sheets)s.")
        % {"name": sheet, "sheets": ", ".join(source.title for source in sources if source.title) or "–"},
        code="sheet_missing",
    )


def _candidates(source: Source) -> list[tuple[str, ...]]:
    """Each of the first rows as headings; what it leaves empty is filled from a row of headings above it."""
    found: list[tuple[str, ...]] = []
    above: tuple[str, ...] = ()
    for number, cells in source.records[:HEADING_ROWS]:
        row = tuple(tidy(Row(number, tuple(cells)).text(place)) for place in range(len(cells)))
        if sum(map(bool, above)) > 1:
            filled = zip_longest(row, above, fillvalue="")
            found.append(tuple(own or upper for own, upper in filled))
        else:
            found.append(row)
        above = row
    return found


def _rank(source: Source, place: int, headers: Sequence[str], fit: Fit | None) -> tuple[int, bool]:
    cells = source.records[place][1]
    words = [cell for cell in cells if isinstance(cell, str) and any(c.isalpha() for c in cell)]
    table = len(words) > 1 and len(source.records) > place + 1
    # A row of numbers may hold what somebody calls a column; it is no row of headings for that.
    likely = place == 0 or 2 * len(words) >= sum(cell != "" for cell in cells)
    return (fit(headers) if fit and likely else 0, table)
