"""Which rows are people and which cells are scores: the exact figure or a question."""

import pytest
from django.utils.translation import override

from analytics.render.scores import words
from lms.core.errors import UserError
from tests.analytics.scores.reading import code_of, n_and_gain, report, table, xlsx

# Rows that are no people.


@pytest.mark.parametrize(
    ("row", "kind"),
    [
        ("    Points Possible,20,20", "maximum"),
        ("Puntos posibles,20,20", "maximum"),
        ("Puntaje máximo,20,20", "maximum"),
        ("Calificación máxima,20,20", "maximum"),
        ("Max points,20,20", "maximum"),
        ('"Student, Test",0,0', "test"),
        ("Estudiante de prueba,0,0", "test"),
        ("ana_previewuser,0,0", "test"),
        ("Promedio general,9,14", "total"),
        ("Overall average,9,14", "total"),
        ("Total,27,42", "total"),
        ("Total Centro Norte,27,42", "total"),
        ("Desviación estándar,1,2", "total"),
        ("Mediana,9,14", "total"),
        ("Nombre,Pre,Post", "heading"),
        ("Fuente: registro del centro,,", "remark"),
        ("Respuestas correctas,20,20", "key"),
        (",9,14", "total"),
        ("Date,10/1/2026,10/9/2026", "remark"),
        ("Points,20,20", "maximum"),
    ],
)
def test_rows_that_are_no_people_are_left_out_and_named(row, kind):
    found = report(f"Nombre,Pre,Post\nAna,8,12\nLuis,9,14\nEva,10,16\n{row}\n")
    assert (found.overall.n, found.overall.n_rows, found.overall.gain.value) == (3, 3, 5)
    assert [(left.row, left.kind) for left in found.left_out] == [(5, kind)]
    with override("en"):
        assert any("Row 5" in note and "left out" in note for note in words.notes(found))


@pytest.mark.parametrize(
    "name",
    ["Max Müller", "Ana Media", "Sol", "Clavel Ruiz", "Paz Total", "Testa, Ana", "Fuentes, Luis", "Máxima"],
)
def test_people_with_such_names_stay(name):
    assert n_and_gain(f'Nombre,Pre,Post\nLuis,8,12\nEva,9,14\n"{name}",10,16\n') == (3, 5)


def test_a_media_is_a_family_name_after_a_given_one():
    assert n_and_gain("Nombre,Apellido,Pre,Post\nAna,Media,8,12\nLuis,Moda,9,14\n") == (2, 4.5)


def test_canvas_in_spanish_with_a_posting_row_and_different_maxima():
    content = (
        "Estudiante,ID,Sección,Diagnóstico (11),Final (12)\n"
        ",,,Manual Posting,Manual Posting\n"
        "    Puntos posibles,,,10,20\n"
        '"Paz, Ana",1,A,5,15\n"Ruiz, Luis",2,A,6,18\n'
        '"Estudiante, Prueba",,A,0,0\n'
    )
    found = report(content, "Diagnóstico (11)", "Final (12)")
    assert (found.overall.n, found.overall.mean_pre, found.overall.mean_post) == (2, 55, 82.5)
    assert found.max_score == 100
    assert [left.kind for left in found.left_out] == ["remark", "maximum", "test"]


def test_moodle_and_blackboard_say_the_maximum_in_the_heading():
    moodle = report(
        'Nombre,Apellido(s),"Calificación/10,00","Final/10,00"\nAna,Paz,"6,50","8,00"\nLuis,Sol,-,"9,00"\n'
        'Promedio general,,"6,50","8,50"\n',
        "Calificación/10,00",
        "Final/10,00",
    )
    assert (moodle.overall.n, moodle.overall.post_only, moodle.overall.gain.value) == (1, 1, 1.5)
    assert moodle.max_score == 10
    pre, post = "Pre [Total Pts: 20 Score] |31", "Post [Total Pts: 20 Score] |32"
    board = report(f"Username,{pre},{post}\na1,8,12\nb2,9,15\nc3_previewuser,0,0\n", pre, post)
    assert (board.overall.n, board.overall.gain.value, board.max_score) == (2, 5, 20)


def test_google_forms_writes_scores_out_of_their_total():
    found = report(
        table(("Nombre", "Pre", "Post"), ("Ana", "6 / 10", "9 / 10"), ("Luis", "5/10", "7.00 / 10"))
    )
    assert (found.overall.n, found.overall.gain.value, found.max_score) == (2, 2.5, 10)
    assert code_of("Pre,Post\n6 / 10,9 / 20\n5 / 20,8 / 20\n") == "mixed_totals"
    assert code_of("Pre,Post\n6 / 10,9\n5,8\n") == "mixed_totals"


# No score.


@pytest.mark.parametrize(
    "word",
    [
        "NSP", "nsp", "No asistió", "no asistio", "NO PRESENTÓ", "no se presentó", "Pendiente",
        "pendiente de aplicar",
        "Baja", "baja voluntaria", "dado de baja", "Not Attempted", "not submitted", "Did not attend",
        "didn't take it",
        "No show", "Absent", "absent (sick)", "Excused", "EX", "withdrawn", "dropped out", "Ausente",
        "Inasistencia",
        "Faltó", "Incapacidad", "licencia médica", "Sin calificar", "sin nota", "por evaluar", "En curso",
        "In Progress", "Needs Grading", "exento", "Renunció", "N/A", "#N/A", "—", "–", "(sin dato)",
        "No contestó",
        "NSP.", "Se dio de baja", "se retiró", "ya no labora", "N.P.", "Not yet graded",
        "Needs Grading(10.00)", "No asistió (8 oct)", "no intentado", "incompleto",
        "Desertó", "No entregado", "NS/NC", "sin intento",
    ],
)  # fmt: skip
def test_words_for_absence_are_no_score(word):
    found = report(f"Nombre,Pre,Post\nAna,6,8\nLuis,5,9\nEva,7,{word}\n")
    assert (found.overall.n, found.overall.pre_only, found.overall.gain.value) == (2, 1, 3)
    assert found.markers == {word: 1}


@pytest.mark.parametrize(
    "word", ["bien", "no aprobado", "siete", "8 o 9", "x", "No", "10²", "seis y medio", "TRUE"]
)
def test_other_words_are_never_read_as_absence(word):
    assert code_of(f"Nombre,Pre,Post\nAna,6,8\nLuis,5,9\nEva,7,{word}\n") == "not_a_score"


# Numbers.


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("7", 7), ("7.5", 7.5), ('"7,5"', 7.5), ("７．５", 7.5), (" 7 ", 7), ("7 pts", 7), ("7 puntos", 7),
        ("+7", 7),
        ("7.", 7), ("0.125", 0.125), ('"0,125"', 0.125), ("7e0", 7), ("7\u00a0", 7), ("\u200b7", 7),
    ],
)  # fmt: skip
def test_numbers_as_people_write_them(written, value):
    found = report(f"Nombre,Pre,Post\nAna,{written},10\nLuis,5,10\n").overall
    assert found.mean_pre == (value + 5) / 2


@pytest.mark.parametrize(
    ("content", "outcome"),
    [
        ("Pre;Post\n8,125;9,250\n7,500;8,375\n", 1.0),
        ("Pre;Post\n8,125;9,5\n7,500;8,375\n", 1.125),
        ('Pre,Post\n"8,125","9,5"\n"7,5","8,375"\n', 1.125),
        ("Pre\tPost\n8,125\t9,5\n7,5\t8,375\n", 1.125),
        ('Pre,Post\n"8,125","9,250"\n"7,500","8,375"\n', "ambiguous_comma"),
        ("Pre\tPost\n8,125\t9,250\n7,500\t8,375\n", "ambiguous_comma"),
        ('Pre,Post\n"1,250",9.5\n8.5,8.25\n', "ambiguous_comma"),
        ("Pre;Post\n1,250;9.5\n8.5;8.25\n", "ambiguous_comma"),
        ("Pre;Post\n1.250;1480,5\n990,5;1100\n", "ambiguous_comma"),
        ("Pre;Post\n8.125;9.250\n7.500;8.375\n", 1.0),
        ('Pre,Post\n"1,234.5","1,235.5"\n"1,200.5","1,203.5"\n', 2.0),
        ("Pre;Post\n1.234,5;1.235,5\n1.200,5;1.203,5\n", 2.0),
    ],
)
def test_commas_and_points(content, outcome):
    if isinstance(outcome, str):
        assert code_of(content) == outcome
    else:
        assert n_and_gain(content) == (2, outcome)


def test_the_highest_score_tells_decimals_from_thousands():
    content = 'Pre,Post\n"8,125","9,250"\n"7,500","8,375"\n'
    assert n_and_gain(content, max_score=10) == (2, 1)
    assert code_of(content, max_score=10_000) == "ambiguous_comma"


def test_a_fraction_among_percentages_is_no_score():
    book = xlsx(("Nombre", "Pre", "Post"), ("Ana", 0.6, 85), ("Luis", 0.5, 0.8), formats={2: "0%", 3: "0%"})
    assert code_of(book) == "outside_range"
    assert n_and_gain("Pre,Post\n60%,105%\n50%,90%\n") == (2, 42.5)


def test_dates_and_formulas_are_named_as_what_they_are():
    from datetime import datetime

    book = xlsx(("Nombre", "Pre", "Post"), ("Ana", 6, datetime(2026, 10, 8)), ("Luis", 5, 9))
    with pytest.raises(UserError) as refusal, override("en"):
        report(book)
    assert "“2026-10-08” is a date, not a number" in str(refusal.value)
    with pytest.raises(UserError) as refusal, override("en"):
        report(xlsx(("Nombre", "Pre", "Post"), ("Ana", 6, "=B2+2"), ("Luis", 5, 9)))
    assert "save it and try again" in str(refusal.value)
    assert any("formula" in note for note in refusal.value.notes)


def test_percent_formats_and_other_cells():
    rows = (("Nombre", "Pre", "Post"), ("Ana", 0.6, 0.85), ("Luis", 0.55, 0.8))
    assert n_and_gain(xlsx(*rows, formats={2: "0%", 3: "0.0%"})) == (2, 25)
    assert code_of(xlsx(*rows, formats={2: "0%"})) == "mixed_percent"
    assert n_and_gain(xlsx(*rows)) == (2, 0.25)
    assert n_and_gain(xlsx(*rows, formats={2: "0%", 3: "0%"}), max_score=100) == (2, 25)
