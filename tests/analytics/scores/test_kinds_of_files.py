"""Files of every kind that gave a wrong figure or none: each either its exact figure or a question."""

import pytest
from django.utils.translation import override

from analytics.render.scores import words
from analytics.reports.scores.data import OpenQuestionError
from lms.core.errors import UserError
from tests.analytics.scores.reading import n_and_gain, report, xlsx

PEOPLE = ("Ana", "Luis", "Eva")


def code_of(content, *args, **kwargs):
    """The code of the refusal, which has words."""
    with pytest.raises(UserError) as refusal:
        report(content, *args, **kwargs)
    assert len(str(refusal.value)) > 20
    return refusal.value.code


def table(*rows, separator=","):
    return "".join(separator.join(map(str, row)) + "\n" for row in rows)


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
        "Not yet graded", "Needs Grading(10.00)", "No asistió (8 oct)", "no intentado", "incompleto",
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


# People who stand twice.


@pytest.mark.parametrize(
    ("heading", "first", "again"),
    [
        ("Correo electrónico", "ana@ejemplo.mx", "ANA@ejemplo.mx "),
        ("CURP", "PAXA850712MDFZZN06", "paxa850712mdfzzn06"),
        ("Matrícula", "A-17", "A-17"),
        ("student_id", "17", "17"),
        ("SubjectID", "s1", "s1"),
        ("No. de control", "0017", "0017"),
        ("Nombre completo", "Ana Pérez", "ANA PEREZ"),
        ("Participante", "p\u200b1", "p1"),
    ],
)
def test_who_stands_twice_is_asked_about(heading, first, again):
    content = f"{heading},Pre,Post\n{first},6,8\nx2,5,9\n{again},4,9\nx3,7,7\n"
    with pytest.raises(OpenQuestionError) as question, override("en"):
        report(content)
    assert (question.value.code, question.value.field) == ("repeated_people", "repeated")
    assert "rows 2, 4" in str(question.value)
    assert n_and_gain(content, repeated="first") == (3, 2.0)
    assert n_and_gain(content, repeated="last") == (3, 3.0)
    assert n_and_gain(content, repeated="rows") == (4, 2.75)


def test_names_in_two_columns_are_one_person_only_together():
    content = "Nombre,Apellidos,Pre,Post\nAna,Paz,6,8\nAna,Ruiz,5,9\nLuis,Paz,7,8\n"
    assert n_and_gain(content) == (3, 2.3333)
    assert code_of(content + "ANA,paz,6,8\n") == "repeated_people"


def test_groups_and_running_numbers_say_nobody():
    content = "No.,Centro,id_grupo,Pre,Post\n1,Norte,7,6,8\n2,Norte,7,5,9\n1,Sur,8,7,8\n"
    found = report(content)
    assert found.overall.n == 3
    with override("en"):
        assert any("No column says who each row is" in note for note in report(content).reader_notes)
    assert not any("No column says" in note for note in report("id,Pre,Post\n1,2,3\n2,4,6\n").reader_notes)


def test_a_long_file_with_repeated_ids_is_no_larger_group():
    rows = [(f"s{n % 164}", n % 7, n % 7 + n % 3) for n in range(327)]
    content = table(("subject", "math", "reading"), *rows)
    with pytest.raises(OpenQuestionError) as question, override("en"):
        report(content, "math", "reading")
    assert "163 people stand in several rows" in str(question.value)
    assert report(content, "math", "reading", repeated="first").overall.n == 164


# Long and lying tables.

LONG = table(
    ("correo", "momento", "puntaje"),
    ("ana@x.mx", "Antes", 6), ("ana@x.mx", "Después", 9), ("luis@x.mx", "Antes", 5), ("luis@x.mx",
    "Después", 7),
    ("eva@x.mx", "Antes", 4),
)  # fmt: skip


def test_a_row_per_person_and_test_is_turned():
    found = report(LONG, "antes", "despues")
    assert (found.overall.n, found.overall.pre_only, found.overall.gain.value) == (2, 1, 2.5)
    with override("en"):
        assert any(
            "It was turned: 3 people from 5 rows" in note
            for note in report(LONG, "antes", "despues").reader_notes
        )


def test_long_files_with_numbers_of_waves_groups_and_more_columns():
    content = table(
        ("id", "wave", "center", "age", "score"),
        (1, 1, "N", 30, 5), (1, 2, "N", 31, 8), (1, 3, "N", 32, 9),
        (2, 1, "S", 40, 6), (2, 2, "S", 41, 7), (2, 3, "S", 42, 7),
        (3, 1, "S", 50, 4), (3, 3, "S", 52, 8),
    )  # fmt: skip
    found = report(content, "1", "3", group="center")
    assert (found.overall.n, round(found.overall.gain.value, 4)) == (3, 3.0)
    assert [(gain.label, gain.n) for gain in found.groups] == [("N", 1), ("S", 2)]
    assert code_of(content.replace("score", "a2"), "1", "3") == "which_score"
    assert report(content.replace("score", "a2"), "1", "3", score="a2").overall.n == 3


def test_a_test_that_stands_twice_for_one_person_and_unnamed_people_are_asked_about():
    assert code_of(LONG + "ana@x.mx,Antes,7\n", "Antes", "Después") == "test_twice"
    assert code_of(LONG.replace("correo", "zzz"), "Antes", "Después") == "who"
    assert report(LONG.replace("correo", "zzz"), "Antes", "Después", person="zzz").overall.n == 2


@pytest.mark.parametrize(
    "content",
    [
        table(("Nombre", *PEOPLE), ("Pre", 6, 5, 7), ("Post", 8, 8, 9)),
        table(("", *PEOPLE), ("Sexo", "M", "H", "M"), ("PRE", 6, 5, 7), ("post", 8, 8, 9)),
        xlsx(("Prueba", *PEOPLE), ("Pre", 6, 5, 7), ("Post", 8, 8, 9)),
    ],
)
def test_a_table_on_its_side_is_turned(content):
    assert n_and_gain(content) == (3, 2.3333)
    with override("en"):
        assert any("a column for each person" in note for note in report(content).reader_notes)


# Two scales, two columns, two files.


@pytest.mark.parametrize(
    ("pre", "post"),
    [
        ((7, 6, 8), (90, 85, 80)),
        ((0.6, 0.5, 0.7), (80, 70, 90)),
        ((80, 70, 60), (8, 7, 9)),
        ((3, 4, 5), (18, 16, 20)),
    ],
)
def test_two_scales_are_asked_about(pre, post):
    content = table(("Nombre", "Pre", "Post"), *zip(PEOPLE, pre, post, strict=True))
    assert code_of(content) == "two_scales"
    assert report(content, max_score=100, max_post=100).overall.n == 3


def test_two_maxima_turn_both_scores_into_percentages():
    content = table(("Nombre", "Pre", "Post"), ("Ana", 7, 90), ("Luis", 6, 85), ("Eva", 8, 80))
    found = report(content, max_score=10, max_post=100)
    assert (found.overall.mean_pre, found.overall.mean_post, found.max_score) == (70, 85, 100)
    assert found.overall.gain.value == 15
    assert code_of(content, max_score=10) == "outside_range"


def test_a_large_gain_on_one_scale_is_no_two_scales():
    assert n_and_gain("Pre,Post\n2,9\n3,10\n4,8\n5,10\n") == (4, 5.75)


def test_the_same_column_in_other_letters_is_the_same_column():
    for pre, post in (("Nota", "nota"), ("nota", "NOTA "), ("Nota", "Nóta")):
        assert code_of("Nombre,Nota\nAna,6\nLuis,7\n", pre, post) == "same_column"


def test_columns_that_differ_in_case_only_are_two():
    content = "Nombre,Nota,nota\nAna,6,8\nLuis,5,9\n"
    assert n_and_gain(content, "Nota", "nota") == (2, 3)
    assert code_of(content, "NOTA", "nota") == "duplicate_header"
    twice = "Nombre,Nota,Nota\nAna,6,8\nLuis,5,9\n"
    assert code_of(twice, "Nota", "Nombre") == "duplicate_header"
    assert n_and_gain(twice, "Nota (B)", "Nota (C)") == (2, 3)


PRE_FILE = "Correo,Puntaje\nana@x.mx,6\nluis@x.mx,5\neva@x.mx,7\nsol@x.mx,3\n"
POST_FILE = "correo,Puntaje,Centro\nLUIS@x.mx,9,Sur\nana@x.mx,8,Norte\nmar@x.mx,4,Sur\neva@x.mx,10,Sur\n"


def test_two_files_are_joined_and_who_is_in_one_only_is_named():
    found = report(PRE_FILE, "Puntaje", "Puntaje", second=POST_FILE, group="Centro")
    gain = found.overall
    assert (gain.n, gain.pre_only, gain.post_only, gain.gain.value) == (3, 1, 1, 3)
    assert [(one.label, one.n) for one in found.groups] == [("Norte", 1), ("Sur", 2), ("", 0)]
    with override("en"):
        notes = report(PRE_FILE, "Puntaje", "Puntaje", second=POST_FILE).reader_notes
    assert notes[0] == "The two files were joined by “Correo”: 3 people are in both."
    assert notes[1:3] == ("Only in “a.csv” (1): sol@x.mx.", "Only in “b.csv” (1): mar@x.mx.")


def test_two_files_need_a_column_in_common_and_nobody_twice():
    assert code_of("a,Pre\n1,2\n3,4\n", second="b,Post\n1,3\n3,6\n") == "join_column"
    assert code_of(PRE_FILE + "ana@x.mx,9\n", "Puntaje", "Puntaje", second=POST_FILE) == "repeated_people"
    assert n_and_gain("a,Pre\n1,2\n3,4\n", second="a,Post\n3,6\n1,3\n", by="a") == (2, 1.5)
    book = xlsx(("Correo", "Post"), ("ana@x.mx", 8), ("eva@x.mx", 9))
    assert n_and_gain(PRE_FILE, "Puntaje", "Post", second=book) == (2, 2)


# Codes for missing.


@pytest.mark.parametrize(
    ("scores", "codes"),
    [
        ([(12, 15), (10, 14), (-99, 16), (11, -99), (13, 17)], "-99"),
        ([(12, 15), (10, 99), (9, 16), (11, 14), (13, 17)], "99"),
        ([(12, 15), (10, 999), (999, 16), (11, 14), (13, 17)], "999"),
        ([(2, 4), (3, 5), (9, 4), (1, 3), (2, 9), (3, 4), (2, 5), (1, 4)], "9"),
        ([(12, 15), (10, -1), (9, 16), (11, 14), (13, 17)], "-1"),
        ([(12, 15), (10, 77), (88, 16), (11, 14), (13, 17)], "77, 88"),
        ([(60, 80), (70, 999), (-9, 90)], "-9, 999"),
    ],
)
def test_codes_for_missing_are_asked_about(scores, codes):
    content = table(("id", "Pre", "Post"), *((f"p{i}", *pair) for i, pair in enumerate(scores)))
    with pytest.raises(OpenQuestionError) as question:
        report(content)
    assert (question.value.code, question.value.proposal) == ("missing_codes", codes)
    wanted = {float(code) for code in codes.split(", ")}
    pairs = [pair for pair in scores if not wanted & set(pair)]
    gain = sum(post - pre for pre, post in pairs) / len(pairs)
    assert n_and_gain(content, missing=codes) == (len(pairs), round(gain, 4))
    assert report(content, missing="none").overall.n == len(scores)


@pytest.mark.parametrize(
    "pairs",
    [
        [(6, 8), (7, 9), (8, 9), (9, 9)],
        [(60, 88), (77, 99), (45, 70), (98, 99)],
        [(-3, -1), (-2, 0), (1, 4)],
        [(450, 999), (700, 888), (600, 777)],
        [(5, 7), (4, 9), (6, 8)],
    ],
)
def test_scores_that_look_like_codes_stay_scores(pairs):
    content = table(("id", "Pre", "Post"), *((f"p{i}", *pair) for i, pair in enumerate(pairs)))
    assert report(content).overall.n == len(pairs)


# Words and answers.


def test_words_are_counted_as_the_numbers_that_somebody_gives_them():
    content = table(
        ("Nombre", "Pre", "Post"),
        ("Ana", "A veces", "Siempre"), ("Luis", "Nunca", "a veces"), ("Eva", "Casi nunca", "Casi siempre"),
        ("Sol", "", "Siempre"),
    )  # fmt: skip
    with pytest.raises(OpenQuestionError) as question:
        report(content)
    assert question.value.field == "words"
    assert question.value.proposal == "Nunca=1; Casi nunca=2; a veces=3; Casi siempre=4; Siempre=5"
    mapping = "nunca=1; casi nunca=2; a veces=3; casi siempre=4; siempre=5"
    assert n_and_gain(content, words=mapping) == (3, 2.0)


@pytest.mark.parametrize(
    ("words_used", "proposal"),
    [
        (
            ("De acuerdo", "En desacuerdo", "Totalmente de acuerdo", "Ni de acuerdo ni en desacuerdo"),
            "En desacuerdo=2; Ni de acuerdo ni en desacuerdo=3; De acuerdo=4; Totalmente de acuerdo=5",
        ),
        (("Agree", "Strongly agree", "Disagree", "Agree"), "Disagree=2; Agree=4; Strongly agree=5"),
        (("Sí", "No", "No", "Sí"), "No=0; Sí=1"),
        (("B", "A", "C", "B"), "A=; B=; C="),
        (("Aprobado", "Reprobado", "Aprobado", "Reprobado"), "Reprobado=0; Aprobado=1"),
    ],
)
def test_a_mapping_is_offered(words_used, proposal):
    content = table(("Nombre", "Pre", "Post"), *((f"p{i}", word, i) for i, word in enumerate(words_used)))
    with pytest.raises(OpenQuestionError) as question:
        report(content)
    assert question.value.proposal == proposal


def test_a_mapping_has_to_be_one():
    assert code_of("Pre,Post\nbien,1\nmal,2\n", words="bien; mal") == "bad_words"
    assert code_of("Pre,Post\nbien,1\nmal,2\n", words="bien=dos") == "bad_words"


ANSWERS = (
    "Nombre,pre_1,pre_2,pre_3,post_1,post_2,post_3\n"
    "clave,a,b,c,a,b,c\n"
    "Ana,a,b,d,A,b,c\nLuis,b,,c,a,b,d\nEva,,,,a,b,c\n"
)


def test_answers_are_scored_with_a_row_of_right_ones():
    found = report(ANSWERS, "pre_*", "post_*")
    gain = found.overall
    assert (gain.n, gain.post_only, gain.mean_pre, gain.mean_post) == (2, 1, 1.5, 2.5)
    with override("en"):
        notes = report(ANSWERS, "pre_*", "post_*").reader_notes
    assert notes[0] == (
        "“pre_*” counts right answers among 3, by the key in row 2; an empty answer is not right."
    )


def test_answers_without_a_key_say_what_is_needed_and_points_are_added():
    assert code_of(ANSWERS.replace("clave,a,b,c,a,b,c\n", ""), "pre_*", "post_*") == "no_key"
    points = "Nombre,q1,q2,q3,r1,r2,r3\nAna,1,0,0,1,1,0\nLuis,0,0,0,1,1,1\n"
    assert n_and_gain(points, "q*", "r*") == (2, 2)
    assert code_of(points, "x*", "r*") == "unknown_column"
    letters = table(("Nombre", "Pre", "Post"), *((f"p{i}", "abcd"[i % 4], 3) for i in range(8)))
    with pytest.raises(OpenQuestionError) as question, override("en"):
        report(letters)
    assert "row named “key”" in str(question.value)


# Groups.


def test_spellings_of_one_group_are_one_group():
    found = report(
        "g,Pre,Post\nCentro Norte,1,3\ncentro  norte,2,3\nCENTRO NORTE,3,6\nSur,1,2\nCentro Norte,2,3\n",
        group="g",
    )
    assert [(gain.label, gain.n) for gain in found.groups] == [("Centro Norte", 4), ("Sur", 1)]
    with override("en"):
        assert any("Taken as one group" in note for note in found.reader_notes) or found.reader_notes


# What was noticed is told when it ends in an error, too.


def test_notes_travel_with_every_refusal():
    book = xlsx(("Nombre", "Pre", "Post"), ("Ana", 6, "ocho"), sheets=[("Otra", [("x", "y"), (1, 2)])])
    with pytest.raises(UserError) as refusal, override("en"):
        report(book)
    assert refusal.value.notes == ("Only the sheet “Sheet” was read; there are others with content: Otra.",)


def test_nothing_is_noted_where_there_is_nothing_to_note():
    found = report("Correo,Pre,Post\na@x.mx,1,2\nb@x.mx,2,4\n")
    assert found.reader_notes == ()
    with override("en"):
        assert list(words.notes(found)) == [
            "Scores are in the points of the file. Give the highest possible score to see percentages."
        ]


# Found by trying to break it.


@pytest.mark.parametrize(
    ("rows", "kind", "highest"),
    [
        (",10,10", "maximum", 10),
        (",puntos,puntos", "heading", None),
        (",(10),(10)", "heading", None),
    ],
)
def test_a_second_row_of_headings_is_no_person(rows, kind, highest):
    found = report(f"Nombre,Pre,Post\n{rows}\nAna,6,8\nLuis,5,9\nEva,7,10\n")
    assert (found.overall.n_rows, found.overall.gain.value, found.max_score) == (3, 3, highest)
    assert [(left.row, left.kind) for left in found.left_out] == [(2, kind)]


def test_headings_over_two_rows_are_read_together():
    content = "Nombre,Calificaciones,,Centro\n,Pre,Post,\nAna,6,8,N\nLuis,5,9,S\n"
    found = report(content, group="Centro")
    assert (found.overall.n, [gain.label for gain in found.groups]) == (2, ["N", "S"])


def test_parts_with_titles_and_headings_of_their_own():
    book = xlsx(
        ("Centro Norte",), ("Nombre", "Pre", "Post"), ("Ana", 6, 8), (None,),
        ("Centro Sur",), ("Nombre", "Pre", "Post"), ("Eva", 7, 10),
    )  # fmt: skip
    found = report(book)
    assert (found.overall.n, found.overall.n_rows) == (2, 2)
    assert [(left.row, left.kind) for left in found.left_out] == [(5, "remark"), (6, "heading")]


def test_a_number_with_its_label_gets_that_number():
    content = table(
        ("Nombre", "Pre", "Post"),
        ("Ana", "1 - Nunca", "5 - Siempre"),
        ("Luis", "2 - Casi nunca", "5 - Siempre"),
    )
    with pytest.raises(OpenQuestionError) as question:
        report(content)
    assert question.value.proposal == "1 - Nunca=1; 2 - Casi nunca=2; 5 - Siempre=5"
    assert n_and_gain(content, words=question.value.proposal) == (2, 3.5)


def test_what_says_nobody_is_no_person():
    assert n_and_gain("Correo,Pre,Post\nanonymous,6,8\nanonymous,5,9\nanonymous,7,10\n") == (3, 3)
    assert n_and_gain("Correo,Pre,Post\nana@x.mx,6,8\nanónimo,5,9\nAnonymous,7,10\n") == (3, 3)


def test_ids_under_any_heading_are_seen_to_repeat():
    rows = [(f"s{n % 10}", n % 7, n % 7 + n % 3) for n in range(30)]
    assert code_of(table(("zz", "Pre", "Post"), *rows)) == "repeated_people"
    assert (
        report(table(("Edad", "Pre", "Post"), *((20 + n % 10, 1, n % 3) for n in range(30)))).overall.n == 30
    )


def test_two_exports_of_forms_in_two_languages_are_joined_by_the_address():
    pre = "Marca temporal,Dirección de correo electrónico,Puntuación\n1,ana@x.mx,6 / 10\n2,luis@x.mx,5 / 10\n"
    post = "Timestamp,Email Address,Score\n1,luis@x.mx,8 / 10\n2,ana@x.mx,9 / 10\n"
    found = report(pre, "Puntuación", "Score", second=post)
    assert (found.overall.n, found.overall.gain.value, found.max_score) == (2, 3, 10)


def test_texts_written_as_formulas_and_with_an_apostrophe():
    assert n_and_gain('Nombre,Pre,Post\nAna,"=""6""",\'8\nLuis,5,9\n') == (2, 3)


def test_scores_that_lie_wholly_apart_are_pointed_out():
    with override("en"):
        found = report("id,Pre,Post\na,6,18\nb,5,15\nc,7,19\n")
        near = report("id,Pre,Post\na,6,8\nb,5,9\nc,7,10\n")
    assert any("Check that both are out of the same" in note for note in found.reader_notes)
    assert near.reader_notes == ()
