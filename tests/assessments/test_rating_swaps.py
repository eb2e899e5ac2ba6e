"""One sheet was taken for another's: both change places with all they hold, and what was sent is kept."""

import pytest
from django.urls import reverse

from assessments import api
from assessments.models import EvidenceNote, Rating, RatingCase
from assessments.services.rating_edits import add_note
from assessments.services.rating_swaps import swap_sheets
from lms.core.models import AuditEvent
from tests.assessments import factories as make
from tests.assessments.checks import refused

pytestmark = pytest.mark.django_db
GOOD = (3, 4, 3, 3, 3, None, 3, 3, 3, 3)


@pytest.fixture
def room(open_to_all):
    occasion, assessor = make.occasion(), make.person()
    people = [make.person(first_name="Itzel"), make.person(first_name="Rubén")]
    open_to_all.rated = people
    return occasion, assessor, *people


def swap(room, reason="Cambiaron de sala"):
    swap_sheets(actor=room[1], occasion=room[0], first=room[2], second=room[3], reason=reason)


def sheet(room, person):
    rating = Rating.objects.current().get(assignment__case__ratee=person)
    levels = {one.criterion.key: one.value for one in rating.scores.all() if one.decided}
    notes = list(EvidenceNote.objects.filter(assignment=rating.assignment_id).values_list("text", flat=True))
    return rating.status, rating.judgment, levels.get("c01"), levels.get("c02"), notes


def test_a_sent_and_a_begun_sheet_change_places(room):
    occasion, assessor, itzel, ruben = room
    sent = make.submitted_rating(assessor, occasion, itzel, *GOOD)
    add_note(actor=assessor, occasion=occasion, subject=itzel, text="Saludó", about="c01")
    api.save_rating(
        actor=assessor, occasion=occasion, subject=ruben, marks=make.marks(1, comment="No saludó")
    )
    add_note(actor=assessor, occasion=occasion, subject=ruben, text="Calló")
    swap(room)
    assert sheet(room, itzel) == ("draft", None, 1, None, ["Calló"])
    assert sheet(room, ruben) == ("submitted", 2, 3, 4, ["Saludó"])
    states = dict(RatingCase.objects.values_list("ratee", "state"))
    assert states == {itzel.pk: "open", ruben.pk: "rated"}
    before = Rating.objects.get(pk=sent.pk)
    assert (before.status, before.superseded_by.version) == ("submitted", 2)
    assert before.scores.get(criterion__key="c01").value == 3
    events = AuditEvent.objects.filter(action="assessments.swap_sheets")
    assert [one.data["reason"] for one in events] == ["Cambiaron de sala"] * 2
    swap(room)
    assert sheet(room, itzel) == ("submitted", 2, 3, 4, ["Saludó"])
    assert sheet(room, ruben) == ("draft", None, 1, None, ["Calló"])


def test_a_device_with_edits_of_before_overwrites_nothing(client, room):
    occasion, assessor, itzel, ruben = room
    client.force_login(assessor)
    url = reverse("rating_edit", args=[occasion.uuid, itzel.uuid])
    edit = {"criterion": "c01", "level": "4", "device": "aa", "seq": 1}
    client.post(url, edit, content_type="application/json")
    swap(room)
    late = client.post(url, edit | {"level": "1", "seq": 2}, content_type="application/json")
    assert (late.status_code, late.json()["stored"]["level"]) == (409, "")
    assert sheet(room, ruben)[2] == 4


def test_what_is_settled_or_empty_or_unexplained_stays(room, host):
    occasion, assessor, itzel, _ruben = room
    with refused("nothing_to_swap"):
        swap(room)
    with refused("no_reason"):
        swap(room, " ")
    make.released_rating(assessor, occasion, itzel, *GOOD)
    with refused("closed"):
        swap(room)
    host.rates = False
    with refused("not_yours"):
        swap(room)
    assert not AuditEvent.objects.filter(action="assessments.swap_sheets").exists()


def test_the_page_asks_whose_it_is_and_why(client, room):
    occasion, assessor, itzel, ruben = room
    client.force_login(assessor)
    for person in (itzel, ruben):
        api.save_rating(actor=assessor, occasion=occasion, subject=person, marks=make.marks(3))
    url = reverse("rating_swap", args=[occasion.uuid, itzel.uuid])
    assert client.post(url, {"other": str(itzel.uuid), "reason": "x"}).status_code == 422
    done = client.post(url, {"other": str(ruben.uuid), "reason": "Cambiaron de sala"}, follow=True)
    assert "Se intercambiaron las hojas de Itzel" in done.content.decode()


def test_owed_words_are_listed_until_they_are_written(client, room):
    occasion, assessor, itzel, ruben = room
    client.force_login(assessor)
    for person in (itzel, ruben):
        api.save_rating(actor=assessor, occasion=occasion, subject=person, marks=make.marks(*GOOD))
        with refused("incomplete"):
            api.submit_rating(actor=assessor, occasion=occasion, subject=person, judgment=2)
        api.submit_rating(actor=assessor, occasion=occasion, subject=person, judgment=2, owing=True)
    page = client.get(reverse("rating_list", args=[occasion.uuid])).content.decode()
    owed = page[page.index("Palabras que aún debe") :].split("</p>")[0]
    assert ("Itzel" in owed, "Rubén" in owed) == (True, True)
    for key in make.CRITICAL:
        url = reverse("rating_note", args=[occasion.uuid, itzel.uuid])
        assert client.post(url, {"about": key, "text": "Lo vi"}).status_code == 302
    page = client.get(reverse("rating_list", args=[occasion.uuid])).content.decode()
    owed = page[page.index("Palabras que aún debe") :].split("</p>")[0]
    assert ("Itzel" in owed, "Rubén" in owed) == (False, True)
