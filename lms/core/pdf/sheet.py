"""The frame of printed reports: letter paper, the mark, headings, tables, page numbers."""

import io
from collections.abc import Sequence
from xml.sax.saxutils import escape

from django.utils.translation import gettext as _
from reportlab.lib.enums import TA_RIGHT
from reportlab.lib.pagesizes import letter
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, Paragraph, SimpleDocTemplate, Table, TableStyle

from lms.core.pdf import fonts as pdf_fonts
from lms.core.pdf.fonts import BOLD, SANS
from lms.core.pdf.mark import INK, RULE, SOFT, draw_mark

MARGIN = 18 * mm
PADDING = 6  # ReportLab's frame keeps its text this far from its edge

BODY = ParagraphStyle("body", fontName=SANS, fontSize=10, leading=14, textColor=INK, spaceAfter=6)
LEAD = ParagraphStyle("lead", BODY, fontSize=12, leading=17, spaceAfter=8)
TITLE = ParagraphStyle("title", BODY, fontName=BOLD, fontSize=18, leading=23, spaceAfter=6)
HEADING = ParagraphStyle(
    "heading", BODY, fontName=BOLD, fontSize=12, leading=16, spaceBefore=10, spaceAfter=4
)
SMALL = ParagraphStyle("small", BODY, fontSize=8.5, leading=12, textColor=SOFT, spaceAfter=4)
CELL = ParagraphStyle("cell", BODY, fontSize=8.5, leading=11, spaceAfter=0)
FIGURE = ParagraphStyle("figure", CELL, alignment=TA_RIGHT)
HEAD = ParagraphStyle("head", CELL, fontName=BOLD, textColor=SOFT)
HEAD_FIGURE = ParagraphStyle("head_figure", HEAD, alignment=TA_RIGHT)


def paragraph(text: str, style: ParagraphStyle = BODY) -> Paragraph:
    """Plain text as a paragraph; `&`, `<` and `>` in names are letters, not mark-up."""
    pdf_fonts.register()
    return Paragraph(escape(pdf_fonts.printable(text)), style)


def table(headings: Sequence[str], rows: Sequence[Sequence[str]], widths: Sequence[float | None]) -> Table:
    """A table whose first column is text and whose others are figures; headings repeat on each page."""
    head = [paragraph(text, HEAD if i == 0 else HEAD_FIGURE) for i, text in enumerate(headings)]
    body = [[paragraph(text, CELL if i == 0 else FIGURE) for i, text in enumerate(row)] for row in rows]
    drawn = Table([head, *body], colWidths=widths, repeatRows=1, hAlign="LEFT")
    drawn.setStyle(
        TableStyle(
            [
                ("VALIGN", (0, 0), (-1, 0), "BOTTOM"),
                ("VALIGN", (0, 1), (-1, -1), "TOP"),
                ("LEFTPADDING", (0, 0), (-1, -1), 0),
                ("RIGHTPADDING", (0, 0), (-2, -1), 6),
                ("RIGHTPADDING", (-1, 0), (-1, -1), 0),
                ("LINEBELOW", (0, 0), (-1, 0), 0.75, INK),
                ("LINEBELOW", (0, 1), (-1, -1), 0.5, RULE),
            ]
        )
    )
    return drawn


def document(flow: Sequence[Flowable], *, title: str, language: str, footer: str) -> bytes:
    """The bytes of a report; the same content always gives the same bytes."""
    buffer = io.BytesIO()
    template = SimpleDocTemplate(
        buffer, pagesize=letter, invariant=1, lang=language, title=title, author="Acuerdo",
        leftMargin=MARGIN - PADDING, rightMargin=MARGIN - PADDING, topMargin=26 * mm, bottomMargin=20 * mm,
    )  # fmt: skip

    def frame(canvas: Canvas, page: SimpleDocTemplate) -> None:
        _frame(canvas, page, footer)

    template.build(list(flow), onFirstPage=frame, onLaterPages=frame)
    return buffer.getvalue()


def _frame(canvas: Canvas, page: SimpleDocTemplate, footer: str) -> None:
    width, height = page.pagesize
    canvas.saveState()
    canvas.setFillColor(INK)
    canvas.setFont(BOLD, 10)
    canvas.drawString(MARGIN, height - 14 * mm, "Acuerdo")
    draw_mark(canvas, MARGIN, height - 19 * mm, width - 2 * MARGIN)
    canvas.setFillColor(SOFT)
    canvas.setFont(SANS, 8)
    canvas.drawString(MARGIN, 12 * mm, pdf_fonts.printable(footer))
    canvas.drawRightString(width - MARGIN, 12 * mm, _("Page %s") % page.page)
    canvas.restoreState()
