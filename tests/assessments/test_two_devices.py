"""One rating on two devices: nothing is overwritten unseen, and what is handed in was seen whole."""

import pytest
from django.urls import reverse

from assessments.models import EvidenceNote, Rating
from assessments.rules.sheet_edits import Verdict, has_seen, merged, verdict
from tests.assessments import factories as make

PHONE, TABLET = "aaaa", "bbbb"


class TestRules:
    @pytest.mark.parametrize(
        ("stored", "stored_seq", "sent", "found"),
        [
            ({}, 0, {"seq": 1, "device": PHONE, "seen": {}}, Verdict.APPLY),
            ({PHONE: 1}, 1, {"seq": 2, "device": PHONE, "seen": {}}, Verdict.APPLY),
            ({PHONE: 2}, 2, {"seq": 2, "device": PHONE, "seen": {}}, Verdict.KNOWN),
            ({PHONE: 2}, 2, {"seq": 9, "device": TABLET, "seen": {PHONE: 1}}, Verdict.CONFLICT),
            ({PHONE: 2}, 2, {"seq": 3, "device": TABLET, "seen": {PHONE: 2}}, Verdict.APPLY),
            # Handed over from the phone, changed on the tablet, sent from there; then the phone sends.
            ({PHONE: 5, TABLET: 6}, 6, {"seq": 5, "device": PHONE, "seen": {}}, Verdict.KNOWN),
            ({PHONE: 5, TABLET: 6}, 6, {"seq": 7, "device": PHONE, "seen": {}}, Verdict.CONFLICT),
            ({"form": 3}, 3, {"seq": 4, "device": PHONE, "seen": {}}, Verdict.CONFLICT),
            # A page of before names no device.
            ({PHONE: 2}, 2, {"seq": 3, "device": "", "seen": {}}, Verdict.APPLY),
            ({PHONE: 2}, 2, {"seq": 2, "device": "", "seen": {}}, Verdict.KNOWN),
        ],
    )
    def test_an_edit_is_laid_over_only_what_it_has_seen(self, stored, stored_seq, sent, found):
        assert verdict(stored, stored_seq, **sent) is found

    def test_what_is_known_adds_up(self):
        assert merged({PHONE: 5}, {PHONE: 3, TABLET: 1}) == {PHONE: 5, TABLET: 1}
        assert has_seen({PHONE: 5}, {PHONE: 5, TABLET: 1})
        assert not has_seen({PHONE: 5, TABLET: 2}, {PHONE: 9})


pytestmark = pytest.mark.django_db
GOOD = (3, 4, 3, 3, 3, None, 3, 3, 3, 3)


@pytest.fixture
def room(client, open_to_all):
    """The signed-in assessor with an occasion and one person to rate."""
    occasion, assessor, person = make.occasion(), make.person(), make.person()
    open_to_all.rated = [person]
    client.force_login(assessor)
    return occasion, assessor, person


def post(client, room, name="rating_edit", **data):
    url = reverse(name, args=[room[0].uuid, room[2].uuid])
    return client.post(url, data, content_type="application/json")


def edit(client, room, device, seq, *, seen=None, criterion="c01", **what):
    sent = {"criterion": criterion, "device": device, "seq": seq, "seen": seen or {}} | what
    return post(client, room, **sent)


def test_the_second_device_hears_of_the_first_and_chooses(client, room):
    edit(client, room, PHONE, 1, level="4")
    reply = edit(client, room, TABLET, 3, level="2", comment="Interrumpió")
    told = reply.json()
    assert (reply.status_code, told["code"]) == (409, "conflict")
    assert told["stored"] == {"level": "4", "comment": "", "look_again": False}
    assert (told["seq"], told["seen"]) == (1, {PHONE: 1})
    assert Rating.objects.get().scores.get().value == 4
    chosen = edit(client, room, TABLET, 4, seen=told["seen"], level="2", comment="Interrumpió").json()
    assert (chosen["applied"], chosen["seen"]) == (True, {PHONE: 1, TABLET: 4})
    assert Rating.objects.get().scores.get().value == 2


def test_the_same_on_both_is_no_conflict(client, room):
    edit(client, room, PHONE, 1, level="4")
    reply = edit(client, room, TABLET, 1, level="4").json()
    assert (reply["applied"], reply["seen"]) == (True, {PHONE: 1, TABLET: 1})


@pytest.mark.parametrize(
    ("field", "first", "second"),
    [
        ("", {"comment": "Bien"}, {"comment": "Mal"}),
        ("~judgment", {"level": "3"}, {"level": "1"}),
        ("~closing", {"strength": "Escucha", "next_step": ""}, {"strength": "", "next_step": "Pausas"}),
    ],
)
def test_the_other_fields_are_guarded_alike(client, room, field, first, second):
    assert edit(client, room, PHONE, 1, criterion=field, **first).json()["applied"]
    reply = edit(client, room, TABLET, 1, criterion=field, **second)
    assert reply.status_code == 409
    assert first.items() <= {**reply.json()["stored"]}.items()


def test_what_a_form_saved_meanwhile_is_not_overwritten_either(client, room):
    edit(client, room, PHONE, 1, level="4")
    client.post(reverse("rating", args=[room[0].uuid, room[2].uuid]), {"level_c01": "3", "revision": "1"})
    assert Rating.objects.get().devices["c01"] == {PHONE: 1, "form": 2}
    assert edit(client, room, PHONE, 2, level="1").status_code == 409


def test_a_sheet_is_handed_in_only_by_a_device_that_has_seen_it_whole(client, room):
    make.submitted_rating(room[1], *(room[0], room[2]), *GOOD)
    make.api.reopen_rating(actor=room[1], occasion=room[0], subject=room[2])
    rating = Rating.objects.get(status="draft")
    edit(client, room, PHONE, 9, seen=rating.devices["c01"], level="4")
    old = post(client, room, "rating_hand_in", judgment=3, seen=rating.devices)
    assert (old.status_code, old.json()["code"]) == (409, "stale")
    rating.refresh_from_db()
    assert rating.status == "draft"
    for _time in range(2):
        reply = post(client, room, "rating_hand_in", judgment=3, seen=rating.devices)
        assert (reply.status_code, reply.json()) == (200, {"handed_in": True})
    rating.refresh_from_db()
    assert (rating.status, rating.judgment) == ("submitted", 3)
    late = edit(client, room, TABLET, 12, level="1")
    assert (late.status_code, late.json()["code"]) == (410, "submitted")


def test_levels_cannot_be_owed_and_words_can(client, room):
    for place, level in enumerate("2333333333", start=1):
        if place != 10:
            edit(client, room, PHONE, 1, criterion=f"c{place:02}", level=level)
    seen = Rating.objects.get().devices
    hand_in = {"judgment": 2, "owing": True, "seen": seen}
    assert post(client, room, "rating_hand_in", **hand_in).json()["code"] == "incomplete"
    edit(client, room, PHONE, 1, criterion="c10", level="3")
    hand_in["seen"] = Rating.objects.get().devices
    refused = post(client, room, "rating_hand_in", **(hand_in | {"owing": False})).json()
    assert "4 criterios" in refused["message"]  # c01 low, c02, c09 and c10 critical
    assert post(client, room, "rating_hand_in", **hand_in).json() == {"handed_in": True}


def test_notes_are_kept_once_and_never_collide(client, room):
    note = {
        "criterion": "~note:0b7f9f0a-6f3e-4a53-9d0a-0d7b6c5b1a11",
        "comment": "Dio la palabra",
        "about": "c02",
    }
    note["noted_at"] = "2026-11-20T10:14:00Z"
    for device in (PHONE, TABLET, PHONE):
        assert edit(client, room, device, 1, **note).json()["applied"]
    (found,) = EvidenceNote.objects.all()
    assert (found.text, found.criterion.key, found.noted_at.isoformat()) == (
        "Dio la palabra",
        "c02",
        "2026-11-20T10:14:00+00:00",
    )
    assert edit(client, room, PHONE, 1, **(note | {"about": "c99"})).json()["code"] == "bad_criterion"
    assert edit(client, room, PHONE, 1, criterion="~note:x", comment="x").json()["code"] == "bad_note"


def test_who_it_is_is_said_once_and_out_of_turn_with_a_reason(client, room):
    edit(client, room, PHONE, 1, criterion="~person", comment="Llegó antes")
    edit(client, room, TABLET, 1, criterion="~person", comment="Otra cosa")
    assignment = Rating.objects.get().assignment
    assert (assignment.out_of_turn, assignment.confirmed_at is None) == ("Llegó antes", False)


def test_a_device_says_what_it_holds(client, room, host):
    url = reverse("rating_device", args=[room[0].uuid])
    for unsent in (3, 0):
        sent = {"device": PHONE, "unsent": unsent, "held": 2}
        assert client.post(url, sent, content_type="application/json").status_code == 200
    report = room[0].device_reports.get()
    assert (report.user, report.unsent, report.held) == (room[1], 0, 2)
    assert client.post(url, {"device": "<"}, content_type="application/json").status_code == 400
    host.rated, host.releases = [], False
    assert client.post(url, sent, content_type="application/json").status_code == 404
