"""The counting itself: a budget that miscounts promises nothing."""

import pytest
from django.contrib.auth.models import Group
from django.db import connection, transaction

from tests.budgets import counted, same_cost

pytestmark = pytest.mark.django_db


@pytest.fixture
def five():
    Group.objects.bulk_create(Group(name=f"budget {number}") for number in range(5))
    return Group.objects.filter(name__startswith="budget").order_by("name")


def test_every_way_of_reading_counts_its_rows(five):
    with counted() as spent:
        list(five.all())
        list(five.all().values_list("name"))
        five.all()[2]
        five.all().count()
        five.all().exists()
        list(five.all().iterator(chunk_size=2))
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1 UNION SELECT 2")
            list(cursor)
            cursor.execute("SELECT 3")
            cursor.fetchone()
    assert [one.rows for one in spent.statements] == [5, 5, 1, 1, 1, 5, 2, 1]
    assert (spent.queries, spent.rows) == (8, 21)


def test_marks_of_a_transaction_are_no_queries(five):
    with counted() as spent, transaction.atomic(), transaction.atomic():
        five.all().first()
    assert (spent.queries, spent.rows) == (1, 1)
    assert len(spent.statements) > 1


def test_writing_counts_and_repeats_are_named(five):
    with counted() as spent:
        for number in range(2):
            Group.objects.filter(name=f"budget {number}").update(name=f"budget {number} b")
    assert (spent.queries, len(spent.repeated)) == (2, 1)


def test_too_much_fails_and_says_what_was_sent(five):
    with counted() as spent:
        list(five.all())
    spent.within(queries=1, rows=5)
    with pytest.raises(AssertionError, match="auth_group"):
        spent.within(queries=1, rows=4)
    with pytest.raises(AssertionError, match="1 queries, at most 0"):
        spent.within(queries=0)


def test_a_cost_that_grows_is_told(five):
    def reading(number):
        with counted() as spent:
            list(five[:number])
        return spent

    same_cost([reading(3), reading(3)])
    with pytest.raises(AssertionError):
        same_cost([reading(3), reading(5)])
