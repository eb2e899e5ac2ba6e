"""More time for one person (WCAG 2.2.1): who may give it, where it shows, and what it changes."""

from datetime import timedelta

import pytest
from django.urls import reverse

from assessments import api as assessments
from assessments.models import Accommodation
from lms.core.models import AuditEvent
from tests.courses import factories as courses
from tests.markup import flat

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("small_course")]


@pytest.fixture
def post_test(cohort):
    return courses.delivery_of(cohort, "post-test")


@pytest.fixture
def address(enrollment):
    return reverse("enrollment_extra_time", args=[enrollment.uuid])


def sent(cohort, minutes, reason="Lee con lupa"):
    steps = [step for step in cohort.steps.all() if step.delivery and step.delivery.time_limit]
    return {f"minutes_{step.uuid}": minutes for step in steps} | {"reason": reason}


def test_a_trainer_gives_minutes_and_the_person_has_them(
    client, cohort, enrollment, trainer, post_test, address
):
    client.force_login(trainer)
    assert address in client.get(reverse("cohort", args=[cohort.uuid])).content.decode()
    assert client.post(address, sent(cohort, 15)).url == reverse("cohort", args=[cohort.uuid])
    granted = Accommodation.objects.get(delivery=post_test)
    assert (granted.person, granted.extra_minutes, granted.granted_by) == (enrollment.user, 15, trainer)
    event = AuditEvent.objects.filter(action="assessments.grant_accommodation").latest("pk")
    assert event.actor == trainer
    assert "lupa" not in str(event.data)
    assert "Lo dio Maribel Ochoa" in client.get(address).content.decode()
    courses.take_test(enrollment)
    courses.read_lessons(enrollment)
    client.force_login(enrollment.user)
    html = client.get(reverse("attempt_start", args=[post_test.uuid])).content.decode()
    assert "30 minutos, y 15 minutos más que se le dieron" in flat(html)
    attempt = assessments.start_attempt(user=enrollment.user, delivery=post_test)
    assert attempt.due_at - attempt.started_at == timedelta(minutes=45)


def test_minutes_need_a_reason_and_what_was_typed_stays(client, cohort, trainer, address):
    client.force_login(trainer)
    answer = client.post(address, sent(cohort, 20, reason=""))
    assert answer.status_code == 422
    assert "Diga por qué" in answer.content.decode()
    assert 'value="20"' in answer.content.decode()
    assert not Accommodation.objects.exists()


def test_saving_without_a_change_grants_nothing_and_zero_takes_back(
    client, cohort, trainer, post_test, address
):
    client.force_login(trainer)
    client.post(address, sent(cohort, 0))
    assert not Accommodation.objects.exists()
    client.post(address, sent(cohort, 10))
    client.post(address, sent(cohort, 0))
    granted = Accommodation.objects.get(delivery=post_test)
    assert (granted.extra_minutes, granted.reason) == (0, "")


def test_no_more_than_ten_hours(client, cohort, trainer, address):
    client.force_login(trainer)
    assert client.post(address, sent(cohort, 601)).status_code == 422
