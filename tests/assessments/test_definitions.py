"""Versions are found by what they say, and never change."""

import pytest
from django.db import IntegrityError, transaction

from assessments import api
from assessments.models import InstrumentVersion, ItemVersion, RubricVersion
from lms.core.errors import UserError
from lms.core.frozen import FrozenError
from lms.core.models import AuditEvent
from tests.assessments import factories as make
from tests.assessments.checks import refused

pytestmark = [pytest.mark.django_db, pytest.mark.from_nothing]


def ensure(**change):
    values = {"key": "q01", "type": "single_choice", "content": make.choice_content()}
    return api.ensure_item_version(**values | change)


def test_the_same_question_is_the_same_version():
    assert ensure() == ensure()
    assert ItemVersion.objects.count() == 1


@pytest.mark.parametrize(
    "change", [{"content": make.choice_content(correct="b")}, {"type": "multiple_choice"}]
)
def test_another_wording_is_the_next_version(change):
    if change.get("type"):
        change = change | {"content": make.choice_content() | {"correct": ["a"]}}
    assert ensure().number == 1
    assert ensure(**change).number == 2
    assert ensure().number == 1


def test_a_version_cannot_be_changed():
    version = ensure()
    version.type = "true_false"
    with pytest.raises(FrozenError):
        version.save()
    assert ItemVersion.objects.get().type == "single_choice"


def test_a_broken_question_is_refused_with_its_key():
    with pytest.raises(UserError) as caught:
        ensure(content=make.choice_content(correct="z"))
    assert str(caught.value) == "q01: correct: must be the key of an option"


def test_an_unknown_type_is_refused():
    with refused("unknown_type"):
        ensure(type="essay")


def test_the_database_itself_refuses_a_second_version_of_the_same_content():
    version = ensure()
    with pytest.raises(IntegrityError), transaction.atomic():
        version.item.versions.create(
            number=2, content_hash=version.content_hash, type=version.type, content=version.content
        )


def test_an_instrument_is_its_questions_in_their_order():
    items = make.choice_items(3)

    def instrument(*chosen):
        return api.ensure_instrument_version(
            key="kt", title=make.text("T"), intro=make.text("I"), items=chosen, minutes=30
        )

    first = instrument(*items)
    assert instrument(*items) == first
    assert instrument(items[1], items[0], items[2]).number == 2
    assert [entry.item_version for entry in first.entries.order_by("position")] == items
    assert InstrumentVersion.objects.count() == 2


def test_the_same_question_twice_in_an_instrument_is_refused():
    item = make.choice_items(1)[0]
    with pytest.raises(IntegrityError):
        api.ensure_instrument_version(
            key="kt", title=make.text("T"), intro=make.text("I"), items=[item, item], minutes=30
        )
    assert not InstrumentVersion.objects.exists()


def test_a_rubric_keeps_its_criteria_and_behaviors():
    version = make.rubric(3, critical=(2,), min_observed=2)
    assert make.rubric(3, critical=(2,), min_observed=2) == version
    assert make.rubric(3, critical=(3,), min_observed=2).number == 2
    assert RubricVersion.objects.count() == 2
    criteria = list(version.criteria.order_by("position"))
    assert [(one.key, one.critical) for one in criteria] == [("c01", False), ("c02", True), ("c03", False)]
    assert [level.value for level in criteria[0].levels.order_by("value")] == [1, 2, 3, 4]
    assert criteria[2].levels.get(value=4).anchor["es"] == "Conducta 3.4 (es)"


def test_a_criterion_without_a_behavior_for_each_level_is_refused():
    with refused("bad_rubric"):
        api.ensure_rubric_version(
            key="r",
            title=make.text("R"),
            levels=[{"value": 1, "label": make.text("no")}, {"value": 2, "label": make.text("sí")}],
            criteria=[{"key": "c1", "title": make.text("C"), "anchors": [make.text("una")]}],
            rules={},
        )


def test_opening_is_in_the_audit_log():
    delivery = make.delivery()
    occasion = make.occasion()
    events = AuditEvent.objects.order_by("id").values_list("action", "target_uuid")
    assert list(events) == [
        ("assessments.open_delivery", delivery.uuid),
        ("assessments.create_occasion", occasion.uuid),
    ]


def test_a_window_that_closes_before_it_opens_is_refused():
    with refused("closes_before_it_opens"):
        make.delivery(closes_at=make.clock.now().replace(year=2020))


def test_an_anonymous_form_is_sent_once():
    with refused("anonymous_once"):
        make.evaluation(max_attempts=2)
