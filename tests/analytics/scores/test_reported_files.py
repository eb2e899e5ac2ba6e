"""Files that people reported as failing (data/reported), and the right outcome of each; B006 and B025 are
read by the roster, in tests/courses/test_rosters.py."""

import pytest
from django.utils.translation import override

from analytics.render.scores import words
from lms.core.errors import UserError
from tests.analytics.scores.reading import REPORTED, n_and_gain, report

CANVAS = ("Diagnostic (101)", "Final (102)")


@pytest.mark.parametrize("name", ["B001_decimal_commas.csv", "B001_some_rows.csv"])
def test_b001_more_cells_than_headings_give_no_figure(name):
    with pytest.raises(UserError) as refusal, override("en"):
        report(REPORTED / name, "pre", "post")
    assert refusal.value.code == "row_longer"
    assert "decimal comma" in str(refusal.value)


def test_b002_furniture_of_canvas_is_left_out_and_gives_the_maximum():
    found = report(REPORTED / "B002_canvas.csv", *CANVAS)
    assert (found.overall.n, found.overall.n_rows, round(found.overall.gain.value, 2)) == (3, 3, 5.67)
    assert found.max_score == 20
    assert [(left.row, left.label, left.kind) for left in found.left_out] == [
        (2, "Points Possible", "maximum"),
        (5, "Student, Test", "test"),
    ]
    with override("en"):
        said = list(words.notes(found))
    assert "Row 2 (“Points Possible”) gives the highest possible scores and was left out." in said


def test_b004_percentages_are_those_that_excel_shows():
    plain = report(REPORTED / "B004_percent_format.xlsx")
    assert (plain.overall.n, plain.max_score) == (3, 100)
    assert plain.overall.gain.value == pytest.approx(70 / 3)
    mixed = report(REPORTED / "B004_percent_mixed.xlsx")
    assert (mixed.overall.n, mixed.overall.mean_pre, mixed.overall.mean_post) == (4, 62.5, 86.25)


def test_b005_headings_of_two_lines_can_be_named():
    name = REPORTED / "B005_heading_two_lines.xlsx"
    assert n_and_gain(name, "Calificación pre", "Calificación post") == (3, 2.3333)
    assert n_and_gain(name, "Calificación\npre", "calificacion  post") == (3, 2.3333)


def test_b011_escapes_in_headings_are_decoded():
    assert n_and_gain(REPORTED / "B011_x000D_scores.xlsx", "Pre (20)", "Post (20)") == (3, 2.3333)


def test_b016_who_stands_twice_is_named_before_any_figure():
    with pytest.raises(UserError) as refusal, override("en"):
        report(REPORTED / "B016_same_person.csv")
    assert refusal.value.code == "repeated_people"
    assert "“ana@ejemplo.mx” in rows 2, 3" in str(refusal.value)
    assert n_and_gain(REPORTED / "B016_same_person.csv", repeated="first") == (3, 2.0)
    assert n_and_gain(REPORTED / "B016_same_person.csv", repeated="rows") == (4, 2.0)


def test_b017_the_sheet_with_the_columns_is_read_and_the_other_named():
    found = report(REPORTED / "B017_cover_sheet.xlsx")
    assert (found.overall.n, round(found.overall.gain.value, 2)) == (3, 2.33)
    assert any("Datos" in note and "Sheet" in note for note in found.reader_notes)
    with pytest.raises(UserError) as refusal:
        report(REPORTED / "B017_cover_sheet.xlsx", sheet="Sheet")
    assert any("Datos" in note for note in refusal.value.notes)


def test_b020_strict_open_xml_is_read():
    assert n_and_gain(REPORTED / "B020_strict.xlsx") == (3, 2.3333)


def test_b022_words_for_absence_are_no_score_and_listed():
    found = report(REPORTED / "B022_absent.csv")
    gain = found.overall
    assert (gain.n, gain.pre_only, gain.post_only, gain.gain.value) == (1, 4, 1, 2)
    assert found.markers == {
        "NSP": 1, "No asistió": 1, "pendiente": 1, "baja": 1, "Not Attempted": 1
    }  # fmt: skip


def test_b023_three_decimals_after_a_comma_in_a_file_with_semicolons():
    assert n_and_gain(REPORTED / "B023_three_decimals.csv") == (3, 0.9583)
