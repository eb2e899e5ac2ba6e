"""Tests, rubrics and scenarios as editors read them in the admin."""

import pytest
from django.urls import reverse

from assessments.models import InstrumentVersion, ItemVersion, RubricVersion, ScenarioVersion
from assessments.selectors.library import SHELVES, from_shelf, on_shelf
from assessments.views.library import TITLES
from courses.models import CoursePage
from lms.accounts.models import User
from lms.accounts.roles import Role
from tests.budgets import counted
from tests.lms.factories import make_staff
from tests.markup import flat

BANK_ROWS = 700
pytestmark = pytest.mark.django_db


@pytest.fixture
def person(example_course, db):
    return make_staff(Role.EDITOR)


@pytest.fixture
def editor(client, person):
    client.force_login(person)
    return client


def page_of(editor, version, kind):
    uuid = getattr(version, SHELVES[kind].kind).uuid
    url = reverse("item", args=[uuid]) if kind == "questions" else reverse("library_entry", args=[kind, uuid])
    return flat(editor.get(url).content.decode())


def test_every_kind_has_its_list_with_the_newest_versions(editor):
    for kind, shelf in SHELVES.items():
        url = reverse("item_bank") if kind == "questions" else reverse("library", args=[kind])
        html = editor.get(url).content.decode()
        rows = list(on_shelf(kind))
        assert rows, kind
        assert all(getattr(version, shelf.kind).key in html for version in rows)
    assert editor.get(reverse("library", args=["nothing"]), follow=True).status_code == 404


def test_a_list_costs_the_same_with_many(editor):
    with counted() as spent:
        editor.get(reverse("item_bank"))
    spent.within(queries=20, rows=BANK_ROWS)


def test_a_test_shows_its_questions_in_both_languages_and_what_is_right(editor):
    version = InstrumentVersion.objects.get(instrument__key__endswith="/knowledge_test")
    html = page_of(editor, version, "instruments")
    entry = version.entries.first().item_version
    for language in ("es", "en"):
        assert version.title[language] in html
        assert entry.content["stem"][language] in html
        assert entry.content["options"][0]["text"][language] in html
    assert html.count("Respuesta correcta") == html.count("Right answer") == version.questions


def test_every_question_of_the_course_can_be_read(editor):
    for version in ItemVersion.objects.order_by("pk"):
        assert version.content["stem"]["en"].split("'")[0] in page_of(editor, version, "questions")


def test_a_rubric_shows_its_criteria_and_a_scenario_its_sheets(editor):
    rubric = RubricVersion.objects.first()
    html = page_of(editor, rubric, "rubrics")
    anchor = rubric.criteria.first().levels.first().anchor
    assert all(anchor[language].split(".")[0] in html for language in ("es", "en"))
    scenario = ScenarioVersion.objects.first()
    html = page_of(editor, scenario, "scenarios")
    assert all(role["title"]["es"] in html for role in scenario.content["roles"])
    sheet = scenario.content["assessor"]
    assert scenario.content["prompts"][0]["text"]["es"] in html
    assert all(each["es"] in html for each in (*sheet["clauses"], *sheet["respects"]))


def test_what_does_not_exist_is_not_found(editor):
    version = RubricVersion.objects.first()
    url = reverse("library_entry", args=["scenarios", version.rubric.uuid])
    assert editor.get(url, follow=True).status_code == 404
    assert from_shelf("rubrics", version.uuid) is None


@pytest.mark.parametrize(
    ("language", "words"), [("es-mx", "Evaluaciones y rúbricas"), ("en", "Tests and rubrics")]
)
def test_the_start_of_the_admin_is_acuerdos(editor, person, language, words):
    User.objects.filter(pk=person.pk).update(language=language)
    html = editor.get(reverse("wagtailadmin_home")).content.decode()
    assert words in html
    lists = [reverse("item_bank"), *(reverse("library", args=[kind]) for kind in TITLES)]
    assert all(f'href="{url}"' in html for url in lists)
    pages = CoursePage.objects.values_list("pk", flat=True)
    assert len(pages) == 2
    assert all(f'href="{reverse("wagtailadmin_explore", args=[pk])}"' in html for pk in pages)
    assert " - Acuerdo</title>" in html
    assert '<span class="acuerdo-logo">' in html
    assert "Wagtail 7" not in html
