"""Papers: typed by one, checked by another, settled where they differ, and only then a sitting."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from assessments import api
from assessments.enums import ItemStatus
from assessments.models import Attempt, Item, ItemTag, PaperEntry, Response
from assessments.registries import Running
from assessments.selectors.paper_entries import papers_of
from assessments.services import paper_entries as service
from assessments.services import privacy
from assessments.services.privacy_instruments import PERSONAL_DATA
from lms.accounts.models import User
from lms.accounts.roles import Role
from lms.core import clock
from lms.core.models import AuditEvent
from tests.assessments import factories as make
from tests.assessments.checks import refused
from tests.assessments.item_types.examples import EXAMPLES
from tests.assessments.test_papers import version_of_all
from tests.budgets import counted
from tests.lms.factories import make_person
from tests.markup import flat

pytestmark = pytest.mark.django_db


@pytest.fixture
def hands():
    return make.person(), make.person()


def enter(actor, delivery, person, typed, **more):
    facts = {"version": delivery.instrument_version, "edition": 1, "sat_on": timezone.localdate(), **more}
    return service.enter_paper(actor=actor, delivery=delivery, person=person, typed=typed, **facts)


def check(actor, entry, typed):
    return service.check_paper(actor=actor, entry=entry.uuid, typed=typed)


def test_two_hands_that_read_the_same_make_a_sitting_that_is_marked(hands):
    first, second = hands
    delivery, person = make.delivery(), make.person()
    day = timezone.localdate() - timedelta(days=3)
    entry = enter(first, delivery, person, {"1": "A", "2": "b", "4": " a "}, sat_on=day)
    assert not Attempt.objects.exists()
    stored = check(second, entry, {"1": "a", "2": "B", "3": "-", "4": "A"})
    attempt = Attempt.objects.get()
    assert (stored.attempt, attempt.user, attempt.number) == (attempt, person, 1)
    assert timezone.localdate(attempt.started_at) == timezone.localdate(attempt.submitted_at) == day
    assert make.score(attempt) == (2.0, 4.0)
    answers = Response.objects.order_by("item_version__item__key")
    assert [(one.item_version.item.key, one.value, one.mark) for one in answers] == [
        ("q01", "a", 1.0),
        ("q02", "b", 0.0),
        ("q04", "a", 1.0),
    ]
    event = AuditEvent.objects.get(action="assessments.store_paper")
    assert (event.actor, event.target_uuid, event.data["source"]) == (second, attempt.uuid, "paper")
    assert event.data["entered_by"] == str(first.uuid)
    assert api.delivery_states(user=person, delivery_ids=[delivery.pk])[delivery.pk].first_score == 2.0


def test_it_is_marked_as_the_same_answers_on_a_screen(hands, open_to_all):
    delivery = make.delivery(version_of_all(), shuffle=False)
    typed = {
        "1": "artículo 684",
        "2": "BADC",
        "3": "C-",
        "5": "A",
        "6": "A",
        "7": "A",
        "8": "V",
        "9": "44",
        "10": "3",
    }
    stored = check(hands[1], enter(hands[0], delivery, make.person(), typed), typed)
    screen = api.start_attempt(user=make.person(), delivery=delivery)
    for place in screen.items.select_related("item_version").order_by("position"):
        if answer := Response.objects.filter(attempt=stored.attempt, item_version=place.item_version).first():
            value = answer.value
            raw = [f"{a}={b}" for a, b in value.items()] if isinstance(value, dict) else None
            raw = raw or (value if isinstance(value, list) else [str(value).lower()])
            make.answer(screen, place.item_version, *raw)
    api.submit_attempt(user=screen.user, attempt=screen)
    assert make.score(stored.attempt) == make.score(screen)
    papers, screens = (
        list(one.items.order_by("position").values_list("item_version", "option_order", "points"))
        for one in (stored.attempt, screen)
    )
    assert papers == screens
    assert len(EXAMPLES) == len(papers)


def test_what_differs_is_settled_cell_by_cell_before_anything_is_stored(hands):
    first, second = hands
    delivery = make.delivery()
    entry = enter(first, delivery, make.person(), {"1": "A", "2": "B", "3": "C"})
    with refused("not_checked"):
        service.settle_paper(actor=second, entry=entry.uuid, typed={"2": "A"})
    entry = check(second, entry, {"1": "A", "2": "C", "4": "D"})
    places = service.paper_places(delivery.instrument_version, 1)
    assert [place.position for place in service.differing(places, entry)] == [2, 3, 4]
    assert not Attempt.objects.exists()
    with refused("unsettled"):
        service.settle_paper(actor=second, entry=entry.uuid, typed={"2": "A", "3": "C"})
    with refused("bad_answer"):
        service.settle_paper(actor=second, entry=entry.uuid, typed={"2": "Z", "3": "C", "4": "-"})
    service.settle_paper(actor=first, entry=entry.uuid, typed={"1": "D", "2": "A", "3": "C", "4": "-"})
    answers = Response.objects.order_by("item_version__item__key")
    assert [(one.item_version.item.key, one.value) for one in answers] == [
        ("q01", "a"),
        ("q02", "a"),
        ("q03", "c"),
    ]
    assert AuditEvent.objects.get(action="assessments.settle_paper").data["places"] == ["2", "3", "4"]
    with refused("stored"):
        service.discard_paper(actor=first, entry=entry.uuid)


def test_nobody_checks_what_they_typed_and_the_database_holds_it(hands):
    entry = enter(hands[0], make.delivery(), make.person(), {"1": "A"})
    with refused("own_paper"):
        check(hands[0], entry, {"1": "A"})
    with pytest.raises(IntegrityError), transaction.atomic():
        PaperEntry.objects.update(checked_by=hands[0], checked_at=clock.now())


def test_who_has_a_sitting_or_a_paper_is_refused(hands, open_to_all):
    delivery, person = make.delivery(), make.person()
    make.finished_attempt(person, delivery, right=1)
    with refused("has_sitting"):
        enter(hands[0], delivery, person, {"1": "A"})
    late = make.person()
    entry = enter(hands[0], delivery, late, {"1": "A"})
    with refused("has_paper"):
        enter(hands[1], delivery, late, {"1": "B"})
    api.start_attempt(user=late, delivery=delivery)
    with refused("has_sitting"):
        check(hands[1], entry, {"1": "A"})
    entry.refresh_from_db()
    assert (entry.checked_at, entry.attempt) == (None, None)
    service.discard_paper(actor=hands[0], entry=entry.uuid)
    with refused("not_found"):
        check(hands[1], entry, {"1": "A"})


def test_what_cannot_be_is_refused(hands):
    delivery, person = make.delivery(), make.person()
    with refused("bad_answer"):
        enter(hands[0], delivery, person, {"1": "E"})
    with refused("future"):
        enter(hands[0], delivery, person, {"1": "A"}, sat_on=timezone.localdate() + timedelta(days=2))
    with refused("no_such_form"):
        enter(hands[0], delivery, person, {"1": "A"}, version=make.opinion_form())
    with refused("anonymous"):
        enter(hands[0], make.evaluation(), person, {"1": "A"})
    assert not PaperEntry.objects.exists()


def test_an_edition_that_was_printed_is_typed_whatever_was_retired_since(hands):
    items = make.choice_items(6)
    version = api.ensure_instrument_version(
        key="drawn", title=make.text("x"), intro={}, minutes=9, sections=[api.SectionSpec({}, items, draw=3)]
    )
    delivery = make.delivery(version)
    before = [place.item.pk for place in service.paper_places(version, 7)]
    Item.objects.filter(versions=before[0]).update(status=ItemStatus.RETIRED)
    assert [place.item.pk for place in service.paper_places(version, 7)] == before
    entry = enter(hands[0], delivery, make.person(), {"1": "A", "3": "A"}, edition=7)
    stored = check(hands[1], entry, {"1": "A", "3": "A"})
    asked = stored.attempt.items.order_by("position").values_list("item_version", flat=True)
    assert (list(asked), stored.attempt.seed, make.score(stored.attempt)) == (before, 7, (2.0, 3.0))


def test_papers_are_personal_data(hands):
    first, second = hands
    person, kept = make.person(), make.person()
    delivery = make.delivery()
    check(second, enter(first, delivery, person, {"1": "A"}), {"1": "B"})
    (export, erase) = next((one[1:]) for one in PERSONAL_DATA if one[0] == "assessments.PaperEntry")
    assert [export(one)[0]["role"] for one in (person, first, second)] == ["person", "typed", "checked"]
    assert export(person)[0]["first"] == {"1": "A"}
    assert privacy.merge_conflicts(first, second) == [
        "Las dos cuentas están en la misma hoja de respuestas en papel."
    ]
    assert privacy.merge_conflicts(kept, person) == []
    privacy.merge_move(kept, person)
    assert export(person) == []
    assert (erase(kept), erase(kept)) == (1, 0)
    assert export(kept)[0]["first"] == {}


@pytest.fixture
def runner(client, open_to_all):
    """Two people who run the deliveries, and see three people by name."""
    pair = make_person(Role.TRAINER), make_person(Role.TRAINER)
    people = [make.person(first_name=name, last_name="Ruiz") for name in ("Ana", "Beto", "Carla")]
    open_to_all.runs = lambda actor, _delivery: (
        Running(
            title=make.text("Prueba"),
            place="Cohorte norte",
            url="/es/",
            people=User.objects.filter(pk__in=[one.pk for one in people]),
            zone="America/Tijuana",
        )
        if actor in pair
        else None
    )
    client.force_login(pair[0])
    return pair, people


def cells(uuid, letters):
    return {f"c-{uuid}-{place}": sign for place, sign in enumerate(letters, start=1)}


def test_the_grid_keeps_rows_that_are_whole_and_shows_the_others_as_typed(client, runner):
    (_first, second), (ana, beto, carla) = runner
    delivery = make.delivery()
    page = reverse("paper_entries", args=[delivery.uuid])
    html = flat(client.get(page).content.decode())
    assert all(f'name="c-{one.uuid}-4"' in html for one in (ana, beto, carla))
    response = client.post(page, {**cells(ana.uuid, "ABCD"), **cells(beto.uuid, "AXC")})
    html = flat(response.content.decode())
    assert response.status_code == 422
    assert "Se guardó 1 hoja." in html
    assert "<strong>No se guardó 1 hoja</strong>" in html
    assert html.count('<div class="alert wrong"') == 1
    assert "pregunta 2" in html
    assert f'name="c-{beto.uuid}-2" value="X"' in html
    assert f'name="c-{ana.uuid}-1"' not in html
    assert [one.person for one in PaperEntry.objects.all()] == [ana]
    assert "No se capturó nada" in client.post(page, {}, follow=True).content.decode()
    assert client.post(page, cells(beto.uuid, "AAAA")).status_code == 302

    client.force_login(second)
    html = flat(client.get(f"{page}?mode=check").content.decode())
    entries = {one.person: one for one in PaperEntry.objects.all()}
    assert "Carla" not in html
    assert f'name="c-{entries[ana].uuid}-1" value=""' in html
    response = client.post(
        f"{page}?mode=check",
        {**cells(entries[ana].uuid, "ABCD"), **cells(entries[beto].uuid, "AAAB")},
        follow=True,
    )
    html = flat(response.content.decode())
    assert "Se guardó y calificó 1 hoja. 1 difiere: véala abajo." in html
    one = reverse("paper_entry", args=[delivery.uuid, entries[beto].uuid])
    html = flat(client.get(one).content.decode())
    assert "Las dos personas leyeron distinto 1 respuesta." in html
    assert html.count('<input type="text"') == 1
    assert client.post(one, {"go": "settle"}).status_code == 409
    client.post(one, {"go": "settle", f"c-{entries[beto].uuid}-4": "C"})
    assert {make.score(attempt) for attempt in Attempt.objects.all()} == {(1.0, 4.0), (3.0, 4.0)}


def test_rows_that_stand_on_no_page_any_more_are_not_lost(client, runner, monkeypatch):
    (_first, second), (ana, beto, _carla) = runner
    monkeypatch.setattr("assessments.interfaces.paper.grid.MOST_ROWS", 1)
    delivery = make.delivery()
    page = reverse("paper_entries", args=[delivery.uuid])
    assert f"c-{beto.uuid}-1" in client.get(f"{page}?page=2").content.decode()
    enter(second, delivery, ana, {"1": "A"})
    sent = {**cells(beto.uuid, "AAAA"), **cells(ana.uuid, "BCDA"), **cells(make.person().uuid, "A")}
    response = client.post(f"{page}?page=2", {**sent, "c-nobody-1": "A"})
    html = flat(response.content.decode())
    assert response.status_code == 422
    assert set(PaperEntry.objects.values_list("person", flat=True)) == {ana.pk, beto.pk}
    assert "ya se había capturado. No se cambió nada." in html
    assert f'name="c-{ana.uuid}-2" value="C"' in html
    assert "1 fila que envió ya no es de ninguna hoja de aquí y no se guardó." in html
    entries = {one.person: one for one in PaperEntry.objects.all()}
    check(second, entries[beto], {"1": "B"})
    client.force_login(second)
    response = client.post(f"{page}?mode=check", cells(entries[beto].uuid, "AAAA"))
    assert response.status_code == 302
    assert Attempt.objects.get().user == beto
    response = client.post(f"{page}?mode=check", cells(entries[beto].uuid, "DDDD"))
    assert f'name="c-{entries[beto].uuid}-1" value="D"' in flat(response.content.decode())


def test_what_waits_stands_before_what_is_stored_and_each_by_name(client, runner):
    (first, second), (ana, beto, carla) = runner
    delivery = make.delivery()
    for person in (carla, beto):
        check(second, enter(first, delivery, person, {"1": "A"}), {"1": "A"})
    waits = enter(first, delivery, ana, {"1": "A"})
    last = enter(first, delivery, make.person(last_name="Zúñiga"), {"1": "A"})
    people = User.objects.filter(pk__in=[ana.pk, beto.pk, carla.pk, last.person_id])
    listed = papers_of(delivery, people)
    assert [one.person for one in listed] == [ana, last.person, beto, carla]
    assert listed[0] == waits


def test_a_paper_that_is_gone_meanwhile_is_said(client, runner, monkeypatch):
    (first, _second), (ana, *_others) = runner
    delivery = make.delivery()
    entry = enter(first, delivery, ana, {"1": "A"})
    page = reverse("paper_entry", args=[delivery.uuid, entry.uuid])

    def slower(**about):
        PaperEntry.objects.all().delete()
        return service.discard_paper(**about)

    monkeypatch.setattr("assessments.views.paper_entry.discard_paper", slower)
    html = flat(client.post(page, {"go": "discard"}, follow=True).content.decode())
    assert "Esta hoja ya no está aquí." in html


def test_a_test_of_which_nothing_can_be_drawn_any_more_has_no_grid(client, runner):
    items = make.choice_items(2, topics=("m1",))
    rule = {"kind": "module", "each": {"m1": 1}}
    api.ensure_item(key="q01", topic="m1", tags=[("module", "m1")])
    version = api.ensure_instrument_version(
        key="drawn", title=make.text("x"), intro={}, minutes=9,
        sections=[api.SectionSpec({}, items, draw=1, draw_rule=rule)],
    )  # fmt: skip
    delivery = make.delivery(version)
    entry = enter(runner[0][0], delivery, runner[1][0], {"1": "A"})
    ItemTag.objects.all().delete()
    for page in (
        reverse("paper_entries", args=[delivery.uuid]),
        reverse("paper_entry", args=[delivery.uuid, entry.uuid]),
    ):
        assert "no tiene suficientes preguntas para sortear" in flat(
            client.get(page, follow=True).content.decode()
        )


def test_one_paper_is_compared_with_what_was_typed(client, runner):
    (first, second), (ana, *_others) = runner
    delivery = make.delivery()
    entry = enter(first, delivery, ana, {"1": "A", "2": "B"})
    page = reverse("paper_entry", args=[delivery.uuid, entry.uuid])
    html = flat(client.get(page).content.decode())
    assert "Usted la capturó: la revisa otra persona." in html
    assert '<input type="text"' not in html
    assert client.post(page, {"go": "check", **cells(entry.uuid, "AB")}).status_code == 409
    client.force_login(second)
    assert 'value="B"' in flat(client.get(page).content.decode())
    client.post(page, {"go": "check", **cells(entry.uuid, "AB")})
    assert Attempt.objects.get().user == ana
    assert "ya no cambia" in flat(client.post(page, {"go": "discard"}).content.decode())


def test_papers_exist_for_nobody_else(client, runner):
    delivery = make.delivery()
    entry = enter(runner[0][0], delivery, runner[1][0], {"1": "A"})
    pages = [
        reverse("paper_entries", args=[delivery.uuid]),
        reverse("paper_entry", args=[delivery.uuid, entry.uuid]),
    ]
    other = reverse("paper_entry", args=[make.delivery().uuid, entry.uuid])
    assert client.get(other).status_code == 404
    assert client.get(reverse("paper_entries", args=[make.evaluation().uuid])).status_code == 404
    client.force_login(make_person(Role.TRAINER))
    assert [client.get(page).status_code for page in pages] == [404, 404]


def test_the_grid_costs_the_same_with_one_and_with_many(client, runner):
    (_first, second), people = runner
    delivery = make.delivery()
    page = reverse("paper_entries", args=[delivery.uuid])
    client.get(page)

    def spent_on(url):
        with counted() as spent:
            client.get(url)
        return spent.queries

    enter(second, delivery, people[0], {"1": "A"})
    typing, checking = spent_on(page), spent_on(f"{page}?mode=check")
    enter(second, delivery, people[1], {"1": "A"})
    assert (spent_on(page), spent_on(f"{page}?mode=check")) == (typing, checking)
