"""Badges and lists of an exam day as PDF. The same plan always gives the same bytes.

No Django here: words and times come as they are to stand.
"""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from xml.sax.saxutils import escape

import segno
from reportlab.lib.pagesizes import letter
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, PageBreak, Paragraph, SimpleDocTemplate, Table, TableStyle

from assessments.interfaces.paper.drawing import BODY, HEADING, TITLE
from lms.core.pdf import fonts
from lms.core.pdf.fonts import BOLD, SANS
from lms.core.pdf.mark import INK, RULE, SOFT, draw_mark

MARGIN = 18 * mm
ACROSS, DOWN = 2, 4
BADGE_WIDTH, BADGE_HEIGHT = 86 * mm, 58 * mm
QR = 28 * mm


@dataclass(frozen=True, slots=True)
class Badge:
    """What hangs around somebody's neck: no name of a scenario, no time."""

    word: str
    name: str
    day: str
    url: str


@dataclass(frozen=True, slots=True)
class ListTable:
    """One list: a heading, names of columns, rows of texts."""

    heading: str
    columns: Sequence[str]
    rows: Sequence[Sequence[str]]


def draw_badges(badges: Sequence[Badge], *, title: str, language: str) -> bytes:
    """Eight a page, with lines to cut along."""
    fonts.register()
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=letter, invariant=1, lang=language, pageCompression=1)
    canvas.setTitle(title)
    canvas.setAuthor("Acuerdo")
    left = (letter[0] - ACROSS * BADGE_WIDTH) / 2
    top = letter[1] - (letter[1] - DOWN * BADGE_HEIGHT) / 2
    for place, badge in enumerate(badges):
        at = place % (ACROSS * DOWN)
        if place and not at:
            canvas.showPage()
        line, column = divmod(at, ACROSS)
        _badge(canvas, badge, left + column * BADGE_WIDTH, top - (line + 1) * BADGE_HEIGHT)
    canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def _badge(canvas: Canvas, badge: Badge, x: float, y: float) -> None:
    canvas.setStrokeColor(RULE)
    canvas.setLineWidth(0.5)
    canvas.rect(x, y, BADGE_WIDTH, BADGE_HEIGHT)
    inner, most = x + 5 * mm, BADGE_WIDTH - QR - 14 * mm
    canvas.setFillColor(SOFT)
    canvas.setFont(SANS, 8)
    canvas.drawString(inner, y + BADGE_HEIGHT - 9 * mm, fonts.printable(badge.day)[:50])
    canvas.setFillColor(INK)
    size = next((size for size in (26, 22, 18, 14) if canvas.stringWidth(badge.word, BOLD, size) <= most), 12)
    canvas.setFont(BOLD, size)
    canvas.drawString(inner, y + BADGE_HEIGHT / 2, fonts.printable(badge.word))
    paragraph = Paragraph(escape(fonts.printable(badge.name)), BODY)
    _width, height = paragraph.wrap(most, 20 * mm)
    paragraph.drawOn(canvas, inner, y + BADGE_HEIGHT / 2 - 4 * mm - height)
    draw_code(canvas, badge.url, x + BADGE_WIDTH - QR - 5 * mm, y + (BADGE_HEIGHT - QR) / 2, QR)


def draw_code(canvas: Canvas, url: str, x: float, y: float, size: float) -> None:
    """An address as a QR code; `size` is its side."""
    matrix = segno.make(url, error="m", micro=False).matrix
    module = size / len(matrix)
    canvas.setFillColor(INK)
    for row, cells in enumerate(matrix):
        column = 0
        # Neighbors as one bar: half the drawing, and no seams between them.
        for dark, run in groupby(cells):
            length = len(list(run))
            if dark:
                bottom = y + size - (row + 1) * module
                canvas.rect(x + column * module, bottom, length * module, module, stroke=0, fill=1)
            column += length


def draw_lists(tables: Sequence[ListTable], *, title: str, language: str) -> bytes:
    """A page for each list, so that each room gets its own."""
    fonts.register()
    flow: list[Flowable] = []
    for place, one in enumerate(tables):
        if place:
            flow.append(PageBreak())
        flow += [
            Paragraph(escape(fonts.printable(title)), HEADING),
            _paragraph(one.heading, TITLE),
            _table(one),
        ]
    buffer = io.BytesIO()
    template = SimpleDocTemplate(
        buffer, pagesize=letter, invariant=1, lang=language, title=title, author="Acuerdo",
        leftMargin=MARGIN - 6, rightMargin=MARGIN - 6, topMargin=24 * mm, bottomMargin=18 * mm,
    )  # fmt: skip

    def frame(canvas: Canvas, page: SimpleDocTemplate) -> None:
        width, height = page.pagesize
        canvas.saveState()
        canvas.setFillColor(INK)
        canvas.setFont(BOLD, 10)
        canvas.drawString(MARGIN, height - 13 * mm, "Acuerdo")
        draw_mark(canvas, MARGIN, height - 17 * mm, width - 2 * MARGIN)
        canvas.restoreState()

    template.build(flow, onFirstPage=frame, onLaterPages=frame)
    return buffer.getvalue()


def _table(one: ListTable) -> Table:
    rows = [[_paragraph(text, HEADING) for text in one.columns]]
    rows += [[_paragraph(text) for text in row] for row in one.rows]
    width = (letter[0] - 2 * MARGIN) / max(1, len(one.columns))
    table = Table(rows, colWidths=[width] * len(one.columns), repeatRows=1, hAlign="LEFT")
    table.setStyle(
        TableStyle([("LINEBELOW", (0, 0), (-1, -1), 0.5, RULE), ("VALIGN", (0, 0), (-1, -1), "TOP")])
    )
    return table


def _paragraph(text: str, style: object = BODY) -> Paragraph:
    return Paragraph(escape(fonts.printable(text)), style)
