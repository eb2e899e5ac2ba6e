"""A question's way from an imported draft to being asked."""

import copy
import re

import pytest
from django.urls import reverse

from assessments import api
from assessments.item_files import read
from assessments.models import Item, ItemDraft, ItemVersion
from assessments.rules.item_texts import texts_of
from assessments.services import item_drafts
from assessments.services.item_imports import import_items
from lms.accounts.roles import Role
from lms.core.models import AuditEvent
from tests.assessments.checks import refused
from tests.assessments.factories import choice_content
from tests.assessments.item_types.examples import EXAMPLES
from tests.filling import form_on
from tests.lms.factories import make_staff
from tests.markup import flat

pytestmark = pytest.mark.django_db
GIFT = "// [id:bank/q1]\n¿Quién registra? {=CFCRL#Artículo 590-A ~Tribunal}"
ENGLISH = {
    "stem": "Who registers?",
    "options.0.text": "CFCRL",
    "options.0.feedback": "Article 590-A",
    "options.1.text": "A court",
}


@pytest.fixture
def author(db):
    return make_staff(Role.EDITOR)


@pytest.fixture
def reviewer(db):
    return make_staff(Role.REVIEWER)


@pytest.fixture
def draft(author):
    reading = read(GIFT.encode(), filename="x.gift")
    import_items(actor=author, items=reading.items, source="x.gift")
    return ItemDraft.objects.get()


def words(client, page, **english):
    """The whole form as the page sends it, with these English words."""
    fields = form_on(client.get(page).content.decode(), id="words")
    return fields | {f"en.{path}": words for path, words in english.items()}


def with_english(content, **other):
    """The content with the English words, and others at some paths."""
    said = copy.deepcopy(content)
    for path, word in (ENGLISH | other).items():
        *way, last = path.split(".")
        place = said
        for step in way:
            place = place[int(step) if step.isdecimal() else step]
        place[last]["en"] = word
    return said


def test_the_words_of_every_kind_are_found():
    for type, (content, *_rest) in EXAMPLES.items():
        assert texts_of(content)[0][0] == "stem", type
    paths = [path for path, _words in texts_of(choice_content(keys="ab"))]
    assert paths == ["stem", "options.0.text", "options.1.text"]


def test_from_import_to_being_asked_by_two_people(client, author, reviewer, draft):
    page, act = (reverse(name, args=[draft.item.uuid]) for name in ("item_draft", "item_draft_act"))
    client.force_login(author)
    html = flat(client.get(page).content.decode())
    assert html.count('class="missing"') == 4
    assert "Antes de que se pueda revisar" in html
    assert "Pedir revisión" not in html
    client.post(act, {"go": "propose"})
    assert ItemDraft.objects.get().state == "draft"
    assert client.post(page, words(client, page, **ENGLISH)).status_code == 302
    assert "Pedir revisión" in client.get(page).content.decode()
    client.post(act, {"go": "propose"})
    assert "quien escribió una pregunta no la aprueba" in client.get(page).content.decode()
    assert client.post(act, {"go": "approve"}).status_code == 403
    client.force_login(reviewer)
    assert "Aprobar los dos idiomas" in client.get(page).content.decode()
    client.post(act, {"go": "approve"})
    version = ItemVersion.objects.select_related("item").get()
    assert version.content["stem"] == {"es": "¿Quién registra?", "en": "Who registers?"}
    assert (version.item.key, version.item.status, version.item.reviewer) == ("bank/q1", "reviewed", reviewer)
    assert not ItemDraft.objects.exists()
    acts = AuditEvent.objects.filter(target_uuid=version.item.uuid).order_by("pk")
    assert [(one.action, one.actor) for one in acts] == [
        ("assessments.import_item", author),
        ("assessments.write_draft", author),
        ("assessments.propose_draft", author),
        ("assessments.approve_draft", reviewer),
    ]


def test_nobody_approves_words_that_they_did_not_read(client, author, reviewer, draft):
    page, act = (reverse(name, args=[draft.item.uuid]) for name in ("item_draft", "item_draft_act"))
    client.force_login(author)
    client.post(page, words(client, page, **ENGLISH))
    client.post(act, {"go": "propose"})
    client.force_login(reviewer)
    steps = client.get(page).content.decode().split(act)[1]
    read_then = re.search(r'name="edited_at" value="([^"]+)"', steps)[1]
    draft.refresh_from_db()
    other = with_english(draft.content, stem="Who pays?")
    draft = item_drafts.write_draft(
        actor=author, item=draft.item.uuid, content=other, edited_at=draft.edited_at.isoformat()
    )
    item_drafts.propose_draft(actor=author, item=draft.item.uuid)
    html = client.post(act, {"go": "approve", "edited_at": read_then}, follow=True).content.decode()
    assert "Léala de nuevo antes de aprobarla." in html
    assert not ItemVersion.objects.exists()
    client.post(act, {"go": "approve", "edited_at": draft.edited_at.isoformat()})
    assert ItemVersion.objects.get().content["stem"]["en"] == "Who pays?"


def test_a_change_to_one_language_reopens_both(author, reviewer, draft):
    draft = item_drafts.write_draft(
        actor=author,
        item=draft.item.uuid,
        content=with_english(draft.content),
        edited_at=draft.edited_at.isoformat(),
    )
    item_drafts.propose_draft(actor=author, item=draft.item.uuid)
    other = make_staff(Role.EDITOR)
    draft = item_drafts.write_draft(
        actor=other,
        item=draft.item.uuid,
        content=with_english(draft.content, stem="Who files them?"),
        edited_at=draft.edited_at.isoformat(),
    )
    assert draft.state == "draft"
    item_drafts.propose_draft(actor=other, item=draft.item.uuid)
    for one in (author, other):
        with refused("own_words"):
            item_drafts.approve_draft(actor=one, item=draft.item.uuid)
    item_drafts.approve_draft(actor=reviewer, item=draft.item.uuid)


def test_who_brought_a_new_wording_never_approves_it_whoever_wrote_last(author, reviewer):
    """Nor after the next draft; another approval makes an end of it."""
    api.ensure_item_version(key="bank/q1", type="single_choice", content=choice_content())
    items = read(GIFT.encode(), filename="x.gift").items
    import_items(actor=reviewer, items=items, source="x")
    draft = ItemDraft.objects.select_related("item").get()
    assert draft.item.author is None
    item_drafts.write_draft(
        actor=author,
        item=draft.item.uuid,
        content=with_english(draft.content),
        edited_at=draft.edited_at.isoformat(),
    )
    item_drafts.propose_draft(actor=author, item=draft.item.uuid)
    with refused("own_words"):
        item_drafts.approve_draft(actor=reviewer, item=draft.item.uuid)
    item_drafts.approve_draft(actor=make_staff(Role.REVIEWER), item=draft.item.uuid)
    again = GIFT.replace("registra?", "los registra?")
    import_items(actor=author, items=read(again.encode(), filename="x.gift").items, source="x")
    draft = ItemDraft.objects.select_related("item").get()
    assert not item_drafts.has_written(reviewer, draft)
    assert item_drafts.has_written(author, draft)


def test_words_that_somebody_else_wrote_meanwhile_are_not_overwritten(client, author, draft):
    page = reverse("item_draft", args=[draft.item.uuid])
    client.force_login(author)
    old = words(client, page, stem="Who files?")
    client.post(page, words(client, page, **ENGLISH))
    response = client.post(page, old)
    html = flat(response.content.decode())
    assert response.status_code == 409
    assert "Mientras tanto otra persona cambió esta pregunta" in html
    assert "Who files?</textarea>" in html
    assert "Guardado: Who registers?" in html
    assert ItemDraft.objects.get().content["stem"]["en"] == "Who registers?"


def test_giving_back_says_why_and_throwing_away_spares_what_is_asked(client, author, reviewer, draft):
    act = reverse("item_draft_act", args=[draft.item.uuid])
    client.force_login(reviewer)
    html = client.post(act, {"go": "return", "note": " "}, follow=True).content.decode()
    assert "Diga, por favor, qué hay que cambiar." in html
    html = client.post(act, {"go": "return", "note": "Falta el artículo."}, follow=True).content.decode()
    assert "Falta el artículo." in html
    client.post(act, {"go": "discard"})
    assert not Item.objects.exists()
    api.ensure_item_version(key="bank/q1", type="single_choice", content=choice_content())
    import_items(actor=author, items=read(GIFT.encode(), filename="x.gift").items, source="x")
    item_drafts.discard_draft(actor=author, item=Item.objects.get().uuid)
    assert Item.objects.get().versions.count() == 1


def test_what_is_not_finished_or_not_proposed_is_not_approved(author, reviewer, draft):
    with refused("unfinished"):
        item_drafts.propose_draft(actor=author, item=draft.item.uuid)
    with refused("not_proposed"):
        item_drafts.approve_draft(actor=reviewer, item=draft.item.uuid)
    item_drafts.discard_draft(actor=author, item=draft.item.uuid)
    with refused("not_found"):
        item_drafts.discard_draft(actor=author, item=draft.item.uuid)
