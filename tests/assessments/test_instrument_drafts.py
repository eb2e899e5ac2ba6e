"""Building tests: a draft that is never overwritten unseen, published as versions that never change."""

from dataclasses import replace
from uuid import UUID, uuid4

import pytest

from assessments import api
from assessments.enums import ItemStatus
from assessments.models import FormSet, InstrumentDraft, InstrumentVersion, Item
from assessments.rules.instrument_plans import Entry, Plan, Section
from assessments.selectors.item_choice import Wanted, choosable, values_of
from assessments.selectors.parallel_forms import parallel_forms
from assessments.selectors.plan_items import faults_of, plan_items
from assessments.selectors.previews import paper_of, preview_of_plan
from assessments.services import instrument_drafts as service
from assessments.services.enemies import set_enemies
from lms.core.models import AuditEvent
from tests.assessments import factories as make
from tests.assessments.checks import refused

pytestmark = [pytest.mark.django_db, pytest.mark.from_nothing]


@pytest.fixture
def editor():
    return make.person()


@pytest.fixture
def questions():
    return [str(one.item.uuid) for one in make.choice_items(8)]


def plan(a, b=None, **more):
    labels = ("A",) if b is None else ("A", "B")
    items = {"A": tuple(map(Entry, a)), "B": tuple(map(Entry, b or ()))}
    return Plan(
        title=make.text("Prueba"), labels=labels, sections=(Section(items=items, **more),), minutes=20
    )


def begun(editor, made=None):
    draft = service.start_draft(actor=editor, title=make.text("Prueba"))
    if made is None:
        return draft
    return service.write_plan(actor=editor, draft=draft.uuid, plan=made, revision=draft.revision)


def acts():
    return list(AuditEvent.objects.order_by("pk").values_list("action", flat=True))


def test_a_draft_begins_with_a_title_and_a_key_of_its_own(editor):
    with refused("no_title"):
        service.start_draft(actor=editor, title={"es": " ", "en": ""})
    one, other = begun(editor), begun(editor)
    assert (one.key, other.key) == ("tests/prueba-es", "tests/prueba-es-2")
    assert (one.revision, one.edited_by) == (1, editor)
    assert acts() == ["assessments.start_instrument_draft"] * 2


@pytest.mark.parametrize("titles", [("Examen", "Examen B"), ("Examen B", "Examen")])
def test_no_form_of_one_test_is_a_version_of_another(editor, questions, titles):
    drafts = [service.start_draft(actor=editor, title={"es": title, "en": title}) for title in titles]
    forms = [{service.form_key(one.key, label) for label in ("A", "B")} for one in drafts]
    assert forms[0].isdisjoint(forms[1])
    published = service.start_draft(actor=editor, title={"es": titles[1], "en": "x"})
    assert forms[0].isdisjoint({service.form_key(published.key, label) for label in ("A", "B")})


def test_the_slower_of_two_editors_is_told_and_nothing_is_lost(editor, questions):
    draft = begun(editor)
    mine = service.write_plan(actor=editor, draft=draft.uuid, plan=plan(questions[:1]), revision=1)
    with refused("stale"):
        service.write_plan(actor=make.person(), draft=draft.uuid, plan=plan(questions[1:2]), revision=1)
    draft.refresh_from_db()
    assert (draft.content, draft.revision) == (mine.content, 2)
    same = service.write_plan(actor=make.person(), draft=draft.uuid, plan=plan(questions[:1]), revision=2)
    assert (same.revision, same.edited_by) == (2, editor)


def test_both_forms_become_versions_that_belong_together(editor, questions):
    anchored = plan(questions[:5], [*questions[:1], *questions[5:]])
    anchored = replace(anchored, purpose="post_test")
    draft = begun(editor, anchored)
    made = service.publish_draft(actor=editor, draft=draft.uuid, revision=draft.revision)
    assert not InstrumentDraft.objects.exists()
    forms = {one.label: one.version for one in made.forms.select_related("version__instrument")}
    assert {label: one.instrument.key for label, one in forms.items()} == {
        "A": "tests/prueba-es",
        "B": "tests/prueba-es-b",
    }
    assert (made.purpose, made.published_by, made.key) == ("post_test", editor, "tests/prueba-es")
    keys = [entry.item_version.item.key for entry in forms["B"].entries.order_by("position")]
    assert keys == ["q01", "q06", "q07", "q08"]
    assert (forms["A"].questions, forms["A"].minutes, forms["A"].title) == (5, 20, make.text("Prueba"))
    assert [one.label for one in parallel_forms(forms["B"])] == ["A", "B"]
    event = AuditEvent.objects.get(action="assessments.publish_instrument")
    assert event.data["forms"] == {label: str(one.uuid) for label, one in forms.items()}


def test_points_draws_and_titles_reach_the_version(editor, questions):
    for key in ("q01", "q02"):
        api.ensure_item(key=key, tags=[("module", "m1")])
    section = Section(
        title=make.text("Uno"),
        draw=2,
        rule={"kind": "module", "each": {"m1": 1}},
        items={"A": (Entry(questions[0], 2.5), Entry(questions[1]), Entry(questions[2]))},
    )
    whole = Section(items={"A": (Entry(questions[3], 0.5),)})
    draft = begun(editor, Plan(title=make.text("Prueba"), sections=(section, whole, Section())))
    made = service.publish_draft(actor=editor, draft=draft.uuid, revision=draft.revision)
    version = made.forms.get().version
    assert version.questions == 3
    assert list(version.sections.values_list("title", "draw", "draw_rule")) == [
        (make.text("Uno"), 2, {"kind": "module", "each": {"m1": 1}}),
        ({}, None, {}),
    ]
    assert list(version.entries.values_list("points", flat=True)) == [2.5, 1.0, 1.0, 0.5]


def test_what_blocks_is_not_published_and_the_draft_stays(editor, questions):
    Item.objects.filter(key="q02").update(status=ItemStatus.DRAFT)
    draft = begun(editor, plan(questions[:3]))
    with refused("faults"):
        service.publish_draft(actor=editor, draft=draft.uuid, revision=draft.revision)
    with refused("stale"):
        service.publish_draft(actor=editor, draft=draft.uuid, revision=draft.revision - 1)
    assert InstrumentDraft.objects.get() == draft
    assert not FormSet.objects.exists()
    assert not InstrumentVersion.objects.exists()
    Item.objects.filter(key="q02").update(status=ItemStatus.REVIEWED)
    service.publish_draft(actor=editor, draft=draft.uuid, revision=draft.revision)
    with refused("not_found"):
        service.publish_draft(actor=editor, draft=draft.uuid, revision=draft.revision)


def test_changing_what_is_published_makes_new_versions_of_what_changed_alone(editor, questions):
    draft = begun(editor, plan(questions[:4], questions[3:7]))
    first = service.publish_draft(actor=editor, draft=draft.uuid, revision=draft.revision)
    old = {one.label: one.version for one in first.forms.select_related("version__instrument")}
    again = service.draft_of(actor=editor, instrument=old["B"].instrument.uuid)
    assert again == service.draft_of(actor=make.person(), instrument=old["A"].instrument.uuid)
    assert again.content == first.plan
    changed = service.write_plan(
        actor=editor, draft=again.uuid, plan=plan(questions[:4], questions[2:6]), revision=1
    )
    second = service.publish_draft(actor=editor, draft=changed.uuid, revision=changed.revision)
    new = {one.label: one.version for one in second.forms.select_related("version")}
    assert new["A"] == old["A"]
    assert (new["B"].number, new["B"].instrument) == (2, old["B"].instrument)
    assert [one.version for one in parallel_forms(old["A"])] == [new["A"], new["B"]]
    assert [one.version for one in parallel_forms(old["B"])] == [old["A"], old["B"]]


def test_a_test_of_a_course_is_changed_in_a_draft_that_says_the_same(editor):
    version = make.knowledge_test(4)
    draft = service.draft_of(actor=editor, instrument=version.instrument.uuid)
    assert draft.key == "knowledge_test"
    made = service.publish_draft(actor=editor, draft=draft.uuid, revision=1)
    assert made.forms.get().version == version
    with refused("not_found"):
        service.draft_of(actor=editor, instrument=uuid4())


def test_a_draft_is_thrown_away_and_what_is_published_stays(editor):
    version = make.knowledge_test(2)
    draft = service.draft_of(actor=editor, instrument=version.instrument.uuid)
    service.TESTS.discard(actor=editor, draft=draft.uuid)
    with refused("not_found"):
        service.TESTS.discard(actor=editor, draft=draft.uuid)
    assert InstrumentVersion.objects.get() == version
    assert acts()[-1] == "assessments.discard_instrument_draft"


def test_a_draft_asks_the_newest_wording(editor, questions):
    newer = api.ensure_item_version(
        key="q01", type="single_choice", content=make.choice_content("Otra", correct="b")
    )
    assert plan_items({questions[0]})[questions[0]].version == newer
    draft = begun(editor, plan(questions[:1]))
    made = service.publish_draft(actor=editor, draft=draft.uuid, revision=draft.revision)
    assert made.forms.get().version.entries.get().item_version == newer


def test_enemies_of_the_bank_block_one_form_and_not_two(questions):
    one, other = questions[:2]
    set_enemies(actor=make.person(), item=UUID(one), other=UUID(other), reason="x")
    assert [found.code for found in faults_of(plan(questions[:2])) if found.blocks] == ["enemies"]
    assert not any(found.blocks for found in faults_of(plan(questions[:1], questions[1:2])))


def test_the_checks_cost_the_same_for_many(django_assert_num_queries, questions):
    for made in (plan(questions[:1]), plan(questions[:4], questions[3:])):
        with django_assert_num_queries(3):
            faults_of(made)


def test_questions_are_found_by_words_tags_and_approval(questions):
    api.ensure_item(key="q01", topic="m1", tags=[("level", "apply"), ("module", "m9")])
    api.ensure_item(key="q02", topic="m2", status=ItemStatus.DRAFT)

    def keys(**wanted):
        return [one.item.key for one in choosable(Wanted(**wanted))]

    assert keys() == ["q01", "q03", "q04", "q05", "q06", "q07", "q08"]
    assert keys(words="pregunta 3") == ["q03"]
    assert keys(words="q04") == ["q04"]
    assert keys(level="apply") == keys(module="m9") == ["q01"]
    assert keys(module="m2") == ["q04", "q06", "q08"]
    assert keys(words="nada") == []
    assert values_of("module") == ["m1", "m2", "m9"]
    assert values_of("level") == ["apply"]


def test_a_preview_is_laid_out_as_a_sitting_and_stores_nothing(questions, django_assert_num_queries):
    made = plan(questions[:3], draw=2)
    items = plan_items(made.items())
    with django_assert_num_queries(0):
        sitting = preview_of_plan(made, "A", items)
        assert [place.position for place in sitting.places] == [1, 2]
        assert sitting.is_open
    whole = preview_of_plan(plan(questions[:3]), "A", items)
    assert [place.item.item.key for place in whole.places] == ["q01", "q02", "q03"]
    assert [option["key"] for option in whole.places[0].options] == list("abcd")


def test_a_paper_draws_the_same_for_ever_and_another_edition_differs(editor, questions):
    draft = begun(editor, plan(questions, draw=3))
    made = service.publish_draft(actor=editor, draft=draft.uuid, revision=draft.revision)
    version = made.forms.get().version
    papers = [[place.item.item.key for place in paper_of(version, edition=n).places] for n in (1, 1, 2, 3)]
    assert papers[0] == papers[1]
    assert len(set(map(tuple, papers))) > 1
    assert all(len(one) == 3 and one == sorted(one) for one in papers)
