"""Plans of tests: what is stored comes back, and what each button does."""

import json

import pytest

from assessments.rules.instrument_plans import MAX_ITEMS, Blueprint, Entry, Plan, Section
from assessments.rules.plan_acts import act, with_items


def plan(*sections, labels=("A", "B")):
    """Sections as {label: "letters"}: a letter is a question."""
    return Plan(
        labels=labels,
        sections=tuple(
            Section(items={label: tuple(map(Entry, letters)) for label, letters in one.items()})
            for one in sections
        ),
    )


def letters(found, label):
    return "|".join("".join(entry.item for entry in one.of(label)) for one in found.sections)


def test_a_plan_comes_back_from_what_is_stored():
    made = Plan(
        title={"es": "Uno", "en": "One"},
        purpose="post_test",
        minutes=45,
        labels=("A", "B"),
        sections=(
            Section(
                draw=2,
                rule={"kind": "module", "each": {"m1": 1}},
                items={"A": (Entry("a", 2.5), Entry("b")), "B": (Entry("a", 2.5),)},
            ),
            Section(title={"es": "x", "en": "y"}, items={"A": (), "B": ()}),
        ),
        blueprint=Blueprint("level", {("m2", "apply"): 3, ("m1", "know"): 1}),
    )
    back = Plan.from_json(json.loads(json.dumps(made.to_json())))
    assert back.to_json() == made.to_json()
    assert back == made


def test_anchors_stand_in_every_form_and_draws_ask_fewer():
    made = plan({"A": "abc", "B": "bcd"}, {"A": "e", "B": "a"})
    assert made.anchors() == {"a", "b", "c"}
    assert plan({"A": "abc"}, labels=("A",)).anchors() == set()
    assert made.asked("A") == 4
    assert Plan(sections=(Section(draw=2, items={"A": tuple(map(Entry, "abc"))}),)).asked("A") == 2


@pytest.mark.parametrize(
    ("said", "a", "b"),
    [
        ("up:0:A:1", "bac|de", "abx|y"),
        ("down:0:A:0", "bac|de", "abx|y"),
        ("down:0:A:2", "ab|cde", "abx|y"),
        ("up:1:A:0", "abcd|e", "abx|y"),
        ("up:0:A:0", "abc|de", "abx|y"),
        ("down:1:A:1", "abc|de", "abx|y"),
        ("remove:0:B:2", "abc|de", "ab|y"),
        ("share:0:A:2", "abc|de", "abxc|y"),
        ("share:0:A:0", "abc|de", "abx|y"),
        ("section_down:0", "de|abc", "y|abx"),
        ("section_up:0", "abc|de", "abx|y"),
        ("remove_section:1", "abc", "abx"),
        ("add_section", "abc|de|", "abx|y|"),
    ],
)
def test_what_a_button_does(said, a, b):
    changed = act(plan({"A": "abc", "B": "abx"}, {"A": "de", "B": "y"}), said)
    assert (letters(changed, "A"), letters(changed, "B")) == (a, b)


@pytest.mark.parametrize(
    "said",
    [
        "",
        "save",
        "up",
        "up:x:A:0",
        "up:0:C:0",
        "up:0:A:9",
        "up:9:A:0",
        "remove:-1:A:0",
        "remove:0:A:-1",
        "x:1",
    ],
)
def test_a_button_for_a_place_that_is_gone_does_nothing(said):
    made = plan({"A": "abc", "B": "abx"})
    assert act(made, said) == made


def test_form_b_comes_and_goes_with_its_questions():
    alone = plan({"A": "abc", "B": "xy"}, labels=("A",))
    assert act(alone, "add_form").labels == ("A", "B")
    assert act(act(alone, "add_form"), "add_form").labels == ("A", "B")
    assert "xy" not in json.dumps(act(plan({"A": "a", "B": "xy"}), "remove_form").to_json())
    assert act(alone, "remove_form").labels == ("A",)


def test_chosen_questions_come_once_at_the_end_and_not_without_end():
    made = plan({"A": "abc", "B": "a"}, {"A": "d", "B": ""})
    assert letters(with_items(made, section=1, label="A", items="xaxyb"), "A") == "abc|dxy"
    many = [str(number) for number in range(MAX_ITEMS + 50)]
    assert len(list(with_items(made, section=0, label="A", items=many).entries("A"))) == MAX_ITEMS
