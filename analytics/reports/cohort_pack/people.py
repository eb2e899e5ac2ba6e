"""Everybody of a cohort by name: how far they are, and their results as its trainers see them."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from analytics.reports.center import labels
from analytics.reports.document import Cell, Column, Figure, Number, Row, Sentence, Symbol, Table, Text, Unit
from courses.data import (
    AFTER,
    BEFORE,
    OPINION,
    PLAYED,
    READ,
    STOOD,
    CohortFigures,
    CompletionRow,
    PersonScores,
)

COLUMNS = (
    Column(_("Center"), wide=True),
    Column(_("Pre-test, points")),
    Column(_("Lessons"), wide=True),
    Column(_("Assessed role-play"), wide=True),
    Column(_("Post-test, points")),
    Column(_("Best post-test, points")),
    Column(_("Points at most")),
    Column(_("Passed"), wide=True),
    Column(_("Course evaluation"), wide=True),
    Column(_("Certificate"), wide=True),
)
PLACE = {what: place for place, what in enumerate(STOOD)}


def table(
    found: CohortFigures, people: Mapping[int, Any], centers: Mapping[int, str], held: Mapping[int, bool]
) -> Figure:
    """One row a person, by name."""
    both = zip(found.rows, found.scores, strict=True)
    known = [(people[row.user_id], row, score) for row, score in both]
    known.sort(key=lambda one: (one[0].last_name, one[0].first_name, one[0].pk))
    rows = tuple(
        Row(str(person), _cells(row, score, centers, held.get(row.enrollment_id)))
        for person, row, score in known
    )
    return Figure(
        Sentence(_("%(people)s people, each with how far they are"), {"people": Number(len(rows))}),
        Table("people", _("People"), _("Person"), COLUMNS, rows),
        limits=(
            Sentence(
                _("Points are of first sittings, on which gains rest; the best one decides about passing.")
            ),
        ),
        plain=True,
    )


def _cells(
    row: CompletionRow, score: PersonScores, centers: Mapping[int, str], held: bool | None
) -> tuple[Cell, ...]:
    return (
        centers.get(row.center_id or 0, ""),
        _points(score.pre, row, BEFORE),
        _state(row, READ),
        (_("Competent") if row.competent else _("Not yet competent")) if row.rated else _state(row, PLAYED),
        _points(score.post_first, row, AFTER),
        Symbol.NOT_APPLICABLE if score.post_best is None else _number(score.post_best),
        Symbol.NOT_APPLICABLE if score.max_score is None else _number(score.max_score),
        (_("Yes") if row.passed else _("No")) if row.post_done else "",
        _state(row, OPINION),
        "" if held is None else _("Issued") if held else _("Revoked"),
    )


def _points(points: float | None, row: CompletionRow, what: str) -> Cell:
    """The points, or how the person stands with the test where there are none to see."""
    return _state(row, what) if points is None else _number(points)


def _number(points: float) -> Number:
    return Number(points, Unit.RATIO, 0 if float(points).is_integer() else 2)


def _state(row: CompletionRow, what: str) -> Text:
    if not row.active and row.standings[PLACE[what]] != "done":
        return labels.STATES["left"]
    return labels.STATES[row.standings[PLACE[what]]]
