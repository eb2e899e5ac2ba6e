"""Pages of whoever runs a delivery: what holds, changing it with the reason, forms, more time."""

from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
from django.urls import reverse

from assessments import api
from assessments.models import Accommodation, Delivery, DeliveryChange
from assessments.registries import Running
from lms.accounts.models import User
from lms.accounts.roles import Role
from lms.core import clock
from lms.core.models import AuditEvent
from tests.assessments import factories as make
from tests.assessments.checks import refused
from tests.assessments.test_forms import form_versions, take, with_forms
from tests.budgets import counted
from tests.lms.factories import make_person

pytestmark = pytest.mark.django_db
ZONE = ZoneInfo("America/Tijuana")


@pytest.fixture
def runner(client, open_to_all):
    """Somebody who runs every delivery of a cohort in Tijuana, and sees its three people by name."""
    user = make_person(Role.TRAINER)
    people = [make.person(first_name=name, last_name="Ruiz") for name in ("Ana", "Beto", "Carla")]
    open_to_all.runs = lambda actor, _delivery: (
        Running(
            title=make.text("Prueba"),
            place="Cohorte norte",
            url="/es/",
            people=User.objects.filter(pk__in=[one.pk for one in people]),
            zone="America/Tijuana",
        )
        if actor == user
        else None
    )
    client.force_login(user)
    user.takers = people
    return user


def sent(delivery, **changed):
    """The form as it is drawn, with what was changed in it."""
    opens = delivery.opens_at.astimezone(ZONE).strftime("%Y-%m-%dT%H:%M")
    drawn = {
        "opens_at": opens, "closes_at": "", "time_limit": delivery.time_limit or "",
        "max_attempts": delivery.max_attempts, "counts": delivery.counts, "feedback": delivery.feedback,
        "late": delivery.late, "code": delivery.code, "shuffle": "on", "layout": delivery.layout,
    }  # fmt: skip
    return {**drawn, **changed}


def delivery_at_the_minute(**rules):
    return make.delivery(opens_at=clock.now().replace(second=0, microsecond=0) - timedelta(hours=1), **rules)


def test_the_page_says_what_holds_in_the_zone_of_the_delivery(client, runner):
    delivery = make.delivery(
        opens_at=clock.now().replace(year=2026, month=3, day=2, hour=17, minute=0), time_limit=45, code="AULA"
    )
    page = client.get(reverse("delivery", args=[delivery.uuid])).content.decode()
    for words in ("2 de marzo de 2026", "9:00", "45 minutos", "AULA", "Cohorte norte"):
        assert words in page


def test_it_exists_for_nobody_else(client, runner):
    delivery = make.delivery()
    client.force_login(make_person(Role.TRAINER))
    names = ("delivery", "delivery_change", "delivery_forms", "delivery_time")
    for name in names:
        assert client.get(reverse(name, args=[delivery.uuid])).status_code == 404
    client.force_login(make.person())
    for name in names:
        assert client.get(reverse(name, args=[delivery.uuid])).status_code == 403


def test_before_anybody_started_no_reason_is_asked(client, runner):
    delivery = delivery_at_the_minute()
    url = reverse("delivery_change", args=[delivery.uuid])
    assert b'name="why"' not in client.get(url).content
    reply = client.post(url, sent(delivery, time_limit="50", closes_at="2030-01-15T18:00"))
    assert reply.url == reverse("delivery", args=[delivery.uuid])
    delivery.refresh_from_db()
    assert delivery.time_limit == 50
    assert delivery.closes_at.astimezone(ZONE).isoformat() == "2030-01-15T18:00:00-08:00"
    change = DeliveryChange.objects.get()
    assert (change.actor, change.why) == (runner, "")


def test_changing_what_people_have_started_asks_why_and_keeps_it(client, runner):
    delivery = delivery_at_the_minute()
    take(runner.takers[0], delivery)
    url = reverse("delivery_change", args=[delivery.uuid])
    refused_page = client.post(url, sent(delivery, max_attempts="3", why=""))
    assert refused_page.status_code == 422
    assert 'value="3"' in refused_page.content.decode()
    assert not DeliveryChange.objects.exists()
    client.post(url, sent(delivery, max_attempts="3", counts="best", why="Falló la red"))
    assert DeliveryChange.objects.get().why == "Falló la red"
    page = client.get(reverse("delivery", args=[delivery.uuid])).content.decode()
    assert "«Falló la red»" in page
    assert "Intentos: 1 intento → 3 intentos" in page
    assert "Lo que cuenta: El primer intento → El mejor intento" in page


def test_the_service_itself_demands_the_reason(open_to_all):
    delivery = make.delivery()
    take(make.person(), delivery)
    with refused("no_reason"):
        api.reschedule_delivery(
            actor=None, delivery=delivery, opens_at=delivery.opens_at, closes_at=clock.now(), why="  "
        )


def test_an_empty_number_of_attempts_is_any_number(client, runner):
    delivery = delivery_at_the_minute()
    client.post(reverse("delivery_change", args=[delivery.uuid]), sent(delivery, max_attempts=""))
    assert Delivery.objects.get(pk=delivery.pk).rules.any_number
    page = client.get(reverse("delivery_change", args=[delivery.uuid])).content.decode()
    assert "9999" not in page


def test_what_cannot_be_is_said_at_its_field_and_nothing_is_lost(client, runner):
    delivery = delivery_at_the_minute()
    url = reverse("delivery_change", args=[delivery.uuid])
    reply = client.post(url, sent(delivery, closes_at="2020-01-01T10:00", code="SALA 3"))
    page = reply.content.decode()
    assert reply.status_code == 422
    assert "El cierre debe ser posterior a la apertura." in page
    assert 'value="2020-01-01T10:00"' in page
    assert 'value="SALA 3"' in page


@pytest.mark.parametrize("moment", ["9999-12-31T23:59", "0001-01-01T00:00"])
def test_a_moment_that_no_database_gives_back_is_refused(client, runner, moment):
    delivery = delivery_at_the_minute()
    url = reverse("delivery_change", args=[delivery.uuid])
    for field in ("opens_at", "closes_at"):
        reply = client.post(url, sent(delivery, **{field: moment}))
        assert reply.status_code == 422
        assert f'value="{moment}"' in reply.content.decode()
    assert client.get(reverse("delivery", args=[delivery.uuid])).status_code == 200


def test_of_a_questionnaire_only_the_window_is_asked(client, runner):
    delivery = make.evaluation()
    page = client.get(reverse("delivery_change", args=[delivery.uuid])).content.decode()
    assert 'name="closes_at"' in page
    for name in ("time_limit", "max_attempts", "feedback", "shuffle"):
        assert f'name="{name}"' not in page
    opens = delivery.opens_at.astimezone(ZONE).strftime("%Y-%m-%dT%H:%M")
    client.post(
        reverse("delivery_change", args=[delivery.uuid]),
        {"opens_at": opens, "closes_at": "2030-01-15T18:00"},
    )
    delivery.refresh_from_db()
    assert (delivery.anonymous, delivery.shuffle) == (True, False)
    assert delivery.closes_at is not None


def test_forms_are_added_and_taken_away(client, runner):
    delivery = with_forms("A")
    take(runner.takers[0], delivery)
    version = form_versions("B")["B"]
    url = reverse("delivery_forms", args=[delivery.uuid])
    client.post(url, {"instrument": f"one-{version.uuid}-", "label": "B"})
    assert list(delivery.forms.values_list("label", flat=True)) == ["A", "B"]
    assert client.post(url, {"instrument": f"one-{version.uuid}-", "label": "C"}).status_code == 422
    page = client.get(url).content.decode()
    assert "Forma A" in page
    remove = reverse("delivery_form_remove", args=[delivery.uuid])
    assert client.post(remove, {"label": "no\x00ne"}).status_code == 302
    client.post(remove, {"label": "A"})
    assert list(delivery.forms.values_list("label", flat=True)) == ["B"]


def test_more_time_is_given_listed_and_taken_back(client, runner):
    delivery = make.delivery(time_limit=60)
    ana = runner.takers[0]
    attempt = api.start_attempt(user=ana, delivery=delivery)
    url = reverse("delivery_time_person", args=[delivery.uuid, ana.uuid])
    reply = client.post(
        url,
        {
            "factor": "1.5",
            "extra_minutes": "5",
            "break_minutes": "20",
            "breaks": "dos de diez",
            "reason": "Lupa",
        },
    )
    assert reply.url == reverse("delivery_time", args=[delivery.uuid])
    attempt.refresh_from_db()
    assert attempt.due_at - attempt.started_at == timedelta(minutes=60 * 1.5 + 5 + 20)
    page = client.get(reply.url).content.decode()
    for words in ("1.5 veces el tiempo", "5 minutos más", "20 minutos para descansos", "dos de diez", "Lupa"):
        assert words in page
    client.post(reverse("delivery_time_withdraw", args=[delivery.uuid, ana.uuid]))
    assert not Accommodation.objects.exists()
    attempt.refresh_from_db()
    assert attempt.due_at - attempt.started_at == timedelta(minutes=115)  # never shortened
    assert AuditEvent.objects.filter(action="assessments.withdraw_accommodation").count() == 1


def test_a_sitting_that_starts_later_has_its_breaks_in_its_time(runner):
    delivery, user = make.delivery(time_limit=30), make.person()
    api.grant_accommodation(actor=None, delivery=delivery, person=user, break_minutes=15)
    attempt = api.start_attempt(user=user, delivery=delivery)
    assert attempt.due_at - attempt.started_at == timedelta(minutes=45)


def test_more_time_must_be_more_and_says_why(client, runner):
    delivery = make.delivery(time_limit=60)
    url = reverse("delivery_time_person", args=[delivery.uuid, runner.takers[0].uuid])
    assert client.post(url, {"factor": "1", "reason": "Lupa"}).status_code == 422
    assert client.post(url, {"factor": "2", "reason": " "}).status_code == 422
    assert not Accommodation.objects.exists()
    assert (
        client.get(reverse("delivery_time_person", args=[delivery.uuid, make.person().uuid])).status_code
        == 404
    )


def test_whoever_sees_nobody_by_name_gives_nobody_time(client, runner, host):
    delivery = make.delivery(time_limit=60)
    api.grant_accommodation(actor=None, delivery=delivery, person=runner.takers[0], factor=2.0)
    host.runs = Running(title=make.text("P"), place="C", url="/es/", people=None, zone="America/Tijuana")
    page = client.get(reverse("delivery_time", args=[delivery.uuid])).content.decode()
    assert "Ruiz" not in page
    for name in ("delivery_time_person", "delivery_time_withdraw"):
        url = reverse(name, args=[delivery.uuid, runner.takers[0].uuid])
        assert client.post(url, {"factor": "2", "reason": "x"}).status_code == 404
    assert Accommodation.objects.get().factor == 2.0


def test_the_page_costs_the_same_whatever_happened(client, runner):
    delivery = with_forms("A", "B")
    url = reverse("delivery", args=[delivery.uuid])
    client.get(url)
    with counted() as few:
        client.get(url)
    for number in range(4):
        take(make.person(), delivery)
        api.reschedule_delivery(
            actor=runner, delivery=delivery, opens_at=delivery.opens_at,
            closes_at=clock.now() + timedelta(days=number + 1), why="Otra vez",
        )  # fmt: skip
    with counted() as many:
        client.get(url)
    assert len(few.asked) == len(many.asked)
