"""Answers on paper: what is typed is the answer that the screen would have stored."""

import pytest

from assessments.item_types import AnswerError
from assessments.rules.paper_answers import answer_of, raw_of, shape_of, typed_of
from tests.assessments.factories import choice_content
from tests.assessments.item_types.examples import EXAMPLES

SHAPES = {
    "single_choice": ("one", "A"),
    "situational_judgement": ("one", "B"),
    "multiple_choice": ("several", "AC"),
    "true_false": ("truth", "V"),
    "likert": ("scale", "4"),
    "ordering": ("order", "BADC"),
    "matching": ("pairs", "CA"),
    "matrix": ("pairs", "AB"),
    "number": ("written", "45"),
    "short_text": ("written", "artículo 684 (ES)"),
    "open_text": ("written", "Más casos."),
}


def test_every_kind_has_a_paper():
    assert set(SHAPES) == set(EXAMPLES)


@pytest.mark.parametrize("kind", SHAPES)
def test_what_is_typed_is_what_the_screen_stores(kind):
    content, _raw, stored = EXAMPLES[kind]
    shape, typed = SHAPES[kind]
    assert shape_of(kind, content) == shape
    assert answer_of(kind, content, typed) == stored
    assert answer_of(kind, content, typed_of(kind, content, stored)) == stored
    assert typed_of(kind, content, stored) == typed
    assert answer_of(kind, content, "  ") is None
    assert typed_of(kind, content, None) == ""


@pytest.mark.parametrize(
    ("kind", "typed", "stored"),
    [
        ("single_choice", " b ", "b"),
        ("single_choice", "-", None),
        ("multiple_choice", "c, a", ["a", "c"]),
        ("true_false", "t", True),
        ("true_false", "f", False),
        ("ordering", "b-a", {"a": "2", "b": "1"}),
        ("matching", "-a", {"s": "a"}),
        ("open_text", "-", None),
    ],
)
def test_hands_type_in_many_ways(kind, typed, stored):
    assert answer_of(kind, EXAMPLES[kind][0], typed) == stored


@pytest.mark.parametrize(
    ("kind", "typed"),
    [
        ("single_choice", "E"),
        ("single_choice", "AB"),
        ("multiple_choice", "AA"),
        ("true_false", "X"),
        ("true_false", "VF"),
        ("likert", "6"),
        ("likert", "B"),
        ("ordering", "BB"),
        ("matching", "C"),
        ("matching", "CAB"),
        ("number", "x"),
        ("number", "101"),
        ("open_text", "x" * 21),
    ],
)
def test_what_cannot_be_on_the_paper_is_refused(kind, typed):
    with pytest.raises(AnswerError):
        answer_of(kind, EXAMPLES[kind][0], typed)


def test_a_choice_of_facts_without_a_key_is_one_letter():
    content = choice_content()
    content.pop("correct")
    assert shape_of("single_choice", content) == "one"
    assert raw_of("single_choice", content, "D") == ["d"]
