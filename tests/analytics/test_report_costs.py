"""What the pages of managers and officers cost the database, with few people and with many."""

import pytest
from django.db import transaction
from django.urls import reverse

from analytics.releases import publishing
from lms.accounts.roles import Role
from tests.analytics import factories as make
from tests.budgets import counted, same_cost

pytestmark = pytest.mark.django_db


@pytest.fixture
def own(about, center, trainer):
    """Three people of the manager's own center."""
    for number in range(3):
        make.finisher(about, trainer, pre=number, post=4, at=center)
    return about


def spent_on(client, name):
    with counted() as spent:
        assert client.get(reverse(name)).status_code == 200
    return spent


def test_the_managers_page_reads_its_own_people_whoever_else_is_there(client, own, trainer, manager):
    client.force_login(manager)
    spent_on(client, "center_home")  # what is kept per process is kept from then on
    few = spent_on(client, "center_home")
    few.within(queries=25)
    make.crowd(own, 297, trainer, at=make.center())
    same_cost([few, spent_on(client, "center_home")])


def test_the_managers_page_costs_the_same_queries_for_more_of_its_own(client, own, trainer, manager, center):
    make.enrolled(own, at=center)  # somebody is behind before and after
    client.force_login(manager)
    spent_on(client, "center_home")
    few = spent_on(client, "center_home")
    make.crowd(own, 297, trainer, at=center)
    many = spent_on(client, "center_home")
    assert many.queries == few.queries


def test_the_program_reads_its_release_without_its_people(client, own, trainer, center):
    client.force_login(make.staff(Role.PROGRAM_OFFICER))

    def published(people):
        """What the page costs as of a first release of so many; taken back afterwards."""
        with transaction.atomic():
            make.crowd(own, people, trainer, at=center)
            publishing.publish()
            spent_on(client, "program_home")
            spent = spent_on(client, "program_home")
            transaction.set_rollback(True)
        return spent

    few = published(22)
    few.within(queries=25)
    same_cost([few, published(297)])
