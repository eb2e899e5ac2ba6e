"""Pictures: no script, no inline style, words for those who do not see them."""

import re

import pytest
from django.test import override_settings

from analytics.render import charts, pictures
from analytics.render.drawings import steps
from analytics.render.drawings.shapes import Box
from analytics.reports.document import Column, Number, Picture, Row, Symbol, Table, Unit

ROWS = [
    pictures.IntervalRow("Opciones & <b>convenio</b>", "+32", 32, 26, 37),
    pictures.IntervalRow("Colectiva", "−4", -4, None, None),
]


def drawn() -> str:
    return charts.draw(pictures.intervals(ROWS, axis="Puntos", mark=14), title="A <b>", description="B & C")


def test_a_picture_has_a_title_a_description_and_nothing_that_the_policy_forbids():
    svg = drawn()
    assert re.match(
        r'<svg xmlns="http://www.w3.org/2000/svg" class="chart" viewBox="0 0 \d+ \d+" role="img"', svg
    )
    assert ">A &lt;b&gt;</title>" in svg
    assert ">B &amp; C</desc>" in svg
    assert svg.count("<title") == 1
    for forbidden in ("style=", "<style", "<script", "href", "onload", "font-family"):
        assert forbidden not in svg
    assert "<b>" not in svg


def test_colors_are_those_of_the_theme():
    colors = set(re.findall(r'(?:fill|stroke)="([^"]+)"', drawn()))
    assert {color for color in colors if not color.startswith("var(")} <= {"none", "transparent"}
    assert "var(--accent)" in colors


def test_values_are_drawn_with_their_text():
    svg = drawn()
    for words in ("Opciones &amp; &lt;b&gt;convenio&lt;/b&gt;", "+32", "−4", "Puntos"):
        assert words in svg


def test_a_picture_is_drawn_once_and_then_remembered(monkeypatch):
    with override_settings(CACHES={"pictures": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}):
        first = drawn()

        def fail(spec):
            raise AssertionError("drawn again")

        monkeypatch.setattr(charts, "_svg", fail)
        assert drawn() == first
        with pytest.raises(AssertionError, match="drawn again"):
            charts.draw(pictures.intervals(ROWS[:1], axis="Puntos"), title="t", description="d")


def test_a_long_name_takes_two_lines_and_none_is_cut():
    name = "Perspectiva de género, no revictimización, inclusión y audiencias a distancia"
    row = pictures.IntervalRow(name, "+1", 1, -11, 13)
    svg = charts.draw(pictures.intervals([row, ROWS[0]], axis="Puntos"), title="t", description="d")
    shown = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", svg))
    assert name in shown
    assert "…" not in svg


def test_a_waterfall_steps_from_before_to_now():
    """50 %, +20, −10, 60 %: each bar begins where the one before it ended."""
    shares = [
        ("Before", Number(0.5, Unit.PERCENT)), ("Due", Number(0.2, Unit.CHANGE)),
        ("Late", Number(-0.1, Unit.CHANGE)), ("Now", Number(0.6, Unit.PERCENT)),
    ]  # fmt: skip
    rows = tuple(Row(name, (share,)) for name, share in shares)
    drawing = steps.draw(Table("a", "A", "Cause", (Column("Share"),), rows), Picture("steps", (0,)))
    ends = [end for one in drawing.shapes if isinstance(one, Box) for end in (one.x, one.x + one.width)]
    assert ends == pytest.approx(list(map(steps.AXIS.at, (0, 50, 50, 70, 60, 70, 0, 60))), abs=0.11)
    hidden = (*rows[:2], Row("Other", (Symbol.PROTECTED,)), rows[-1])
    assert steps.draw(Table("a", "A", "Cause", (Column("Share"),), hidden), Picture("steps", (0,))) is None
