"""Who would tell how a course went in their work: slips that nobody can join to an answer."""

from datetime import timedelta

import pytest
from django.db import connection
from django.urls import reverse

from assessments import api
from assessments.models import Attempt, StorySlip, SuccessStory
from assessments.selectors.sittings import items_of
from assessments.selectors.stories import volunteers
from assessments.services.stories import offer_story, record_story, settle_slip
from lms.accounts.roles import Role
from lms.core import clock
from lms.core.models import AuditEvent
from tests.assessments import factories as make
from tests.assessments.checks import refused
from tests.lms.factories import make_person

pytestmark = pytest.mark.django_db


@pytest.fixture
def form(open_to_all):
    return make.delivery(
        make.work_form(), purpose="follow_up", shuffle=False, opens_at=clock.now() - timedelta(days=9)
    )


def answered(form, user=None):
    """Somebody who has said how they work three months later."""
    user = user or make.person()
    raw = {item.uuid: ["3"] for item in items_of(form) if item.type == "likert"}
    api.submit_sheet(user=user, delivery=form, raw=raw)
    return user


def told(client, form, **sent):
    return client.post(reverse("story_offer", args=[form.uuid]), sent)


def test_after_the_follow_up_somebody_offers_to_tell_it(client, form):
    client.force_login(make.person())
    assert told(client, form, worked="yes", contact="55 1234").status_code == 404
    client.force_login(answered(form))
    sent = reverse("sheet_sent", args=[form.uuid])
    assert reverse("story_offer", args=[form.uuid]) in client.get(sent).content.decode()
    page = told(client, form, worked="no", contact=" ")
    assert page.status_code == 422
    assert "checked" in page.content.decode()
    for contact in ("55 1234", " 55  1234 ", "55 1234"):
        assert told(client, form, worked="no", contact=contact).url == sent
    page = told(client, form, worked="no", contact="55 9999")
    assert (page.status_code, "Ya hay una papeleta" in page.content.decode()) == (422, True)
    slip = StorySlip.objects.get()
    assert (slip.worked, slip.contact, slip.delivery_id) == (False, "55 1234", form.pk)
    assert not AuditEvent.objects.filter(action__contains="story").exists()
    other = make.delivery(make.work_form(), purpose="baseline")
    answered(other)
    with refused("not_yours"):
        offer_story(user=Attempt.objects.latest("pk").user, delivery=other, worked=True, contact="x")


@pytest.mark.parametrize("people", [12, 40])
def test_no_slip_leads_to_an_answer(form, people):
    """People answer and offer one after the other: neither columns, nor order, nor transactions tell who."""
    columns = {"key", "delivery", "worked", "contact", "lot"}
    assert {one.name for one in StorySlip._meta.get_fields()} == columns
    for number in range(people):
        offer_story(user=answered(form), delivery=form, worked=True, contact=f"{number:03}")
    hidden = "xmin::text" if connection.vendor == "postgresql" else "0"
    place = "ctid" if connection.vendor == "postgresql" else "rowid"
    orders = []
    for order in ("key", place):
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT contact, {hidden} FROM assessments_storyslip ORDER BY {order}")
            rows = cursor.fetchall()
        assert len({xmin for _contact, xmin in rows}) == 1
        orders.append([contact for contact, _xmin in rows])
    came = sorted(orders[0])
    # Not the order in which they came, whole or turned round; the last is not the last.
    assert all(order not in (came, came[::-1]) for order in orders)
    assert Attempt.objects.count() == people


def test_control_rows_that_are_only_added_tell_who_came_when(form):
    for number in range(12):
        answered(form)
        StorySlip.objects.create(delivery=form, worked=True, contact=f"{number:03}")
    place = "ctid" if connection.vendor == "postgresql" else "rowid"
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT contact FROM assessments_storyslip ORDER BY {place}")
        assert [one for (one,) in cursor.fetchall()] == [f"{number:03}" for number in range(12)]


def test_three_of_each_kind_are_called_and_their_slips_go(form, django_assert_num_queries):
    officer = make_person(Role.PROGRAM_OFFICER)
    for number in range(5):
        offer_story(user=answered(form), delivery=form, worked=number != 4, contact=f"55 {number}")
    with django_assert_num_queries(1):
        (first,) = volunteers([form])
    assert first.place == "Grupo uno"
    assert [one.worked for one in first.offers] == [True, True, True, False]
    assert first.waiting == 1
    # The same after the rows were written anew under other keys.
    offer_story(user=answered(form), delivery=form, worked=False, contact="55 9")
    (again,) = volunteers([form])
    assert again.offers[:3] == first.offers[:3]
    with refused("not_yours"):
        settle_slip(actor=make_person(Role.TRAINER), delivery=form, lot=first.offers[0].lot)
    assert settle_slip(actor=officer, delivery=form, lot=first.offers[0].lot)
    assert not settle_slip(actor=officer, delivery=form, lot=first.offers[0].lot)
    (left,) = volunteers([form])
    assert (len(left.offers), left.waiting) == (5, 0)
    assert first.offers[0] not in left.offers


def test_an_officer_calls_and_keeps_what_was_told(client, form):
    officer = make_person(Role.PROGRAM_OFFICER)
    offer_story(user=answered(form), delivery=form, worked=True, contact="55 1234")
    client.force_login(officer)
    page = client.get(reverse("stories")).content.decode()
    assert "55 1234" in page
    assert page.count("Grupo uno") == 2
    sent = {"delivery": form.uuid, "worked": "yes", "text": "Propuso dos opciones."}
    sent["agreed_on"] = "2100-01-01"
    answer = client.post(reverse("stories"), sent)
    assert answer.status_code == 422
    assert "Propuso dos opciones." in answer.content.decode()
    sent["agreed_on"] = str(clock.today())
    assert client.post(reverse("stories"), sent).url == reverse("stories_kept")
    story = SuccessStory.objects.get()
    assert (story.worked, story.recorded_by) == (True, officer)
    assert "Propuso dos opciones." in client.get(reverse("stories_kept")).content.decode()
    (offer,) = volunteers([form])[0].offers
    for words in ("ya no está", "ya se había quitado"):
        answer = client.post(reverse("story_settle", args=[form.uuid, offer.lot]), follow=True)
        assert words in answer.content.decode()
    assert [one.action for one in AuditEvent.objects.filter(actor=officer).order_by("pk")] == [
        "assessments.record_story",
        "assessments.settle_story_slip",
    ]
    with refused("not_yours"):
        record_story(
            actor=make_person(Role.TRAINER), delivery=form, worked=True, text="x", agreed_on=clock.today()
        )
