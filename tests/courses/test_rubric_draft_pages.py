"""The pages on which a rubric is written, in Wagtail's admin."""

import pytest
from django.urls import reverse

from assessments.models import RubricDraft, RubricVersion
from assessments.rules.rubric_plans import RubricPlan
from assessments.services import rubric_drafts as services
from tests.assessments import factories as make
from tests.assessments.test_rubric_drafts import draft, editor, keep
from tests.assessments.test_rubric_plans import plan

pytestmark = pytest.mark.django_db

__all__ = ["draft", "editor"]


@pytest.fixture(autouse=True)
def signed_in(client, editor):
    client.force_login(editor)


def test_a_rubric_is_written_without_a_script(client):
    page = client.post(reverse("rubric_drafts"), {"title_es": "Mesa", "title_en": "Table"}).url
    html = client.get(page).content.decode()
    assert html.count("<fieldset") == 1
    draft = RubricDraft.objects.get()
    data = sent(draft, plan("a", rules={}))
    assert client.post(page, {**data, "go": "add:criteria"}).status_code == 302
    html = client.get(page).content.decode()
    assert html.count("<fieldset") == 2
    assert "Al criterio 2 le falta el título en español." in html
    assert 'value="publish"' not in html


def test_what_cannot_be_read_is_marked_and_kept(client, draft):
    page = reverse("rubric_draft", args=[draft.uuid])
    response = client.post(
        page, {**sent(draft, plan("a")), "rule-pass_mean": "mucho", "criteria-0-weight": "99"}
    )
    html = response.content.decode()
    assert response.status_code == 422
    assert 'value="mucho"' in html
    assert 'value="99"' in html
    assert "Indique un número de 1 a 4." in html
    assert RubricDraft.objects.get().revision == 1


def test_decimal_commas_are_read(client, draft):
    page = reverse("rubric_draft", args=[draft.uuid])
    client.post(page, {**sent(draft, plan("a")), "rule-pass_mean": "2,5", "criteria-0-weight": "1,5"})
    found = RubricPlan.from_json(RubricDraft.objects.get().content)
    assert (found.rules["pass_mean"], found.criteria[0].weight) == (2.5, 1.5)


def test_the_slower_one_sees_what_they_typed(client, draft, editor):
    data = sent(draft, plan("mine"))
    keep(editor, draft, plan("theirs"))
    response = client.post(reverse("rubric_draft", args=[draft.uuid]), data)
    assert response.status_code == 409
    assert "mine (es)" in response.content.decode()


def test_publishing_leads_to_the_version(client, draft, editor):
    kept = keep(editor, draft, plan("a"))
    response = client.post(
        reverse("rubric_draft_act", args=[draft.uuid]), {"go": "publish", "revision": kept.revision}
    )
    version = RubricVersion.objects.get()
    assert response.url == reverse("library_entry", args=["rubrics", version.rubric.uuid])
    html = client.get(response.url).content.decode()
    assert "Cambiarla en un borrador nuevo" in html or "rubrics/" in html
    client.post(reverse("rubric_edit", args=[version.rubric.uuid]))
    assert RubricDraft.objects.get().key == version.rubric.key


def test_a_copy_needs_a_title(client):
    version = make.rubric()
    address = reverse("rubric_edit", args=[version.rubric.uuid])
    assert client.post(address, {"go": "copy"}).url == reverse(
        "library_entry", args=["rubrics", version.rubric.uuid]
    )
    client.post(address, {"go": "copy", "title_es": "Copia"})
    assert RubricDraft.objects.get().key == "rubrics/copia"


def test_throwing_away_leaves_what_was_published(client, editor):
    version = make.rubric()
    draft = services.draft_of(actor=editor, rubric=version.rubric.uuid)
    client.post(reverse("rubric_draft_act", args=[draft.uuid]), {"go": "discard"})
    assert not RubricDraft.objects.exists()
    assert RubricVersion.objects.get() == version


def sent(draft, found):
    """The fields of the page that show a plan."""
    data = {"revision": draft.revision}
    texts = {"title": found.title, "instructions": found.instructions}
    texts |= {f"label-{place}": text for place, text in enumerate(found.labels, start=1)}
    for part in ("criteria", "add_ons"):
        lines = getattr(found, part)
        data[f"{part}-count"] = len(lines)
        for place, one in enumerate(lines):
            data[f"{part}-{place}-key"] = one.key
            texts[f"{part}-{place}-title"] = one.title
            texts |= {
                f"{part}-{place}-anchor-{level}": text for level, text in enumerate(one.anchors, start=1)
            }
    data |= {f"{name}_{code}": words for name, text in texts.items() for code, words in text.items()}
    return data
