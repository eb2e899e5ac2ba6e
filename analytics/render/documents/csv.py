"""A document as CSV: one line for each cell, under one heading."""

from analytics.render.documents.tables import cover, long
from analytics.reports.document import Document
from lms.core.spreadsheets import write_csv


def render(document: Document) -> bytes:
    """The cells of all tables; what the report is about stands in the same columns at the end."""
    lines = list(long(document))
    about = [(first, "", "", "", "", "", "", text) for first, text in cover(document)]
    return write_csv([*lines, *about])
