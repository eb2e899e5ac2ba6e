"""From one file or two to the table in which the scores are looked for."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from analytics.reports.scores import identity, repeats
from analytics.reports.scores.data import Choice, OpenQuestionError
from analytics.reports.scores.headings import fitting, holds, position
from lms.core.spreadsheets import Cell, Row, Table, read_table
from lms.core.text import plain, quoted

SHOWN = 10


@dataclass(frozen=True, slots=True)
class File:
    """A file as it came in: its name and its bytes."""

    name: str
    data: bytes


def load(
    first: File, second: File | None, choice: Choice, *, sheet: str = "", second_sheet: str = "", by: str = ""
) -> tuple[Table, Choice]:
    """The table, and the choice with its columns as they are called there.

    With a second file the first score is looked for in the first and the second in the second; people
    are joined by the column `by`, or by the one that says who they are in both. Raises UserError.
    """
    if second is None:
        fit = fitting(choice.pre, choice.post)
        return read_table(first.data, filename=first.name, sheet=sheet, fit=fit), choice
    one = read_table(first.data, filename=first.name, sheet=sheet, fit=fitting(choice.pre, by))
    other = read_table(second.data, filename=second.name, sheet=second_sheet, fit=fitting(choice.post, by))
    names = (first.name, second.name)
    if first.name == second.name:
        names = (one.sheet or f"{first.name}, 1", other.sheet or f"{second.name}, 2")
    return _joined(one, other, names, choice, by)


def _joined(
    one: Table, other: Table, files: tuple[str, str], choice: Choice, by: str
) -> tuple[Table, Choice]:
    places = _keys(one, other, by)
    left, noted = _by_key(one, places[0], choice.repeated)
    right, noted_too = _by_key(other, places[1], choice.repeated)
    others = [i for i in range(len(other.headers)) if i != places[1]]
    headers = (
        *_labels(one.headers, other.headers, files[0], keep=places[0]),
        *(_labels(other.headers, one.headers, files[1], keep=places[1])[i] for i in others),
    )
    rows = [
        Row(
            (left.get(name) or right[name]).number,
            (
                *(
                    left[name].cells
                    if name in left
                    else _only_key(one, places[0], right[name].cells[places[1]])
                ),
                *(right[name].cells[i] if name in right else "" for i in others),
            ),
            _formulas(left.get(name), right.get(name), others, len(one.headers)),
        )
        for name in dict.fromkeys((*left, *right))
    ]
    notes = [*one.warnings, *other.warnings, *noted, *noted_too]
    notes += _about(left, right, files, places, one.headers[places[0]])
    separator = one.separator if one.separator == other.separator else ""
    table = replace(one, headers=headers, rows=rows, warnings=notes, separator=separator)
    return table, _renamed(choice, one, other, headers, places)


def _keys(one: Table, other: Table, by: str) -> tuple[int, int]:
    if by:
        return position(one.headers, by), position(other.headers, by)
    known = {plain(header): i for i, header in enumerate(other.headers) if header}
    apart = {i for i, header in enumerate(one.headers) if plain(header) not in known}
    who = identity.find(one.headers, one.rows, person="", taken=apart)
    if who is None or len(who.positions) > 1:
        mine = identity.find(one.headers, one.rows, person="", taken=())
        theirs = identity.find(other.headers, other.rows, person="", taken=())
        if (
            mine
            and theirs
            and mine.kind == theirs.kind >= 0
            and len(mine.positions) == len(theirs.positions) == 1
        ):
            return mine.positions[0], theirs.positions[0]
        shared = [i for i in range(len(one.headers)) if i not in apart]
        raise OpenQuestionError(
            _("Say by which column the two files belong together. Both have: %(columns)s.")
            % {"columns": ", ".join(quoted(one.headers[i]) for i in shared) or _("no column of one name")},
            code="join_column",
            field="by",
        )
    place = who.positions[0]
    return place, known[plain(one.headers[place])]


def _by_key(table: Table, place: int, repeated: str) -> tuple[dict[str, Row], list[str]]:
    who = identity.Identity((place,), table.headers[place])
    rows = [row for row in table.rows if who.of(row)]
    kept, notes = repeats.settle(rows, who, "first" if repeated == "rows" else repeated)
    if without := len(table.rows) - len(rows):
        notes.append(
            ngettext(
                "%(count)s row without “%(column)s” was left out.",
                "%(count)s rows without “%(column)s” were left out.",
                without,
            )
            % {"count": without, "column": table.headers[place]}
        )
    return {who.of(row): row for row in kept}, notes


def _labels(headers: Sequence[str], others: Sequence[str], file: str, *, keep: int) -> list[str]:
    """The headings; with the file's name where the other file has the same."""
    taken = {plain(header) for header in others}
    return [
        f"{header} ({file})" if header and i != keep and plain(header) in taken else header
        for i, header in enumerate(headers)
    ]


def _only_key(table: Table, place: int, key: Cell) -> tuple[Cell, ...]:
    return tuple(key if i == place else "" for i in range(len(table.headers)))


def _formulas(left: Row | None, right: Row | None, others: Sequence[int], width: int) -> frozenset[int]:
    found = set(left.formulas if left else ())
    if right is not None:
        found |= {width + n for n, i in enumerate(others) if i in right.formulas}
    return frozenset(found)


def _about(
    left: dict[str, Row], right: dict[str, Row], files: tuple[str, str], places: tuple[int, int], column: str
) -> list[str]:
    notes = [
        _("The two files were joined by “%(column)s”: %(count)s people are in both.")
        % {"column": column, "count": len(left.keys() & right.keys())}
    ]
    for mine, others, file, place in ((left, right, files[0], places[0]), (right, left, files[1], places[1])):
        alone = [row.text(place) for name, row in mine.items() if name not in others]
        if alone:
            names = ", ".join(alone[:SHOWN]) + ("…" if len(alone) > SHOWN else "")
            notes.append(
                _("Only in “%(file)s” (%(count)s): %(names)s.")
                % {"file": file, "count": len(alone), "names": names}
            )
    return notes


def _renamed(
    choice: Choice, one: Table, other: Table, headers: tuple[str, ...], places: tuple[int, int]
) -> Choice:
    pre, post = choice.pre, choice.post
    if pre and not holds(headers, pre):
        pre = headers[position(one.headers, pre)]
    if post and not (holds(headers, post) and plain(post) != plain(pre)):
        place = position(other.headers, post)
        behind = len(one.headers) + place - (place > places[1])
        post = headers[places[0] if place == places[1] else behind]
    return replace(choice, pre=pre, post=post)
