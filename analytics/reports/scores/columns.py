"""Reading the chosen columns of a table: who counts, with which scores, and what was noticed."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

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
    """The chosen columns, aligned by row. Missing scores are None; `max_score` belongs to all columns.

    `groups` has a list for each column of groups, `forms` one for each of the two of forms.
    """

    numbers: list[int] = field(default_factory=list)
    pre: list[float | None] = field(default_factory=list)
    post: list[float | None] = field(default_factory=list)
    follow: list[float | None] = field(default_factory=list)
    groups: list[list[str]] = field(default_factory=list)
    forms: list[list[str]] = field(default_factory=list)
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
    wanted = [choice.pre, choice.post, *([choice.follow] if choice.follow else [])]
    places = [position(table.headers, name) for name in wanted]
    if len(set(places)) < len(places):
        twice = next(place for place in places if places.count(place) > 1)
        raise UserError(
            _("Two scores are the same column, “%s”. Choose different columns.") % table.headers[twice],
            code="same_column",
        )
    groupings = [position(table.headers, name) for name in choice.groupings]
    forms = [position(table.headers, name) for name in (choice.form_pre, choice.form_post) if name]
    if not table.rows:
        raise UserError(_("The file has headers but no rows of scores."), code="no_rows")
    suspects.check_maximum(choice.max_score)
    suspects.check_maximum(choice.max_post)
    sifted = furniture.sift(table.rows, table.headers, (places[0], places[1]))
    scores = Scores(left_out=sifted.left_out, notes=notes)
    rows = _people(table, sifted.rows, choice, (*places, *groupings, *forms), scores)
    columns = _columns(table, rows, places, choice, scores)
    problems.refuse_mixed(rows, columns)
    suspects.ask_about_codes([(column.name, column.values()) for column in columns], choice)
    highest = _maxima(table.headers, places[:2], columns[:2], sifted, choice)
    _on_one_scale(columns, highest, rows, choice, scores)
    scores.numbers = [row.number for row in rows]
    for place in groupings:
        scores.groups.append(_labels(place, rows, scores))
        groups.refuse_too_many(scores.groups[-1], table.headers[place])
    scores.forms = [_labels(place, rows, scores) for place in forms]
    return scores


def _labels(place: int, rows: Sequence[Row], scores: Scores) -> list[str]:
    found, noted = groups.labels([row.text(place) for row in rows], len(rows))
    scores.notes += noted
    return found


def _people(table: Table, rows: list[Row], choice: Choice, taken: Sequence[int], scores: Scores) -> list[Row]:
    who = identity.find(table.headers, rows, person=choice.person, taken=set(taken))
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
    first, second, *third = ([r.value if r else None for r in column.readings] for column in columns)
    scores.follow = third[0] if third else []
    if highest[0] is None or highest[1] is None:
        for column in columns[1:]:
            named = replace(choice, post=column.name)
            suspects.refuse_two_scales(columns[0].values(), column.values(), named)
            scores.notes += suspects.apart(columns[0].values(), column.values(), named)
        scores.pre, scores.post = first, second
        return
    most = max((value for column in columns for value in column.values()), default=0)
    if (
        choice.max_score is not None
        or choice.max_post is not None
        or most > BEYOND * max(highest[0], highest[1])
    ):
        problems.refuse_outside(rows, columns[0].name, first, highest[0])
        problems.refuse_outside(rows, columns[1].name, second, highest[1])
        for column, values in zip(columns[2:], third, strict=True):
            problems.refuse_outside(rows, column.name, values, highest[1])
    if highest[0] == highest[1]:
        scores.pre, scores.post, scores.max_score = first, second, highest[0]
        return
    scores.pre = [None if value is None else value / highest[0] * 100 for value in first]
    scores.post = [None if value is None else value / highest[1] * 100 for value in second]
    scores.follow = [None if value is None else value / highest[1] * 100 for value in scores.follow]
    scores.max_score = 100.0
    scores.notes.append(
        _(
            "The first score is out of %(first)g and the second out of %(second)g: both were turned into "
            "percentages."
        )
        % {"first": highest[0], "second": highest[1]}
    )
