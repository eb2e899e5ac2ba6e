"""Party cards and peers: said alone, unseen until the release, and never counted."""

import pytest
from django.urls import reverse

from assessments import api
from assessments.models import PartyCard, RatingCase, RoleCast
from assessments.registries import OccasionPeople
from assessments.services.openings import set_peers
from assessments.services.party_cards import write_card
from assessments.services.self_ratings import rate_peer
from lms.accounts.models import User
from tests.assessments import factories as make
from tests.assessments.checks import refused

pytestmark = pytest.mark.django_db
FOURS = (4,) * 10
CANARY = "canario-9f1"


@pytest.fixture
def room(open_to_all):
    """An assessor, somebody rated, a peer who also plays a party."""
    played = make.scenario()
    occasion, assessor = make.occasion(scenario_version=played), make.person()
    person, peer = make.person(), make.person()
    open_to_all.rated = [person, peer]
    open_to_all.taking_part = OccasionPeople(
        User.objects.filter(pk__in=[person.pk, peer.pk]), User.objects.filter(pk=assessor.pk)
    )
    RoleCast.objects.create(occasion=occasion, scenario_version=played, role="worker", user=peer)
    return occasion, assessor, person, peer


def card(room, author, **change):
    said = {"heard": 2, "even_handed": 4, "would_return": 3, "comment": CANARY} | change
    return write_card(actor=author, occasion=room[0], subject=room[2], **said)


def test_a_player_says_once_how_it_was_and_nobody_else_does(client, room):
    occasion, assessor, person, peer = room
    with refused("not_yours"):
        card(room, assessor)
    with refused("bad_level"):
        card(room, peer, heard=5)
    client.force_login(peer)
    page = reverse("party_card", args=[occasion.uuid])
    sent = {"subject": str(person.uuid), "heard": "2", "even_handed": "4", "would_return": "3"}
    lacking = client.post(page, sent | {"heard": ""})
    assert lacking.status_code == 422
    assert lacking.content.decode().split("</title>")[0].count("Error:") == 1
    assert client.post(page, sent).status_code == 302
    assert (PartyCard.objects.get().role, PartyCard.objects.get().heard) == ("worker", 2)
    with refused("written"):
        card(room, peer)


def test_peers_rate_each_other_only_where_that_is_set(client, room):
    occasion, assessor, person, peer = room
    said = {"occasion": occasion, "subject": person, "marks": make.marks(*FOURS)}
    with refused("not_yours"):
        rate_peer(actor=peer, **said)
    set_peers(actor=assessor, occasion=occasion, on=True)
    for stranger in (assessor, person):
        with refused("not_yours"):
            rate_peer(actor=stranger, **said)
    client.force_login(peer)
    page = reverse("peer_rating", args=[occasion.uuid, person.uuid])
    levels = {f"level_c{place:02}": "4" for place in range(1, 11)}
    assert client.post(page, {"level_c01": "4"}).status_code == 422
    assert client.post(page, levels | {"comment": CANARY}).status_code == 302
    assert client.get(page).status_code == 404
    assert RatingCase.objects.get(ratee=person).state == "open"
    assert api.rating_outcomes(occasion_ids=[occasion.pk]) == []


def test_before_the_release_nobody_reads_them_and_then_the_person_without_names(client, room):
    occasion, assessor, person, peer = room
    set_peers(actor=assessor, occasion=occasion, on=True)
    card(room, peer)
    rate_peer(actor=peer, occasion=occasion, subject=person, marks=make.marks(*FOURS), comment="Muy claro")
    client.force_login(assessor)
    sheet = reverse("rating", args=[occasion.uuid, person.uuid])
    pages = [sheet, reverse("rating_list", args=[occasion.uuid])]
    for page in pages:
        assert CANARY not in client.get(page).content.decode()
    make.released_rating(assessor, occasion, person, *(3,) * 10)
    assert CANARY not in client.get(sheet).content.decode()
    client.force_login(person)
    html = client.get(reverse("my_rating", args=[occasion.uuid])).content.decode()
    beside = html[html.index('id="cards"') :]
    assert (CANARY in beside, "Muy claro" in beside, str(peer) in beside) == (True, True, False)
    with refused("closed"):
        card(room, peer)
