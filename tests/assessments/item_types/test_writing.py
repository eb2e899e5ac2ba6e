"""What authors fill in, for every kind of question: the contract of `ItemType.writing`."""

import pytest
from django.http import QueryDict
from django.template.loader import render_to_string

from assessments.interfaces import item_words
from assessments.interfaces.item_bank_forms import TYPE_NAMES
from assessments.interfaces.item_form import form_of
from assessments.interfaces.item_form_reading import read
from assessments.item_types import REGISTRY
from assessments.rules.item_texts import texts_of
from tests.assessments.factories import choice_content, text
from tests.assessments.item_types.examples import EXAMPLES, MATRIX, MULTIPLE, NUMBER, WEIGHTED
from tests.filling import form_on

WEIGHED = MULTIPLE | {
    "credit": "weights",
    "options": [
        one | {"weight": weight, "feedback": text(f"Sobre {one['key']}")}
        for one, weight in zip(MULTIPLE["options"], (0.5, -0.25, 0.5, -1), strict=True)
    ],
}
FURTHER = [
    ("matrix", MATRIX | {"required": False, "group": text("Opinión")}),
    ("multiple_choice", WEIGHED),
    ("number", NUMBER | {"unit": text("días"), "decimals": 2, "correct": -0.25, "low": -3}),
    ("single_choice", {name: said for name, said in choice_content().items() if name != "correct"}),
    ("single_choice", choice_content() | {"source": "a fact without a field"}),
]


def fields(type, content, **given):
    """What the form of the content would send."""
    context = {"form": form_of(type, content, **given)}
    return form_on(
        "<form id=words>"
        + render_to_string("assessments/library/_item_text.html", {"text": context["form"].stem})
        + "".join(
            render_to_string("assessments/library/_item_listing.html", {"listing": one})
            for one in context["form"].listings
        )
        + "".join(
            render_to_string("assessments/library/_item_input.html", {"one": one})
            for one in context["form"].inputs
        )
        + "".join(
            render_to_string("assessments/library/_item_text.html", {"text": one})
            for one in context["form"].texts
        )
        + "</form>",
        id="words",
    )


def sent(**values):
    data = QueryDict(mutable=True)
    for name, many in values.items():
        data.setlist(name, many if isinstance(many, list) else [many])
    return data


@pytest.mark.parametrize(("type", "content"), [(type, one[0]) for type, one in EXAMPLES.items()] + FURTHER)
def test_a_form_that_nobody_changed_says_what_the_question_said(type, content):
    assert REGISTRY[type].problems(content) == []
    got = read(type, content, sent(**fields(type, content)))
    assert got.errors == {}
    assert got.content == content


@pytest.mark.parametrize("type", REGISTRY)
def test_every_kind_begins_without_words_and_says_what_is_missing(type):
    kind = REGISTRY[type]
    blank = kind.writing.blank()
    assert all(words == {"es": "", "en": ""} for _path, words in texts_of(blank))
    assert kind.problems(blank)
    assert read(type, blank, sent(**fields(type, blank))).content == blank
    assert type in TYPE_NAMES
    # What else is wrong has words in the reader's language beside a field that is there.
    form = form_of(type, blank)
    assert form.problems == []


def test_the_words_of_what_is_wrong_are_those_that_kinds_say():
    broken = {
        "single_choice": [choice_content() | {"options": []}, choice_content() | {"correct": "z"}],
        "multiple_choice": [
            MULTIPLE | {"correct": []},
            MULTIPLE | {"correct": ["z"]},
            WEIGHED | {"correct": ["b"]},
            WEIGHED | {"options": [one | {"weight": 2} for one in WEIGHED["options"]]},
            WEIGHED
            | {"options": [one | {"weight": 0.4} for one in WEIGHED["options"]], "correct": [*"abcd"]},
        ],
        "true_false": [{"stem": text("x")}],
        "number": [
            NUMBER | {"low": 5, "high": 1},
            NUMBER | {"decimals": 9},
            NUMBER | {"correct": 900},
            NUMBER | {"tolerance": -1},
        ],
        "short_text": [
            {"stem": text("x")},
            {"stem": text("x"), "accepted": [{"text": text("y"), "mark": 7}]},
            {"stem": text("x"), "accepted": [{"text": text("y"), "mark": 0.5}]},
            {"stem": text("x"), "accepted": [{"text": text("y")}], "max_length": 0},
        ],
        "ordering": [EXAMPLES["ordering"][0] | {"correct": ["a"]}, EXAMPLES["ordering"][0] | {"options": []}],
        "matching": [
            EXAMPLES["matching"][0] | {"correct": {}},
            EXAMPLES["matching"][0] | {"correct": {"r": "z", "s": "z"}},
            EXAMPLES["matching"][0] | {"rows": []},
        ],
        "matrix": [MATRIX | {"rows": []}, MATRIX | {"columns": []}],
        "situational_judgement": [
            WEIGHTED | {"options": [one | {"weight": None} for one in WEIGHTED["options"]]},
            WEIGHTED | {"options": [one | {"weight": 0.5} for one in WEIGHTED["options"]]},
        ],
        "likert": [
            {"stem": text("x"), "scale": []},
            {
                "stem": text("x"),
                "scale": [{"value": 2, "label": text("a")}, {"value": 1, "label": text("b")}],
            },
        ],
    }
    said = [
        one for type, many in broken.items() for content in many for one in REGISTRY[type].problems(content)
    ]
    assert {one for one in said if one not in item_words.PROBLEMS} == set()
    assert item_words.PROBLEMS.keys() - set(said) == set()


def test_lines_are_added_moved_and_taken_away_with_what_else_was_typed():
    content = choice_content(keys="abc")
    data = fields("single_choice", content) | {"es.options.1.text": ["Otra"], "correct": ["b"]}
    added = read("single_choice", content, sent(**data, go="add.options")).content
    assert [one["key"] for one in added["options"]] == ["a", "b", "c", "d"]
    assert (added["options"][1]["text"]["es"], added["correct"]) == ("Otra", "b")
    assert added["options"][3] == {"key": "d", "text": {"es": "", "en": ""}}
    moved = read("single_choice", content, sent(**data, go="up.options.2")).content
    assert [one["key"] for one in moved["options"]] == ["a", "c", "b"]
    dropped = read("single_choice", content, sent(**data, go="drop.options.1")).content
    assert [one["key"] for one in dropped["options"]] == ["a", "c"]
    assert "correct" not in dropped
    # The key of what was taken away is no other option's.
    again = read("single_choice", content, sent(**data, go="add.options")).content
    assert len({one["key"] for one in again["options"]}) == 4


def test_what_cannot_be_read_is_shown_as_it_was_typed_with_words_beside_it():
    data = fields("situational_judgement", WEIGHTED) | {"options.0.weight": ["mucho"]}
    got = read("situational_judgement", WEIGHTED, sent(**data))
    assert got.errors == {"options.0.weight": "Escriba un número, como 2 o 0.5."}
    form = form_of("situational_judgement", got.content, errors=got.errors, data=sent(**data))
    shown = form.listings[0].lines[0].inputs[0]
    assert (shown.value, shown.error) == ("mucho", "Escriba un número, como 2 o 0.5.")
    data = fields("ordering", EXAMPLES["ordering"][0]) | {"correct.a": ["1"], "correct.b": ["1"]}
    got = read("ordering", EXAMPLES["ordering"][0], sent(**data))
    assert list(got.errors) == ["correct"]
    form = form_of("ordering", got.content, errors=got.errors, data=sent(**data))
    assert [line.inputs[0].value for line in form.listings[0].lines] == ["1", "1", "4", "3"]


def test_what_somebody_else_wrote_is_shown_beside_what_was_typed():
    mine = choice_content() | {"correct": "b"}
    mine["options"][0] = mine["options"][0] | {"text": {"es": "Mía", "en": "Opción a (en)"}}
    form = form_of("multiple_choice", WEIGHED | {"credit": "each"}, stored=WEIGHED)
    assert form.inputs[0].stored == "Lo que valen las opciones elegidas"
    form = form_of("single_choice", mine, stored=choice_content())
    cells = form.listings[0].lines[0].texts[0].cells
    assert [(one.words, one.stored) for one in cells] == [("Mía", "Opción a (es)"), ("Opción a (en)", "")]


def test_weights_say_which_options_are_right():
    data = fields("multiple_choice", WEIGHED) | {"correct": ["d"]}
    assert read("multiple_choice", WEIGHED, sent(**data)).content["correct"] == ["a", "c"]
    older = MULTIPLE | {"partial": True}
    assert REGISTRY["multiple_choice"].written(older) == MULTIPLE | {"credit": "shares"}
