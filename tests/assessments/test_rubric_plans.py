"""A rubric being written: what its buttons do, what it lacks, and that nothing is lost on the way."""

from dataclasses import replace

import pytest
from django.utils.text import slugify
from hypothesis import given
from hypothesis import strategies as st

from assessments.rules.rubric_plans import (
    MAX_CRITERIA,
    CriterionPlan,
    Fault,
    RubricPlan,
    act,
    faults,
    keyed,
)


def both(words):
    return {"es": f"{words} (es)", "en": f"{words} (en)"} if words else {"es": "", "en": ""}


def criterion(name, **more):
    return CriterionPlan(
        **{
            "key": name,
            "title": both(name),
            "anchors": tuple(both(f"{name} {level}") for level in range(1, 5)),
            **more,
        }
    )


def plan(*names, add_ons=(), **more):
    return RubricPlan(
        title=both("Rúbrica"),
        labels=tuple(both(f"Nivel {level}") for level in range(1, 5)),
        criteria=tuple(criterion(name) for name in names),
        add_ons=tuple(criterion(name) for name in add_ons),
        **{"rules": {"min_observed": 1}, **more},
    )


def names(found, part="criteria"):
    return [one.key for one in getattr(found, part)]


@pytest.mark.parametrize(
    ("said", "then"),
    [
        ("add:criteria", ["a", "b", "c", ""]),
        ("remove:criteria:1", ["a", "c"]),
        ("remove:criteria:7", ["a", "b", "c"]),
        ("up:criteria:0", ["a", "b", "c"]),
        ("up:criteria:2", ["a", "c", "b"]),
        ("down:criteria:0", ["b", "a", "c"]),
        ("down:criteria:2", ["a", "b", "c"]),
        ("down:criteria:-1", ["a", "b", "c"]),
        ("down:title:0", ["a", "b", "c"]),
        ("save", ["a", "b", "c"]),
        ("", ["a", "b", "c"]),
    ],
)
def test_a_button_does_one_thing(said, then):
    assert names(act(plan("a", "b", "c", add_ons=("x",)), said)) == then


def test_criteria_of_some_scenarios_are_a_part_of_their_own():
    found = act(plan("a", add_ons=("x", "y")), "up:add_ons:1")
    assert (names(found), names(found, "add_ons")) == (["a"], ["y", "x"])


def test_there_is_a_most():
    full = plan(*(f"c{number}" for number in range(MAX_CRITERIA)))
    assert act(full, "add:criteria") == full


def test_a_whole_plan_lacks_nothing():
    assert faults(plan("a", "b", add_ons=("x",))) == []


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"title": {"es": "Rúbrica", "en": ""}}, Fault("no_title", 0, "en")),
        ({"labels": (both("1"), both("2"), both("3"), {"es": "", "en": "x"})}, Fault("no_label", 0, "es")),
        ({"instructions": {"es": "Así.", "en": ""}}, Fault("half_instructions")),
        ({"criteria": ()}, Fault("no_criteria")),
        ({"criteria": (criterion("a", title={"es": "a", "en": ""}),)}, Fault("no_criterion_title", 1, "en")),
        (
            {"criteria": (criterion("a", anchors=(both("1"), both("2"), both("3"), {"es": "4", "en": ""})),)},
            Fault("no_anchor", 1, "en"),
        ),
        (
            {"add_ons": (criterion("x", anchors=(both("1"), both("2"), both("3"), {"es": "", "en": ""})),)},
            None,
        ),
        ({"rules": {"min_observed": 3}}, Fault("too_many_observed")),
        ({"rules": {"min_observed": 1, "fail_at_or_below": 3}}, Fault("fails_before_critical")),
        ({"rules": {"min_observed": 1, "pass_mean": 4.5}}, Fault("pass_mean_off")),
    ],
)
def test_each_lack_is_told_once(change, fault):
    found = faults(replace(plan("a"), **change))
    if fault is None:
        assert found == [Fault("no_anchor", 2, "es"), Fault("no_anchor", 2, "en")]
    else:
        assert found == [fault]


def test_two_levels_that_read_the_same():
    anchors = (both("Oye"), both("oye"), both("Escucha"), both("Reformula"))
    assert faults(replace(plan("a"), criteria=(criterion("a", anchors=anchors),))) == [
        Fault("same_anchor", 1, "es"),
        Fault("same_anchor", 1, "en"),
    ]


def test_keys_come_from_titles_once_and_stay():
    fresh = (
        criterion("", title=both("Apertura")),
        criterion("", title=both("Apertura")),
        criterion("old", title=both("Cierre")),
        criterion("", title={"es": "", "en": ""}),
    )
    found = keyed(replace(plan(), criteria=fresh), slugify)
    assert names(found) == ["apertura-en", "apertura-en-2", "old", ""]
    renamed = replace(found, criteria=(replace(found.criteria[0], title=both("Otra cosa")),))
    assert names(keyed(renamed, slugify)) == ["apertura-en"]


TEXT = st.fixed_dictionaries({"es": st.text(max_size=20), "en": st.text(max_size=20)})
CRITERION = st.builds(
    CriterionPlan,
    key=st.text(max_size=10),
    title=TEXT,
    critical=st.booleans(),
    weight=st.none() | st.floats(0.1, 10),
    anchors=st.tuples(TEXT, TEXT, TEXT, TEXT),
)
ACTS = st.sampled_from(["add", "remove", "up", "down"])


@given(
    st.builds(
        RubricPlan,
        title=TEXT,
        labels=st.tuples(TEXT, TEXT, TEXT, TEXT),
        criteria=st.lists(CRITERION, max_size=4).map(tuple),
        add_ons=st.lists(CRITERION, max_size=2).map(tuple),
        rules=st.just({"pass_mean": 3.0}),
    ),
    st.lists(st.tuples(ACTS, st.sampled_from(["criteria", "add_ons"]), st.integers(0, 5)), max_size=5),
)
def test_nothing_is_lost_on_the_way(found, acts):
    assert RubricPlan.from_json(found.to_json()) == found
    for verb, part, place in acts:
        before = list(found.all_criteria)
        found = act(found, f"{verb}:{part}:{place}")
        lost = [one for one in before if one not in found.all_criteria]
        assert len(lost) <= (verb == "remove")
