"""The files that a document can be taken away in."""

from collections.abc import Callable

from analytics.reports.document import Document
from lms.core.spreadsheets import MEDIA_TYPES


def _csv(document: Document) -> bytes:
    from analytics.render.documents import csv

    return csv.render(document)


def _xlsx(document: Document) -> bytes:
    from analytics.render.documents import xlsx

    return xlsx.render(document)


def _pdf(document: Document) -> bytes:
    from analytics.render.documents import pdf  # ReportLab costs 0.3 s that the other formats need not pay

    return pdf.render(document)


FILES: dict[str, tuple[str, Callable[[Document], bytes]]] = {
    "xlsx": (MEDIA_TYPES["xlsx"], _xlsx),
    "csv": (MEDIA_TYPES["csv"], _csv),
    "pdf": ("application/pdf", _pdf),
}
"""By format: its media type, and what writes it."""
