"""A document on letter paper: the same sentences, pictures, tables and methods."""

from django.utils.translation import get_language
from django.utils.translation import gettext as _
from reportlab.graphics import shapes as paper
from reportlab.lib.colors import Color, HexColor
from reportlab.lib.pagesizes import letter
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.platypus import Flowable, KeepTogether, Spacer

from analytics.render.documents.written import all_said, say, words
from analytics.render.drawings import draw
from analytics.render.drawings.shapes import SIZE, WIDTH, Box, Dot, Drawing, Rule, Shape, Tip, Words
from analytics.reports.document import Document, Figure, Live, Note, Sentence, Table
from lms.core.pdf import fonts
from lms.core.pdf.fonts import BOLD, SANS
from lms.core.pdf.sheet import (
    BODY,
    HEADING,
    LEAD,
    MARGIN,
    SMALL,
    TITLE,
    paragraph,
)
from lms.core.pdf.sheet import (
    document as sheet,
)
from lms.core.pdf.sheet import (
    table as printed_table,
)

SCALE = 0.9
ROOM = letter[0] - 2 * MARGIN
PAINTS: dict[str, Color] = {
    "ink": HexColor("#1a2124"),
    "soft": HexColor("#51595c"),
    "rule": HexColor("#dbd8d0"),
    "edge": HexColor("#757c7e"),
    "accent": HexColor("#0b565a"),
    "paper": HexColor("#ffffff"),
    "wash": HexColor("#cbdfdd"),
    "middle": HexColor("#9ec6c4"),
    "due": HexColor("#7d4c00"),
}


def render(document: Document) -> bytes:
    """The bytes of the report; the same document always gives the same ones."""
    fonts.register()
    head = document.head
    about = [", ".join(map(words, head.about)), _("data of %s") % words(head.as_of)]
    if head.release:
        about.append(_("publication %s") % head.release)
    if head.next_release:
        about.append(_("next publication %s") % words(head.next_release))
    if head.simulated:
        about.append(_("simulated data"))
    flow: list[Flowable] = [
        paragraph(" · ".join(filter(None, about)), SMALL),
        paragraph(say(document.headline), TITLE),
        *(paragraph(text, LEAD) for text in all_said(document.lead)),
    ]
    for section in document.sections:
        if words(section.title) and any(not isinstance(block, Live) for block in section.blocks):
            flow.append(paragraph(words(section.title), HEADING))
        for block in section.blocks:
            if isinstance(block, Figure):
                flow += _figure(block)
            elif isinstance(block, Note):
                flow.append(paragraph(say(block.said), SMALL))
            elif isinstance(block, Sentence):
                flow.append(paragraph(say(block), BODY))
    footer = " · ".join(filter(None, [words(document.title), *about]))
    return sheet(flow, title=words(document.title), language=get_language() or "es-mx", footer=footer[:110])


def _figure(figure: Figure) -> list[Flowable]:
    top: list[Flowable] = [paragraph(say(figure.finding), HEADING)]
    top += [paragraph(text, BODY) for text in all_said(figure.said)]
    drawing = draw(figure)
    if drawing is not None:
        top.append(on_paper(drawing))
    flow: list[Flowable] = [KeepTogether(top), Spacer(0, 4)]
    if figure.table.rows:
        flow.append(_table(figure.table))
    flow += [Spacer(0, 4), *(paragraph(text, SMALL) for text in all_said(figure.limits))]
    if figure.method is not None:
        method = figure.method
        parts = (method.what, method.people, method.left_out, method.formula, method.limits)
        flow.append(paragraph(" ".join([*all_said(parts), _("Method %s.") % method.version]), SMALL))
    return flow


def _table(table: Table) -> Flowable:
    """The widths follow what stands in the columns; the first takes what is left."""
    headings = [words(table.first), *(words(column.title) for column in table.columns)]
    rows = [[words(row.name), *(words(cell) for cell in row.cells)] for row in table.rows]
    columns = [[heading, *(row[place] for row in rows)] for place, heading in enumerate(headings)]
    return printed_table(headings, rows, _widths([_room(column) for column in columns]))


def _widths(rooms: list[tuple[float, float]]) -> list[float]:
    """By column, between the least that breaks no word and all that it would take, as pages do it.

    Where even that is too much, all give way alike and words break.
    """
    least, most = sum(one for one, _all in rooms), sum(all_ for _one, all_ in rooms)
    if most <= ROOM:
        others = [all_ for _one, all_ in rooms[1:]]
        return [ROOM - sum(others), *others]
    if least >= ROOM:
        return [one * ROOM / least for one, _all in rooms]
    share = (ROOM - least) / (most - least)
    return [one + (all_ - one) * share for one, all_ in rooms]


def _room(column: list[str]) -> tuple[float, float]:
    """(for the longest word, for the longest value) of a column; its heading may break between words."""
    heading, *cells = column
    longest = max((_wide(word) for text in column for word in text.split()), default=0.0)
    all_ = max((_wide(text) for text in (*cells, *heading.split())), default=0.0)
    return max(longest, 24.0) + 10, max(all_, longest, 24.0) + 10


def _wide(text: str) -> float:
    return float(stringWidth(text, BOLD, 8.5))


def on_paper(drawing: Drawing) -> paper.Drawing:
    """The shapes for ReportLab, whose heights are counted from below."""
    found = paper.Drawing(WIDTH * SCALE, (drawing.height + 6) * SCALE)
    found.scale(SCALE, SCALE)
    for shape in drawing.shapes:
        found.add(_on_paper(shape, drawing.height + 2))
    return found


def _on_paper(shape: Shape, top: float) -> paper.Shape:
    match shape:
        case Box(x, y, width, height, fill, stroke):
            outline = PAINTS[stroke] if stroke else None
            return paper.Rect(x, top - y - height, width, height, fillColor=PAINTS[fill], strokeColor=outline)
        case Rule(x1, y1, x2, y2, stroke, width, dotted):
            return paper.Line(
                x1, top - y1, x2, top - y2, strokeColor=PAINTS[stroke], strokeWidth=width,
                strokeDashArray=[2, 3] if dotted else None,
            )  # fmt: skip
        case Dot(x, y, radius, fill, stroke):
            return paper.Circle(
                x, top - y, radius, fillColor=PAINTS[fill], strokeColor=PAINTS[stroke], strokeWidth=1.5
            )
        case Tip(x, y, turn, fill):
            back, level = x - 9 * turn, top - y
            return paper.Polygon(
                [x, level, back, level - 5, back, level + 5], fillColor=PAINTS[fill], strokeColor=None
            )
        case Words(x, y, text, anchor, bold, paint):
            return paper.String(
                x, top - y, fonts.printable(text), textAnchor=anchor, fontSize=SIZE,
                fontName=BOLD if bold else SANS, fillColor=PAINTS[paint],
            )  # fmt: skip
