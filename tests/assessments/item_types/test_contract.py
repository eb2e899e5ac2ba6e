"""Every kind of question keeps the contract."""

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
    scale_types,
    word_types,
)
from assessments.models import AttemptItem, ItemVersion, Response
from assessments.models.attempts import packed
from assessments.selectors.sittings import Place, templates_of
from tests.assessments.factories import text
from tests.assessments.item_types.examples import (
    EXAMPLES,
    SWAPPED,
)

TEMPLATES = Path(__file__).parents[3] / "templates" / "assessments" / "items"
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
    root = Path(__file__).parents[3]
    # Also names of columns and options of models; they say nothing.
    keys = "|".join(REGISTRY.keys() - {"number", "ordering"})
    word = re.compile(rf"""["'/]({keys})(_answer|_review)?(\.html)?["']""")
    schema = root / "courses" / "course_files" / "schema"
    allowed = {schema / "items.py", schema / "answer_items.py"}
    guilty = [
        str(path.relative_to(root))
        for folder in ("assessments", "courses", "analytics", "lms", "templates", "static/js")
        for path in sorted((root / folder).rglob("*"))
        if path.suffix in {".py", ".html", ".js"}
        and {"item_types", "item_files", "items", "stats"}.isdisjoint(path.parts)
        and path not in allowed
        and word.search(path.read_text(encoding="utf-8"))
    ]
    assert guilty == []


def test_item_types_need_no_django():
    code = (
        "import sys, assessments.item_types, assessments.rules.marking, assessments.rules.competence;"
        "sys.exit(any(name.split('.')[0] == 'django' for name in sys.modules))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
