"""An assessor's work through a day: whom to rate, not before the session, sending asked once, who is next."""

import json
import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from assessments import api
from assessments.models import Occasion, Rating, RatingCase
from assessments.selectors.rating_lists import (
    LEFT,
    MINE,
    SENT,
    SHOWN,
    Counts,
    counts,
    in_order,
    next_subject,
    work_of,
)
from lms.accounts.models import User
from lms.core.models import AuditEvent
from tests.assessments import factories as make
from tests.assessments.checks import refused
from tests.assessments.conftest import CREW

pytestmark = pytest.mark.django_db
GOOD = (3, 4, 3, 3, 3, None, 3, 3, 3, 3)


def everybody():
    return User.objects.filter(last_name__in=CREW)


def begin(assessor, occasion, person, *values):
    return api.save_rating(
        actor=assessor, occasion=occasion, subject=person, marks=make.marks(*(values or (3,)))
    )


class TestWhoIsLeft:
    def test_what_is_begun_comes_first_and_what_is_done_last(self, crew):
        occasion, assessor, people = crew
        make.submitted_rating(assessor, occasion, people["Acuña"], *GOOD)
        begin(assessor, occasion, people["Escobedo"])
        make.released_rating(make.person(), occasion, people["Bermúdez"], *GOOD)
        work = work_of(assessor, occasion, everybody())
        assert [one.last_name for one in in_order(work)] == [
            "Escobedo",
            "Castañeda",
            "Domínguez",
            "Flores",
            "Acuña",
            "Bermúdez",
        ]
        assert counts(work) == Counts(total=6, left=4, mine=2, sent=1)

    def test_each_narrowing_shows_its_people(self, crew):
        occasion, assessor, people = crew
        make.submitted_rating(assessor, occasion, people["Acuña"], *GOOD)
        begin(assessor, occasion, people["Escobedo"])
        begin(make.person(), occasion, people["Flores"])
        work = in_order(work_of(assessor, occasion, everybody()))

        def shown(which):
            return [one.last_name for one in work.filter(SHOWN[which])]

        assert shown(LEFT) == ["Escobedo", "Bermúdez", "Castañeda", "Domínguez", "Flores"]
        assert shown(MINE) == ["Escobedo", "Acuña"]
        assert shown(SENT) == ["Acuña"]

    def test_what_was_reopened_is_left_again(self, crew):
        occasion, assessor, people = crew
        make.submitted_rating(assessor, occasion, people["Acuña"], *GOOD)
        api.reopen_rating(actor=assessor, occasion=occasion, subject=people["Acuña"])
        work = work_of(assessor, occasion, everybody())
        assert counts(work) == Counts(total=6, left=6, mine=1, sent=0)

    def test_next_is_who_is_begun_then_who_follows_by_name_then_the_first(self, crew):
        occasion, assessor, people = crew

        def after(name):
            found = next_subject(assessor=assessor, occasion=occasion, people=everybody(), after=people[name])
            return found and found.last_name

        make.submitted_rating(assessor, occasion, people["Castañeda"], *GOOD)
        assert after("Castañeda") == "Domínguez"
        assert after("Flores") == "Acuña"
        begin(assessor, occasion, people["Bermúdez"])
        assert after("Castañeda") == "Bermúdez"
        for name in CREW:
            if name != "Castañeda":
                make.submitted_rating(assessor, occasion, people[name], *GOOD)
        assert after("Castañeda") is None


class TestChoosingWhomToRate:
    @pytest.fixture
    def act(self, crew, client):
        client.force_login(crew[1])
        return reverse("rating_choice", args=[crew[0].uuid])

    def test_the_chosen_come_first_and_next(self, crew, client, act):
        occasion, assessor, people = crew
        html = client.get(act).content.decode()
        shown = re.findall(r'name="shown" value="([^"]+)"', html)
        assert len(shown) == 6
        mine = [str(people[name].uuid) for name in ("Bermúdez", "Flores")]
        assert client.post(act, {"shown": shown, "mine": mine}).url.endswith("?show=mine")
        work = work_of(assessor, occasion, everybody())
        assert [one.last_name for one in in_order(work)][:3] == ["Bermúdez", "Flores", "Acuña"]
        make.submitted_rating(assessor, occasion, people["Bermúdez"], *GOOD)
        found = next_subject(
            assessor=assessor, occasion=occasion, people=everybody(), after=people["Bermúdez"]
        )
        assert found == people["Flores"]
        assert AuditEvent.objects.get(action="assessments.choose_subjects").data == {"taken": 2, "left": 0}

    def test_who_is_begun_stays_and_the_others_are_let_go(self, crew, client, act):
        occasion, assessor, people = crew
        shown = [str(one.uuid) for one in people.values()]
        client.post(act, {"shown": shown, "mine": shown[:2]})
        begin(assessor, occasion, people["Acuña"])
        client.post(act, {"shown": shown, "mine": shown[2:3]})
        work = in_order(work_of(assessor, occasion, everybody())).filter(SHOWN[MINE])
        assert [one.last_name for one in work] == ["Acuña", "Castañeda"]

    def test_strangers_and_the_settled_are_not_taken(self, crew, client, act):
        occasion, assessor, people = crew
        make.released_rating(make.person(), occasion, people["Acuña"], *GOOD)
        sent = [str(make.person().uuid), str(people["Acuña"].uuid), str(assessor.uuid), "x"]
        client.post(act, {"shown": sent, "mine": sent})
        assert counts(work_of(assessor, occasion, everybody())).mine == 0
        assert RatingCase.objects.count() == 1


class TestBeforeTheSession:
    @pytest.fixture
    def early(self, crew):
        occasion, assessor, people = crew
        Occasion.objects.update(held_at=timezone.now() + timedelta(hours=1))
        occasion.refresh_from_db()
        return {"actor": assessor, "occasion": occasion, "subject": people["Acuña"]}

    def test_nothing_is_saved_or_sent_before_the_session(self, early):
        with refused("not_held"):
            api.save_rating(**early, marks=make.marks(3))
        with refused("not_held"):
            api.submit_rating(**early, judgment=2)
        assert not Rating.objects.exists()

    def test_neither_list_nor_sheet_nor_edit_offers_a_rating_before_the_session(self, early, client):
        client.force_login(early["actor"])
        ids = [early["occasion"].uuid, early["subject"].uuid]
        sheet, listed = reverse("rating", args=ids), reverse("rating_list", args=ids[:1])
        html = client.get(listed).content.decode()
        assert "a partir de entonces se puede calificar" in html
        assert "Conducta 10.4" in html
        assert sheet not in html
        assert client.get(sheet).url == listed
        assert client.get(reverse("rating_send", args=ids)).url == sheet
        sent = {"level_c01": "3", "comment_c01": "Ya", "revision": "0", "go": "save"}
        early_form = client.post(sheet, sent)
        assert (early_form.status_code, "Ya</blockquote>" in early_form.content.decode()) == (409, True)
        edit = {"criterion": "c01", "level": "3", "comment": "", "seq": 1}
        answer = client.post(reverse("rating_edit", args=ids), json.dumps(edit), "application/json")
        assert (answer.status_code, answer.json()["code"]) == (410, "not_held")
        assert not Rating.objects.exists()

    def test_an_occasion_without_a_date_is_open(self, crew):
        occasion, assessor, people = crew
        occasion.held_at = None
        assert begin(assessor, occasion, people["Acuña"]).revision == 1

    def test_a_session_is_not_moved_behind_its_ratings(self, crew):
        occasion, assessor, people = crew
        begin(assessor, occasion, people["Acuña"])
        soon = timezone.now() + timedelta(minutes=5)
        with refused("rated"):
            api.reschedule_occasion(actor=None, occasion=occasion, held_at=soon)
        sent = make.submitted_rating(assessor, occasion, people["Bermúdez"], *GOOD).submitted_at
        with refused("rated"):
            api.reschedule_occasion(actor=None, occasion=occasion, held_at=sent + timedelta(seconds=1))
        api.reschedule_occasion(actor=None, occasion=occasion, held_at=sent - timedelta(hours=1))
        api.reschedule_occasion(actor=None, occasion=make.occasion(), held_at=soon)
