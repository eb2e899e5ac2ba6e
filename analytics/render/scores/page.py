"""What the page of the report shows, and how it can be taken away."""

from typing import Any

from analytics.render import gain_words
from analytics.render.scores import as_csv, as_json, pictures, words
from analytics.reports.scores.data import ScoresReport
from lms.core.spreadsheets import MEDIA_TYPES


def _pdf(report: ScoresReport) -> bytes:
    from analytics.render.scores import pdf  # ReportLab costs 0.3 s that the page need not pay

    return pdf.render(report)


DOWNLOADS = {
    "pdf": (_pdf, "application/pdf"),
    "csv": (as_csv.render, MEDIA_TYPES["csv"]),
    "json": (as_json.render, "application/json"),
}


def context(report: ScoresReport) -> dict[str, Any]:
    """The template's context: sentences first, then rows, pictures and notes."""
    return {
        "report": report,
        "headline": gain_words.headline(report.overall, words.scale_of(report)),
        "people": gain_words.people(report.overall),
        "sentences": [
            text
            for text in (gain_words.directions(report.overall), gain_words.effect(report.overall))
            if text
        ],
        "headings": words.headings(),
        "rows": words.table(report),
        "warnings": list(words.warnings(report)),
        "caveats": list(words.caveats(report)),
        "notes": list(words.notes(report)),
        "method": words.method(report),
        "paired": pictures.paired(report),
        "by_group": pictures.by_group(report),
        "downloads": list(DOWNLOADS),
    }
