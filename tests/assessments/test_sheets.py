"""Evaluations: anonymous means anonymous, and nothing typed is lost."""

from datetime import timedelta
from itertools import pairwise

import pytest
from django.core import serializers
from django.urls import reverse

from assessments import api
from assessments.interfaces.sheets import Sheet
from assessments.models import AnonymousReceipt, Attempt, Response
from lms.core import clock
from lms.core.models import AuditEvent
from tests.assessments import factories as make
from tests.assessments.checks import refused

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("open_to_all")]


@pytest.fixture
def itzel(client):
    user = make.person()
    client.force_login(user)
    return user


def values(delivery, *, text="", level="4"):
    return {item.uuid: [level] if item.type == "likert" else [text] for item in make.items_of(delivery)}


def post(client, delivery, **more):
    data = {str(key): value for key, value in values(delivery, **more).items()}
    return client.post(reverse("sheet", args=[delivery.uuid]), data)


def test_an_anonymous_sheet_holds_neither_person_nor_moment():
    user, delivery = make.person(), make.evaluation()
    api.submit_sheet(user=user, delivery=delivery, raw=values(delivery, text="Más casos"))
    attempt = Attempt.objects.get()
    assert attempt.user_id is None
    assert attempt.pk < 0
    midnight = attempt.submitted_at
    assert (midnight.hour, midnight.minute, midnight.second, midnight.microsecond) == (0, 0, 0, 0)
    assert attempt.started_at == midnight
    assert {response.saved_at for response in attempt.responses.all()} == {midnight}
    assert all(response.pk < 0 for response in attempt.responses.all())
    stored = serializers.serialize("json", [attempt, *attempt.responses.all()])
    assert f'"user": {user.pk}' not in stored
    assert str(user.uuid) not in stored
    assert user.email not in stored


def test_taking_part_is_kept_apart_with_the_day_alone():
    user, delivery = make.person(), make.evaluation()
    api.submit_sheet(user=user, delivery=delivery, raw=values(delivery))
    receipt = AnonymousReceipt.objects.get()
    assert (receipt.user, receipt.delivery, receipt.on) == (user, delivery, clock.now().date())
    event = AuditEvent.objects.get(action="assessments.receive_anonymous_sheet")
    assert (event.actor_id, event.target_uuid, event.data) == (None, delivery.uuid, {})


def test_the_keys_of_anonymous_rows_tell_nothing_of_their_order():
    delivery = make.evaluation()
    for _ in range(8):
        api.submit_sheet(user=make.person(), delivery=delivery, raw=values(delivery))
    keys = list(Attempt.objects.order_by("pk").values_list("pk", flat=True))
    gaps = {b - a for a, b in pairwise(keys)}
    assert len(keys) == 8
    assert 1 not in gaps


def test_sending_again_changes_nothing():
    user, delivery = make.person(), make.evaluation()
    api.submit_sheet(user=user, delivery=delivery, raw=values(delivery, level="4"))
    api.submit_sheet(user=user, delivery=delivery, raw=values(delivery, level="1"))
    assert Attempt.objects.count() == 1
    assert set(
        Response.objects.filter(item_version__type="likert").values_list("answer__value", flat=True)
    ) == {4}


def test_a_named_form_keeps_its_person_and_moment():
    user, delivery = make.person(), make.evaluation(anonymous=False)
    api.submit_sheet(user=user, delivery=delivery, raw=values(delivery))
    attempt = Attempt.objects.get()
    assert (attempt.user, attempt.number, make.score(attempt)) == (user, 1, None)
    assert clock.now() - attempt.submitted_at < timedelta(minutes=1)
    assert not AnonymousReceipt.objects.exists()


def test_outside_its_window_a_form_is_refused():
    now = clock.now()
    delivery = make.evaluation(opens_at=now - timedelta(days=2), closes_at=now - timedelta(days=1))
    with refused("closed"):
        api.submit_sheet(user=make.person(), delivery=delivery, raw=values(delivery))
    assert not Attempt.objects.exists()


def test_who_may_not_answer_cannot(registered):
    registered.delivery_access.clear()
    delivery = make.evaluation()
    with refused("not_yours"):
        api.submit_sheet(user=make.person(), delivery=delivery, raw=values(delivery))


def test_statements_come_in_groups_of_six_at_most():
    items = make.items_of(make.evaluation(make.opinion_form(8, open_questions=2)))
    groups = Sheet(items, {}, {}).groups
    assert [(group.first, group.last, group.is_scale) for group in groups] == [
        (1, 6, True),
        (7, 8, True),
        (9, 10, False),
    ]


def test_a_named_group_keeps_its_heading():
    items = [
        api.ensure_item_version(
            key=f"g{place}", type="likert", content=make.likert_content(group=make.text(name))
        )
        for place, name in enumerate(["Voz", "Voz", "Respeto"])
    ]
    groups = Sheet(items, {}, {}).groups
    assert [(group.title["es"], len(group.lines)) for group in groups] == [
        ("Voz (es)", 2),
        ("Respeto (es)", 1),
    ]


def test_the_page_says_that_it_is_anonymous(client, itzel):
    html = client.get(reverse("sheet", args=[make.evaluation().uuid])).content.decode()
    assert "Este formulario es anónimo" in html
    assert "sin su nombre y sin la hora" in html
    html = client.get(reverse("sheet", args=[make.evaluation(anonymous=False).uuid])).content.decode()
    assert "anónimo" not in html


def test_a_test_start_leads_to_the_form(client, itzel):
    delivery = make.evaluation()
    response = client.get(reverse("attempt_start", args=[delivery.uuid]))
    assert response.url == reverse("sheet", args=[delivery.uuid])


def test_a_test_is_not_a_form(client, itzel):
    assert client.get(reverse("sheet", args=[make.delivery().uuid])).status_code == 404


def test_sending_says_thanks_and_comes_back_to_thanks(client, itzel):
    delivery = make.evaluation()
    sent = reverse("sheet_sent", args=[delivery.uuid])
    assert client.get(sent).url == reverse("sheet", args=[delivery.uuid])
    assert post(client, delivery).url == sent
    assert "Gracias: recibimos sus respuestas" in client.get(sent).content.decode()
    assert client.get(reverse("sheet", args=[delivery.uuid])).url == sent
    assert post(client, delivery).url == sent
    assert Attempt.objects.count() == 1


def test_a_missing_answer_is_named_and_all_that_was_typed_stays(client, itzel):
    delivery = make.evaluation()
    first, _second, third, words = make.items_of(delivery)
    data = {str(first.uuid): "5", str(third.uuid): "2", str(words.uuid): "Más <casos>"}
    response = client.post(reverse("sheet", args=[delivery.uuid]), data)
    html = response.content.decode()
    assert response.status_code == 422
    assert "Falta 1 respuesta. No se perdió nada de lo que escribió." in html
    assert 'href="#q2"' in html
    assert f'name="{first.uuid}" value="5" checked' in html
    assert f'name="{third.uuid}" value="2" checked' in html
    assert "Más &lt;casos&gt;</textarea>" in html
    assert not Attempt.objects.exists()
    assert not AnonymousReceipt.objects.exists()


@pytest.mark.parametrize("level", ["9", "x", "-", "1.5"])
def test_a_tampered_level_is_refused(client, itzel, level):
    delivery = make.evaluation()
    assert post(client, delivery, level=level).status_code == 422
    assert not Attempt.objects.exists()


def test_too_long_a_text_is_refused_and_kept_on_the_page(client, itzel):
    delivery = make.evaluation()
    response = post(client, delivery, text="x" * 2001)
    assert response.status_code == 422
    assert "x" * 2001 in response.content.decode()
    assert not Attempt.objects.exists()


def test_a_form_that_is_not_mine_does_not_exist_for_me(client, itzel, registered):
    registered.delivery_access.clear()
    delivery = make.evaluation()
    assert client.get(reverse("sheet", args=[delivery.uuid])).status_code == 404
    assert post(client, delivery).status_code == 404
    assert not Attempt.objects.exists()


def test_the_form_in_english(client, itzel):
    delivery = make.evaluation()
    html = client.get(f"/en/forms/{delivery.uuid}/").content.decode()
    assert "This form is anonymous" in html
    assert "Statements 1 to 3" in html
    assert "Afirmación 1 (en)" in html


def test_the_form_costs_the_same_whatever_its_length(client, itzel, django_assert_num_queries):
    for statements in (1, 3):
        delivery = make.evaluation(make.opinion_form(statements))
        url = reverse("sheet", args=[delivery.uuid])
        client.get(url)
        with django_assert_num_queries(8):
            client.get(url)


def test_opinions_are_summed_up_without_people():
    delivery = make.evaluation(make.opinion_form(2))
    for level, text in (("5", "zeta"), ("4", ""), ("4", "alfa")):
        api.submit_sheet(user=make.person(), delivery=delivery, raw=values(delivery, level=level, text=text))
    first, _second = api.likert_summary(delivery.pk)
    assert (first.key, first.n, first.missing, first.mean) == ("r01", 3, 0, 13 / 3)
    assert first.counts == {1: 0, 2: 0, 3: 0, 4: 2, 5: 1}
    assert first.labels[5]["es"] == "Muy de acuerdo (es)"
    (texts,) = api.open_answers(delivery.pk)
    assert texts.texts == ("alfa", "zeta")


def test_an_empty_form_has_no_mean():
    summary = api.likert_summary(make.evaluation(make.opinion_form(1)).pk)
    assert [(one.n, one.missing, one.mean) for one in summary] == [(0, 0, None)]
