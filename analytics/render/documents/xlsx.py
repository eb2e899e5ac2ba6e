"""A document as a workbook: a cover, and each table on a sheet of its own from A1, nothing merged."""

from django.utils.translation import gettext as _

from analytics.render.documents.tables import cover, spread
from analytics.render.documents.written import all_said, say, words
from analytics.reports.document import Document
from lms.core.spreadsheets import Sheet, write_xlsx


def render(document: Document) -> bytes:
    """The bytes of the workbook. Sentences stand on the cover and on the sheet of findings."""
    figures = [figure for figure in document.figures if figure.table.rows]
    sheets = [
        Sheet(_("Cover"), [(_("What"), _("Value")), *cover(document)], (24, 90)),
        Sheet(_("Findings"), [(_("Table"), _("Finding")), *_findings(document)], (34, 110)),
        *(
            Sheet(words(figure.table.title), list(spread(figure.table)), (44, *(14,) * 12))
            for figure in figures
        ),
    ]
    return write_xlsx(sheets)


def _findings(document: Document) -> list[tuple[str, str]]:
    return [
        (words(figure.table.title), text)
        for figure in document.figures
        for text in (say(figure.finding), *all_said((*figure.said, *figure.limits)))
    ]
