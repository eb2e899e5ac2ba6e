"""The colors of print and the mark, for every sheet."""

from reportlab.lib.colors import HexColor
from reportlab.pdfgen.canvas import Canvas

INK, SOFT, RULE, ACCENT = HexColor("#1a2124"), HexColor("#51595c"), HexColor("#dbd8d0"), HexColor("#0b565a")


def draw_mark(canvas: Canvas, x: float, y: float, width: float) -> None:
    """Two lines that become one, `width` long: the only ornament."""
    canvas.saveState()
    canvas.setStrokeColor(ACCENT)
    canvas.setLineWidth(1)
    canvas.setLineCap(1)
    for side in (1, -1):
        path = canvas.beginPath()
        path.moveTo(x, y + side * 4)
        path.lineTo(x + 10, y + side * 4)
        path.curveTo(x + 20, y + side * 4, x + 22, y, x + 32, y)
        canvas.drawPath(path)
    canvas.line(x + 32, y, x + width, y)
    canvas.restoreState()
