"""Tables that lie on their side: a column per person, the scores in rows."""

from dataclasses import replace

from django.utils.translation import gettext as _

from analytics.reports.scores.data import Choice
from analytics.reports.scores.shapes.wanted import has_columns, named_by
from lms.core.spreadsheets import Row, Table, column_letter
from lms.core.text import plain, tidy

MOST_ROWS = 60


def turned(table: Table, choice: Choice) -> Table | None:
    """The table upright, its rows numbered as the columns were; None where it does not lie."""
    if has_columns(table.headers, choice) or not 2 <= len(table.rows) <= MOST_ROWS or len(table.headers) < 3:
        return None
    labels = [tidy(row.text(0)) for row in table.rows]
    spelled = [plain(label) for label in labels if label]
    if len(set(spelled)) < len(spelled) or not named_by(spelled, choice):
        return None
    rows = [
        Row(
            place + 1,
            (table.headers[place], *(row.cells[place] for row in table.rows)),
            frozenset(i + 1 for i, row in enumerate(table.rows) if place in row.formulas),
        )
        for place in range(1, len(table.headers))
    ]
    note = _(
        "The table has a column for each person; it was turned. Row numbers here count its columns: row 2 is "
        "column %(letter)s."
    ) % {"letter": column_letter(1)}
    headers = (table.headers[0] or _("Person"), *labels)
    return replace(table, headers=headers, rows=rows, warnings=[*table.warnings, note])
