"""Codes for missing, words, answers and groups: the exact figure or a question."""

import random
from contextlib import suppress

import pytest
from django.utils.translation import override

from analytics.render.scores import words
from analytics.reports.scores.data import OpenQuestionError
from lms.core.errors import UserError
from tests.analytics.scores.reading import code_of, n_and_gain, report, table, xlsx

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


def test_any_table_ends_in_a_report_or_in_words():
    chance = random.Random(7)
    heads = [
        "Nombre",
        "Correo",
        "Pre",
        "Post",
        "pre_1",
        "pre_2",
        "pre_3",
        "momento",
        "puntaje",
        "id",
        "",
        "Centro",
    ]
    odd = [
        "",
        "7,5",
        "-99",
        "NSP",
        "Total",
        "clave",
        "a",
        "Pre",
        "antes",
        "85%",
        "8/10",
        "=A1",
        "½",
        "nan",
        "\u200b",
    ]
    reports = 0
    for _round in range(250):
        columns = chance.sample(heads, chance.randint(2, 6))
        pool = chance.sample(odd, 2) + [str(chance.randint(0, 20)) for _n in range(30)]
        rows = [[chance.choice(pool) for _c in columns] for _r in range(chance.randint(0, 8))]
        content = table(columns, *rows, separator=";")
        pre, post = chance.choice([*columns, "pre_*", "antes"]), chance.choice(columns)
        second = content if chance.random() < 0.2 else None
        with suppress(UserError):
            assert words.opening(report(content, pre, post, second=second, repeated="rows"))
            reports += 1
    assert reports > 10
