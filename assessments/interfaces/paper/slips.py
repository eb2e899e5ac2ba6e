"""Slips with a code for the parties of hearings, in both languages, as PDF.

No Django here: words come as they are to stand. Nothing of a case is on them.
"""

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape

from reportlab.lib.pagesizes import letter
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Paragraph

from assessments.interfaces.paper.day_sheets import draw_code
from assessments.interfaces.paper.drawing import BODY
from lms.core.pdf import fonts
from lms.core.pdf.fonts import BOLD, SANS
from lms.core.pdf.mark import INK, RULE, SOFT

ACROSS, DOWN = 2, 4
WIDTH, HEIGHT = 96 * mm, 64 * mm
QR = 26 * mm
INSET = 5 * mm


@dataclass(frozen=True, slots=True)
class Slip:
    """One code as it is read, and the address that its QR code opens."""

    code: str
    url: str


@dataclass(frozen=True, slots=True)
class Words:
    """What stands on each slip in one language: a heading, a sentence, where to type the code."""

    heading: str
    sentence: str
    where: str


def draw_slips(
    slips: Sequence[Slip], *, words: Mapping[str, Words], center: str, until: str, title: str
) -> bytes:
    """Eight a page, with lines to cut along; Spanish first."""
    fonts.register()
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=letter, invariant=1, lang="es-MX", pageCompression=1)
    canvas.setTitle(title)
    canvas.setAuthor("Acuerdo")
    left = (letter[0] - ACROSS * WIDTH) / 2
    top = letter[1] - (letter[1] - DOWN * HEIGHT) / 2
    for place, slip in enumerate(slips):
        at = place % (ACROSS * DOWN)
        if place and not at:
            canvas.showPage()
        line, column = divmod(at, ACROSS)
        _slip(canvas, slip, words, (center, until), left + column * WIDTH, top - (line + 1) * HEIGHT)
    canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def _slip(
    canvas: Canvas, slip: Slip, words: Mapping[str, Words], foot: tuple[str, str], x: float, y: float
) -> None:
    canvas.setStrokeColor(RULE)
    canvas.setLineWidth(0.5)
    canvas.rect(x, y, WIDTH, HEIGHT)
    inner, beside = x + INSET, x + WIDTH - INSET - QR
    top = y + HEIGHT - INSET
    for said in words.values():
        canvas.setFillColor(INK)
        top = _paragraph(canvas, f"<b>{escape(said.heading)}</b>", inner, top, beside - inner - 2 * mm)
        top = _paragraph(canvas, escape(said.sentence), inner, top - 0.5 * mm, beside - inner - 2 * mm)
        top = _paragraph(canvas, escape(said.where), inner, top - 0.5 * mm, beside - inner - 2 * mm)
        top -= 2 * mm
    draw_code(canvas, slip.url, beside, y + HEIGHT - INSET - QR, QR)
    canvas.setFillColor(INK)
    canvas.setFont(BOLD, 13)
    canvas.drawCentredString(beside + QR / 2, y + HEIGHT - INSET - QR - 6 * mm, slip.code)
    canvas.setFillColor(SOFT)
    canvas.setFont(SANS, 6.5)
    canvas.drawString(inner, y + 3.5 * mm, fonts.printable(foot[0])[:60])
    canvas.drawRightString(x + WIDTH - INSET, y + 3.5 * mm, fonts.printable(foot[1])[:40])


def _paragraph(canvas: Canvas, markup: str, x: float, top: float, width: float) -> float:
    """Draw below `top`; returns where the next one begins."""
    paragraph = Paragraph(fonts.printable(markup), SMALL)
    _width, height = paragraph.wrap(width, HEIGHT)
    paragraph.drawOn(canvas, x, top - height)
    return top - height


SMALL = BODY.clone("slip", fontSize=7.5, leading=9.2, spaceBefore=0, spaceAfter=0)
