"""The bank of questions in the admin: found, written, discussed, set aside."""

from datetime import timedelta

import pytest
from django.urls import reverse

from assessments import api, registries
from assessments.models import Item, ItemComment, ItemDraft, ItemVersion
from assessments.rules.item_states import Act, Standing, State
from assessments.selectors.item_bank import Wanted, bank, rows
from assessments.selectors.item_pages import item_page
from assessments.services import item_drafts, item_states
from assessments.services.item_comments import close_thread, comment
from assessments.services.item_writing import create_item, describe_item, duplicate_item, open_draft
from lms.accounts.roles import Role
from lms.core import clock
from lms.core.models import AuditEvent
from tests.assessments.checks import refused
from tests.assessments.factories import choice_content, delivery, finished_attempt, knowledge_test, text
from tests.assessments.hosts import StandIn
from tests.budgets import counted
from tests.filling import form_on
from tests.lms.factories import make_person, make_staff
from tests.markup import flat

pytestmark = pytest.mark.django_db


@pytest.fixture
def author(db):
    return make_staff(Role.EDITOR)


@pytest.fixture
def reviewer(db):
    return make_staff(Role.REVIEWER)


def asked(key, content=None, *, tags=(), type="single_choice", topic=""):
    api.ensure_item(key=key, topic=topic, tags=tags)
    return api.ensure_item_version(key=key, type=type, content=content or choice_content(key)).item


def keys(**wanted):
    return [item.key for item in bank(Wanted(**wanted))]


def test_words_of_either_language_find_a_question_whatever_their_accents():
    asked(
        "b/term",
        {"stem": {"es": "¿Qué plazo procede?", "en": "Which deadline applies?"}, "correct": True},
        type="true_false",
    )
    asked("b/who", choice_content("¿Quién registra?"), topic="Registro")
    assert keys(words="PLAZO que") == ["b/term"]
    assert keys(words="deadline") == ["b/term"]
    assert keys(words="opcion d") == ["b/who"]
    assert keys(words="registro") == ["b/who"]
    assert keys(words="b/t") == ["b/term"]
    assert keys(words="plazo registra") == []


def test_questions_are_narrowed_by_tags_kind_state_and_use(author):
    asked("b/one", tags=[("module", "m1"), ("level", "2")])
    asked("b/two", tags=[("module", "m1"), ("difficulty", "hard")])
    asked("b/three", {"stem": text("x"), "correct": True}, type="true_false")
    assert keys(tags={"module": "m1"}) == ["b/one", "b/two"]
    assert keys(tags={"module": "m1", "difficulty": "hard"}) == ["b/two"]
    assert keys(type="true_false") == ["b/three"]
    item_states.retire_item(actor=author, item=Item.objects.get(key="b/one").uuid, reason="Ley derogada")
    item_states.rest_item(actor=author, item=Item.objects.get(key="b/two").uuid, reason="Muy expuesta")
    open_draft(actor=author, item=Item.objects.get(key="b/three").uuid)
    draft = create_item(actor=author, type="number")
    assert keys() == sorted(["b/three", "b/two", draft.key])
    assert keys(state="retired") == ["b/one"]
    assert keys(state="rested") == ["b/two"]
    assert keys(state="approved") == ["b/three"]
    assert keys(state="draft") == sorted(["b/three", draft.key])
    assert keys(state="review") == keys(state="live") == []


def test_questions_are_found_by_how_hard_they_turned_out(monkeypatch):
    """Over first sittings; a second one, and one under way, say nothing."""
    monkeypatch.setattr(registries, "hosts", [StandIn(takes=True)])
    opened = delivery(knowledge_test(3), max_attempts=2)
    for right in (3, 1, 0):
        finished_attempt(person := make_person(), opened, right=right)
    finished_attempt(person, opened, right=3)
    api.start_attempt(user=make_person(), delivery=opened)
    assert api.refresh_difficulties() == 3
    figures = Item.objects.order_by("key").values_list("difficulty", "difficulty_n")
    assert list(figures) == [(0.6667, 3), (0.3333, 3), (0.3333, 3)]
    with counted() as spent:
        assert api.refresh_difficulties() == 0
    spent.within(queries=3)
    assert keys(found="unknown") == ["q01", "q02", "q03"]
    Item.objects.update(difficulty_n=20)
    assert [keys(found=one) for one in ("easy", "medium", "hard", "unknown")] == [
        [],
        ["q01"],
        ["q02", "q03"],
        [],
    ]
    Item.objects.filter(key="q01").update(difficulty=0.8)
    assert keys(found="easy") == ["q01"]


def test_a_question_is_live_while_a_delivery_asks_it():
    version = knowledge_test(2)
    asked("b/free")
    assert keys(use="never") == ["b/free", "q01", "q02"]
    now = clock.now()
    opened = delivery(version, opens_at=now + timedelta(days=1))
    assert keys(state="live") == []
    opened.opens_at = now - timedelta(days=1)
    opened.save()
    assert keys(state="live") == keys(use="now") == ["q01", "q02"]
    assert keys(state="approved") == keys(use="never") == ["b/free"]
    opened.closes_at = now - timedelta(hours=1)
    opened.save()
    assert (keys(use="now"), keys(use="before")) == ([], ["q01", "q02"])
    other = delivery(version=knowledge_test(1))
    api.add_form(actor=None, delivery=other, instrument_version=version, label="B")
    assert keys(state="live") == ["q01", "q02"]
    page = item_page(Item.objects.get(key="q02").uuid)
    assert [(use.instrument, use.form, use.version) for use in page.uses] == [
        ("knowledge_test", "B", 1),
        ("knowledge_test", "", 1),
    ]


def test_where_a_question_stands_and_what_may_be_done():
    new = Standing("draft", has_version=False, draft="draft")
    assert (new.state, new.acts) == (State.DRAFT, {Act.DUPLICATE, Act.DISCARD, Act.PROPOSE})
    seen = Standing("draft", has_version=False, draft="review")
    assert (seen.state, seen.acts) == (State.REVIEW, {Act.DUPLICATE, Act.DISCARD, Act.APPROVE, Act.RETURN})
    live = Standing("reviewed", has_version=True, is_live=True)
    assert (live.state, live.acts) == (State.LIVE, {Act.DUPLICATE, Act.EDIT, Act.REST, Act.RETIRE})
    assert Standing("reviewed", has_version=True, draft="review").state is State.APPROVED
    rested = Standing("rested", has_version=True, is_live=True)
    assert (rested.state, rested.acts) == (State.RESTED, {Act.DUPLICATE, Act.EDIT, Act.WAKE, Act.RETIRE})
    gone = Standing("retired", has_version=True, draft="review")
    assert (gone.state, gone.acts) == (State.RETIRED, {Act.DUPLICATE, Act.DISCARD})


def test_setting_aside_says_why_and_is_on_record(author):
    item = asked("b/q")
    with refused("no_reason"):
        item_states.rest_item(actor=author, item=item.uuid, reason=" ")
    with refused("not_rested"):
        item_states.wake_item(actor=author, item=item.uuid, reason="x")
    item_states.rest_item(actor=author, item=item.uuid, reason="Expuesta")
    with refused("not_approved"):
        item_states.rest_item(actor=author, item=item.uuid, reason="x")
    item_states.wake_item(actor=author, item=item.uuid, reason="Pasó un año")
    item_states.retire_item(actor=author, item=item.uuid, reason="Ley derogada")
    for act in (item_states.rest_item, item_states.wake_item, item_states.retire_item):
        with refused("retired"):
            act(actor=author, item=item.uuid, reason="x")
    with refused("retired"):
        open_draft(actor=author, item=item.uuid)
    with refused("not_approved"):
        item_states.retire_item(actor=author, item=create_item(actor=author, type="number").uuid, reason="x")
    acts = AuditEvent.objects.filter(target_uuid=item.uuid).order_by("pk").values_list("action", "data")
    assert list(acts) == [
        ("assessments.rest_item", {"reason": "Expuesta"}),
        ("assessments.wake_item", {"reason": "Pasó un año"}),
        ("assessments.retire_item", {"reason": "Ley derogada"}),
    ]


def test_a_copy_has_the_words_and_tags_and_begins_as_a_draft(author):
    item = asked("b/q", tags=[("module", "m1")], topic="Plazos")
    copy = duplicate_item(actor=author, item=item.uuid)
    assert (copy.topic, copy.status, copy.author) == ("Plazos", "draft", author)
    assert [(tag.kind, tag.value) for tag in copy.tags.all()] == [("module", "m1")]
    assert copy.draft.content == choice_content("b/q")
    assert item_page(copy.uuid).alike[0].item == item


def test_a_new_wording_leaves_what_is_asked_and_makes_a_version(author, reviewer):
    item = asked("b/q")
    draft = open_draft(actor=author, item=item.uuid)
    assert open_draft(actor=author, item=item.uuid) == draft
    assert not item_drafts.has_written(reviewer, draft)
    content = choice_content("Otra")
    item_drafts.write_draft(
        actor=author, item=item.uuid, content=content, edited_at=draft.edited_at.isoformat()
    )
    assert keys(words="otra") == ["b/q"]
    item_drafts.propose_draft(actor=author, item=item.uuid)
    assert keys(state="review") == keys(state="approved") == ["b/q"]
    item_states.rest_item(actor=reviewer, item=item.uuid, reason="Mientras tanto")
    version = item_drafts.approve_draft(actor=reviewer, item=item.uuid)
    assert (version.number, version.content) == (2, content)
    assert Item.objects.get().status == "rested"
    assert ItemVersion.objects.get(number=1).content == choice_content("b/q")
    draft = open_draft(actor=author, item=item.uuid)
    item_drafts.write_draft(
        actor=author, item=item.uuid, content=choice_content("b/q"), edited_at=draft.edited_at.isoformat()
    )
    with refused("known_wording"):
        item_drafts.propose_draft(actor=author, item=item.uuid)


def test_a_retired_question_is_not_worded_anew(author, reviewer):
    item = asked("b/q")
    open_draft(actor=author, item=item.uuid)
    item_drafts.propose_draft(actor=author, item=item.uuid)
    item_states.retire_item(actor=reviewer, item=item.uuid, reason="x")
    for act in (item_drafts.propose_draft, item_drafts.approve_draft):
        with refused("retired"):
            act(actor=reviewer, item=item.uuid)


def test_an_open_thread_keeps_a_question_from_being_approved(author, reviewer):
    item = asked("b/q")
    open_draft(actor=author, item=item.uuid)
    item_drafts.propose_draft(actor=author, item=item.uuid)
    with refused("no_words"):
        comment(actor=reviewer, item=item.uuid, text=" \n")
    thread = comment(actor=reviewer, item=item.uuid, text="¿Hábiles?")
    comment(actor=author, item=item.uuid, text="Sí.", thread=thread.uuid)
    with refused("open_thread"):
        item_drafts.approve_draft(actor=reviewer, item=item.uuid)
    close_thread(actor=reviewer, item=item.uuid, thread=thread.uuid)
    closed = item_page(item.uuid).threads[0]
    assert (closed.first.closed_by, [one.text for one in closed.answers]) == (reviewer, ["Sí."])
    comment(actor=author, item=item.uuid, text="Falta algo.", thread=thread.uuid)
    with refused("open_thread"):
        item_drafts.approve_draft(actor=reviewer, item=item.uuid)
    close_thread(actor=author, item=item.uuid, thread=thread.uuid)
    close_thread(actor=reviewer, item=item.uuid, thread=thread.uuid)
    assert item_page(item.uuid).threads[0].first.closed_by == author
    assert item_drafts.approve_draft(actor=reviewer, item=item.uuid).number == 1
    with refused("not_found"):
        close_thread(actor=author, item=asked("b/other").uuid, thread=thread.uuid)


def test_topic_and_tags_make_no_version_and_are_on_record(author):
    item = asked("b/q", tags=[("module", "m1")])
    tags = [("article", "684-B"), ("article", "684-C"), ("nothing", "x"), ("level", "")]
    describe_item(actor=author, item=item.uuid, topic="Plazos", tags=tags)
    describe_item(actor=author, item=item.uuid, topic="Plazos", tags=tags)
    (event,) = AuditEvent.objects.filter(action="assessments.describe_item")
    assert event.data == {
        "topic": "Plazos",
        "added": [["article", "684-B"], ["article", "684-C"]],
        "removed": [["module", "m1"]],
    }
    assert item.versions.count() == 1


def test_the_list_costs_the_same_for_many(client, author):
    client.force_login(author)
    for number in range(2):
        asked(f"b/{number}", choice_content("b/0"))
    client.get(reverse("item_bank"))
    with counted() as one:
        client.get(reverse("item_bank"))
    for number in range(2, 5):
        item = asked(f"b/{number}", choice_content(f"b/{number}"), tags=[("level", "2")])
        comment(actor=author, item=item.uuid, text="?")
    with counted() as many:
        page = client.get(reverse("item_bank")).content.decode()
    assert many.queries == one.queries
    assert flat(page).count("1 comentario abierto") == 3
    assert len(rows(list(bank(Wanted())))) == 5


def test_a_question_of_a_kind_is_written_from_nothing(client, author):
    client.force_login(author)
    assert client.post(reverse("item_new"), {"type": "riddle"}).status_code == 422
    page = client.post(reverse("item_new"), {"type": "single_choice"}).url
    fields = form_on(client.get(page).content.decode(), id="words")
    fields |= {"es.stem": ["¿Quién?"], "en.stem": ["Who?"], "correct": ["b"], "es.options.0.text": ["Nadie"]}
    response = client.post(page, fields | {"go": "add.options"})
    assert response.url == f"{page}#options"
    draft = ItemDraft.objects.get()
    assert (len(draft.content["options"]), draft.content["correct"]) == (3, "b")
    html = client.get(page).content.decode()
    # Three English options, and two Spanish ones, are to be written.
    assert html.count('class="missing"') == 5
    fields = form_on(html, id="words") | {"go": "drop.options.2"}
    for number in range(2):
        for code in ("es", "en"):
            fields[f"{code}.options.{number}.text"] = [f"{code} {number}"]
    client.post(page, fields)
    draft.refresh_from_db()
    assert draft.content == {
        "stem": {"es": "¿Quién?", "en": "Who?"},
        "options": [
            {"key": "a", "text": {"es": "es 0", "en": "en 0"}},
            {"key": "b", "text": {"es": "es 1", "en": "en 1"}},
        ],
        "correct": "b",
    }
    assert "Pedir revisión" in client.get(page).content.decode()


def test_what_cannot_be_read_is_kept_on_the_page_and_nothing_is_stored(client, author):
    client.force_login(author)
    page = reverse("item_draft", args=[create_item(actor=author, type="number").uuid])
    fields = form_on(client.get(page).content.decode(), id="words")
    response = client.post(page, fields | {"es.stem": "¿Días?", "tolerance": "dos", "correct": "45"})
    html = flat(response.content.decode())
    assert response.status_code == 422
    assert "¿Días?</textarea>" in html
    assert 'value="dos"' in html
    assert "Escriba un número, como 2 o 0.5." in html
    assert ItemDraft.objects.get().content["stem"]["es"] == ""


def test_the_page_of_a_question_leads_to_everything(client, author, reviewer):
    item, other = asked("b/q"), asked("b/other")
    page = reverse("item", args=[item.uuid])
    client.force_login(author)
    html = flat(client.get(page).content.decode())
    assert "Redactarla de nuevo" in html
    assert "Retirarla para siempre" not in html
    assert (
        client.post(reverse("item_act", args=[item.uuid]), {"go": "retire", "reason": "x"}).status_code == 403
    )
    enemies = reverse("item_enemies", args=[item.uuid])
    response = client.post(enemies, {"key": "b/none", "reason": "Pista"})
    assert response.status_code == 422
    html = flat(response.content.decode())
    assert "No hay una pregunta «b/none»." in html
    assert 'value="Pista"' in html
    html = flat(client.post(enemies, {"key": "b/other", "reason": "Pista"}, follow=True).content.decode())
    assert ">b/other</a>: Pista" in html
    client.post(enemies, {"key": "b/other", "go": "lift"})
    assert item_page(other.uuid).enemies == []
    about = reverse("item_about", args=[item.uuid])
    assert client.post(about, {"topic": "Plazos", "tag_article": "684-B, 684-C"}).status_code == 302
    assert [tag.value for tag in item.tags.all()] == ["684-B", "684-C"]
    response = client.post(about, {"topic": "Plazos", "tag_article": "x" * 81})
    assert (response.status_code, response.content.decode().count("x" * 81)) == (422, 1)
    response = client.post(reverse("item_comment", args=[item.uuid]), {"text": "¿Hábiles?"})
    thread = ItemComment.objects.get()
    assert response.url == f"{page}#c{thread.pk}"
    assert "¿Hábiles?" in client.get(page).content.decode()
    client.post(reverse("item_comment", args=[other.uuid]), {"text": "x", "thread": thread.uuid})
    assert ItemComment.objects.count() == 1
    client.post(reverse("item_thread_close", args=[item.uuid, thread.uuid]))
    assert "Cerrado por" in client.get(page).content.decode()
    client.force_login(reviewer)
    act = reverse("item_act", args=[item.uuid])
    assert client.post(act, {"go": "rest", "reason": ""}).status_code == 422
    html = flat(client.post(act, {"go": "rest", "reason": "Expuesta"}, follow=True).content.decode())
    assert "Traerla de vuelta" in html
    assert "<b>En descanso</b>" in html
    copied = client.post(act, {"go": "duplicate"})
    assert copied.url == reverse("item_draft", args=[Item.objects.latest("pk").uuid])


def test_a_sign_that_no_database_keeps_is_left_out_of_what_is_said(client, reviewer):
    item, other = asked("b/q"), asked("b/other")
    client.force_login(reviewer)
    said = {"text": "¿Há\x00biles?", "reason": "Pis\x00ta", "note": "Fal\x00ta", "key": "b/ot\x00her"}
    for name, more in (
        ("item_comment", {}),
        ("item_enemies", {}),
        ("item_act", {"go": "edit"}),
        ("item_draft_act", {"go": "return"}),
        ("item_act", {"go": "rest"}),
    ):
        assert client.post(reverse(name, args=[item.uuid]), {**said, **more}).status_code == 302
    assert ItemComment.objects.get().text == "¿Hábiles?"
    assert [(one.item, one.reason) for one in item_page(item.uuid).enemies] == [(other, "Pista")]
    assert ItemDraft.objects.get().note == "Falta"
    assert AuditEvent.objects.get(action="assessments.rest_item").data["reason"] == "Pista"


def test_a_preview_is_the_page_of_a_sitting_in_frames_of_two_widths(client, author):
    item = asked("b/q")
    client.force_login(author)
    page = flat(client.get(reverse("item_preview", args=[item.uuid]), {"lang": "en"}).content.decode())
    frames = [reverse("item_preview_frame", args=[item.uuid, "en", moment]) for moment in ("asked", "told")]
    assert [page.count(f'src="{url}"') for url in frames] == [2, 2]
    response = client.get(frames[0])
    html = flat(response.content.decode())
    assert "<legend>b/q (en)</legend>" in html
    assert "<script" not in html
    assert response["X-Frame-Options"] == "SAMEORIGIN"
    assert "frame-ancestors 'self'" in response["Content-Security-Policy"]
    assert "Your answer, right" in client.get(frames[1]).content.decode()
    assert client.post(frames[0], {"go": "review"}).url == frames[0]
    empty = create_item(actor=author, type="ordering")
    page = client.get(reverse("item_preview", args=[empty.uuid])).content.decode()
    assert "<iframe" not in page
    assert client.get(frames[0].replace(str(item.uuid), str(empty.uuid)), follow=True).status_code == 404
