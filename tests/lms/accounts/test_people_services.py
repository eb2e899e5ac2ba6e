"""Accounts made and changed from rows, once and only where they differ."""

import pytest

from lms.accounts import curp
from lms.accounts.api import create_or_update_person, match_people, save_people
from lms.accounts.data import PersonRow
from lms.accounts.models import User
from lms.core.errors import UserError
from lms.core.models import AuditEvent
from tests.lms.factories import make_center, make_person

pytestmark = pytest.mark.django_db

CURP = "HEGG560427MVZRRL04"
OTHER_CURP = "BAAD890101HMCRRN09"


def with_check_digit(stem):
    return next(stem + digit for digit in "0123456789" if curp.is_valid(stem + digit))


def test_curp():
    assert curp.is_valid(CURP)
    assert not curp.is_valid("HEGG560427MVZRRL05")
    assert not curp.is_valid("HEGG560427MVZRRL0")
    assert curp.normalized(" hegg560427 mvzrrl-04 ") == CURP


def test_a_new_person_enters_by_code_or_invitation_only():
    center = make_center()
    result = create_or_update_person(
        actor=None,
        row=PersonRow(
            email=" Maria@Example.MX ",
            first_name="María",
            last_name="Núñez Güemes",
            curp="hegg560427mvzrrl04",
            center_id=center.pk,
            sex="F",
            birth_year=1956,
            state="VER",
        ),
    )
    person = User.objects.get(pk=result.user_id)
    assert result.outcome == "created"
    assert (person.email, person.curp, person.center, person.sex) == ("maria@example.mx", CURP, center, "F")
    assert not person.has_usable_password()
    event = AuditEvent.objects.get(target_uuid=person.uuid)
    assert event.action == "accounts.create_person"
    assert "María" not in str(event.data)


def test_the_same_row_again_changes_nothing():
    row = PersonRow(email="a@example.mx", first_name="Ana", curp=CURP)
    first = create_or_update_person(actor=None, row=row)
    again = create_or_update_person(actor=None, row=row)
    assert (again.outcome, again.user_id) == ("unchanged", first.user_id)
    assert AuditEvent.objects.count() == 1


def test_what_is_given_is_updated_and_what_is_not_given_stays():
    person = make_person(email="a@example.mx", first_name="Ana", last_name="Ruiz", sex="F")
    row = PersonRow(email="A@EXAMPLE.mx", first_name="Ana María", birth_year=1990)
    result = create_or_update_person(actor=None, row=row)
    assert result.outcome == "updated"
    assert result.changes == (("first_name", "Ana", "Ana María"), ("birth_year", "", "1990"))
    person.refresh_from_db()
    assert (person.first_name, person.last_name, person.sex) == ("Ana María", "Ruiz", "F")


def test_somebody_known_by_curp_keeps_the_known_address():
    person = make_person(email="old@example.mx", first_name="Ana", curp=CURP)
    result = create_or_update_person(
        actor=None, row=PersonRow(email="new@example.mx", first_name="Ana", curp=CURP)
    )
    assert (result.outcome, result.matched_by, result.user_id) == ("unchanged", "curp", person.pk)
    assert User.objects.count() == 1
    person.refresh_from_db()
    assert person.email == "old@example.mx"


@pytest.mark.parametrize(
    ("row", "code"),
    [
        (PersonRow(email="nobody", first_name="X"), "email_invalid"),
        (PersonRow(email="x@example.mx", first_name=" "), "name_missing"),
        (PersonRow(email="x@example.mx", first_name="X", curp="HEGG560427MVZRRL05"), "curp_invalid"),
        (PersonRow(email="one@example.mx", first_name="X", curp=OTHER_CURP), "curp_differs"),
        (PersonRow(email="two@example.mx", first_name="X", curp=CURP), "curp_taken"),
    ],
)
def test_contradictions_are_refused(row, code):
    if row.curp == OTHER_CURP:
        row = PersonRow(email=row.email, first_name="X", curp=with_check_digit(OTHER_CURP[:17]))
    make_person(email="one@example.mx", curp=CURP)
    make_person(email="two@example.mx")
    with pytest.raises(UserError) as refusal:
        create_or_update_person(actor=None, row=row)
    assert refusal.value.code == code
    assert AuditEvent.objects.count() == 0


def test_many_rows_are_saved_whole_or_not_at_all():
    good = [PersonRow(email=f"p{n}@example.mx", first_name="P") for n in range(3)]
    with pytest.raises(UserError):
        save_people(actor=None, rows=[*good, PersonRow(email="bad", first_name="X")])
    assert User.objects.count() == 0
    assert [result.outcome for result in save_people(actor=None, rows=good)] == ["created"] * 3


def test_a_person_twice_in_one_file_is_one_person():
    rows = [
        PersonRow(email="a@example.mx", first_name="Ana"),
        PersonRow(email="A@example.mx", first_name="Ana", state="VER"),
    ]
    results = save_people(actor=None, rows=rows)
    assert [result.outcome for result in results] == ["created", "updated"]
    assert results[0].user_id == results[1].user_id


@pytest.mark.parametrize("size", [1, 30])
def test_the_preview_changes_nothing_in_two_queries(size, django_assert_num_queries):
    make_person(email="p0@example.mx", first_name="P")
    rows = [
        PersonRow(email=f"p{n}@example.mx", first_name="Q", curp=CURP if n == 0 else "") for n in range(size)
    ]
    with django_assert_num_queries(2):
        results = match_people(actor=None, rows=[*rows, PersonRow(email="bad", first_name="X")])
    assert results[0].outcome == "updated"
    assert results[-1].code == "email_invalid"
    assert User.objects.count() == 1


def test_saving_more_people_takes_no_more_queries(django_assert_max_num_queries):
    rows = [PersonRow(email=f"p{n}@example.mx", first_name="P", curp="") for n in range(40)]
    with django_assert_max_num_queries(10):
        save_people(actor=None, rows=rows)
    with django_assert_max_num_queries(10):
        save_people(actor=None, rows=[PersonRow(email=row.email, first_name="Q") for row in rows])
    assert set(User.objects.values_list("first_name", flat=True)) == {"Q"}
    assert AuditEvent.objects.filter(action="accounts.update_person").count() == 40


def test_two_new_people_in_one_file_cannot_share_a_curp():
    rows = [
        PersonRow(email="a@example.mx", first_name="Ana"),
        PersonRow(email="b@example.mx", first_name="Eva", curp=CURP),
        PersonRow(email="a@example.mx", first_name="Ana", curp=CURP),
    ]
    with pytest.raises(UserError) as refusal:
        save_people(actor=None, rows=rows)
    assert refusal.value.code == "curp_taken"
    assert User.objects.count() == 0
