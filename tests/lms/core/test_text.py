"""Text in one form: what nobody sees is gone, and keys are the same however they were typed."""

import pytest

from lms.accounts import curp
from lms.core import text


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  Paz\r\n Ruiz ", "Paz Ruiz"),
        ("Jose\u0301", "José"),
        ("an\u200ba", "ana"),
        ("\ufeffAna\u00a0\u00a0Paz\u200e", "Ana Paz"),
        ("Mª José", "Mª José"),
        ("a\tb\u2003c\u3000d", "a b c d"),
    ],
)
def test_tidy_text_shows_everything_it_holds(typed, kept):
    assert text.tidy(typed) == kept


@pytest.mark.parametrize(
    "typed", ["ana@ejemplo.mx", "an\u200ba@ejemplo.mx", "ａｎａ＠ｅｊｅｍｐｌｏ.mx", " ana@ejemplo.mx\u2060"]
)
def test_an_address_is_one_key_however_it_was_pasted(typed):
    assert text.key(typed) == "ana@ejemplo.mx"


def test_full_width_digits_make_no_second_curp():
    wide = "PAXA８５０７１２MDFZZN0６"
    assert curp.normalized(wide) == curp.normalized("paxa-850712 mdfzzn06") == "PAXA850712MDFZZN06"
    assert curp.is_valid("PAXA850712MDFZZN06")
    assert not curp.is_valid(wide)


def test_plain_text_compares_without_case_accents_and_blanks():
    assert text.plain(" Zoé  ÁVILA Ñáñez ") == text.plain("zoe a\u0301vila nan\u0303ez") == "zoe avila nanez"
