"""The sheet: every name fits, nothing is mark-up, the bytes never vary."""

import io
import re
import subprocess
from dataclasses import replace
from datetime import date

import pikepdf
import pytest
from django.utils.translation import gettext, override

from analytics.certificates.documents.sheet import CertificateSheet, Signature
from analytics.certificates.render import drawing
from analytics.certificates.render.drawing import draw
from analytics.render.dates import long_date

SHEET = CertificateSheet(
    language="es-MX",
    title="Constancia de Itzel Cruz Hernández",
    issuer="Centro de Conciliación Laboral, Región Sur",
    opening="Se otorga la presente constancia a",
    name="Itzel Cruz Hernández",
    statement="por haber acreditado el curso Audiencias a distancia, de 6 horas, impartido en octubre.",
    course="Audiencias a distancia",
    basis="Evaluación final con 80 % o más.",
    signatures=(Signature("Teresa Llanos Ruiz", "Gerencia"), Signature("Maribel Ochoa Vela", "Capacitadora")),
    code="ACU-7F3K-92QA",
    issued="Emitida el 2 de octubre de 2026",
    check="Compruébela en localhost:8000/es-mx/v/",
    verify_url="http://localhost:8000/es-mx/v/ACU-7F3K-92QA/",
)


def text_of(content: bytes) -> str:
    done = subprocess.run(["pdftotext", "-layout", "-", "-"], input=content, capture_output=True, check=True)
    return done.stdout.decode()


def test_everything_that_the_sheet_says_can_be_read_and_copied():
    text = text_of(draw(SHEET))
    for words in ("Itzel Cruz Hernández", "ACU-7F3K-92QA", "Región Sur", "Maribel Ochoa Vela", "80 % o más"):
        assert words in text
    assert "el curso Audiencias a distancia, de 6 horas" in re.sub(r"\s+", " ", text)
    assert "SIMULADA" not in text


def test_it_is_one_landscape_letter_page_with_title_and_language():
    with pikepdf.open(io.BytesIO(draw(SHEET))) as pdf:
        assert len(pdf.pages) == 1
        assert [float(side) for side in pdf.pages[0].MediaBox] == [0, 0, 792, 612]
        assert str(pdf.Root.Lang) == "es-MX"
        assert str(pdf.docinfo.Title) == "Constancia de Itzel Cruz Hernández"
        fonts = [font for page in pdf.pages for font in page.Resources.Font.values()]
        assert all("FontFile2" in font.FontDescriptor for font in fonts if "FontDescriptor" in font)
        links = pdf.pages[0].Annots
        assert [str(link.A.URI) for link in links] == [SHEET.verify_url] * 2
        assert bool(pdf.Root.ViewerPreferences.DisplayDocTitle)


def test_the_same_sheet_gives_the_same_bytes():
    assert draw(SHEET) == draw(SHEET)
    assert draw(SHEET) != draw(replace(SHEET, name="Itzel Cruz Hernandez"))


@pytest.mark.parametrize(
    "name",
    [
        "Smith <Jones & Hijos> </para>",
        '"Ana" O\'Farrill',
        "María Guadalupe de los Ángeles Xóchitl Fernández-Villaseñor y Gutiérrez de la Concha Montes de Oca",
        "W" * 200,
        "Ñandú " * 33,
        "شيماء الرشيد",
        "Ana 🌵",
        "a",
        "",
    ],
)
def test_any_name_fits_and_none_breaks_the_sheet(name):
    content = draw(replace(SHEET, name=name))
    with pikepdf.open(io.BytesIO(content)) as pdf:
        assert len(pdf.pages) == 1
    if name.isascii():
        assert name.replace(" ", "") in text_of(content).replace(" ", "").replace("\n", "")


def test_a_simulated_certificate_says_so():
    assert "SIMULADA" in text_of(draw(replace(SHEET, simulated="SIMULADA")))


@pytest.mark.parametrize("language", ["es-mx", "en"])
@pytest.mark.parametrize("month", range(1, 13))
def test_the_date_stays_inside_the_margin(language, month):
    """Every month in both languages, and a long address: no line passes the right margin."""
    with override(language):
        issued = gettext("Issued on %s") % long_date(date(2026, month, 28))
        check = gettext("Check it, or have it read aloud, at %s") % "constancias.conciliacion.gob.mx/es-mx/v/"
    content = draw(replace(SHEET, issued=issued, check=check))
    done = subprocess.run(["pdftotext", "-bbox", "-", "-"], input=content, capture_output=True, check=True)
    ends = [float(end) for end in re.findall(r'xMax="([\d.]+)"', done.stdout.decode())]
    assert max(ends) <= drawing.RIGHT + 0.5
    assert issued.split()[-1] in text_of(content)
