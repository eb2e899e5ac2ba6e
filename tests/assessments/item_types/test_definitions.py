"""What cannot be a question of a kind, or an answer to it, is said."""

import pytest

from assessments.item_types import (
    REGISTRY,
    AnswerError,
)
from tests.assessments.item_types.examples import EXAMPLES, NUMBER, listed


@pytest.mark.parametrize(
    ("key", "sent"),
    [
        ("single_choice", ["z"]),
        ("single_choice", ["a", "b"]),
        ("multiple_choice", ["a", "z"]),
        ("true_false", ["maybe"]),
        ("number", ["101"]),
        ("number", ["-1"]),
        ("number", ["4.5"]),
        ("number", ["1e2"]),
        ("number", ["４５"]),
        ("number", ["1" * 5000]),
        ("number", ["4", "5"]),
        ("likert", ["6"]),
        ("likert", ["04"]),
        ("likert", ["3.5"]),
        ("open_text", ["x" * 21]),
        ("short_text", ["x" * 101]),
        ("short_text", ["a", "b"]),
        ("ordering", ["a=5"]),
        ("ordering", ["z=1"]),
        ("ordering", ["a=1", "a=2"]),
        ("ordering", ["a"]),
        ("matching", ["r=z"]),
        ("matching", ["z=a"]),
        ("matrix", ["r=maybe"]),
        ("matrix", ["r=yes", "r=no"]),
        ("situational_judgement", ["z"]),
    ],
)
def test_what_cannot_be_an_answer_is_refused(key, sent):
    with pytest.raises(AnswerError):
        REGISTRY[key].clean(EXAMPLES[key][0], sent)


@pytest.mark.parametrize(
    ("key", "change", "problem"),
    [
        ("single_choice", {"correct": "z"}, "correct: must be the key of an option"),
        ("single_choice", {"options": []}, "options: at least two are needed"),
        ("single_choice", {"options": [{"key": "a"}, {"key": "a"}]}, "options: a key is used twice"),
        ("single_choice", {"options": ["a", "b"]}, "options: each needs a key"),
        ("multiple_choice", {"correct": []}, "correct: at least one key is needed"),
        ("multiple_choice", {"correct": ["a", "a"]}, "correct: must be keys of options, each once"),
        ("true_false", {"correct": 1}, "correct: must be true or false"),
        ("likert", {"scale": [{"value": 2}, {"value": 1}]}, "scale: values must be whole numbers that rise"),
        (
            "likert",
            {"scale": [{"value": True}, {"value": 2}]},
            "scale: values must be whole numbers that rise",
        ),
        ("open_text", {"max_length": 0}, "max_length: must be a whole number above zero"),
        ("short_text", {"accepted": []}, "accepted: one answer must earn the whole point"),
        ("short_text", {"accepted": "x"}, "accepted: a list of answers is needed"),
        ("short_text", {"max_length": True}, "max_length: must be a whole number above zero"),
        ("ordering", {"correct": ["a", "b"]}, "correct: must be every option once, in order"),
        ("ordering", {"credit": "most"}, "credit: must be exact, positions or pairs"),
        ("ordering", {"options": listed("a")}, "options: at least 2 are needed"),
        ("matching", {"correct": {"r": "a"}}, "correct: must pair every row"),
        ("matching", {"correct": {"r": "a", "s": "z"}}, "correct: pairs a row with what is not there"),
        ("matching", {"credit": "most"}, "credit: must be exact or each"),
        ("matching", {"rows": listed("a=b", "c")}, "rows: each needs a key without “=”"),
        ("matrix", {"columns": listed("a", "a")}, "columns: a key is used twice"),
        ("matrix", {"rows": []}, "rows: at least 1 are needed"),
        ("situational_judgement", {"options": listed("a", "b")}, "options: each needs a weight from 0 to 1"),
        ("multiple_choice", {"credit": "some"}, "credit: must be exact, shares, each or weights"),
        ("multiple_choice", {"credit": "weights"}, "correct: must be the options with a weight above zero"),
    ],
)
def test_a_broken_definition_says_what_is_wrong(key, change, problem):
    assert problem in REGISTRY[key].problems(EXAMPLES[key][0] | change)


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        ({"low": 5, "high": 5}, "low and high: must be numbers, the second more than the first"),
        ({"low": True}, "low and high: must be numbers, the second more than the first"),
        ({"high": "9"}, "low and high: must be numbers, the second more than the first"),
        ({"decimals": 7}, "decimals: must be a whole number from 0 to 6"),
        ({"correct": 101}, "correct: must be a number from low to high"),
        ({"correct": None}, "correct: must be a number from low to high"),
        ({"tolerance": -1}, "tolerance: must be zero or more"),
    ],
)
def test_what_is_wrong_with_a_number_is_said(change, problem):
    assert REGISTRY["number"].problems({**NUMBER, **change}) == [problem]
