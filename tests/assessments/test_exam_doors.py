"""The door of an exam day: two doors, devices without a line, people who change places."""

from datetime import timedelta

import pytest
from django.urls import reverse

from assessments.models import CheckIn, DayMarshal, DeviceReport, RatingCase, Slot
from assessments.selectors.day_closing import Point, open_points
from assessments.services import day_door as door
from assessments.services import day_marshals as marshals
from assessments.services.exam_days import RoomSpec
from lms.accounts.models import Letter
from lms.core.models import AuditEvent
from tests.assessments import factories as make
from tests.assessments.checks import refused
from tests.assessments.test_exam_days import Scene
from tests.markup import flat

pytestmark = pytest.mark.django_db
NORTH, SOUTH = "0b7f9f0a-6f3e-4a53-9d0a-0d7b6c5b1a11", "1c8fa01b-7041-4b64-8e1b-1e8c7d6c2b22"


@pytest.fixture
def scene(host, client):
    scene = Scene(host, people=2, assessors=4)
    scene.occasions, scene.scenarios = scene.occasions[:1], scene.scenarios[:1]
    scene.rooms = [RoomSpec(f"Sala {n}", scene.scenarios[0]) for n in range(2)]
    scene.day = scene.published()
    client.force_login(scene.lead)
    scene.rows = list(CheckIn.objects.order_by("person__last_name"))
    return scene


def say(client, scene, row, presence, device, seq, **more):
    """What a door's script sends."""
    sent = {"check_in": str(row.uuid), "presence": presence, "credential": True, "device": device, "seq": seq}
    url = reverse("exam_door_edit", args=[scene.day.uuid])
    reply = client.post(url, sent | {"seen": {}, "ago": 0} | more, content_type="application/json")
    return reply.status_code, {} if reply.status_code == 404 else reply.json()


def test_two_doors_never_overwrite_each_other_unseen(client, scene):
    ana = scene.rows[0]
    assert say(client, scene, ana, "absent", SOUTH, 1)[1]["stored"]["presence"] == "absent"
    status, told = say(client, scene, ana, "here", NORTH, 7, ago=600)
    assert (status, told["code"], told["stored"]["presence"]) == (409, "conflict", "absent")
    ana.refresh_from_db()
    assert ana.presence == "absent"
    # A person chose; the slots that were given up come back. Sent again it is what it was.
    for _time in range(2):
        status, told = say(client, scene, ana, "here", NORTH, 8, seen=told["seen"], ago=600)
        assert (status, told["applied"], told["stored"]["presence"]) == (200, True, "here")
    assert not Slot.objects.exclude(outcome="").exists()
    assert AuditEvent.objects.filter(action="assessments.check_in").count() == 2
    # Both doors say the same: no conflict. The slower door is told what is newer than its own word.
    assert say(client, scene, ana, "here", SOUTH, 2)[0] == 200
    assert say(client, scene, ana, "absent", SOUTH, 1)[1]["stored"]["presence"] == "here"
    assert CheckIn.objects.get(pk=ana.pk).devices == {NORTH: 8, SOUTH: 2}


def test_who_came_in_time_is_not_late_because_the_line_was_gone(client, scene):
    slot = Slot.objects.filter(case__ratee=scene.rows[0].person).order_by("round__number").first()
    slot.round.starts_at = scene.starts_at
    slot.round.save()
    # The first round began five minutes ago; they came ten minutes ago.
    assert say(client, scene, scene.rows[0], "here", NORTH, 1, ago=600)[1]["stored"]["late"] is False
    scene.rows[0].refresh_from_db()
    assert scene.starts_at - scene.rows[0].at > timedelta(minutes=4)
    say(client, scene, scene.rows[0], "expected", NORTH, 2, seen={NORTH: 1})
    assert say(client, scene, scene.rows[0], "here", NORTH, 3, seen={NORTH: 2})[1]["stored"]["late"] is True


def test_a_page_without_a_script_hears_of_the_other_door(client, scene):
    page, ana = reverse("exam_door", args=[scene.day.uuid]), scene.rows[0]
    say(client, scene, ana, "here", NORTH, 4)
    sent = {"check_in": ana.uuid, "presence": "absent", "revision": "0"}
    html = flat(client.post(page, sent, follow=True).content.decode())
    assert "En otra puerta se marcó" in html
    assert CheckIn.objects.get(pk=ana.pk).presence == "here"
    client.post(page, sent | {"revision": "4"})
    ana.refresh_from_db()
    assert (ana.presence, ana.seq, ana.devices) == ("absent", 5, {NORTH: 4, "form": 5})
    assert say(client, scene, ana, "here", NORTH, 5, seen={NORTH: 4})[0] == 409


def crew(case):
    return set(case.assignments.filter(stood_down=False).values_list("assessor_id", flat=True))


def test_people_change_places_once_however_often_it_is_sent(client, scene):
    first, second = (
        Slot.objects.filter(case__ratee=one.person, case__occasion=scene.occasions[0]).get()
        for one in scene.rows
    )
    places = [(one.room_id, one.round_id) for one in (first, second)]
    spots = [
        f"{one.case.uuid}@{room}-{round_}"
        for one, (room, round_) in zip((first, second), places, strict=True)
    ]
    crews = [crew(one.case) for one in (first, second)]
    url = reverse("exam_door_edit", args=[scene.day.uuid])
    sent = {"swap": spots, "seq": 1, "device": NORTH, "seen": {}, "ago": 5}
    for _time in range(2):
        reply = client.post(url, sent, content_type="application/json")
        assert (reply.status_code, reply.json()["applied"]) == (200, True)
        found = [
            (one.room_id, one.round_id)
            for one in (Slot.objects.get(case=first.case), Slot.objects.get(case=second.case))
        ]
        assert (found, [crew(first.case), crew(second.case)]) == (places[::-1], crews[::-1])
    # Without a script: the page leads from one to the other.
    page = client.get(reverse("exam_door", args=[scene.day.uuid]), {"swap": scene.rows[0].uuid})
    html = page.content.decode()
    assert "¿Quién cambia de lugar con esta persona?" in html
    one, other = page.context["swapping"].spot, page.context["lines"][1].spot
    client.post(reverse("exam_door", args=[scene.day.uuid]), {"act": "swap", "one": one, "other": other})
    assert Slot.objects.get(case=first.case).room_id == places[0][0]
    # Whoever assesses there assesses whoever comes; once a sheet is begun, the board decides.
    assert crew(first.case) == crews[0]
    scene.rate(first, submit=False)
    reply = client.post(url, sent, content_type="application/json")
    assert (reply.status_code, reply.json()["code"]) == (400, "begun")
    # Meanwhile moved elsewhere: nothing is done, and a person is told.
    Slot.objects.filter(pk=first.pk).update(outcome="void")
    reply = client.post(url, sent, content_type="application/json")
    assert (reply.status_code, reply.json()["code"]) == (400, "moved")
    for bad in ([spots[0]], ["x", "y"], [spots[0], f"{RatingCase.objects.first().uuid}@1-²"]):
        assert (
            client.post(url, sent | {"swap": bad}, content_type="application/json").json()["code"]
            == "bad_form"
        )


def test_a_day_is_not_closed_on_a_door_that_holds_what_it_did_not_send(client, scene):
    reply = client.post(
        reverse("rating_device", args=[scene.occasions[0].uuid]),
        {"device": NORTH, "unsent": 2, "held": 0},
        content_type="application/json",
    )
    assert (reply.status_code, DeviceReport.objects.get().user) == (200, scene.lead)
    assert [one.who for one in open_points(scene.day) if one.point is Point.DEVICE] == [str(scene.lead)]


def test_nothing_is_said_at_the_door_of_a_day_that_is_over(client, scene):
    scene.day.state, scene.day.closed_at = "closed", scene.starts_at
    scene.day.save()
    assert say(client, scene, scene.rows[0], "here", NORTH, 1)[0] == 410
    with refused("closed"):
        door.check_in(actor=scene.lead, check_in=scene.rows[0], presence="here")
    assert say(client, scene, scene.rows[0], "gone", NORTH, 1)[1]["code"] == "bad_form"


def test_whoever_is_put_at_the_door_checks_in_and_does_nothing_else(client, scene):
    """And only while the day is on."""
    helper, ana = make.person(last_name="Puerta"), scene.rows[0]
    door_page = reverse("exam_door", args=[scene.day.uuid])
    badge = reverse("exam_badge", args=[ana.uuid])
    plan, act = (reverse(name, args=[scene.day.uuid]) for name in ("exam_day", "exam_day_act"))
    client.force_login(helper)
    assert (client.get(door_page).status_code, client.get(badge).status_code) == (404, 404)
    assert say(client, scene, ana, "here", NORTH, 1)[0] == 404

    client.force_login(scene.lead)
    for email, told in (("no\x00body@example.org", "Nadie"), (ana.person.email, "se le evalúa")):
        client.post(act, {"act": "post_marshal", "email": email})
        assert told in flat(client.get(plan).content.decode())
    assert not DayMarshal.objects.exists()
    for _time in range(2):
        client.post(act, {"act": "post_marshal", "email": f" {helper.email.upper()} "})
    assert DayMarshal.objects.get().person == helper
    letter = Letter.objects.get(kind="exam_door")
    assert (letter.user, door_page in letter.context["link"]) == (helper, True)
    assert door_page in client.get(plan).content.decode()

    client.force_login(helper)
    html = flat(client.get(door_page, {"swap": ana.uuid}).content.decode())
    assert (str(ana.person) in html, "Cambiar de lugar" in html, "exam-days/of" in html) == (
        True,
        False,
        False,
    )
    assert reverse("exam_slot", args=[scene.day.uuid, RatingCase.objects.first().uuid]) not in html
    assert client.get(badge).url.startswith(door_page)
    assert say(client, scene, ana, "here", NORTH, 1)[1]["stored"]["presence"] == "here"
    sent = {"check_in": scene.rows[1].uuid, "presence": "absent", "revision": "0"}
    assert client.post(door_page, sent).url == door_page
    assert [one.presence for one in CheckIn.objects.order_by("person__last_name")] == ["here", "absent"]
    spots = [f"{case.uuid}@1-1" for case in RatingCase.objects.order_by("pk")]
    swap = {"swap": spots, "seq": 9, "device": NORTH, "seen": {}, "ago": 0}
    assert client.post(door_page, {"act": "swap", "one": spots[0], "other": spots[1]}).status_code == 404
    edit = reverse("exam_door_edit", args=[scene.day.uuid])
    assert client.post(edit, swap, content_type="application/json").status_code == 404
    for name in ("exam_board", "exam_close", "exam_concerns", "exam_day", "exam_part"):
        assert client.get(reverse(name, args=[scene.day.uuid])).status_code == 404
    with refused("not_yours"):
        marshals.post_marshal(actor=helper, day=scene.day, email=scene.assessors[0].email)

    # Their device counts when the day is closed, which ends what they see.
    device = reverse("rating_device", args=[scene.occasions[0].uuid])
    told = {"device": NORTH, "unsent": 1, "held": 0}
    assert client.post(device, told, content_type="application/json").status_code == 200
    assert str(helper) in [one.who for one in open_points(scene.day) if one.point is Point.DEVICE]
    scene.day.state, scene.day.closed_at = "closed", scene.starts_at
    scene.day.save()
    assert client.get(door_page).status_code == client.get(badge).status_code == 404
    assert say(client, scene, ana, "absent", NORTH, 2, seen={NORTH: 1})[0] == 410
    scene.day.state, scene.day.closed_at = "open", None
    scene.day.save()
    client.force_login(scene.lead)
    client.post(act, {"act": "relieve_marshal", "person": helper.uuid})
    client.force_login(helper)
    assert say(client, scene, ana, "absent", NORTH, 2, seen={NORTH: 1})[0] == 404
    assert (
        AuditEvent.objects.filter(
            action__in=["assessments.post_marshal", "assessments.relieve_marshal"]
        ).count()
        == 2
    )
