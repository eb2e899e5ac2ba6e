"""What we print must be in the fonts we embed: a missing minus sign would turn a loss into a gain."""

import polib
from reportlab.pdfbase import pdfmetrics

from analytics.render import numbers
from lms.core.catalogs import po_file
from lms.core.pdf import fonts as pdf_fonts


def lacking(text: str, font: str) -> set[str]:
    """The characters of `text` that the font cannot draw."""
    pdf_fonts.register()
    glyphs = pdfmetrics.getFont(font).face.charToGlyph
    return {c for c in pdf_fonts.printable(text) if ord(c) not in glyphs and c != "\n"}


def test_every_character_of_our_sentences_is_in_the_fonts():
    printed = [
        entry
        for catalog in ("analytics", "core")
        for entry in polib.pofile(str(po_file(catalog, "es_MX")))
        if any(
            place.startswith(("analytics/render", "lms/core/spreadsheets")) for place, _ in entry.occurrences
        )
    ]
    assert len(printed) > 100
    for entry in printed:
        for text in (entry.msgid, entry.msgstr, *entry.msgstr_plural.values()):
            for font in (pdf_fonts.SANS, pdf_fonts.BOLD):
                assert lacking(text, font) == set(), text


def test_names_of_mexico_are_in_the_fonts():
    names = "José Ángel Núñez Güemes · Xóchitl Tzɨ Kʼuk'um Ahkabal Ḱàà Ñuu Savi Pʉrhépecha Łāmatli"
    for font in (pdf_fonts.SANS, pdf_fonts.BOLD, pdf_fonts.SERIF):
        assert lacking(names, font) == set()


def test_the_minus_sign_is_drawn():
    assert lacking(numbers.signed(-4.5, 1), pdf_fonts.SANS) == set()
    assert pdf_fonts.printable(numbers.signed(-4.5, 1)) == "–4.5"
