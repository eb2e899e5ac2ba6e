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

SHORT = {
    "stem": text("¿Qué artículo?"),
    "accepted": [{"text": text("Artículo 684")}, {"text": {"es": "684", "en": "684"}, "mark": 0.5}],
}


def listed(*keys):
    return [{"key": key, "text": text(f"Cosa {key}")} for key in keys]


ORDERING = {"stem": text("Ordene."), "options": listed(*"abcd"), "correct": ["b", "a", "d", "c"]}
MATCHING = {
    "stem": text("Una."),
    "rows": listed("r", "s"),
    "options": listed(*"abc"),
    "correct": {"r": "c", "s": "a"},
}
MATRIX = {"stem": text("Diga."), "rows": listed("r", "s"), "columns": listed("yes", "no")}
MATRIX_MARKED = MATRIX | {"correct": {"r": "yes", "s": "no"}}
WEIGHTED = {
    "stem": text("¿Qué haría?"),
    "options": [
        {"key": key, "text": text(f"Hacer {key}"), "weight": weight}
        for key, weight in (("a", 0.25), ("b", 1), ("c", 0))
    ],
}

# For each kind: a good definition, values that answer it perfectly, and their stored form.
EXAMPLES = {
    "short_text": (SHORT, [" artículo  684 (ES) "], "artículo 684 (ES)"),
    "ordering": (
        ORDERING,
        ["a=2", "b=1", "c=4", "", "d=3"],
        {"a": "2", "b": "1", "c": "4", "d": "3"},
    ),
    "matching": (MATCHING, ["r=c", "s=a"], {"r": "c", "s": "a"}),
    "matrix": (MATRIX_MARKED, ["s=no", "r=yes"], {"r": "yes", "s": "no"}),
    "situational_judgement": (WEIGHTED, ["b"], "b"),
    "single_choice": (choice_content(), ["a"], "a"),
    "multiple_choice": (MULTIPLE, ["c", "a"], ["a", "c"]),
    "true_false": (TRUE_FALSE, ["true"], True),
    "number": (NUMBER, [" 45 "], 45),
    "likert": (likert_content(), ["4"], 4),
    "open_text": (OPEN, [" Más casos. "], "Más casos."),
}
# The same question with another answer right.
SWAPPED = {
    "single_choice": {"correct": "b"},
    "multiple_choice": {"correct": ["b"]},
    "true_false": {"correct": False},
    "number": {"correct": 60},
    "short_text": {"accepted": [{"text": text("Artículo 685")}]},
    "ordering": {"correct": ["a", "b", "d", "c"]},
    "matching": {"correct": {"r": "a", "s": "a"}},
    "matrix": {"correct": {"r": "no", "s": "no"}},
    "situational_judgement": {
        "options": [one | {"weight": 1 - one["weight"]} for one in WEIGHTED["options"]]
    },
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


@every_kind
def test_the_right_answer_is_one_that_could_be_given_and_earns_everything(kind):
    content = EXAMPLES[kind.key][0]
    right = kind.right_answer(content)
    if kind.graded:
        assert kind.mark(content, right) == 1.0
        assert kind.mark(content | SWAPPED[kind.key], right) < 1.0
    else:
        assert right is None


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
    if isinstance(stored, dict):
        assert echoed == stored
    elif isinstance(stored, list):
        assert sorted(echoed) == sorted(stored)
    elif isinstance(stored, str):
        assert " ".join(echoed.split()) == stored
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
    assert re.search(r'name="answer(\.\w+)?"', shown)
    if kind.graded:
        swapped = content | SWAPPED[kind.key]
        before = [render_to_string(name, {"name": "answer", "place": place}) for name in templates]
        version.content = swapped
        after = [render_to_string(name, {"name": "answer", "place": place}) for name in templates]
        assert [a == b for a, b in zip(before, after, strict=True)] == [True, True, False]


@pytest.mark.parametrize("kind", ["single_choice", "situational_judgement", "multiple_choice"])
def test_what_is_told_of_an_option_is_told_where_it_was_chosen_or_right(kind):
    content, _sent, stored = EXAMPLES[kind]
    told = [one | {"feedback": text(f"Se dice de {one['key']}.")} for one in content["options"]]
    version = ItemVersion(type=kind, content=content | {"options": told})
    asked = AttemptItem(item_version=version, position=1, option_order=[one["key"] for one in told])
    chosen = {"single_choice": "b", "situational_judgement": "c", "multiple_choice": ["b"]}[kind]
    right = REGISTRY[kind].right_answer(content)
    for answer in (stored, chosen):
        place = Place(asked, Response(answer=packed(answer)))
        shown = render_to_string(templates_of(version).review, {"place": place})
        expected = {
            *([answer] if isinstance(answer, str) else answer),
            *([right] if isinstance(right, str) else right),
        }
        assert {key for key in "abcd" if f"Se dice de {key}." in shown} == expected
        assert "Se dice" not in render_to_string(templates_of(version).answer, {"place": place})
        assert "Se dice" not in render_to_string(
            templates_of(version).input, {"place": place, "name": "answer"}
        )
    faulty = REGISTRY[kind].problems(content | {"options": [told[0] | {"feedback": {"es": "x"}}, *told[1:]]})
    assert faulty == ["feedback on option a: no text in en"]


def test_nothing_else_names_a_kind():
    """Only files of questions do, the course's and those of other programs: they say what becomes of each."""
    root = Path(__file__).parents[2]
    # Also names of columns and options of models; they say nothing.
    keys = "|".join(REGISTRY.keys() - {"number", "ordering"})
    word = re.compile(rf"""["'/]({keys})(_answer|_review)?(\.html)?["']""")
    allowed = root / "courses" / "course_files" / "schema" / "items.py"
    guilty = [
        str(path.relative_to(root))
        for folder in ("assessments", "courses", "analytics", "lms", "templates", "static/js")
        for path in sorted((root / folder).rglob("*"))
        if path.suffix in {".py", ".html", ".js"}
        and {"item_types", "item_files", "items", "stats"}.isdisjoint(path.parts)
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
