"""On an exam day the list and the sheet know whose turn it is; without one nothing of it is there."""

from datetime import timedelta

import pytest
from django.urls import reverse

from assessments.enums import AssessorKind, DayState
from assessments.models import Assignment, CheckIn, ExamDay, Rating, RatingCase, Room, Round, Slot
from lms.core import clock
from tests.assessments import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def room(client, open_to_all):
    """The signed-in assessor; three people, one after the other in two rooms, the first one now."""
    occasion, assessor = make.occasion(), make.person()
    people = [make.person(first_name=name) for name in ("Itzel", "Rubén", "Alma")]
    open_to_all.rated = people
    day = ExamDay.objects.create(name="Jornada de mayo", starts_at=clock.now(), state=DayState.OPEN)
    day.occasions.add(occasion)
    rooms = [Room.objects.create(day=day, position=place, name=f"Sala {place}") for place in (1, 2)]
    for place, (person, word) in enumerate(zip(people, ("Roble", "Fresno", "Cedro"), strict=True)):
        case = RatingCase.objects.create(occasion=occasion, ratee=person)
        Assignment.objects.create(case=case, assessor=assessor, kind=AssessorKind.ASSESSOR)
        starts = clock.now() + timedelta(minutes=60 * place - 5)
        turn = Round.objects.create(day=day, number=place + 1, starts_at=starts)
        Slot.objects.create(day=day, case=case, room=rooms[place // 2], round=turn)
        CheckIn.objects.create(day=day, person=person, code_word=word)
    client.force_login(assessor)
    return occasion, assessor, *people


def test_the_list_begins_with_who_is_on_now_and_next(client, room):
    html = client.get(reverse("rating_list", args=[room[0].uuid])).content.decode()
    today = html[html.index('class="today') : html.index("</section>", html.index('class="today'))]
    places = [today.index(word) for word in ("Ahora", "Roble", "Siguiente", "Fresno", "Cedro")]
    assert places == sorted(places)
    assert "Sala 1" in today


def test_the_sheet_asks_who_it_is_and_out_of_turn_why(client, room):
    occasion, _assessor, itzel, _ruben, alma = room
    html = client.get(reverse("rating", args=[occasion.uuid, itzel.uuid])).content.decode()
    assert ("Es Roble" in html, "data-why" in html) == (True, False)
    tabs = html[html.index('class="tabs"') : html.index("</nav>", html.index('class="tabs"'))]
    assert ("Rubén" in tabs, "Alma" in tabs) == (True, False)  # of the same room
    case = RatingCase.objects.get(ratee=itzel)
    assert reverse("exam_help", args=[ExamDay.objects.get().uuid, case.uuid]) in html
    url = reverse("rating", args=[occasion.uuid, alma.uuid])
    html = client.get(url).content.decode()
    assert ("Es Cedro" in html, "data-why" in html, "el turno de Itzel" in html) == (True, True, True)
    # Whoever was asked afterwards as the third has no turn to wait for.
    case = RatingCase.objects.get(ratee=alma)
    RatingCase.objects.filter(pk=case.pk).update(state="moderation")
    case.assignments.update(third=True)
    assert "data-why" not in client.get(url).content.decode()
    RatingCase.objects.filter(pk=case.pk).update(state="open")
    case.assignments.update(third=False)
    client.post(url, {"go": "person", "why": "Llegó antes", "revision": "0"})
    assert Rating.objects.get().assignment.out_of_turn == "Llegó antes"
    assert "data-guard" not in client.get(url).content.decode()
