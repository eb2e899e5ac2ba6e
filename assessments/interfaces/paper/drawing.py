"""A test on paper, its answer sheet and its key as PDF. The same test always gives the same bytes.

No Django here.
"""

import io
from collections.abc import Sequence
from xml.sax.saxutils import escape

from reportlab.lib.pagesizes import letter
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import (
    Flowable,
    HRFlowable,
    Image,
    Indenter,
    KeepTogether,
    PageBreak,
    Paragraph,
    SimpleDocTemplate,
    Spacer,
    Table,
    TableStyle,
)

from assessments.interfaces.paper.sheet import PaperQuestion, PaperTest
from lms.core.pdf import fonts
from lms.core.pdf.fonts import BOLD, SANS
from lms.core.pdf.mark import INK, RULE, SOFT, draw_mark

MARGIN = 18 * mm
BUBBLE = 4.5 * mm
# Below the names on the first page of the answer sheet, and on those that follow it.
FIRST_ROWS, NEXT_ROWS = 19, 27

BODY = ParagraphStyle("body", fontName=SANS, fontSize=10.5, leading=15, textColor=INK, spaceAfter=4)
STEM = ParagraphStyle("stem", BODY, spaceBefore=8, leftIndent=24, firstLineIndent=-24)
OPTION = ParagraphStyle("option", BODY, leftIndent=46, firstLineIndent=-20, spaceAfter=2)
HINT = ParagraphStyle("hint", BODY, fontSize=9, leading=12, leftIndent=24, textColor=SOFT)
TITLE = ParagraphStyle("title", BODY, fontName=BOLD, fontSize=20, leading=26, spaceAfter=8)
HEADING = ParagraphStyle(
    "heading", BODY, fontName=BOLD, fontSize=13, leading=17, spaceBefore=12, keepWithNext=1
)
CODE = ParagraphStyle("code", BODY, fontName=BOLD, fontSize=13, leading=18, spaceAfter=10)
TIGHT = [
    ("LEFTPADDING", (0, 0), (-1, -1), 0),
    ("TOPPADDING", (0, 0), (-1, -1), 1),
    ("BOTTOMPADDING", (0, 0), (-1, -1), 1),
]


def draw_test(test: PaperTest) -> bytes:
    """The booklet: cover, questions, and the answer sheet on a page of its own."""
    flow = [*_cover(test), PageBreak(), *_questions(test), PageBreak(), *_answer_sheet(test)]
    return _document(test, flow, test.title)


def draw_key(test: PaperTest) -> bytes:
    """The key: what is right in each question, and what it earns."""
    words = test.words
    flow: list[Flowable] = [
        _words(f"{words.key}: {test.title}", TITLE),
        _words(_named(test), CODE),
        _words(words.key_note, BODY),
    ]
    rows = [[_bold(words.number), _bold(words.right), _bold(words.points)]]
    total = 0.0
    for one in test.questions:
        rows.append([_words(str(one.number)), _words(one.key or "–"), _words(one.points or "–")])
        total += float(one.points or 0)
    rows.append([_bold(words.total), _words(""), _bold(f"{total:g}")])
    table = Table(rows, colWidths=[60, 340, 80], repeatRows=1, hAlign="LEFT")
    table.setStyle(
        TableStyle([("LINEBELOW", (0, 0), (-1, -1), 0.5, RULE), ("VALIGN", (0, 0), (-1, -1), "TOP")])
    )
    return _document(test, [*flow, table], words.key)


class Bubbles(Flowable):  # type: ignore[misc]
    """One line of the answer sheet: a number, and a circle for each sign or a line to write on."""

    def __init__(self, question: PaperQuestion, width: float) -> None:
        super().__init__()
        self.question = question
        self.width = width
        self.height = BUBBLE + 3 * mm if question.lines <= 1 else question.lines * 8 * mm

    def wrap(self, _width: float, _height: float) -> tuple[float, float]:
        return self.width, self.height

    def draw(self) -> None:
        """Circles from the left; what is too long for one line goes on below the lines of others."""
        canvas = self.canv
        canvas.setFillColor(INK)
        canvas.setStrokeColor(INK)
        canvas.setLineWidth(0.75)
        canvas.setFont(BOLD, 9.5)
        top = self.height - BUBBLE
        canvas.drawRightString(7 * mm, top, f"{self.question.number}.")
        canvas.setFont(SANS, 7.5)
        step = min(7.2 * mm, (self.width - 12 * mm) / max(1, len(self.question.signs)))
        for place, sign in enumerate(self.question.signs):
            x = 12 * mm + place * step
            canvas.circle(x, top + 1 * mm, min(BUBBLE, step) / 2)
            canvas.drawCentredString(x, top + 0.1 * mm, sign)
        for line in range(self.question.lines):
            y = top - line * 8 * mm
            canvas.line(10 * mm, y - 0.5 * mm, self.width - 3 * mm, y - 0.5 * mm)


def _cover(test: PaperTest) -> list[Flowable]:
    flow: list[Flowable] = [Spacer(1, 20 * mm), _words(test.title, TITLE), _words(_named(test), CODE)]
    flow += _blanks(test.fields)
    flow += [Spacer(1, 6 * mm), *(_words(one) for one in test.intro), Spacer(1, 4 * mm)]
    flow += [_words(f"• {one}") for one in test.rules]
    return flow


def _blanks(names: Sequence[str]) -> list[Flowable]:
    flow: list[Flowable] = []
    for name in names:
        flow += [
            Spacer(1, 5 * mm),
            _words(name),
            Spacer(1, 5 * mm),
            HRFlowable(width="100%", thickness=0.75, color=INK, spaceAfter=2),
        ]
    return flow


def _questions(test: PaperTest) -> list[Flowable]:
    flow: list[Flowable] = []
    group = ""
    for section in test.sections:
        if section.title:
            flow.append(_words(section.title, HEADING))
        for one in section.questions:
            block: list[Flowable] = []
            if one.group and one.group != group:
                block.append(_words(one.group, HEADING))
            group = one.group
            block.append(_words(f"{one.number}.\u2002{one.stem}", STEM))
            if one.hint:
                block.append(_words(one.hint, HINT))
            block += _picture(one, "", 130 * mm)
            for number, words in one.rows:
                block += [_words(f"{number})\u2002{words}", OPTION), *_picture(one, number, 60 * mm)]
            for name, words in one.options:
                block += [_words(f"{name}.\u2002{words}", OPTION), *_picture(one, name, 60 * mm)]
            flow.append(KeepTogether(block))
    return flow


def _picture(question: PaperQuestion, name: str, most: float) -> list[Flowable]:
    """The picture of a question or one of its lines, at 96 pixels an inch or as wide as there is room."""
    found = question.pictures.get(name)
    if found is None:
        return []
    scale = min(0.75, most / found.width, most / found.height)
    drawn = Image(io.BytesIO(found.data), found.width * scale, found.height * scale, hAlign="LEFT")
    return [Indenter(left=46 if name else 24), drawn, Indenter(left=-46 if name else -24), Spacer(1, 4)]


def _answer_sheet(test: PaperTest) -> list[Flowable]:
    flow: list[Flowable] = [
        _words(f"{test.words.answer_sheet}: {test.title}", HEADING),
        _words(_named(test), CODE),
    ]
    flow += _blanks(test.fields[:2])
    flow += [Spacer(1, 3 * mm), _words(test.words.fill_in), Spacer(1, 3 * mm)]
    short = [one for one in test.questions if one.lines <= 1]
    half = (letter[0] - 2 * MARGIN) / 2
    rows_there = FIRST_ROWS
    while short:
        page, short = short[: 2 * rows_there], short[2 * rows_there :]
        # Down the left side and then down the right one, on every page.
        split = rows_there if len(page) > rows_there else len(page)
        left, right = page[:split], page[split:]
        rows = [
            [Bubbles(one, half), Bubbles(right[place], half) if place < len(right) else ""]
            for place, one in enumerate(left)
        ]
        flow.append(Table(rows, colWidths=[half, half], style=TIGHT))
        if short:
            flow.append(PageBreak())
        rows_there = NEXT_ROWS
    flow += [Bubbles(one, 2 * half) for one in test.questions if one.lines > 1]
    return flow


def _document(test: PaperTest, flow: Sequence[Flowable], title: str) -> bytes:
    buffer = io.BytesIO()
    template = SimpleDocTemplate(
        buffer, pagesize=letter, invariant=1, lang=test.language, title=title, author="Acuerdo",
        subject=test.code, leftMargin=MARGIN - 6, rightMargin=MARGIN - 6,
        topMargin=24 * mm, bottomMargin=20 * mm,
    )  # fmt: skip

    def frame(canvas: Canvas, page: SimpleDocTemplate) -> None:
        width, height = page.pagesize
        canvas.saveState()
        canvas.setFillColor(INK)
        canvas.setFont(BOLD, 10)
        canvas.drawString(MARGIN, height - 13 * mm, "Acuerdo")
        canvas.drawRightString(width - MARGIN, height - 13 * mm, fonts.printable(test.code))
        draw_mark(canvas, MARGIN, height - 17 * mm, width - 2 * MARGIN)
        canvas.setFillColor(SOFT)
        canvas.setFont(SANS, 8)
        canvas.drawString(MARGIN, 11 * mm, fonts.printable(test.title)[:90])
        canvas.drawRightString(width - MARGIN, 11 * mm, test.words.page % page.page)
        canvas.restoreState()

    template.build(list(flow), onFirstPage=frame, onLaterPages=frame)
    return buffer.getvalue()


def _named(test: PaperTest) -> str:
    return " · ".join(one for one in (test.form, test.code) if one)


def _words(text: str, style: ParagraphStyle = BODY) -> Paragraph:
    """Plain text; `&`, `<` and `>` are letters, not mark-up."""
    fonts.register()
    return Paragraph(escape(fonts.printable(text)).replace("\n", "<br/>"), style)


def _bold(text: str) -> Paragraph:
    return _words(text, ParagraphStyle("bold", BODY, fontName=BOLD))
