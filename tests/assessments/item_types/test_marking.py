"""Each kind marks as it says."""

import pytest

from assessments.item_types import (
    REGISTRY,
    AnswerError,
    is_graded,
)
from assessments.rules.marking import Question, mark_all
from tests.assessments.factories import choice_content, likert_content, text
from tests.assessments.item_types.examples import (
    EXAMPLES,
    MATCHING,
    MATRIX,
    MULTIPLE,
    NUMBER,
    OPEN,
    ORDERING,
    SHORT,
    TRUE_FALSE,
    WEIGHTED,
)


@pytest.mark.parametrize(
    ("chosen", "all_or_nothing", "partial"),
    [
        (["a", "c"], 1.0, 1.0),
        (["a"], 0.0, 0.5),
        (["a", "b"], 0.0, 0.0),
        (["a", "b", "c"], 0.0, 0.5),
        (["b", "d"], 0.0, 0.0),
        (["a", "b", "c", "d"], 0.0, 0.0),
    ],
)
def test_several_right_options(chosen, all_or_nothing, partial):
    kind = REGISTRY["multiple_choice"]
    assert kind.mark(MULTIPLE, chosen) == all_or_nothing
    assert kind.mark(MULTIPLE | {"partial": True}, chosen) == partial


def test_false_is_an_answer_and_not_a_missing_one():
    kind = REGISTRY["true_false"]
    assert kind.clean(TRUE_FALSE, ["false"]) is False
    assert kind.mark(TRUE_FALSE, False) == 0.0
    assert kind.mark(TRUE_FALSE | {"correct": False}, False) == 1.0
    assert kind.mark(TRUE_FALSE | {"correct": False}, None) == 0.0


@pytest.mark.parametrize(
    ("credit", "given", "mark"),
    [
        ("exact", {"b": "1", "a": "2", "d": "3"}, 0.0),
        ("positions", {"b": "1", "a": "2", "d": "3"}, 0.75),
        ("positions", {"a": "1", "b": "1"}, 0.0),
        ("positions", {"a": "1", "b": "2", "c": "3", "d": "4"}, 0.0),
        ("pairs", {"a": "1", "b": "2", "c": "3", "d": "4"}, 4 / 6),
        ("pairs", {"c": "1", "d": "2", "a": "3", "b": "4"}, 0.0),
        ("pairs", {"b": "1", "a": "2"}, 1 / 6),
        ("pairs", {}, 0.0),
    ],
)
def test_an_order_earns_what_its_credit_says(credit, given, mark):
    assert REGISTRY["ordering"].mark(ORDERING | {"credit": credit}, given) == pytest.approx(mark, abs=1e-12)


@pytest.mark.parametrize(
    ("given", "exact", "each"), [({"r": "c"}, 0.0, 0.5), ({"r": "c", "s": "b"}, 0.0, 0.5)]
)
def test_half_the_pairs_earn_half_or_nothing(given, exact, each):
    kind = REGISTRY["matching"]
    assert kind.mark(MATCHING, given) == exact
    assert kind.mark(MATCHING | {"credit": "each"}, given) == each


def test_a_matrix_without_a_right_side_is_asked_and_not_marked():
    kind = REGISTRY["matrix"]
    assert kind.problems(MATRIX) == []
    assert (kind.mark(MATRIX, {"r": "yes"}), kind.max_mark(MATRIX)) == (None, 0.0)


@pytest.mark.parametrize(("chosen", "mark"), [("a", 0.25), ("b", 1.0), ("c", 0.0), (None, 0.0)])
def test_every_option_of_a_judgement_is_worth_its_weight(chosen, mark):
    assert REGISTRY["situational_judgement"].mark(WEIGHTED, chosen) == mark


@pytest.mark.parametrize(
    ("rule", "accepted", "typed", "mark"),
    [
        ({}, "Ratificación", "ratificacion", 1.0),
        ({}, "Ratificación", "  RATIFICACIÓN ", 1.0),
        ({"ignore_accents": False}, "Ratificación", "ratificacion", 0.0),
        ({"ignore_case": False}, "STPS", "stps", 0.0),
        ({}, "año", "ano", 0.0),
        ({}, "art* 684", "Artículo  684", 1.0),
        ({}, "art* 684", "684", 0.0),
        ({}, "*conciliación*", "la conciliacion previa", 1.0),
        ({}, "a*a", "a", 0.0),
        ({}, r"5 \* 3", "5 * 3", 1.0),
        ({}, r"5 \* 3", "5 x 3", 0.0),
        ({}, "*" * 50 + "b", "a" * 99, 0.0),
    ],
)
def test_a_short_text_is_compared_by_its_rule(rule, accepted, typed, mark):
    kind = REGISTRY["short_text"]
    content = SHORT | {"accepted": [{"text": {"es": accepted, "en": accepted}}]} | rule
    assert kind.mark(content, kind.clean(content, [typed])) == mark


def test_the_best_of_the_accepted_answers_counts():
    assert REGISTRY["short_text"].mark(SHORT, "684") == 0.5


@pytest.mark.parametrize(
    ("typed", "decimals", "stored"),
    [
        ("1,5", 1, 1.5),
        ("1,500", 0, 1500),
        ("1,500", 2, 1500),
        ("12,345,678", 3, 12345678),
        ("1,500.25", 2, 1500.25),
        ("$ 1,500", 2, 1500),
        ("45 días", 0, 45),
        ("45 DAYS", 0, 45),
        ("12 %", 0, 12),
        ("-3,25", 2, -3.25),
    ],
)
def test_a_number_is_read_as_people_write_it(typed, decimals, stored):
    content = {"stem": text("x"), "decimals": decimals, "unit": {"es": "días", "en": "days"}}
    assert REGISTRY["number"].problems(content) == []
    assert REGISTRY["number"].clean(content, [typed]) == stored


@pytest.mark.parametrize(("typed", "decimals"), [("1,500", 3), ("1,2,3", 2), ("1.500,5", 2), ("45 horas", 0)])
def test_a_number_that_may_mean_two_things_is_refused(typed, decimals):
    content = {"stem": text("x"), "decimals": decimals, "unit": {"es": "días", "en": "days"}}
    with pytest.raises(AnswerError):
        REGISTRY["number"].clean(content, [typed])


@pytest.mark.parametrize(
    ("chosen", "each", "weights"),
    [
        ([], 0.0, 0.0),
        (["a", "c"], 1.0, 1.0),
        (["a"], 0.75, 0.7),
        (["a", "b"], 0.5, 0.2),
        (["b"], 0.25, 0.0),
        (["a", "b", "c", "d"], 0.5, 0.5),
    ],
)
def test_several_right_options_may_be_paid_one_by_one(chosen, each, weights):
    kind = REGISTRY["multiple_choice"]
    weighted = [
        one | {"weight": weight} for one, weight in zip(MULTIPLE["options"], (0.7, -0.5, 0.3, 0), strict=True)
    ]
    content = MULTIPLE | {"options": weighted, "credit": "weights"}
    assert kind.problems(content) == []
    assert kind.mark(MULTIPLE | {"credit": "each"}, chosen) == each
    assert kind.mark(content, chosen) == pytest.approx(weights)


def test_open_text_is_stored_clean():
    kind = REGISTRY["open_text"]
    assert kind.clean(OPEN, ["a\r\nb\x00"]) == "a\nb"
    assert kind.clean(OPEN, ["cafe\u0301"]) == "café"
    assert kind.clean(OPEN, ["   "]) is None


def test_a_score_adds_what_is_graded_and_leaves_the_rest_out():
    questions = [
        Question(1, "single_choice", choice_content()),
        Question(2, "true_false", TRUE_FALSE),
        Question(3, "likert", likert_content()),
        Question(4, "multiple_choice", MULTIPLE | {"partial": True}),
    ]
    marked = mark_all(questions, {1: "a", 3: 5, 4: ["a"]})
    assert marked.marks == {1: 1.0, 2: 0.0, 3: None, 4: 0.5}
    assert (marked.score, marked.max_score) == (1.5, 3.0)


def test_points_scale_the_mark_of_the_type():
    questions = [
        Question(1, "single_choice", choice_content(), "m1", 3.0),
        Question(2, "multiple_choice", MULTIPLE | {"partial": True}, "m2", 5.0),
        Question(3, "likert", likert_content(), "m2", 2.0),
    ]
    marked = mark_all(questions, {1: "a", 2: ["a"], 3: 4})
    assert marked.marks == {1: 3.0, 2: 2.5, 3: None}
    assert marked.total == (5.5, 8.0)
    assert marked.topics == {"m1": (3.0, 3.0), "m2": (2.5, 5.0)}
    assert marked.by_scope() == {"": (5.5, 8.0), "m1": (3.0, 3.0), "m2": (2.5, 5.0)}


def test_an_opinion_form_has_no_score():
    marked = mark_all([Question(1, "likert", likert_content())], {1: 5})
    assert (marked.score, marked.max_score) == (None, None)


@pytest.mark.parametrize(
    ("sent", "stored", "mark"),
    [("45", 45, 1.0), ("43", 43, 1.0), ("47", 47, 1.0), ("42", 42, 0.0), ("48", 48, 0.0), ("", None, 0.0)],
)
def test_a_number_is_right_within_its_tolerance(sent, stored, mark):
    kind = REGISTRY["number"]
    assert kind.clean(NUMBER, [sent]) == stored
    assert kind.mark(NUMBER, stored) == mark


def test_a_number_may_have_decimals_and_is_compared_as_written():
    kind = REGISTRY["number"]
    content = {**NUMBER, "low": 0, "high": 1, "decimals": 2, "correct": 0.3, "tolerance": 0.1}
    assert (kind.clean(content, ["0.25"]), kind.clean(content, ["1.00"])) == (0.25, 1)
    assert [kind.mark(content, value) for value in (0.2, 0.4, 0.41)] == [1.0, 1.0, 0.0]
    with pytest.raises(AnswerError, match="too many decimals"):
        kind.clean(content, ["0.255"])


@pytest.mark.parametrize(
    ("key", "answer"), [("single_choice", "a"), ("number", 7)], ids=["single_choice", "number"]
)
def test_a_question_without_a_right_answer_is_asked_and_not_marked(key, answer):
    content = {name: value for name, value in EXAMPLES[key][0].items() if name != "correct"}
    assert REGISTRY[key].problems(content) == []
    assert (REGISTRY[key].mark(content, answer), REGISTRY[key].max_mark(content)) == (None, 0.0)
    assert not is_graded(key, content)
    assert is_graded(key, EXAMPLES[key][0])
    alone = mark_all([Question("q", key, content)], {"q": answer})
    assert (alone.score, alone.max_score) == (None, None)
    beside = mark_all([Question("q", key, content), Question("r", key, EXAMPLES[key][0])], {"q": answer})
    assert (beside.score, beside.max_score) == (0.0, 1.0)
