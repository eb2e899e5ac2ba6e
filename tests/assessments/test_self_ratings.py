"""How somebody saw their own performance: once, before the release, unseen by assessors, never counted."""

import pytest
from django.urls import reverse

from assessments import api
from assessments.enums import AssessorKind
from assessments.models import Rating, RatingCase
from assessments.registries import OccasionPeople
from assessments.services.self_ratings import rate_self
from lms.accounts.models import User
from lms.core.errors import UserError
from tests.assessments import factories as make
from tests.assessments.checks import refused

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("open_to_all")]

FOURS = (4,) * 10
CANARY = "canario-5d2"


@pytest.fixture
def room(open_to_all):
    occasion, assessor, person = make.occasion(), make.person(), make.person()
    open_to_all.rated = [person]
    open_to_all.taking_part = OccasionPeople(User.objects.filter(pk=person.pk), User.objects.none())
    return occasion, assessor, person


def say(room, *levels, comment=""):
    return rate_self(actor=room[2], occasion=room[0], marks=make.marks(*levels), comment=comment)


class TestService:
    def test_it_is_kept_and_counts_for_nothing(self, room):
        rating = say(room, 1, *FOURS[1:])
        assert (rating.assignment.kind, rating.is_submitted, rating.judgment) == (
            AssessorKind.SELF,
            True,
            None,
        )
        assert {one.criterion.key: one.value for one in rating.scores.all()}["c01"] == 1
        assert RatingCase.objects.get().state == "open"
        assert api.rating_outcomes(occasion_ids=[room[0].pk]) == []

    def test_it_is_said_once(self, room):
        say(room, *FOURS)
        with refused("written"):
            say(room, 1, *FOURS[1:])
        assert Rating.objects.count() == 1

    def test_every_criterion_needs_a_level_or_not_observed(self, room):
        with refused("incomplete"):
            say(room, 4, None)
        assert not Rating.objects.exists()
        say(room, None, *FOURS[1:])

    def test_not_after_the_release_nor_before_the_session(self, room):
        occasion, assessor, person = room
        make.released_rating(assessor, occasion, person, *FOURS)
        with refused("closed"):
            say(room, *FOURS)
        later = make.occasion()
        later.held_at = make.clock.now() + make.timedelta(days=1)
        with refused("not_held"):
            rate_self(actor=person, occasion=later, marks=make.marks(*FOURS))

    def test_who_is_not_rated_there_says_nothing(self, room):
        with refused("not_yours"):
            rate_self(actor=room[1], occasion=room[0], marks=make.marks(*FOURS))

    @pytest.mark.parametrize("levels", [(9, *FOURS[1:]), (*FOURS, 4)])
    def test_what_does_not_fit_the_rubric_is_refused_whole(self, room, levels):
        with pytest.raises(UserError):
            say(room, *levels)
        assert not Rating.objects.exists()

    def test_two_assessors_settle_nothing_with_it(self, room):
        occasion, assessor, person = room
        say(room, *(1,) * 10)
        make.submitted_rating(assessor, occasion, person, *FOURS)
        api.reopen_rating(actor=assessor, occasion=occasion, subject=person)
        api.submit_rating(actor=assessor, occasion=occasion, subject=person)
        make.submitted_rating(make.person(), occasion, person, *FOURS)
        assert RatingCase.objects.get().state == "rated"


class TestPages:
    def test_what_is_missing_is_said_and_what_was_chosen_is_kept(self, client, room):
        client.force_login(room[2])
        page = reverse("self_rating", args=[room[0].uuid])
        assert client.get(page).content.decode().count('type="radio"') == 50
        response = client.post(page, {"level_c01": "3", "comment": "Hablé demasiado."})
        html = response.content.decode()
        assert response.status_code == 422
        assert "A 9 criterios les falta nivel. Lo que eligió se conserva abajo." in html
        assert "Hablé demasiado." in html
        whole = {f"level_c{place:02}": "3" for place in range(1, 11)}
        assert client.post(page, whole).url == reverse("role_play", args=[room[0].uuid])
        assert client.get(page).url == reverse("role_play", args=[room[0].uuid])

    def test_assessors_see_nothing_of_it(self, client, room, host):
        occasion, assessor, person = room
        say(room, *(1,) * 10, comment=CANARY)
        client.force_login(assessor)
        pages = [
            reverse("rating", args=[occasion.uuid, person.uuid]),
            reverse("rating_list", args=[occasion.uuid]),
        ]
        for page in pages:
            html = client.get(page).content.decode()
            assert CANARY not in html
            assert "Otra persona evaluadora" not in html

    def test_it_stands_beside_the_result(self, client, room):
        occasion, assessor, person = room
        say(room, 2, None, *FOURS[2:], comment="Hablé demasiado.")
        make.released_rating(assessor, occasion, person, *FOURS)
        client.force_login(person)
        html = client.get(reverse("my_rating", args=[occasion.uuid])).content.decode()
        own = html[html.index('id="own-view"') :]
        assert "Hablé demasiado." in own
        cells = [cell.strip() for cell in own.replace('<td class="num">', "\0").split("\0")[1:5]]
        assert [cell.split("<")[0] for cell in cells] == ["2", "4", "N/O", "4"]

    def test_without_it_there_is_no_such_part(self, client, room):
        occasion, assessor, person = room
        make.released_rating(assessor, occasion, person, *FOURS)
        client.force_login(person)
        html = client.get(reverse("my_rating", args=[occasion.uuid])).content.decode()
        assert 'id="own-view"' not in html

    def test_strangers_find_nothing(self, client, room):
        client.force_login(room[1])
        assert client.get(reverse("self_rating", args=[room[0].uuid])).status_code == 404
