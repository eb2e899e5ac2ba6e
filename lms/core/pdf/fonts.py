"""The embedded fonts of everything we print: accents, and the letters of Maya and Nahuatl names."""

import unicodedata
from functools import cache
from pathlib import Path

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from lms.core.signs import MINUS

SANS, BOLD, SERIF = "NotoSans", "NotoSans-Bold", "NotoSerif-Bold"
_FOLDER = Path(__file__).parent / "typefaces"
_FILES = {SANS: "NotoSans-Regular.ttf", BOLD: "NotoSans-Bold.ttf", SERIF: "NotoSerif-Bold.ttf"}


@cache
def register() -> None:
    """Make the fonts known to ReportLab, once per process."""
    for name, file in _FILES.items():
        pdfmetrics.registerFont(TTFont(name, str(_FOLDER / file)))
    pdfmetrics.registerFontFamily(SANS, normal=SANS, bold=BOLD, italic=SANS, boldItalic=BOLD)


def lacking(text: str, font: str) -> str:
    """The letters of `text` that `font` has no drawing for, each once, in their order; "" if it has all."""
    register()
    known = pdfmetrics.getFont(font).face.charToGlyph
    letters = (letter for letter in printable(text) if not letter.isspace())
    return "".join(dict.fromkeys(letter for letter in letters if ord(letter) not in known))


def printable(text: str) -> str:
    """`text` with what the fonts lack replaced by what they have: a missing minus would turn a loss
    into a gain. Letters typed as two signs, base and accent, become one; invisible marks are left out."""
    text = unicodedata.normalize("NFC", text)
    text = "".join(letter for letter in text if unicodedata.category(letter) != "Cf")
    return text.replace(MINUS, "–")
