"""Answers or points of single questions, added up to a score for each test."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from fnmatch import fnmatchcase

from django.utils.translation import gettext as _

from analytics.reports.scores import cells, furniture
from analytics.reports.scores.data import Choice
from lms.core.errors import UserError
from lms.core.spreadsheets import Cell, Row, Table
from lms.core.text import plain, quoted

FEWEST = 3
_NUMBERED = re.compile(r"(.*?)(\d{1,3})")


@dataclass(frozen=True, slots=True)
class _Test:
    """The columns of one test's questions, and how they are called together."""

    name: str
    places: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Marks:
    """The questions of a test: their headings, what tells them apart in these, and by row what was earned."""

    headings: tuple[str, ...]
    parts: tuple[str, ...]
    earned: Mapping[int, tuple[float, ...]]


def with_sums(table: Table, choice: Choice) -> Table:
    """The table with a column of scores at its end for each test whose questions stand apart.

    Tests are those that `choice` names with an asterisk ("pre_*"), else all columns that differ in their
    number only. Answers are compared with the row of right ones, if there is one; points are added.
    """
    tests = [_named(table, name) for name in (choice.pre, choice.post) if "*" in name]
    asked = bool(tests)
    tests = tests or ([] if choice.pre else _numbered(table))
    if not tests:
        return table
    key = next((row for row in table.rows if furniture.is_key(row)), None)
    people = [row for row in table.rows if row is not key]
    sums, notes = [], []
    for test in tests:
        if key is not None:
            test = _keyed(test, key)
        if key is None and not _are_points(people, test, binary=not asked):
            if asked:
                raise UserError(_needs(table, test), code="no_key")
            continue
        sums.append((test, [_sum(row, test, key) for row in people]))
        notes.append(_note(test, key))
    if not sums:
        return table
    headers = (*table.headers, *(test.name for test, _values in sums))
    rows = [
        Row(row.number, (*row.cells, *(values[i] for _test, values in sums)), row.formulas)
        for i, row in enumerate(people)
    ]
    return replace(table, headers=headers, rows=rows, warnings=[*table.warnings, *notes])


def marks_of(table: Table, pattern: str) -> Marks | None:
    """What each row earned in each question of the test that `pattern` names; None without an asterisk."""
    if "*" not in pattern:
        return None
    test = _named(table, pattern)
    key = next((row for row in table.rows if furniture.is_key(row)), None)
    if key is not None:
        test = _keyed(test, key)
    fixed = [re.escape(part) for part in plain(pattern).split("*")]
    shape = re.compile("(.*)".join(fixed))
    parts = [shape.fullmatch(plain(table.headers[place])) for place in test.places]
    return Marks(
        tuple(table.headers[place] for place in test.places),
        tuple("*".join(one.groups()) if one else "" for one in parts),
        {row.number: _earned(row, test, key) for row in table.rows if row is not key},
    )


def _earned(row: Row, test: _Test, key: Row | None) -> tuple[float, ...]:
    """Points by question, nothing for an empty one; empty where no question was answered."""
    if all(cells.is_no_score(row.cells[place]) for place in test.places):
        return ()
    if key is not None:
        return tuple(float(plain(row.text(place)) == plain(key.text(place))) for place in test.places)
    return tuple(
        0.0 if cells.is_no_score(row.cells[place]) else cells.read(row.cells[place]).value
        for place in test.places
    )


def _keyed(test: _Test, key: Row) -> _Test:
    """Only the questions that have a right answer."""
    return replace(test, places=tuple(i for i in test.places if not cells.is_blank(key.cells[i])))


def _named(table: Table, pattern: str) -> _Test:
    places = tuple(i for i, header in enumerate(table.headers) if fnmatchcase(plain(header), plain(pattern)))
    if not places:
        raise UserError(
            _("No column fits “%(pattern)s”. The file has: %(columns)s.")
            % {"pattern": pattern, "columns": ", ".join(quoted(h) for h in table.headers if h)},
            code="unknown_column",
        )
    return _Test(pattern, places)


def _numbered(table: Table) -> list[_Test]:
    groups: dict[str, list[int]] = {}
    for i, header in enumerate(table.headers):
        if found := _NUMBERED.fullmatch(header):
            groups.setdefault(found[1], []).append(i)
    return [
        _Test(f"{stem}*", tuple(places)) for stem, places in groups.items() if stem and len(places) >= FEWEST
    ]


def _are_points(rows: Sequence[Row], test: _Test, *, binary: bool) -> bool:
    some = False
    for row in rows:
        for place in test.places:
            if cells.is_no_score(row.cells[place]):
                continue
            try:
                value = cells.read(row.cells[place]).value
            except cells.NotAScoreError:
                return False
            if binary and value not in (0, 1):
                return False
            some = True
    return some


def _sum(row: Row, test: _Test, key: Row | None) -> Cell:
    """The score of one person; empty where no question was answered."""
    given = [place for place in test.places if not cells.is_no_score(row.cells[place])]
    if not given:
        return ""
    if key is not None:
        return sum(plain(row.text(place)) == plain(key.text(place)) for place in given)
    return sum(cells.read(row.cells[place]).value for place in given)


def _note(test: _Test, key: Row | None) -> str:
    if key is None:
        words = _("“%(name)s” is the sum of %(count)s columns; an empty one adds nothing.")
        return words % {"name": test.name, "count": len(test.places)}
    words = _(
        "“%(name)s” counts right answers among %(count)s, by the key in row %(row)s; an empty answer is "
        "not right."
    )
    return words % {"name": test.name, "count": len(test.places), "row": key.number}


def _needs(table: Table, test: _Test) -> str:
    return _(
        "The %(count)s columns “%(name)s” hold answers, not points. Add a row with the right answers and "
        "write "
        "“key” in its first cell."
    ) % {"count": len(test.places), "name": test.name}
