"""Long tables: a row for each person and test. They are turned into a row per person."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from analytics.reports.scores import cells, identity
from analytics.reports.scores.data import Choice, OpenQuestionError
from analytics.reports.scores.headings import names, position
from analytics.reports.scores.shapes.wanted import has_columns, named_by
from lms.core.errors import UserError
from lms.core.spreadsheets import Cell, Row, Table
from lms.core.text import plain, quoted, tidy

MOST_TESTS = 12


@dataclass(frozen=True, slots=True)
class _Long:
    """Which column holds the test, and who the rows are of."""

    test: int
    tests: tuple[str, ...]
    who: identity.Identity


def turned(table: Table, choice: Choice) -> Table | None:
    """A row per person, with a column of scores for each test; None where the table is not long."""
    if has_columns(table.headers, choice) or not table.rows:
        return None
    found = _recognized(table, choice)
    if found is None:
        return None
    score = _score(table, found, choice)
    by_person: dict[str, list[Row]] = {}
    for row in table.rows:
        if (name := found.who.of(row)) and row.text(found.test).strip():
            by_person.setdefault(name, []).append(row)
    others = [i for i in range(len(table.headers)) if i not in (found.test, score)]
    others = [i for i in others if _constant(i, by_person.values()) or i in found.who.positions]
    rows = [_person(rows, others, found, score) for rows in by_person.values()]
    headers = (*(table.headers[i] for i in others), *found.tests)
    note = _(
        "The file has a row for each person and test. It was turned: %(people)s people from %(rows)s "
        "rows, the "
        "test by “%(test)s”, the score from “%(score)s”."
    ) % {
        "people": len(rows),
        "rows": len(table.rows),
        "test": table.headers[found.test],
        "score": table.headers[score],
    }
    return replace(table, headers=headers, rows=rows, warnings=[*table.warnings, note])


def _recognized(table: Table, choice: Choice) -> _Long | None:
    who = identity.find(table.headers, table.rows, person=choice.person, taken=())
    unsaid = None
    for test in range(len(table.headers)):
        tests = _tests(table, test)
        if not 2 <= len(tests) <= MOST_TESTS or not named_by(list(tests), choice):
            continue
        if who is None:
            unsaid = test if unsaid is None else unsaid
        elif test not in who.positions and _people(table, who) < len(table.rows):
            return _Long(test, tuple(tests.values()), who)
    if unsaid is not None and choice.pre:
        raise OpenQuestionError(
            _(
                "“%(pre)s” and “%(post)s” stand in the column “%(test)s”, so the file has a row for each "
                "person and test. Say which column says who the person is."
            )
            % {"pre": choice.pre, "post": choice.post, "test": table.headers[unsaid]},
            code="who",
            field="person",
        )
    return None


def _tests(table: Table, place: int) -> dict[str, str]:
    """The different values of a column in their order, by plain word."""
    tests: dict[str, str] = {}
    for row in table.rows:
        if text := tidy(row.text(place)):
            tests.setdefault(plain(text), text)
            if len(tests) > MOST_TESTS:
                break
    return tests


def _people(table: Table, who: identity.Identity) -> int:
    return len({who.of(row) for row in table.rows})


def _score(table: Table, found: _Long, choice: Choice) -> int:
    if choice.score:
        return position(table.headers, choice.score)
    numeric = [
        i
        for i in range(len(table.headers))
        if i != found.test and i not in found.who.positions and _is_numeric(table.rows, i)
    ]
    varying = [i for i in numeric if not _constant(i, _by_person(table, found))]
    if len(varying) == 1:
        return varying[0]
    said = [i for i in varying if any(word in plain(table.headers[i]) for word in _SCORE)]
    if len(said) == 1:
        return said[0]
    spelled = names(table.headers)
    raise OpenQuestionError(
        _("The file has a row for each person and test. Say which column holds the scores: %(columns)s.")
        % {"columns": ", ".join(quoted(spelled[i]) for i in varying or range(len(spelled)))},
        code="which_score",
        field="score",
    )


_SCORE = (
    "score",
    "punta",
    "puntu",
    "calif",
    "nota",
    "result",
    "punto",
    "point",
    "grade",
    "mark",
    "acierto",
    "total",
)


def _by_person(table: Table, found: _Long) -> list[list[Row]]:
    people: dict[str, list[Row]] = {}
    for row in table.rows:
        people.setdefault(found.who.of(row), []).append(row)
    return list(people.values())


def _is_numeric(rows: Sequence[Row], place: int) -> bool:
    good = some = 0
    for row in rows:
        if cells.is_no_score(row.cells[place]):
            continue
        some += 1
        try:
            cells.read(row.cells[place])
            good += 1
        except cells.NotAScoreError:
            continue
    return some > 0 and good >= 0.8 * some


def _constant(place: int, people: Collection[Sequence[Row]]) -> bool:
    """Whether each person has one value in a column."""
    return all(len({plain(row.text(place)) for row in rows}) == 1 for rows in people)


def _person(rows: Sequence[Row], others: Sequence[int], found: _Long, score: int) -> Row:
    by_test: dict[str, Row] = {}
    for row in rows:
        test = plain(tidy(row.text(found.test)))
        if test in by_test:
            raise UserError(
                _(
                    "“%(name)s” has “%(test)s” in rows %(first)s and %(second)s. Leave one row for each "
                    "person "
                    "and test."
                )
                % {
                    "name": found.who.shown(row),
                    "test": tidy(row.text(found.test)),
                    "first": by_test[test].number,
                    "second": row.number,
                },
                code="test_twice",
            )
        by_test[test] = row
    scores: list[Cell] = [
        by_test[plain(test)].cells[score] if plain(test) in by_test else "" for test in found.tests
    ]
    first = rows[0]
    formulas = {
        len(others) + i
        for i, test in enumerate(found.tests)
        if plain(test) in by_test and score in by_test[plain(test)].formulas
    }
    return Row(first.number, (*(first.cells[i] for i in others), *scores), frozenset(formulas))
