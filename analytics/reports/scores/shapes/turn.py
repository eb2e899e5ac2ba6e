"""Any table as one row per person with a column for each score, and what was done to it in words."""

from analytics.reports.scores.data import Choice
from analytics.reports.scores.shapes import items, long, lying
from lms.core.spreadsheets import Table


def turned(table: Table, choice: Choice | None = None) -> Table:
    """`table` so that the columns of `choice` can be found in it; guesses serve where nothing is chosen yet.

    A table that has the columns is given back as it is. Raises UserError where it is seen what the
    table is but not how to turn it.
    """
    choice = choice or Choice("", "")
    table = items.with_sums(table, choice)
    return lying.turned(table, choice) or long.turned(table, choice) or table
