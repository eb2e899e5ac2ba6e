"""Sections, points and drawing."""

from collections import Counter

import pytest
from django.db import IntegrityError, transaction

from assessments import api
from assessments.models import InstrumentSection, Item
from assessments.rules.drawing import Candidate, DrawError, draw_from, rule_problem
from tests.assessments import factories as make
from tests.assessments.checks import refused

pytestmark = pytest.mark.django_db


def instrument(*sections, **more):
    return api.ensure_instrument_version(
        key="drawn", title=make.text("T"), intro=make.text("I"), minutes=30, sections=sections, **more
    )


def bank(number=12):
    """Questions of three modules, four each, reviewed."""
    items = make.choice_items(number)
    for place, item in enumerate(items):
        api.ensure_item(key=item.item.key, topic=f"m{place % 3}", tags=[("module", f"m{place % 3}")])
    return items


def asked(attempt):
    return [one.item_version for one in attempt.items.select_related("item_version__item")]


def test_sections_keep_their_order_and_the_version_says_how_much_is_asked():
    items = bank()
    version = instrument(
        api.SectionSpec(make.text("Uno"), items[:4]), api.SectionSpec(make.text("Dos"), items[4:], draw=3)
    )
    sections = [
        (one.position, one.title["es"], one.draw, one.entries.count()) for one in version.sections.all()
    ]
    assert sections == [(1, "Uno (es)", None, 4), (2, "Dos (es)", 3, 8)]
    assert version.questions == 7
    assert [entry.position for entry in version.entries.order_by("position")] == list(range(1, 13))


def test_what_a_section_says_makes_a_version_and_nothing_else_does():
    items = bank()
    first = instrument(api.SectionSpec({}, items, draw=3))
    assert instrument(api.SectionSpec({}, items, draw=3)) == first
    assert instrument(api.SectionSpec({}, items, draw=4)).number == 2
    rule = {"kind": "module", "each": {"m0": 1}}
    assert instrument(api.SectionSpec({}, items, draw=3, draw_rule=rule)).number == 3
    heavy = [api.EntrySpec(items[0], points=2.0), *items[1:]]
    assert instrument(api.SectionSpec({}, heavy, draw=3)).number == 4


@pytest.mark.parametrize(
    ("draw", "rule"),
    [
        (0, {}),
        (13, {}),
        (2, {"kind": "module", "each": {"m0": 3}}),
        (2, {"kind": "mood", "each": {"m0": 1}}),
        (2, {"kind": "module", "each": {"m0": 0}}),
        (2, {"kind": "module"}),
        (None, {"kind": "module", "each": {"m0": 1}}),
    ],
)
def test_a_draw_that_cannot_be_is_refused(draw, rule):
    with refused("bad_section"):
        instrument(api.SectionSpec({}, bank(), draw=draw, draw_rule=rule))


def test_points_below_zero_are_refused():
    with refused("bad_section"):
        instrument(api.SectionSpec({}, [api.EntrySpec(bank()[0], points=-1.0)]))


def test_the_database_refuses_a_section_that_draws_nothing_or_rules_over_all():
    version = instrument(api.SectionSpec({}, bank()))
    for values in ({"draw": 0}, {"draw_rule": {"kind": "module"}}):
        with pytest.raises(IntegrityError), transaction.atomic():
            InstrumentSection.objects.create(version=version, position=2, title={}, **values)


@pytest.mark.usefixtures("open_to_all")
def test_a_sitting_gets_what_its_rule_says_and_keeps_it():
    rule = {"kind": "module", "each": {"m0": 2, "m1": 1}}
    delivery = make.delivery(instrument(api.SectionSpec({}, bank(), draw=5, draw_rule=rule)))
    papers = []
    for _ in range(6):
        attempt = api.start_attempt(user=make.person(), delivery=delivery)
        paper = asked(attempt)
        of_module = Counter(item.item.topic for item in paper)
        assert len(paper) == len(set(paper)) == 5
        assert of_module["m0"] >= 2
        assert of_module["m1"] >= 1
        papers.append(frozenset(paper))
    assert len(set(papers)) > 1
    before = asked(attempt)
    Item.objects.update(topic="other", status="retired")
    assert asked(api.start_attempt(user=attempt.user, delivery=delivery)) == before


@pytest.mark.usefixtures("open_to_all")
def test_only_reviewed_questions_are_drawn_and_too_few_are_told():
    items = bank(6)
    delivery = make.delivery(instrument(api.SectionSpec({}, items, draw=3)))
    for item in items[3:]:
        api.ensure_item(key=item.item.key, status="retired")
    assert set(asked(api.start_attempt(user=make.person(), delivery=delivery))) == set(items[:3])
    api.ensure_item(key=items[0].item.key, status="draft")
    with refused("draw_short"):
        api.start_attempt(user=make.person(), delivery=delivery)


@pytest.mark.usefixtures("open_to_all")
def test_points_reach_the_score():
    first, second = make.choice_items(2, topics=("m1", "m2"))
    version = instrument(
        api.SectionSpec({}, [api.EntrySpec(first, points=3.0), api.EntrySpec(second, points=0.5)])
    )
    attempt = make.finished_attempt(make.person(), make.delivery(version), right=1)
    assert make.score(attempt) == (3.0, 3.5)
    rows = {
        one.topic: (one.score, one.max_score) for one in api.topic_scores(delivery_ids=[attempt.delivery_id])
    }
    assert rows == {"m1": (3.0, 3.0), "m2": (0.0, 0.5)}


def candidates(*tags):
    return [Candidate(place, f"q{place}", (("level", tag),)) for place, tag in enumerate(tags)]


def test_the_same_seed_draws_the_same_for_ever():
    pool = candidates(*"aaaaabbbbb")
    rule = {"kind": "level", "each": {"a": 1, "b": 2}}
    drawn = [one.id for one in draw_from(pool, draw=4, rule=rule, seed=7)]
    assert drawn == [one.id for one in draw_from(list(pool), draw=4, rule=rule, seed=7)] == [3, 4, 8, 9]


def test_every_question_is_drawn_about_equally_often():
    pool = candidates(*"abcde")
    times = Counter(one.id for seed in range(2000) for one in draw_from(pool, draw=2, rule={}, seed=seed))
    assert all(700 < times[place] < 900 for place in range(5))


def test_a_question_is_drawn_once_and_too_few_is_an_error():
    pool = candidates("a", "b")
    with pytest.raises(DrawError):
        draw_from(pool, draw=2, rule={"kind": "level", "each": {"a": 2}}, seed=1)
    with pytest.raises(DrawError):
        draw_from(pool, draw=3, rule={}, seed=1)
    assert rule_problem(2, {}, ["level"]) == ""
