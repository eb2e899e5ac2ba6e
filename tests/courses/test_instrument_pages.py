"""Building a test in the admin, from its title to its two published forms."""

import re

import pytest
from django.urls import reverse

from assessments import api
from assessments.enums import ItemStatus
from assessments.interfaces.paper.content import paper_code
from assessments.models import Attempt, FormSet, InstrumentDraft, Item
from assessments.rules.instrument_plans import Plan
from assessments.services.instrument_drafts import start_draft
from lms.accounts.roles import Role
from tests.assessments import factories as make
from tests.budgets import counted
from tests.lms.factories import make_staff
from tests.markup import flat

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(client):
    client.force_login(make_staff(Role.EDITOR))
    return client


@pytest.fixture
def uuids():
    """Five approved questions, and one that is not."""
    items = make.choice_items(6)
    Item.objects.filter(key="q06").update(status=ItemStatus.DRAFT)
    for key, module in (("q01", "m1"), ("q02", "m2")):
        api.ensure_item(key=key, topic=module, tags=[("module", module), ("level", "apply")])
    return [str(one.item.uuid) for one in items]


def html_of(response):
    return flat(response.content.decode())


def fields_of(page):
    """What a browser would send of the page's fields, the first button left out."""
    form = page[page.index('id="plan"') : page.index('id="checks"')]
    sent = dict(
        re.findall(r'<input type="(?:hidden|text|number)"[^>]*?name="([^"]+)"[^>]*?value="([^"]*)"', form)
    )
    for tag in re.findall(r"<input [^>]+>", form):
        name = re.search(r'name="([^"]+)"', tag)
        value = re.search(r'value="([^"]*)"', tag)
        if name:
            sent[name[1]] = value[1] if value else ""
    for name, words in re.findall(r'<textarea name="([^"]+)"[^>]*>([^<]*)</textarea>', form):
        sent[name] = words.strip()
    for name, options in re.findall(r'<select name="([^"]+)"[^>]*>(.*?)</select>', form):
        chosen = re.search(r'value="([^"]*)" selected', options)
        sent[name] = chosen[1] if chosen else ""
    sent.pop("csrfmiddlewaretoken", None)
    return sent


def plan():
    return Plan.from_json(InstrumentDraft.objects.get().content)


def test_a_test_is_built_and_published_in_two_forms(editor, uuids):
    response = editor.post(reverse("instrument_drafts"), {"title_es": "Prueba", "title_en": "Test"})
    draft = InstrumentDraft.objects.get()
    page = reverse("instrument_draft", args=[draft.uuid])
    assert response.url == page
    assert "Prueba" in html_of(editor.get(reverse("instrument_drafts")))
    sent = fields_of(html_of(editor.get(page)))
    assert (sent["title_es"], sent["purpose"], sent["minutes"], sent["revision"]) == (
        "Prueba",
        "pre_test",
        "30",
        "1",
    )

    response = editor.post(page, {**sent, "minutes": "40", "go": "add_form"})
    assert (plan().labels, plan().minutes) == (("A", "B"), 40)
    sent = fields_of(html_of(editor.get(page)))
    response = editor.post(page, {**sent, "s0-title_es": "Uno", "s0-title_en": "One", "go": "pick:0:A"})
    choose = response.url
    assert choose == f"{reverse('instrument_draft_items', args=[draft.uuid])}?section=0&form=A"
    found = html_of(editor.get(choose))
    assert "q05" in found
    assert "q06" not in found
    assert "q02" not in html_of(editor.get(f"{choose}&module=m1"))
    editor.post(choose, {"item": uuids[:3]})
    found = html_of(editor.get(choose))
    assert "La forma tiene 3 preguntas." in found
    assert found.count("ya está") == 3
    editor.post(choose, {"item": [uuids[0], uuids[3]]})
    editor.post(choose.replace("form=A", "form=B"), {"item": [uuids[4]]})

    sent = fields_of(html_of(editor.get(page)))
    editor.post(page, {**sent, f"p:0:A:{uuids[0]}": "2,5", "go": "share:0:A:0"})
    editor.post(page, {**fields_of(html_of(editor.get(page))), "go": "up:0:A:1"})
    assert [one.item for one in plan().entries("A")] == [uuids[1], uuids[0], uuids[2], uuids[3]]
    assert [(one.item, one.points) for one in plan().entries("B")] == [(uuids[4], None), (uuids[0], 2.5)]
    html = html_of(editor.get(page))
    assert "1 (25 %)" in html
    assert "1 (50 %)" in html
    assert "Las formas no hacen el mismo número de preguntas. A: 4; B: 2." in html

    act = reverse("instrument_draft_act", args=[draft.uuid])
    response = editor.post(act, {"go": "publish", "revision": fields_of(html)["revision"]})
    made = FormSet.objects.get()
    html = html_of(editor.get(response.url))
    assert "La evaluación está publicada." in html
    other = made.forms.get(label="B").version.instrument
    assert reverse("library_entry", args=["instruments", other.uuid]) in html
    assert made.forms.get(label="A").version.entries.get(item_version__item__key="q01").points == 2.5
    response = editor.post(reverse("instrument_edit", args=[other.uuid]))
    assert response.url == reverse("instrument_draft", args=[InstrumentDraft.objects.get().uuid])
    assert plan().labels == ("A", "B")


def test_what_cannot_be_read_is_shown_as_typed_and_keeps_nothing(editor, uuids):
    draft = start_draft(actor=make_staff(Role.EDITOR), title=make.text("Prueba"))
    page = reverse("instrument_draft", args=[draft.uuid])
    editor.post(
        f"{reverse('instrument_draft_items', args=[draft.uuid])}?section=0&form=A", {"item": uuids[:1]}
    )
    before = plan()
    sent = fields_of(html_of(editor.get(page)))
    bad = {
        **sent,
        f"p:0:A:{uuids[0]}": "dos",
        "s0-draw": "-1",
        "minutes": "0",
        "title_es": "Otra",
        "go": "add_section",
    }
    response = editor.post(page, bad)
    html = html_of(response)
    assert response.status_code == 409
    assert plan() == before
    shown = fields_of(html)
    assert (shown[f"p:0:A:{uuids[0]}"], shown["s0-draw"], shown["minutes"], shown["title_es"]) == (
        "dos",
        "-1",
        "0",
        "Otra",
    )
    assert "Escriba un número de 0 a 1000." in html
    assert "Escriba un número entero hasta 200." in html


def test_two_editors_do_not_overwrite_each_other_unseen(editor, uuids):
    draft = start_draft(actor=make_staff(Role.EDITOR), title=make.text("Prueba"))
    page = reverse("instrument_draft", args=[draft.uuid])
    mine = fields_of(html_of(editor.get(page)))
    theirs = {**mine, "title_es": "Lo de ella", "go": "save"}
    assert editor.post(page, theirs).status_code == 302
    response = editor.post(page, {**mine, "title_es": "Lo mío", "go": "save"})
    html = html_of(response)
    assert response.status_code == 409
    assert "Mientras tanto otra persona cambió esta evaluación." in html
    assert plan().title["es"] == "Lo de ella"
    again = fields_of(html)
    assert again["title_es"] == "Lo mío"
    editor.post(page, {**again, "go": "save"})
    assert plan().title["es"] == "Lo mío"


def test_the_blueprint_is_kept_and_says_what_is_missing(editor, uuids):
    draft = start_draft(actor=make_staff(Role.EDITOR), title=make.text("Prueba"))
    choose = f"{reverse('instrument_draft_items', args=[draft.uuid])}?section=0&form=A"
    editor.post(choose, {"item": uuids[:2]})
    page = reverse("instrument_draft_blueprint", args=[draft.uuid])
    assert "No falta nada." in html_of(editor.get(page))
    cells = {"module": ["m1", "m2", "m3"], "value": ["apply"] * 3, "target": ["1", "2", "2"]}
    response = editor.post(page, {"revision": "2", "kind": "level", **cells}, follow=True)
    html = html_of(response)
    assert "Falta 1 pregunta de «apply» en «m2»." in html
    assert "Faltan 2 preguntas de «apply» en «m3»." in html
    assert "«m1»" not in html
    stale = editor.post(page, {"revision": "2", "kind": "level", **cells | {"target": ["9", "2", "2"]}})
    assert stale.status_code == 409
    assert plan().blueprint.targets["m1", "apply"] == 1
    wrong = editor.post(page, {"revision": "3", "kind": "level", **cells | {"target": ["x", "2", "y"]}})
    assert wrong.status_code == 409
    assert 'value="x"' in html_of(wrong)


def test_the_preview_looks_like_a_sitting_and_keeps_nothing(editor, uuids):
    draft = start_draft(actor=make_staff(Role.EDITOR), title=make.text("Prueba"))
    page = reverse("instrument_draft_preview", args=[draft.uuid])
    assert editor.get(page).url == reverse("instrument_draft", args=[draft.uuid])
    choose = f"{reverse('instrument_draft_items', args=[draft.uuid])}?section=0&form=A"
    editor.post(choose, {"item": uuids[:2]})
    html = html_of(editor.get(page))
    assert "Pregunta 1 (es)" in html
    assert "Vista previa: nada de lo que elija se guarda" in html
    assert "assessments-test.js" not in html
    response = editor.post(page, {"go": "2", "answer": "a"})
    assert response.url == f"{page}?form=A&item=2&lang=es"
    assert "Question 2 of 2" in html_of(editor.get(f"{page}?item=2&lang=en"))
    assert editor.post(page, {"go": "review"}).url == reverse("instrument_draft", args=[draft.uuid])
    assert not Attempt.objects.exists()


@pytest.mark.parametrize("odd", ["x" * 36, "\x00" * 36, "{" + "0" * 34 + "}"])
def test_what_names_no_question_never_gets_into_a_draft(editor, odd):
    draft = start_draft(actor=make_staff(Role.EDITOR), title=make.text("Prueba"))
    page = reverse("instrument_draft", args=[draft.uuid])
    sent = fields_of(html_of(editor.get(page)))
    choose = reverse("instrument_draft_items", args=[draft.uuid])
    assert editor.post(choose, {"item": odd}).status_code == 302
    assert editor.post(page, {**sent, f"p:0:A:{odd}": "1", "s0-each-\x00": "1"}).status_code == 302
    assert list(plan().entries("A")) == []
    assert [editor.get(one).status_code for one in (page, choose)] == [200, 200]


@pytest.mark.parametrize("go", ["pick:", "pick:0", "pick:0:A:0", "up:0", "remove:-1:A:0", "no_such"])
def test_a_button_that_no_page_has_keeps_the_test_and_does_nothing(editor, go):
    draft = start_draft(actor=make_staff(Role.EDITOR), title=make.text("Prueba"))
    page = reverse("instrument_draft", args=[draft.uuid])
    sent = fields_of(html_of(editor.get(page)))
    assert editor.post(page, {**sent, "minutes": "41", "go": go}).url.startswith(page)
    assert plan().minutes == 41


def test_a_draft_that_is_gone_is_said_everywhere(editor, uuids):
    draft = start_draft(actor=make_staff(Role.EDITOR), title=make.text("Prueba"))
    act = reverse("instrument_draft_act", args=[draft.uuid])
    assert editor.post(act, {"go": "publish", "revision": "1"}).url == reverse(
        "instrument_draft", args=[draft.uuid]
    )
    assert editor.post(act, {"go": "discard"}).url == reverse("instrument_drafts")
    for name in ("", "_items", "_blueprint", "_preview"):
        page = reverse(f"instrument_draft{name}", args=[draft.uuid])
        assert "ya no se está armando" in html_of(editor.get(page, follow=True))
    assert "ya no se está armando" in html_of(
        editor.post(reverse("instrument_edit", args=[draft.uuid]), follow=True)
    )


def test_a_published_test_is_printed_with_its_key(editor):
    version = make.knowledge_test(3)
    uuid = version.instrument.uuid
    html = html_of(editor.get(reverse("instrument_paper", args=[uuid])))
    assert paper_code(version, 1) in html
    assert 'name="edition"' not in html
    for kind in ("test", "key"):
        address = reverse("instrument_paper_file", args=[uuid, kind, "es"])
        assert f'href="{address}?edition=1"' in html
        response = editor.get(address)
        assert response["Content-Type"] == "application/pdf"
        assert response["Content-Disposition"].endswith(f'"{kind}-{paper_code(version, 1)}-es.pdf"')
        assert response.content.startswith(b"%PDF")
    assert (
        editor.get(reverse("instrument_paper_file", args=[uuid, "other", "es"]), follow=True).status_code
        == 404
    )
    assert (
        editor.get(reverse("instrument_paper_file", args=[uuid, "key", "fr"]), follow=True).status_code == 404
    )
    assert editor.get(reverse("instrument_paper", args=[version.uuid]), follow=True).status_code == 404


def test_a_test_of_which_nothing_can_be_drawn_any_more_is_not_printed(editor):
    items = make.choice_items(2, topics=("m1",))
    rule = {"kind": "module", "each": {"m1": 1}}
    api.ensure_item(key="q01", topic="m1", tags=[("module", "m1")])
    sections = [api.SectionSpec({}, items, draw=1, draw_rule=rule)]
    version = api.ensure_instrument_version(
        key="drawn", title=make.text("x"), intro={}, minutes=9, sections=sections
    )
    pages = [reverse("instrument_paper", args=[version.instrument.uuid])]
    pages.append(reverse("instrument_paper_file", args=[version.instrument.uuid, "test", "es"]))
    assert [editor.get(page).status_code for page in pages] == [200, 200]
    Item.objects.get(key="q01").tags.all().delete()
    for page in pages:
        assert "suficientes preguntas para sortear" in html_of(editor.get(page, follow=True))


def test_lists_cost_the_same_with_one_and_with_many(editor):
    def spent_on(url):
        with counted() as spent:
            editor.get(url)
        return spent.queries

    person = make_staff(Role.EDITOR)
    draft = start_draft(actor=person, title=make.text("Prueba"))
    choose = f"{reverse('instrument_draft_items', args=[draft.uuid])}?section=0&form=A"
    editor.post(choose, {"item": [str(one.item.uuid) for one in make.choice_items(1)]})
    editor.get(choose)  # what a process asks once is asked
    lists = [reverse("instrument_drafts"), choose, reverse("instrument_draft", args=[draft.uuid])]
    few = [spent_on(url) for url in lists]
    make.choice_items(12)
    for number in range(3):
        start_draft(actor=make_staff(Role.EDITOR), title=make.text(f"Otra {number}"))
    editor.post(choose, {"item": [str(one.uuid) for one in Item.objects.all()]})
    editor.get(choose)
    assert [spent_on(url) for url in lists] == few
