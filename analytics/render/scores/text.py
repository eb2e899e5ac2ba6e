"""The report for a terminal."""

from collections.abc import Sequence

from analytics.render import gain_words
from analytics.render.documents.written import all_said, say, words
from analytics.render.scores.document import document
from analytics.render.scores.words import caveats, method, notes, opening, warnings
from analytics.reports.document import Figure
from analytics.reports.scores.data import ScoresReport

LEFT_OUT = ("pairs", "exact", "spread")
"""Tables that are for files: one is long, the others have more digits than anybody reads."""


def render(report: ScoresReport) -> str:
    """Words first, then the tables, then what to beware of."""
    parts = [opening(report), gain_words.directions(report.overall), gain_words.effect(report.overall)]
    lines = [part for part in parts if part]
    for place, figure in enumerate(document(report).figures):
        if figure.table.key not in LEFT_OUT:
            # What stands beside the first table was said above.
            said = [] if place == 0 else [say(figure.finding), *all_said(figure.said)]
            lines += ["", *said, *_table(figure)]
    lines += ["", *(f"! {warning}" for warning in warnings(report))]
    lines += [f"- {note}" for note in (*caveats(report), *notes(report))]
    lines += ["", method(report)]
    return "\n".join(lines) + "\n"


def _table(figure: Figure) -> list[str]:
    table = figure.table
    rows: list[Sequence[str]] = [(words(table.first), *(words(column.title) for column in table.columns))]
    rows += [(words(row.name) + (" !" if row.note else ""), *map(words, row.cells)) for row in table.rows]
    widths = [max(len(row[i]) for row in rows) for i in range(len(rows[0]))]
    lines = [
        "  ".join(
            [row[0].ljust(widths[0]), *(cell.rjust(w) for cell, w in zip(row[1:], widths[1:], strict=True))]
        )
        for row in rows
    ]
    return [lines[0], "-" * len(lines[0]), *lines[1:]]
