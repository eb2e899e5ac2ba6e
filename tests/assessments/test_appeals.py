"""Objecting to a result: in time, three steps, each by somebody else, and what counts afterwards."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from assessments.api import rating_outcomes, release_case
from assessments.models import Appeal, Moderation, Rating, RatingCase
from assessments.registries import OccasionPeople
from assessments.rules.appeals import last_day, rest_days
from assessments.selectors import appeals
from assessments.selectors.feedback import over_time
from assessments.selectors.occasions import occasion_by_uuid
from assessments.services.appeals import (
    ask_rerating,
    decide_appeal,
    file_appeal,
    lock_cases,
    rate_anew,
    review_procedure,
)
from lms.accounts.models import Letter, User
from lms.core import clock
from lms.core.models import AuditEvent
from tests.assessments import factories as make
from tests.assessments.checks import refused
from tests.assessments.test_papers import text_of

KEYS = [f"c{place:02}" for place in range(1, 11)]


@pytest.mark.parametrize(
    ("released", "last"),
    [
        (date(2026, 3, 2), date(2026, 3, 17)),  # the third Monday of March is no working day
        (date(2026, 11, 27), date(2026, 12, 11)),
        (date(2026, 12, 18), date(2027, 1, 5)),  # Christmas and New Year's Day are Fridays
        (date(2026, 6, 6), date(2026, 6, 19)),  # a Saturday
    ],
)
def test_ten_working_days(released, last):
    assert last_day(released) == last


def test_the_days_of_rest_of_the_law():
    assert rest_days(2026) == {
        date(2026, 1, 1), date(2026, 2, 2), date(2026, 3, 16), date(2026, 5, 1), date(2026, 9, 16),
        date(2026, 11, 16), date(2026, 12, 25),
    }  # fmt: skip
    assert date(2030, 10, 1) in rest_days(2030)


@pytest.fixture
def room(open_to_all):
    """A released result that two people rated, who leads, and somebody without a part."""
    people = {name: make.person(last_name=name) for name in ("one", "two", "lead", "third", "rated")}
    occasion = make.occasion()
    leaders = {people["lead"].pk, people["one"].pk}
    open_to_all.rated = [people["rated"]]
    open_to_all.releases = lambda actor, about: actor.pk in leaders
    open_to_all.taking_part = OccasionPeople(
        ratees=User.objects.filter(pk=people["rated"].pk),
        assessors=User.objects.filter(pk__in=[people["one"].pk, people["two"].pk, people["third"].pk]),
    )
    for name in ("one", "two"):
        make.submitted_rating(people[name], occasion, people["rated"], *[2] * 10)
    release_case(actor=people["lead"], occasion=occasion, subject=people["rated"])
    return occasion, people


@pytest.mark.django_db
def test_from_the_objection_to_another_result(room, client):
    occasion, people = room
    before = list(Rating.objects.order_by("pk").values())
    with refused("no_grounds"):
        file_appeal(actor=people["rated"], occasion=occasion, grounds=" ")
    with refused("not_yours"):
        file_appeal(actor=people["third"], occasion=occasion, grounds="No")
    appeal = file_appeal(actor=people["rated"], occasion=occasion, grounds="Me interrumpieron.")
    assert file_appeal(actor=people["rated"], occasion=occasion, grounds="Otra vez") == appeal
    # Whoever rated, and whoever may not release, reviews nothing.
    for name, code in (("one", "took_part"), ("third", "not_yours")):
        with refused(code):
            review_procedure(actor=people[name], appeal=appeal, finding="sound", reason="Bien")
    with refused("not_now"):
        decide_appeal(actor=people["lead"], appeal=appeal, finding="kept", reason="Nada")
    review_procedure(actor=people["lead"], appeal=appeal, finding="flawed", reason="Hubo ruido.")
    with refused("took_part"):
        ask_rerating(actor=people["lead"], appeal=appeal, assessor=people["two"])
    ask_rerating(actor=people["lead"], appeal=appeal, assessor=people["third"])
    # The sheets are not on the page of whoever rates anew.
    client.force_login(people["third"])
    html = client.get(reverse("appeal", args=[appeal.uuid])).content.decode()
    assert "Me interrumpieron." in html
    assert "Vi esto." not in html
    assert "Hubo ruido." not in html
    with refused("not_yours"):
        rate_anew(actor=people["lead"], appeal=appeal, levels=dict.fromkeys(KEYS, 3), reason="Vi")
    with refused("bad_levels"):
        rate_anew(actor=people["third"], appeal=appeal, levels={"c01": 3}, reason="Vi")
    sent = {f"level_{key}": "3" for key in KEYS}
    sent |= {"go": "rerating", "reason": "Lo vi en el video."}
    assert client.post(reverse("appeal_act", args=[appeal.uuid]), sent).status_code == 302
    with refused("not_yours"):
        decide_appeal(actor=people["third"], appeal=appeal, finding="kept", reason="Nada")
    assert lock_cases() == 0
    decide_appeal(
        actor=people["lead"],
        appeal=appeal,
        finding="changed",
        reason="El ruido tapó la apertura.",
        levels=dict.fromkeys(KEYS, 3),
    )
    assert [one.competent for one in rating_outcomes(occasion_ids=[occasion.pk])] == [True, True]
    assert list(Rating.objects.order_by("pk").values()) == before
    assert Moderation.objects.get().moderator == people["lead"]
    acts = ["file_appeal", "appeal_procedure", "ask_rerating", "appeal_rerating", "appeal_decision"]
    told = AuditEvent.objects.filter(target_uuid=RatingCase.objects.get().uuid).order_by("pk")
    assert [one.action.removeprefix("assessments.") for one in told][-5:] == acts
    letter = Letter.objects.get(kind="appeal_decided")
    assert (letter.user, letter.context["changed"]) == (people["rated"], True)
    client.force_login(people["rated"])
    page = client.get(reverse("my_appeal", args=[occasion.uuid])).content.decode()
    assert "El ruido tapó la apertura." in page
    assert client.get(reverse("appeal", args=[appeal.uuid])).status_code == 404
    feedback = client.get(reverse("my_rating", args=[occasion.uuid])).content.decode()
    assert "Conducta 1.4" in feedback
    (moment,) = over_time(people["rated"].pk, occasion_by_uuid(occasion.uuid))
    assert (moment.mean, moment.levels["c01"]) == (3.0, 3.0)
    letter_page = client.get(reverse("my_letter", args=[occasion.uuid])).content.decode()
    assert "El ruido tapó la apertura." in letter_page
    # The portfolio says what the pages say, and names nobody else.
    answer = client.get(reverse("my_portfolio", args=[occasion.uuid]))
    kept = " ".join(text_of(answer.content).split())
    assert (answer["Content-Type"], answer.content[:5]) == ("application/pdf", b"%PDF-")
    assert kept.count("Vi esto.") == letter_page.count("Vi esto.") == 20
    told = (
        str(people["rated"]),
        "El ruido tapó la apertura.",
        "Persona evaluadora 2: Aún no",
        "Promedio 2.00",
    )
    assert [words for words in told if words not in kept] == []
    assert kept.count(" 2 2 3") == 10
    assert [name for name in ("one", "two", "third", "lead") if str(people[name]) in kept] == []


@pytest.mark.django_db
def test_after_ten_working_days_the_result_is_locked_and_nobody_objects(room, client):
    occasion, people = room
    assert lock_cases() == 0
    RatingCase.objects.update(released_at=clock.now() - timedelta(days=30))
    with refused("over"):
        file_appeal(actor=people["rated"], occasion=occasion, grounds="Tarde")
    client.force_login(people["rated"])
    page = client.get(reverse("my_appeal", args=[occasion.uuid])).content.decode()
    assert 'name="grounds"' not in page
    assert (lock_cases(), lock_cases()) == (1, 0)
    assert RatingCase.objects.get().state == "locked"
    assert AuditEvent.objects.filter(action="assessments.lock_case").count() == 1
    assert not Appeal.objects.exists()
    assert client.get(reverse("my_rating", args=[occasion.uuid])).status_code == 200


@pytest.mark.django_db
def test_what_is_still_open_is_never_cut_off_by_what_was_decided(room, monkeypatch):
    """Neither database puts an empty moment where the other does."""
    monkeypatch.setattr(appeals, "MOST_SHOWN", 2)
    occasion, people = room
    now = clock.now()
    for number, decided_at in enumerate((now, None, now, now)):
        case = RatingCase.objects.create(occasion=occasion, ratee=make.person())
        Appeal.objects.create(
            case=case, grounds=str(number), filed_at=now, closes_on=now.date(), decided_at=decided_at
        )
    shown = appeals.appeals_on(occasion, besides=people["lead"])
    assert (shown[0].grounds, shown[0].decided_at) == ("1", None)
    assert len(shown) == 2
