"""Questions that may not stand in one form, and questions that read alike."""

import pytest
from django.db import IntegrityError, transaction

from assessments import api
from assessments.models import Item, ItemCard, ItemEnemy, ItemPrint
from assessments.rules.likeness import ALIKE, bands, likeness, words_of
from assessments.selectors.enemies import enemies_of, enemy_pairs
from assessments.selectors.lookalikes import lookalikes
from assessments.services.enemies import lift_enemies, set_enemies
from lms.core import clock
from lms.core.models import AuditEvent
from tests.assessments.checks import refused
from tests.assessments.factories import choice_content, choice_items, person, text
from tests.budgets import counted

pytestmark = pytest.mark.from_nothing

FIRST_BANDS = [2853954450, 6424835774]
TERM = "¿En cuántos días hábiles se señala la audiencia de conciliación prejudicial?"


def test_likeness_is_the_share_of_runs_of_three_letters():
    # abc bcd cde | bcd cde def: two of four.
    assert likeness("abcde", "bcdef") == 0.5
    assert likeness("conciliar", "conciliar") == 1.0
    assert (likeness("", "abc"), likeness("ab", "ab")) == (0.0, 0.0)


def test_words_are_those_of_the_question_and_not_of_what_is_told_afterwards():
    content = choice_content("¿Quién   Concilia?", keys="ab")
    content["options"][0]["feedback"] = text("Artículo 684")
    assert words_of(content, "es") == "¿quien concilia? (es) opcion a (es) opcion b (es)"
    assert words_of(content, "en") == "¿quien concilia? (en) opcion a (en) opcion b (en)"


def test_bands_never_change_and_are_shared_by_what_reads_alike():
    """Stored numbers are compared with new ones: other numbers would find nothing."""
    assert bands("conciliar")[:2] == FIRST_BANDS
    assert bands("ab") == []
    words = words_of({"stem": {"es": TERM, "en": ""}}, "es")
    other = words.replace("habiles", "naturales")
    assert len(bands(words)) == 16
    assert round(likeness(words, other), 2) == 0.82
    assert set(bands(words)) & set(bands(other))
    assert not set(bands(words)) & set(bands("nada de esto se parece a lo de arriba"))


@pytest.mark.django_db
def test_what_reads_alike_in_either_language_is_found_at_once_for_a_whole_page():
    made = {}
    for key, es, en in (
        ("one", TERM, "Within how many working days is the hearing set?"),
        ("same", TERM.replace("hábiles", "naturales"), "After how many days does the hearing take place?"),
        ("english", "¿Plazo?", "Within how many working days is the hearing set"),
        ("far", "¿Quién registra los contratos colectivos?", "Who registers collective agreements?"),
    ):
        content = {"stem": {"es": es, "en": en}, "correct": True}
        made[key] = api.ensure_item_version(key=key, type="true_false", content=content).item
    found = lookalikes([one.pk for one in made.values()])
    assert {item: [one.item.key for one in near] for item, near in found.items()} == {
        made["one"].pk: ["english", "same"],
        made["same"].pk: ["one"],
        made["english"].pk: ["one"],
    }
    assert all(one.share >= ALIKE for near in found.values() for one in near)
    with counted() as spent:
        lookalikes([made["one"].pk])
    spent.within(queries=2, rows=80)


@pytest.mark.django_db
def test_cards_follow_the_words():
    item = api.ensure_item_version(key="q", type="single_choice", content=choice_content("Uno")).item
    assert ItemCard.objects.get().words_es.startswith("uno (es)")
    before = set(ItemPrint.objects.values_list("value", flat=True))
    api.ensure_item_version(key="q", type="single_choice", content=choice_content("Otra cosa"))
    assert ItemCard.objects.get(item=item).words_en.startswith("otra cosa (en)")
    assert ItemPrint.objects.count() == 32
    assert set(ItemPrint.objects.values_list("value", flat=True)) != before


@pytest.mark.django_db
def test_enemies_are_a_pair_whoever_is_named_first():
    one, other, third = (version.item for version in choice_items(3))
    actor = person()
    set_enemies(actor=actor, item=other.uuid, other=one.uuid, reason="  Una contesta la otra. ")
    assert enemy_pairs([one.pk, other.pk, third.pk]) == {(one.pk, other.pk)}
    assert enemy_pairs([one.pk, third.pk]) == set()
    assert [(one_.item, one_.reason) for one_ in enemies_of(one.uuid)] == [(other, "Una contesta la otra.")]
    assert [one_.item for one_ in enemies_of(other.uuid)] == [one]
    set_enemies(actor=actor, item=one.uuid, other=other.uuid, reason="Mismo caso")
    assert ItemEnemy.objects.get().reason == "Mismo caso"
    lift_enemies(actor=actor, item=one.uuid, other=other.uuid)
    lift_enemies(actor=actor, item=one.uuid, other=other.uuid)
    assert enemy_pairs([one.pk, other.pk]) == set()
    acts = AuditEvent.objects.filter(action__endswith="_enemies").order_by("pk")
    assert list(acts.values_list("action", flat=True)) == [
        "assessments.set_enemies",
        "assessments.set_enemies",
        "assessments.lift_enemies",
    ]


@pytest.mark.django_db
def test_what_makes_no_pair_is_refused():
    one, other = (version.item for version in choice_items(2))
    with refused("same"):
        set_enemies(actor=person(), item=one.uuid, other=one.uuid, reason="x")
    with refused("no_reason"):
        set_enemies(actor=person(), item=one.uuid, other=other.uuid, reason=" ")
    with refused("not_found"):
        set_enemies(actor=person(), item=one.uuid, other=person().uuid, reason="x")
    with pytest.raises(IntegrityError), transaction.atomic():
        ItemEnemy.objects.create(low=other, high=one, reason="x", set_at=clock.now())


@pytest.mark.django_db
def test_loading_a_course_does_not_bring_back_what_a_person_set_aside():
    for status in ("rested", "retired"):
        Item.objects.update_or_create(key="q", defaults={"status": status})
        assert api.ensure_item(key="q", topic="m1").status == status
    assert Item.objects.get().topic == "m1"
