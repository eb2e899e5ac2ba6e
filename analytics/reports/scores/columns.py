"""Reading the chosen columns of a table: who counts, with which scores, and what was noticed."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from analytics.reports.scores import cells, furniture, groups, identity, maxima, problems, repeats, suspects
from analytics.reports.scores.data import Choice, LeftOut
from analytics.reports.scores.headings import position
from analytics.reports.scores.wordings import parse
from lms.core.errors import UserError
from lms.core.spreadsheets import Row, Table
from lms.core.text import plain

BEYOND = 1.5
"""How far a percentage may exceed 100, for points on top, before it is no percentage."""


@dataclass(slots=True)
class Scores:
    """The chosen columns, aligned by row. Missing scores are None; `max_score` belongs to both columns."""

    pre: list[float | None] = field(default_factory=list)
    post: list[float | None] = field(default_factory=list)
    groups: list[str] = field(default_factory=list)
    markers: Counter[str] = field(default_factory=Counter)
    left_out: tuple[LeftOut, ...] = ()
    notes: list[str] = field(default_factory=list)
    max_score: float | None = None


@dataclass(slots=True)
class _Column:
    """One column of scores as it is being read: a reading or None for each row."""

    name: str
    readings: list[cells.Reading | None]

    def values(self) -> list[float]:
        return [reading.value for reading in self.readings if reading is not None]


def read(table: Table, choice: Choice, notes: list[str]) -> Scores:
    """The scores of `table` as `choice` says; what is noticed on the way is added to `notes`.

    Raises UserError, in words, for what it cannot read.
    """
    pre, post = position(table.headers, choice.pre), position(table.headers, choice.post)
    if pre == post:
        raise UserError(
            _("The first and the second score are the same column, “%s”. Choose two different columns.")
            % table.headers[pre],
            code="same_column",
        )
    group = position(table.headers, choice.group) if choice.group else None
    if not table.rows:
        raise UserError(_("The file has headers but no rows of scores."), code="no_rows")
    suspects.check_maximum(choice.max_score)
    suspects.check_maximum(choice.max_post)
    sifted = furniture.sift(table.rows, table.headers, (pre, post))
    scores = Scores(left_out=sifted.left_out, notes=notes)
    rows = _people(table, sifted.rows, choice, (pre, post, group), scores)
    columns = _columns(table, rows, (pre, post), choice, scores)
    problems.refuse_mixed(rows, columns)
    suspects.ask_about_codes([(column.name, column.values()) for column in columns], choice)
    _on_one_scale(columns, _maxima(table.headers, (pre, post), columns, sifted, choice), rows, choice, scores)
    written = None if group is None else [row.text(group) for row in rows]
    scores.groups, noted = groups.labels(written, len(rows))
    scores.notes += noted
    groups.refuse_too_many(scores.groups, choice.group)
    return scores


def _people(
    table: Table, rows: list[Row], choice: Choice, taken: Sequence[int | None], scores: Scores
) -> list[Row]:
    who = identity.find(
        table.headers, rows, person=choice.person, taken={place for place in taken if place is not None}
    )
    if who is None:
        scores.notes.append(
            _("No column says who each row is, so it was not checked whether somebody stands twice.")
        )
        return rows
    kept, notes = repeats.settle(rows, who, choice.repeated)
    scores.notes += notes
    return kept


def _columns(
    table: Table, rows: Sequence[Row], places: Sequence[int], choice: Choice, scores: Scores
) -> list[_Column]:
    words = parse(choice.words)
    numbers, missing_words = suspects.missing_values(choice.missing)
    everything = [row.cells[place] for row in rows for place in places]
    signs = cells.signs(everything, table.separator, choice.max_score)
    wrong: list[problems.Wrong] = []
    columns = [_Column(table.headers[place], []) for place in places]
    for row in rows:
        for column, place in zip(columns, places, strict=True):
            cell = row.cells[place]
            reading: cells.Reading | None = None
            word = plain(cell) if isinstance(cell, str) else ""
            if word in words:
                reading = cells.Reading(words[word])
            elif cells.is_no_score(cell) or word in missing_words:
                _count(scores.markers, cell)
            elif signs.ambiguous(cell):
                wrong.append(problems.Wrong(row.number, column.name, cell, "ambiguous"))
            else:
                try:
                    reading = cells.read(cell)
                except cells.NotAScoreError:
                    formula = place in row.formulas
                    wrong.append(problems.Wrong(row.number, column.name, cell, "formula" if formula else ""))
            if reading is not None and reading.value in numbers:
                scores.markers[f"{reading.value:g}"] += 1
                reading = None
            column.readings.append(reading)
    problems.refuse(wrong, len(rows))
    return columns


def _count(markers: Counter[str], cell: object) -> None:
    if not cells.is_blank(cell):
        markers[" ".join(str(cell).split())] += 1


def _maxima(
    headers: Sequence[str],
    places: Sequence[int],
    columns: Sequence[_Column],
    sifted: furniture.Sifted,
    choice: Choice,
) -> tuple[float | None, float | None]:
    """The highest possible scores: as chosen, else as the file says them of both columns."""
    if choice.max_score is not None or choice.max_post is not None:
        first = choice.max_score if choice.max_score is not None else choice.max_post
        return first, choice.max_post if choice.max_post is not None else choice.max_score
    if any(reading.percent for column in columns for reading in column.readings if reading):
        return 100.0, 100.0
    found = [
        sifted.maxima[i]
        or maxima.in_cells([reading for reading in column.readings if reading])
        or maxima.in_heading(headers[places[i]])
        for i, column in enumerate(columns)
    ]
    said = all(
        highest is not None and all(0 <= value <= highest for value in column.values())
        for highest, column in zip(found, columns, strict=True)
    )
    return (found[0], found[1]) if said else (None, None)


def _on_one_scale(
    columns: Sequence[_Column],
    highest: tuple[float | None, float | None],
    rows: Sequence[Row],
    choice: Choice,
    scores: Scores,
) -> None:
    first, second = ([r.value if r else None for r in column.readings] for column in columns)
    if highest[0] is None or highest[1] is None:
        suspects.refuse_two_scales(columns[0].values(), columns[1].values(), choice)
        scores.notes += suspects.apart(columns[0].values(), columns[1].values(), choice)
        scores.pre, scores.post = first, second
        return
    most = max((*columns[0].values(), *columns[1].values()), default=0)
    if (
        choice.max_score is not None
        or choice.max_post is not None
        or most > BEYOND * max(highest[0], highest[1])
    ):
        problems.refuse_outside(rows, columns[0].name, first, highest[0])
        problems.refuse_outside(rows, columns[1].name, second, highest[1])
    if highest[0] == highest[1]:
        scores.pre, scores.post, scores.max_score = first, second, highest[0]
        return
    scores.pre = [None if value is None else value / highest[0] * 100 for value in first]
    scores.post = [None if value is None else value / highest[1] * 100 for value in second]
    scores.max_score = 100.0
    scores.notes.append(
        _(
            "The first score is out of %(first)g and the second out of %(second)g: both were turned into "
            "percentages."
        )
        % {"first": highest[0], "second": highest[1]}
    )
