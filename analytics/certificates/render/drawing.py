"""A certificate as PDF: letter paper, landscape, one page. The same sheet always gives the same bytes.

Coordinates are points from the lower left corner. No Django here.
"""

import io
from collections.abc import Sequence
from itertools import groupby

import segno
from reportlab.lib.pagesizes import landscape, letter
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

from analytics.certificates.documents.sheet import CertificateSheet
from lms.core.pdf import fonts as pdf_fonts
from lms.core.pdf.fonts import BOLD, SANS, SERIF, printable
from lms.core.pdf.mark import ACCENT, INK, SOFT, draw_mark

WIDTH, HEIGHT = landscape(letter)
LEFT, RIGHT = 65.0, WIDTH - 65.0
TEXT_WIDTH = 576.0
NAME_SIZES = (32, 28, 24, 20, 16)
QR_SIZE = 72.0

Word = tuple[str, str]
"""A word with the font it is set in."""


def draw(sheet: CertificateSheet) -> bytes:
    """The bytes of the certificate."""
    pdf_fonts.register()
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=(WIDTH, HEIGHT), invariant=1, lang=sheet.language, pageCompression=1)
    canvas.setTitle(sheet.title)
    canvas.setAuthor(sheet.issuer or "Acuerdo")
    canvas.setSubject(sheet.code)
    canvas.setViewerPreference("DisplayDocTitle", "true")
    if sheet.simulated:
        _simulated(canvas, sheet.simulated)
    _header(canvas, sheet)
    _body(canvas, sheet)
    _signatures(canvas, sheet)
    _proof(canvas, sheet)
    canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def lacking(sheet: CertificateSheet) -> str:
    """The letters of the names on the sheet that our fonts cannot draw; "" when they have all."""
    names = [(sheet.name, SERIF), (sheet.issuer, SANS), (sheet.course, BOLD)]
    names += [(signature.name, BOLD) for signature in sheet.signatures[:2]]
    return "".join(dict.fromkeys("".join(pdf_fonts.lacking(text, font) for text, font in names)))


def _header(canvas: Canvas, sheet: CertificateSheet) -> None:
    _text(canvas, LEFT, HEIGHT - 68, "Acuerdo", BOLD, 13)
    size = _fitting_size(sheet.issuer, SANS, (12, 11, 10, 9, 8, 7), RIGHT - LEFT - 80)
    canvas.setFont(SANS, size)
    canvas.drawRightString(RIGHT, HEIGHT - 68, printable(sheet.issuer))
    draw_mark(canvas, LEFT, HEIGHT - 92, RIGHT - LEFT)


def _body(canvas: Canvas, sheet: CertificateSheet) -> None:
    size, lines = _name_lines(printable(sheet.name))
    y = HEIGHT - 190 + (len(lines) - 1) * size * 0.6
    y = _text(canvas, LEFT, y, sheet.opening, SANS, 12) - 14
    for line in lines:
        y -= size * 1.2
        _text(canvas, LEFT, y, line, SERIF, size)
    y -= 30
    for words in wrap(_statement_words(sheet), 13, TEXT_WIDTH):
        _words(canvas, LEFT, y, words, 13)
        y -= 20
    y -= 8
    for words in wrap([(word, SANS) for word in printable(sheet.basis).split()], 10.5, TEXT_WIDTH):
        _words(canvas, LEFT, y, words, 10.5)
        y -= 16


def _name_lines(name: str) -> tuple[float, list[str]]:
    """The largest size at which the name fits on one line; the smallest on as many as it needs."""
    words: list[Word] = [(word, SERIF) for word in name.split()]
    for size in NAME_SIZES:
        lines = wrap(words, size, RIGHT - LEFT)
        if len(lines) <= (1 if size > 20 else 2):
            break
    return size, [" ".join(word for word, _font in line) for line in lines]


def _statement_words(sheet: CertificateSheet) -> list[Word]:
    before, course, after = printable(sheet.statement).partition(printable(sheet.course))
    words = [(word, SANS) for word in before.split()] + [(word, BOLD) for word in course.split()]
    rest = after.split()
    if rest and words and not after[:1].isspace():
        # Punctuation that follows the title directly belongs to its last word.
        last, font = words.pop()
        words.append((last + rest.pop(0), font))
    return words + [(word, SANS) for word in rest]


def wrap(words: Sequence[Word], size: float, width: float) -> list[list[Word]]:
    """Lines of words no wider than `width`; a single word that is too long is broken."""
    lines: list[list[Word]] = [[]]
    used = 0.0
    for whole, font in words:
        space = stringWidth(" ", font, size)
        for word in _pieces(whole, font, size, width):
            needed = stringWidth(word, font, size)
            if lines[-1] and used + space + needed > width:
                lines.append([])
                used = 0.0
            used += needed + (space if lines[-1] else 0.0)
            lines[-1].append((word, font))
    return lines


def _pieces(word: str, font: str, size: float, width: float) -> list[str]:
    pieces = [""]
    for letter_ in word:
        if stringWidth(pieces[-1] + letter_, font, size) > width:
            pieces.append("")
        pieces[-1] += letter_
    return pieces


def _signatures(canvas: Canvas, sheet: CertificateSheet) -> None:
    for number, signature in enumerate(sheet.signatures[:2]):
        x = LEFT + number * 190
        canvas.setStrokeColor(INK)
        canvas.setLineWidth(0.75)
        canvas.line(x, 96, x + 165, 96)
        size = _fitting_size(signature.name, BOLD, (10, 9, 8, 7, 6, 5), 165)
        _text(canvas, x, 80, signature.name, BOLD, size)
        _text(canvas, x, 66, signature.role, SANS, 10)


def _proof(canvas: Canvas, sheet: CertificateSheet) -> None:
    x = RIGHT - 262
    _qr(canvas, sheet.verify_url, x, 62)
    x += QR_SIZE + 12
    canvas.setFillColor(INK)
    _text(canvas, x, 122, sheet.code, BOLD, 11)
    y = 106.0
    for text in (sheet.issued, sheet.check):
        for line in _plain_lines(text, 9, RIGHT - x):
            _text(canvas, x, y, line, SANS, 9)
            y -= 13
        y -= 1
    # The page says what the sheet says, for whoever has it read aloud.
    canvas.linkURL(sheet.verify_url, (x, y + 10, RIGHT, 134), relative=0)


def _plain_lines(text: str, size: float, width: float) -> list[str]:
    words: list[Word] = [(word, SANS) for word in printable(text).split()]
    return [" ".join(word for word, _font in line) for line in wrap(words, size, width)]


def _qr(canvas: Canvas, url: str, x: float, y: float) -> None:
    matrix = segno.make(url, error="m", micro=False).matrix
    module = QR_SIZE / len(matrix)
    canvas.setFillColor(INK)
    for row, cells in enumerate(matrix):
        column = 0
        # Neighbors as one bar: half the drawing, and no seams between them.
        for dark, run in groupby(cells):
            length = len(list(run))
            if dark:
                bottom = y + QR_SIZE - (row + 1) * module
                canvas.rect(x + column * module, bottom, length * module, module, stroke=0, fill=1)
            column += length
    canvas.linkURL(url, (x, y, x + QR_SIZE, y + QR_SIZE), relative=0)


def _simulated(canvas: Canvas, word: str) -> None:
    canvas.saveState()
    canvas.setFillColor(ACCENT, alpha=0.1)
    canvas.setFont(BOLD, 110)
    canvas.translate(WIDTH / 2, HEIGHT / 2)
    canvas.rotate(24)
    canvas.drawCentredString(0, -36, word)
    canvas.restoreState()
    canvas.setFillColor(SOFT)
    canvas.setFont(BOLD, 10)
    canvas.drawCentredString(WIDTH / 2, 28, word)


def _text(canvas: Canvas, x: float, y: float, text: str, font: str, size: float) -> float:
    canvas.setFillColor(INK)
    canvas.setFont(font, size)
    canvas.drawString(x, y, printable(text))
    return y


def _words(canvas: Canvas, x: float, y: float, words: Sequence[Word], size: float) -> None:
    """One line as one text object, so that it can be copied as one sentence."""
    line = canvas.beginText(x, y)
    canvas.setFillColor(INK)
    for number, (word, font) in enumerate(words):
        line.setFont(font, size)
        line.textOut(word if number == len(words) - 1 else f"{word} ")
    canvas.drawText(line)


def _fitting_size(text: str, font: str, sizes: Sequence[float], width: float) -> float:
    fitting = (size for size in sizes if stringWidth(printable(text), font, size) <= width)
    return next(fitting, sizes[-1])
