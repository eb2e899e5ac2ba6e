"""Writing a rubric in the product: kept, published as a version that never changes, copied."""

import pytest

from assessments import api
from assessments.models import RubricDraft, RubricVersion
from assessments.rules.rubric_plans import RubricPlan
from assessments.services import rubric_drafts as services
from lms.accounts.roles import Role
from lms.accounts.services.roles import grant_role
from lms.core.models import AuditEvent
from tests.assessments import factories as make
from tests.assessments.checks import refused
from tests.assessments.test_rubric_plans import plan

pytestmark = [pytest.mark.django_db, pytest.mark.from_nothing, pytest.mark.usefixtures("open_to_all")]


@pytest.fixture
def editor():
    user = make.person()
    grant_role(actor=None, user=user, role=Role.EDITOR)
    return user


@pytest.fixture
def draft(editor):
    return services.start_rubric(actor=editor, title={"es": "Rúbrica de mesa", "en": "Table rubric"})


def keep(editor, draft, found, revision=None):
    return services.write_rubric(
        actor=editor, draft=draft.uuid, plan=found, revision=draft.revision if revision is None else revision
    )


class TestServices:
    def test_a_rubric_begins_with_its_title_and_a_key_of_its_own(self, editor, draft):
        second = services.start_rubric(actor=editor, title={"es": "Rúbrica de mesa", "en": ""})
        assert (draft.key, second.key) == ("rubrics/rubrica-de-mesa", "rubrics/rubrica-de-mesa-2")
        with refused("no_title"):
            services.start_rubric(actor=editor, title={"es": " ", "en": ""})

    def test_of_two_editors_the_slower_one_is_told(self, editor, draft):
        keep(editor, draft, plan("a"))
        with refused("stale"):
            keep(editor, draft, plan("b"))
        assert RubricPlan.from_json(RubricDraft.objects.get().content).criteria[0].key == "a"

    def test_keeping_the_same_writes_nothing(self, editor, draft):
        kept = keep(editor, draft, plan("a"))
        assert keep(editor, kept, plan("a")).revision == kept.revision == 2
        assert AuditEvent.objects.filter(action="assessments.write_rubric_draft").count() == 1

    def test_what_is_published_never_changes_and_says_what_was_written(self, editor, draft):
        whole = plan("a", "b", add_ons=("x",), rules={"min_observed": 2, "pass_mean": 2.5})
        kept = keep(editor, draft, whole)
        version = services.publish_rubric(actor=editor, draft=draft.uuid, revision=kept.revision)
        assert [(one.key, one.add_on) for one in version.criteria.order_by("position")] == [
            ("a", False),
            ("b", False),
            ("x", True),
        ]
        assert version.rules == {"min_observed": 2, "pass_mean": 2.5}
        assert services.plan_of(version) == whole
        assert not RubricDraft.objects.exists()
        event = AuditEvent.objects.get(action="assessments.publish_rubric")
        assert event.data["number"] == 1

    def test_what_lacks_something_is_not_published(self, editor, draft):
        with refused("faults"):
            services.publish_rubric(actor=editor, draft=draft.uuid, revision=draft.revision)
        assert not RubricVersion.objects.exists()

    def test_a_published_one_is_changed_in_a_draft_and_tells_what_that_means(self, editor):
        version = make.rubric(weights={"c01": 2}, add_ons=("x",))
        draft = services.draft_of(actor=editor, rubric=version.rubric.uuid)
        assert services.draft_of(actor=editor, rubric=version.rubric.uuid) == draft
        found = RubricPlan.from_json(draft.content)
        assert services.compares_with(found, version)
        reworded = found.criteria[0].__class__(
            **{**_fields(found.criteria[0]), "title": {"es": "Otras palabras", "en": "Other words"}}
        )
        words = RubricPlan(**{**_fields(found), "criteria": (reworded, *found.criteria[1:])})
        assert services.compares_with(words, version)
        heavier = RubricPlan(**{**_fields(found), "criteria": found.criteria[1:]})
        assert not services.compares_with(heavier, version)
        kept = keep(editor, draft, words)
        second = services.publish_rubric(actor=editor, draft=draft.uuid, revision=kept.revision)
        assert (second.number, second.rubric, second.structure_hash) == (
            2,
            version.rubric,
            version.structure_hash,
        )
        assert version.criteria.get(key="c01").title == make.text("Criterio 1")

    def test_publishing_what_was_not_changed_makes_no_version(self, editor):
        version = make.rubric()
        draft = services.draft_of(actor=editor, rubric=version.rubric.uuid)
        again = services.publish_rubric(actor=editor, draft=draft.uuid, revision=draft.revision)
        assert again == version

    def test_a_copy_is_a_rubric_of_its_own(self, editor):
        version = make.rubric()
        draft = services.start_rubric(
            actor=editor, title={"es": "Otra", "en": "Another"}, source=version.rubric.uuid
        )
        published = services.publish_rubric(actor=editor, draft=draft.uuid, revision=draft.revision)
        assert published.rubric.key == "rubrics/otra"
        assert published.criteria.count() == 10

    def test_people_are_rated_by_what_was_written(self, editor, draft):
        whole = plan("a", "b", rules={"min_observed": 2, "pass_mean": 3})
        kept = keep(editor, draft, whole)
        version = services.publish_rubric(actor=editor, draft=draft.uuid, revision=kept.revision)
        occasion, assessor, person = make.occasion(version), make.person(), make.person()
        marks = {"a": api.Mark(3, True), "b": api.Mark(4, True)}
        about = {"actor": assessor, "occasion": occasion, "subject": person}
        api.save_rating(**about, marks=marks)
        api.submit_rating(**about, judgment=3)
        (outcome,) = api.rating_outcomes(occasion_ids=[occasion.pk])
        assert (outcome.mean, outcome.competent) == (3.5, True)


def _fields(found):
    return {name: getattr(found, name) for name in found.__slots__}
