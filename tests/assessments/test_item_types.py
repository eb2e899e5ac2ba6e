"""Every kind of question keeps the contract; each marks as it says."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from django.template.loader import render_to_string
from hypothesis import example, given
from hypothesis import strategies as st

from assessments.item_types import (
    REGISTRY,
    AnswerError,
    ItemType,
    Templates,
    is_graded,
    scale_types,
    word_types,
)
from assessments.models import AttemptItem, ItemVersion, Response
from assessments.models.attempts import packed
from assessments.rules.marking import Question, mark_all
from assessments.selectors.sittings import Place, templates_of
from tests.assessments.factories import choice_content, likert_content, text

TEMPLATES = Path(__file__).parents[2] / "templates" / "assessments" / "items"
MULTIPLE = choice_content() | {"correct": ["a", "c"]}
TRUE_FALSE = {"stem": text("Vale sin ratificación."), "correct": True}
NUMBER = {"stem": text("¿Cuántos días?"), "low": 0, "high": 100, "correct": 45, "tolerance": 2}
OPEN = {"stem": text("¿Qué mejoraría?"), "max_length": 20}

# For each kind: a good definition, values that answer it perfectly, and their stored form.
EXAMPLES = {
    "single_choice": (choice_content(), ["a"], "a"),
    "multiple_choice": (MULTIPLE, ["c", "a"], ["a", "c"]),
    "true_false": (TRUE_FALSE, ["true"], True),
    "number": (NUMBER, [" 45 "], 45),
    "likert": (likert_content(), ["4"], 4),
    "open_text": (OPEN, [" Más casos. "], "Más casos."),
}
every_kind = pytest.mark.parametrize("kind", REGISTRY.values(), ids=lambda kind: kind.key)


def test_every_kind_has_an_example():
    assert EXAMPLES.keys() == REGISTRY.keys()


@every_kind
def test_a_good_definition_has_no_problems(kind):
    assert kind.problems(EXAMPLES[kind.key][0]) == []


@every_kind
def test_an_empty_definition_has_problems_in_words(kind):
    problems = kind.problems({})
    assert problems
    assert all(isinstance(problem, str) and problem for problem in problems)


@every_kind
def test_a_stem_in_one_language_is_a_problem(kind):
    content = EXAMPLES[kind.key][0] | {"stem": {"es": "Sólo en español", "en": " "}}
    assert kind.problems(content) == ["stem: no text in en"]


@every_kind
def test_what_is_sent_is_stored_in_one_form(kind):
    content, sent, stored = EXAMPLES[kind.key]
    assert kind.clean(content, sent) == stored


@every_kind
@pytest.mark.parametrize("sent", [[], [""]])
def test_nothing_sent_is_no_answer(kind, sent):
    assert kind.clean(EXAMPLES[kind.key][0], sent) is None


@every_kind
def test_a_perfect_answer_earns_the_maximum_and_none_earns_zero(kind):
    content, _sent, stored = EXAMPLES[kind.key]
    if kind.graded:
        assert kind.mark(content, stored) == kind.max_mark(content) == 1.0
        assert kind.mark(content, None) == 0.0
    else:
        assert kind.mark(content, stored) is None
        assert kind.max_mark(content) == 0.0


@pytest.mark.slow("a hundred made-up inputs for each kind")
@every_kind
@given(sent=st.lists(st.text(max_size=30), max_size=4))
def test_anything_sent_is_either_read_or_refused(kind, sent):
    content = EXAMPLES[kind.key][0]
    try:
        stored = kind.clean(content, sent)
    except AnswerError:
        return
    mark = kind.mark(content, stored)
    assert mark is None or 0.0 <= mark <= kind.max_mark(content)


@every_kind
def test_every_kind_names_templates_that_exist(kind):
    for name in kind.templates:
        assert (TEMPLATES / f"{name}.html").is_file()


@every_kind
def test_every_kind_says_what_it_is(kind):
    assert isinstance(kind, ItemType)
    for name in ("graded", "holds_words", "is_scale"):
        assert type(getattr(type(kind), name)) is bool, name
    assert isinstance(kind.templates, Templates)
    assert REGISTRY[kind.key] is kind


@every_kind
@pytest.mark.parametrize("shape", [["CANARY 7"], ["a", "CANARY 7"], ["left=CANARY 7"], ["CANARY 7"] * 3])
def test_a_kind_that_keeps_what_was_typed_says_that_it_holds_words(kind, shape):
    """Else erasing a person would leave their words."""
    try:
        stored = kind.clean(EXAMPLES[kind.key][0], shape)
    except AnswerError:
        return
    assert kind.holds_words or "CANARY" not in json.dumps(stored)


@every_kind
def test_only_a_scale_is_summed_as_numbers(kind):
    content, _sent, stored = EXAMPLES[kind.key]
    assert kind.is_scale is ("scale" in content)
    if kind.is_scale:
        assert type(stored) is int
        assert stored in [point["value"] for point in content["scale"]]


def test_the_lists_follow_what_the_kinds_say():
    assert set(scale_types()) == {key for key, kind in REGISTRY.items() if kind.is_scale} != set()
    assert set(word_types()) == {key for key, kind in REGISTRY.items() if kind.holds_words} != set()


@every_kind
@given(sent=st.lists(st.text(max_size=30), max_size=4))
@example(sent=["--5"])
@example(sent=["9" * 5000])
def test_whatever_was_sent_can_be_shown_again(kind, sent):
    json.dumps(kind.echo(sent))


@every_kind
def test_what_was_sent_is_shown_again_as_it_is_stored(kind):
    _content, sent, stored = EXAMPLES[kind.key]
    echoed = kind.echo(sent)
    if isinstance(stored, list):
        assert sorted(echoed) == sorted(stored)
    elif isinstance(stored, str):
        assert echoed.strip() == stored
    else:
        assert echoed == stored or echoed.strip() == str(stored)


@every_kind
def test_an_answer_is_stored_as_json(kind):
    stored = EXAMPLES[kind.key][2]
    assert json.loads(json.dumps(stored)) == stored


@every_kind
@pytest.mark.parametrize("value", ["stored", "none"])
def test_the_templates_show_it_and_only_the_review_tells_what_is_right(kind, value):
    content, _sent, stored = EXAMPLES[kind.key]
    answer = stored if value == "stored" else None
    version = ItemVersion(type=kind.key, content=content)
    asked = AttemptItem(item_version=version, position=1, option_order=list(kind.option_keys(content)))
    place = Place(asked, Response(answer=packed(answer)) if answer is not None else None)
    templates = templates_of(version)
    shown = render_to_string(templates.input, {"name": "answer", "place": place})
    assert 'name="answer"' in shown
    if kind.graded:
        right = content["correct"]
        other = {bool: False, int: 46, str: "b", list: ["b"]}[type(right)]
        swapped = content | {"correct": other}
        before = [render_to_string(name, {"name": "answer", "place": place}) for name in templates]
        version.content = swapped
        after = [render_to_string(name, {"name": "answer", "place": place}) for name in templates]
        assert [a == b for a, b in zip(before, after, strict=True)] == [True, True, False]


def test_nothing_else_names_a_kind():
    """Only the schema of the course's files does, whose questions say what they become."""
    root = Path(__file__).parents[2]
    # "number" is also the name of a column and says nothing.
    keys = "|".join(REGISTRY.keys() - {"number"})
    word = re.compile(rf"""["'/]({keys})(_answer|_review)?(\.html)?["']""")
    allowed = root / "courses" / "course_files" / "schema" / "items.py"
    guilty = [
        str(path.relative_to(root))
        for folder in ("assessments", "courses", "analytics", "lms", "templates", "static/js")
        for path in sorted((root / folder).rglob("*"))
        if path.suffix in {".py", ".html", ".js"}
        and {"item_types", "items", "stats"}.isdisjoint(path.parts)
        and path != allowed
        and word.search(path.read_text(encoding="utf-8"))
    ]
    assert guilty == []


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
    ],
)
def test_what_cannot_be_an_answer_is_refused(key, sent):
    with pytest.raises(AnswerError):
        REGISTRY[key].clean(EXAMPLES[key][0], sent)


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
    ],
)
def test_a_broken_definition_says_what_is_wrong(key, change, problem):
    assert problem in REGISTRY[key].problems(EXAMPLES[key][0] | change)


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


def test_item_types_need_no_django():
    code = (
        "import sys, assessments.item_types, assessments.rules.marking, assessments.rules.competence;"
        "sys.exit(any(name.split('.')[0] == 'django' for name in sys.modules))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


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
