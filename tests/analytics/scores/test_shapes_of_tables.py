"""Long and lying tables, people in several rows, two scales, two files: the exact figure or a question."""

import pytest
from django.utils.translation import override

from analytics.reports.scores.data import OpenQuestionError
from tests.analytics.scores.reading import code_of, n_and_gain, report, table, xlsx

PEOPLE = ("Ana", "Luis", "Eva")


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
