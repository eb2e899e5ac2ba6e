"""The pages of an exam day: they work without scripts, and do not ask more of many people than of few."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from assessments.models import Assignment, CheckIn, Concern, ExamDay, Incident, RatingCase, Slot
from assessments.services import day_door as door
from assessments.services import day_events as events
from assessments.services import day_slots as slots
from assessments.services import exam_days as days
from assessments.services.exam_days import RoomSpec
from tests.assessments.test_exam_days import Scene
from tests.markup import flat

pytestmark = pytest.mark.django_db


def got(client, name, *args, **data):
    response = client.get(reverse(name, args=args), data)
    assert response.status_code == 200, (name, response.status_code)
    return flat(response.content.decode())


def test_a_day_from_its_list_to_its_end(host, client):
    scene = Scene(host, people=2, assessors=3)
    occasion = scene.occasions[0]
    client.force_login(scene.lead)
    assert "Días de evaluación" in got(client, "rating_list", occasion.uuid)
    assert "Planear un día de evaluación" in got(client, "exam_days", occasion.uuid)
    page = got(client, "exam_day_new", occasion.uuid)
    assert page.count('name="people"') == 2
    sent = {
        "name": "Viernes",
        "starts_at": "2026-11-27T09:00",
        "occasions": [str(occasion.uuid)],
        "scenarios": [str(scene.scenarios[0].uuid)],
        "rooms": "Sala 1\n\nSala 1\n Sala  2",
        "people": [str(one.uuid) for one in scene.people],
        "assessors": [str(one.uuid) for one in scene.assessors],
        "per_case": "2",
        "rest_every": "5",
        **dict.fromkeys(days.MINUTES, "10"),
    }
    url = reverse("exam_day_new", args=[occasion.uuid])
    assert client.post(url, {**sent, "rooms": " "}).status_code == 422
    assert client.post(url, sent).status_code == 302
    day = ExamDay.objects.get()
    assert list(day.rooms.values_list("name", flat=True)) == ["Sala 1", "Sala 2"]
    act = reverse("exam_day_act", args=[day.uuid])
    client.post(act, {"act": "fill"})
    assert "Sí: todas las personas evaluadoras" in got(client, "exam_day", day.uuid)
    client.post(act, {"act": "publish"})
    case = RatingCase.objects.get(occasion=occasion, ratee=scene.people[0])
    slot = reverse("exam_slot", args=[day.uuid, case.uuid])
    assert "Elija una sala" in flat(client.post(slot, {"act": "move", "to": "x"}).content.decode())
    assert client.post(slot, {"act": "delay", "minutes": "15"}).url == slot
    row = CheckIn.objects.get(person=scene.people[0])
    door = reverse("exam_door", args=[day.uuid])
    sent = {"check_in": row.uuid, "presence": "here", "credential": "1", "next": "https://evil.example/"}
    assert client.post(door, sent).url == door
    assert "Presente" in got(client, "exam_door", day.uuid, q=row.code_word)
    assert "has no slot" not in got(client, "exam_board", day.uuid)
    state = client.get(reverse("exam_board_state", args=[day.uuid])).json()
    assert f'data-board="{state["mark"]}"' in got(client, "exam_board", day.uuid)
    assert state["open"]
    client.post(slot, {"act": "delay", "minutes": "5"})
    assert client.get(reverse("exam_board_state", args=[day.uuid])).json()["mark"] != state["mark"]
    assert '<meta http-equiv="refresh" content="30">' in got(client, "exam_board", day.uuid, again="")
    assert "2 cosas pendientes" in got(client, "exam_close", day.uuid)
    assert client.post(reverse("exam_close", args=[day.uuid])).status_code == 422
    for kind in ("badges", "rooms", "rounds"):
        assert client.get(reverse("exam_print", args=[day.uuid, kind])).content.startswith(b"%PDF")
    assert client.get(reverse("exam_print", args=[day.uuid, "names"])).status_code == 404
    assert client.get(reverse("exam_badge", args=[row.uuid])).url == f"{door}?q={row.code_word}".replace(
        "Á", "%C3%81"
    )
    assert client.get(reverse("exam_counts", args=[day.uuid])).status_code == 404

    assessor = Assignment.objects.filter(case=case).first().assessor
    client.force_login(assessor)
    assert client.get(reverse("exam_board", args=[day.uuid])).status_code == 404
    assert row.code_word in got(client, "exam_part", day.uuid)
    part = reverse("exam_part", args=[day.uuid])
    client.post(part, {"act": "knows", "person": scene.people[1].uuid})
    assert "Le conozco</span>" in got(client, "exam_part", day.uuid)
    rating = reverse("rating", args=[occasion.uuid, case.ratee.uuid])
    assert client.get(reverse("exam_badge", args=[row.uuid])).url == rating
    help_page = reverse("exam_help", args=[day.uuid, case.uuid])
    assert "que pasó" not in got(client, "exam_help", day.uuid, case.uuid)
    assert client.post(help_page, {"act": "incident", "kind": "papers", "text": ""}).status_code == 422
    assert client.post(help_page, {"act": "help"}).url == help_page
    client.post(help_page, {"act": "concern", "kind": "ethics", "text": "Prometió ganar"})

    client.force_login(case.ratee)
    assert client.get(help_page).status_code == 404
    assert row.code_word in got(client, "exam_part", day.uuid)
    client.post(part, {"act": "accept", "video": "no"})
    assert "No se le graba." in got(client, "exam_part", day.uuid)
    concern = Concern.objects.get()
    assert client.get(reverse("exam_concern", args=[concern.uuid])).status_code == 404

    client.force_login(scene.lead)
    concerns = reverse("exam_concerns", args=[day.uuid])
    client.post(concerns, {"concern": concern.uuid, "act": "tell"})
    client.force_login(case.ratee)
    assert "Prometió ganar" in got(client, "exam_concern", concern.uuid)
    client.post(reverse("exam_concern", args=[concern.uuid]), {"text": "No fue así"})
    client.force_login(scene.lead)
    assert "No fue así" in got(client, "exam_concerns", day.uuid)
    client.post(concerns, {"concern": concern.uuid, "act": "conclude", "text": "Aclarado"})
    incident = Incident.objects.get()
    client.post(reverse("exam_incident", args=[day.uuid, incident.uuid]), {"resolution": ""})
    assert "1 reporte atendido" in got(client, "exam_board", day.uuid)
    scene.host.counts = True
    assert "0 de 2" in got(client, "exam_counts", day.uuid)


def test_people_are_found_by_name_or_code_word_on_every_list_and_read_as_they_stand(host, client):
    scene = Scene(host, people=30, assessors=6, rooms=4)
    scene.occasions, scene.scenarios = scene.occasions[:1], scene.scenarios[:1]
    scene.rooms = [RoomSpec(f"Sala {n}", scene.scenarios[0]) for n in range(4)]
    occasion, day = scene.occasions[0], scene.published(rest_every=0)
    rows = list(CheckIn.objects.order_by("person__last_name"))
    absent, void, late = rows[26:29]
    door.check_in(actor=scene.lead, check_in=absent, presence="absent")
    case = RatingCase.objects.get(ratee=void.person)
    slots.void_slot(actor=scene.lead, day=day, slot=case.slots.get(), reason="Alarma")
    CheckIn.objects.filter(pk=late.pk).update(presence="here", late=True, credential_seen=True)
    client.force_login(scene.lead)
    for name in ("exam_board", "exam_day", "exam_door"):
        page = got(client, name, day.uuid, q=f"{absent.code_word.lower()}")
        assert (str(absent.person) in page, "Ausente" in page) == (True, True)
    assert "Nadie aquí coincide con «Nadie»" in got(client, "exam_board", day.uuid, q="Nadie")
    assert got(client, "exam_board", day.uuid, q="Ana").count("<strong>Ana ") == 25
    assert got(client, "exam_board", day.uuid, q="Ana", page="2").count("<strong>Ana ") == 5
    # On the list of whoever rates, nobody of these is to be rated, and the one who came late is.
    client.force_login(scene.assessors[0])
    people = got(client, "exam_part", day.uuid, q="P029")
    assert (str(rows[29].person) in people, str(rows[0].person) in people) == (True, False)
    for row, said in ((absent, "Ausente"), (void, "Anulado"), (late, "llegó tarde")):
        page = client.get(reverse("rating_list", args=[occasion.uuid]), {"q": row.code_word})
        (one,) = page.context["rows"]
        listed = flat(page.content.decode()).rsplit('data-rating="', 1)[1]
        assert (one.person, said in listed, "Calificar" in listed) == (row.person, True, row == late)
        assert ("data-open" in listed.split(">")[0]) == (row == late)
        sheet = client.get(reverse("rating", args=[occasion.uuid, row.person.uuid])).content.decode()
        assert ('type="radio"' in sheet) == (row == late)


def asked(client, *where):
    with CaptureQueriesContext(
        connection,
    ) as found:
        got(client, *where)
    return len(found)


def test_the_results_of_a_closed_day_are_released_by_one_button(host, client):
    scene = Scene(host, people=2, assessors=3)
    day = scene.published()
    for slot in Slot.objects.all():
        scene.rate(slot)
    client.force_login(scene.lead)
    page = reverse("exam_close", args=[day.uuid])
    assert "Comunicar los resultados del día" not in got(client, "exam_close", day.uuid)
    assert client.post(page).url == page
    assert "Comunicar los resultados del día" in got(client, "exam_close", day.uuid)
    told = flat(client.post(page, {"go": "release"}, follow=True).content.decode())
    assert "Se comunicaron 4 resultados en el mismo momento" in told
    assert "Comunicar los resultados del día" not in told


def test_a_day_of_many_asks_as_often_as_one_of_few(host, client):
    found = []
    for people, assessors, rooms in ((3, 3, 1), (60, 10, 5)):
        scene = Scene(host, people=people, assessors=assessors, rooms=rooms)
        scene.occasions, scene.scenarios = scene.occasions[:1], scene.scenarios[:1]
        scene.rooms = [RoomSpec(f"Sala {n}") for n in range(rooms)]
        day = scene.published(rest_every=0)
        assert Slot.objects.filter(day=day).count() == people
        first = Slot.objects.filter(day=day).order_by("round__number").first()
        scene.rate(first, submit=False)
        events.report_incident(actor=scene.lead, day=day, case=first.case, kind="other", text="Ruido")
        client.force_login(scene.lead)
        names = ("exam_board", "exam_door", "exam_close", "exam_day")
        counts = [asked(client, name, day.uuid) for name in names]
        client.force_login(Assignment.objects.filter(case=first.case).first().assessor)
        found.append([*counts, asked(client, "exam_part", day.uuid)])
    assert found[0] == found[1]
    assert max(found[0][:3]) <= 12
