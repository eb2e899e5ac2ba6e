"""Lists ask the database as often for three rows as for one."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from courses import api as courses
from lms.accounts.models import Center
from lms.core import clock
from tests.lms.factories import make_person
from tests.security.acts import rate, sit
from tests.security.crawl import client_of


def queries(client, url):
    client.get(url)  # what is remembered between requests is asked for once
    with CaptureQueriesContext(connection) as captured:
        response = client.get(url)
    assert response.status_code == 200
    return [query["sql"] for query in captured]


def more_people(side):
    """Two more people at different points of the path."""
    for number in range(2):
        user = make_person(center=side.center)
        courses.enroll(actor=None, cohort=side.cohort, user=user)
        sit(user, side.tests["pre_test"])
        if number:
            rate(side, side.cohort.trainers.order_by("pk")[0], user, "x")


@pytest.mark.parametrize(
    ("role", "name"),
    [
        ("trainer A", "cohort"),
        ("manager", "cohort"),
        ("trainer A", "cohort_certificates"),
        ("trainer A", "rating_list"),
        ("officer", "rating_list"),
        ("trainer A", "trainer_home"),
        ("manager", "trainer_home"),
        ("officer", "trainer_home"),
        ("administrator", "people"),
        ("administrator", "centers"),
    ],
)
def test_people_cost_no_queries(world, role, name):
    client, side = client_of(world, role), world.a
    argument = {"cohort": side.cohort, "cohort_certificates": side.cohort, "rating_list": side.occasion}.get(
        name
    )
    url = reverse(name, args=[argument.uuid] if argument else [])
    before = queries(client, url)
    more_people(side)
    assert len(queries(client, url)) == len(before)


def test_cohorts_cost_no_queries(world):
    client, url = client_of(world, "officer"), reverse("trainer_home")
    before = queries(client, url)
    for letter in "XY":
        courses.create_cohort(
            actor=None,
            course=world.a.cohort.course.uuid,
            name=letter,
            starts_on=clock.today(),
            ends_on=clock.today(),
            centers=[world.a.center],
            trainers=[world.people["trainer A"]],
        )
    assert len(queries(client, url)) == len(before)


def test_centers_cost_no_queries(world):
    client, url = client_of(world, "administrator"), reverse("centers")
    before = queries(client, url)
    for number in range(2):
        Center.objects.create(code=f"more-{number}", name=f"Más {number}")
    assert len(queries(client, url)) == len(before)
