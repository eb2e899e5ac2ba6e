"""The analysis of a test as spreadsheets: shares as percentages with one decimal, correlations with three."""

from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext as _

from analytics.render.items import words
from analytics.render.numbers import percent_cell, rounded
from analytics.reports.items.data import FormAnalysis, QuestionRow
from lms.core.spreadsheets import Sheet, write_csv, write_xlsx
from lms.core.templatetags.acuerdo import localized

Cells = list[tuple[Any, ...]]


def as_csv(test: FormAnalysis) -> bytes:
    """One row for each question."""
    return write_csv(_questions(test))


def as_xlsx(test: FormAnalysis) -> bytes:
    """Questions on one sheet, their options on another."""
    return write_xlsx(
        [
            Sheet(_("Questions"), _questions(test), (6, 24, 16, 60, 8, 10, 10, 10, 10, 10, 10, 60)),
            Sheet(_("Options"), _options(test), (6, 24, 10, 50, 8, 8, 10, 10, 10, 10)),
        ]
    )


WRITERS: dict[str, Callable[[FormAnalysis], bytes]] = {"csv": as_csv, "xlsx": as_xlsx}


def _questions(test: FormAnalysis) -> Cells:
    cells: Cells = [
        (
            _("Place"), _("Key"), _("Topic"), _("Question"), _("n"), _("Earned (%)"), _("Interval from"),
            _("Interval to"), _("Discrimination"), _("Interval from"), _("Interval to"), _("Reading"),
        )
    ]  # fmt: skip
    return [*cells, *(_question(row) for row in test.questions)]


def _question(row: QuestionRow) -> tuple[Any, ...]:
    asked, p, r = row.question, row.difficulty, row.discrimination
    reading = _("Annulled: it counts for nobody.") if row.annulled else " ".join(
        words.flag(code, row) for code in row.flags
    )  # fmt: skip
    return (
        asked.position,
        asked.key,
        asked.topic,
        localized(asked.content.get("stem")),
        row.n,
        *(percent_cell(value) for value in (p.value, p.low, p.high)),
        *(None if value is None else float(rounded(value, 3)) for value in (r.value, r.low, r.high)),
        reading,
    )


def _options(test: FormAnalysis) -> Cells:
    cells: Cells = [
        (
            _("Place"), _("Key"), _("Option"), _("Words"), _("Right"), _("n"), _("Share (%)"),
            _("Lowest third (%)"), _("Middle third (%)"), _("Highest third (%)"),
        )
    ]  # fmt: skip
    for row in test.questions:
        for one in row.options:
            name = _("Not answered") if one.key is None else words.letter(row.options, one.key)
            cells.append(
                (
                    row.question.position, row.question.key, name, localized(one.text),
                    _("Yes") if one.is_key else "", one.n, percent_cell(one.share),
                    *(percent_cell(share) for share in one.thirds),
                )
            )  # fmt: skip
    return cells
