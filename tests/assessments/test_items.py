"""A question is one, whatever forms it stands in; what is about it makes no version."""

import pytest
from django.db import IntegrityError, transaction

from assessments import api
from assessments.enums import TagKind
from assessments.models import Item, ItemTag, ItemVersion
from tests.assessments import factories as make
from tests.assessments.checks import refused

pytestmark = [pytest.mark.django_db, pytest.mark.from_nothing]


def tags(item):
    return set(item.tags.values_list("kind", "value"))


def test_what_is_about_a_question_is_set_and_changed_without_a_version():
    version = api.ensure_item_version(key="c/q1", type="single_choice", content=make.choice_content())
    item = api.ensure_item(key="c/q1", topic="m1", tags=[("module", "m1"), ("article", "684-B")])
    assert (item, item.topic, item.status) == (version.item, "m1", "reviewed")
    assert tags(item) == {("module", "m1"), ("article", "684-B")}
    again = api.ensure_item(key="c/q1", topic="m2", tags=[("module", "m2")], status="retired")
    assert (again.pk, Item.objects.get().topic, Item.objects.get().status) == (item.pk, "m2", "retired")
    assert tags(again) == {("module", "m2")}
    assert api.ensure_item_version(key="c/q1", type="single_choice", content=make.choice_content()) == version
    assert ItemVersion.objects.count() == 1


def test_a_question_nobody_described_is_a_draft():
    api.ensure_item_version(key="c/q1", type="single_choice", content=make.choice_content())
    assert Item.objects.get().status == "draft"


def test_a_question_in_two_forms_is_one_item():
    shared = make.choice_items(2)
    other = api.ensure_item_version(key="q09", type="single_choice", content=make.choice_content("Otra"))
    forms = [
        api.ensure_instrument_version(
            key=f"form_{label}", title=make.text("T"), intro=make.text("I"), items=items, minutes=30
        )
        for label, items in (("a", shared), ("b", [shared[0], other]))
    ]
    assert shared[0].item.versions.get().instruments.count() == 2
    assert forms[0].questions == forms[1].questions == 2


def test_an_unknown_kind_of_tag_is_refused_and_nothing_written():
    with refused("bad_tag"):
        api.ensure_item(key="c/q1", tags=[("mood", "x")])
    assert not Item.objects.exists()


@pytest.mark.parametrize("kind", [*TagKind.values])
def test_the_database_keeps_a_tag_once(kind):
    item = api.ensure_item(key="c/q1", tags=[(kind, "x")])
    with pytest.raises(IntegrityError), transaction.atomic():
        ItemTag.objects.create(item=item, kind=kind, value="x")


def test_the_database_refuses_unknown_kinds_and_states():
    item = api.ensure_item(key="c/q1")
    with pytest.raises(IntegrityError), transaction.atomic():
        ItemTag.objects.create(item=item, kind="mood", value="x")
    with pytest.raises(IntegrityError), transaction.atomic():
        Item.objects.filter(pk=item.pk).update(status="lost")
