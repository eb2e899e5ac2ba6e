"""The report for a terminal."""

from analytics.render import gain_words
from analytics.render.scores import words
from analytics.reports.scores.data import ScoresReport


def render(report: ScoresReport) -> str:
    """Words first, then the table, then what to beware of."""
    parts = [words.opening(report), gain_words.directions(report.overall), gain_words.effect(report.overall)]
    lines = [part for part in parts if part]
    lines += ["", *_table(report), ""]
    lines += [f"! {warning}" for warning in words.warnings(report)]
    lines += [f"- {note}" for note in (*words.caveats(report), *words.notes(report))]
    lines += ["", words.method(report)]
    return "\n".join(lines) + "\n"


def _table(report: ScoresReport) -> list[str]:
    rows = [("", *words.headings())]
    rows += [(row.label + (" !" if row.small else ""), *row.cells) for row in words.table(report)]
    widths = [max(len(row[i]) for row in rows) for i in range(len(rows[0]))]
    lines = [
        "  ".join(
            [row[0].ljust(widths[0]), *(cell.rjust(w) for cell, w in zip(row[1:], widths[1:], strict=True))]
        )
        for row in rows
    ]
    return [lines[0], "-" * len(lines[0]), *lines[1:]]
