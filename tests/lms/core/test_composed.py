"""Composed queries answer as the querysets that they are made of, whatever they are given."""

from datetime import timedelta
from threading import Thread

import pytest
from django.contrib.auth.models import Group
from django.db import connection, transaction
from django.db.models import Count, Exists, Max, OuterRef
from django.test.utils import CaptureQueriesContext

from lms.accounts.models import Center, RoleGrant, User
from lms.accounts.roles import Role
from lms.core import clock
from lms.core.composed import LONGEST, Composed, together
from tests.budgets import counted
from tests.lms.factories import make_person

pytestmark = pytest.mark.django_db


@pytest.fixture
def center():
    return Center.objects.create(name="Centro", code="c-1", kind="federal", state="CMX")


@pytest.fixture
def people(center):
    return [make_person(Role.TRAINER, center=center), make_person(Role.CONCILIATOR), make_person(Role.EDITOR)]


def _with_center(people):
    grants = RoleGrant.objects.filter(user=OuterRef("pk"), revoked_at=None)
    rows = User.objects.filter(pk__in=people).select_related("center").annotate(granted=Exists(grants))
    return rows.order_by("-pk")


def test_models_come_with_what_was_joined_and_annotated(people):
    ids = [one.pk for one in people]
    asked = Composed(_with_center)
    for given in (ids, ids[:2], ids[1:], ids[:1]):
        found = asked(people=given)
        assert found == list(_with_center(given))
        with counted() as spent:
            told = [(one.uuid, one.date_joined, one.center and one.center.name, one.granted) for one in found]
        assert spent.queries == 0
        assert told == [
            (one.uuid, one.date_joined, one.center and one.center.name, one.granted)
            for one in _with_center(given)
        ]
        assert not any(one._state.adding or one.get_deferred_fields() for one in found)


def test_each_kind_of_value_is_sent_as_the_database_stores_it(people):
    asked = Composed(
        lambda uuid, email, before, pk: User.objects.filter(
            uuid=uuid, email=email, date_joined__lt=before, pk=pk
        ).values_list("pk", "uuid")
    )
    soon = clock.now() + timedelta(days=1)
    for one in people:
        given = {"uuid": one.uuid, "email": one.email, "before": soon, "pk": one.pk}
        assert asked(**given) == [(one.pk, one.uuid)]
        for other in ({"uuid": people[one is people[0]].uuid}, {"email": "x"}, {"pk": 0}):
            assert asked(**{**given, **other}) == []
        assert asked(**{**given, "before": one.date_joined}) == []


def test_what_was_read_is_not_kept(people):
    asked = Composed(lambda pk: User.objects.filter(pk=pk).values_list("first_name", flat=True))
    (one, *_rest) = people
    asked(pk=one.pk)
    User.objects.filter(pk=one.pk).update(first_name="Otra")
    assert asked(pk=one.pk) == ["Otra"]


def test_the_query_is_composed_once_for_each_length(people):
    composed = []

    def compose(people):
        composed.append(len(people))
        return User.objects.filter(pk__in=people).order_by("pk")

    asked = Composed(compose)
    ids = [one.pk for one in people]
    for given in (ids, ids, ids[:2], ids, [], [], [ids[0], ids[0]]):
        assert asked(people=given) == list(User.objects.filter(pk__in=given).order_by("pk"))
    assert composed == [3, 2, 0]
    many = [*ids, *range(-LONGEST, 0)]
    assert asked(people=many) == asked(people=many) == sorted(people, key=lambda one: one.pk)
    assert composed == [3, 2, 0, len(many), len(many)]


def test_a_list_is_filled_up_to_a_length_that_is_kept_and_finds_the_same():
    composed = []

    def compose(people):
        composed.append(len(people))
        return User.objects.filter(pk__in=people).order_by("pk").values_list("pk", flat=True)

    asked = Composed(compose)
    ids = [make_person().pk for _one in range(9)]
    assert [asked(people=ids[:number]) for number in range(10)] == [ids[:number] for number in range(10)]
    assert sorted(composed) == [0, 1, 2, 3, 4, 6, 8, 12]


def test_expressions_over_all_rows_come_as_one_row():
    asked = Composed(
        lambda people: together(User.objects.filter(pk__in=people), Count("pk"), Max("pk"), Count("center"))
    )
    ids = [make_person().pk for _one in range(3)]
    assert [asked(people=ids), asked(people=ids[:1])] == [[(3, ids[2], 0)], [(1, ids[0], 0)]]
    assert asked(people=[0]) == [(0, None, 0)]


@pytest.mark.django_db(transaction=True)
def test_what_is_locked_is_locked_in_a_transaction():
    asked = Composed(lambda pk: User.objects.select_for_update().filter(pk=pk).values_list("pk", flat=True))
    one = make_person()
    with transaction.atomic():
        assert asked(pk=one.pk) == [one.pk]
    if not connection.features.has_select_for_update:
        assert asked(pk=one.pk) == [one.pk]
        return
    with pytest.raises(transaction.TransactionManagementError):
        asked(pk=one.pk)
    with transaction.atomic(), CaptureQueriesContext(connection) as sent:
        asked(pk=one.pk)
    assert "FOR UPDATE" in sent[0]["sql"]


def test_values_find_their_places_in_whatever_order_they_are_given():
    asked = Composed(lambda first, last: User.objects.filter(first_name=first, last_name=last))
    person = make_person(first_name="Itzel", last_name="Cruz")
    assert asked(first="Itzel", last="Cruz") == asked(last="Cruz", first="Itzel") == [person]
    assert asked(first="Cruz", last="Itzel") == asked(last="Itzel", first="Cruz") == []


def test_short_keys_are_found(people):
    asked = Composed(lambda pk: Group.objects.filter(pk=pk).values_list("name", flat=True))
    group = Group.objects.create(name="one")
    assert asked(pk=group.pk) == ["one"]


def test_columns_that_only_sort_are_left_out(people):
    def compose(kind):
        rows = Group.objects.filter(name=kind).annotate(n=Count("permissions")).order_by("-n", "pk")
        return rows.values_list("name").distinct()

    Group.objects.create(name="one")
    assert Composed(compose)(kind="one") == list(compose("one")) == [("one",)]


def test_what_cannot_be_kept_is_refused_at_once(people):
    with pytest.raises(TypeError, match="not in the query"):
        Composed(lambda pk: User.objects.filter(pk=3))(pk=1)
    with pytest.raises(TypeError, match="no stand-in"):
        Composed(lambda pk: User.objects.filter(pk=pk, email__in=[]))(pk=1)
    with pytest.raises(TypeError, match="not given bool"):
        Composed(lambda active: User.objects.filter(is_active=active))(active=True)
    with pytest.raises(TypeError, match="besides itself"):
        Composed(lambda pk: User.objects.filter(pk=pk).prefetch_related("groups"))(pk=1)
    with pytest.raises(TypeError, match="ValuesIterable"):
        Composed(lambda pk: User.objects.filter(pk=pk).values("pk"))(pk=1)


def test_another_thread_asks_by_its_own_connection(people):
    asked, found = Composed(lambda pk: User.objects.filter(pk=pk).values_list("pk", "uuid")), []
    assert asked(pk=people[0].pk)

    def ask():
        found.append(asked(pk=0))
        connection.close()

    thread = Thread(target=ask)
    thread.start()
    thread.join()
    assert found == [[]]
