"""Entering an account that somebody else made."""

import re
from datetime import timedelta

import pytest
import time_machine
from allauth.account.models import EmailAddress
from django.utils import timezone

from lms.accounts.data import PersonRow
from lms.accounts.models import Invitation, User
from lms.accounts.roles import Role
from lms.accounts.services.invitations import invite
from lms.accounts.services.people import create_or_update_person
from lms.core.errors import UserError
from lms.core.models import AuditEvent
from tests.lms.factories import make_person

pytestmark = pytest.mark.django_db


@pytest.fixture
def person():
    row = PersonRow(email="ana@example.mx", first_name="Ana", last_name="Ruiz", language="es-mx")
    return User.objects.get(pk=create_or_update_person(actor=None, row=row).user_id)


@pytest.fixture
def letter(person, mailoutbox, django_capture_on_commit_callbacks):
    """The path of the link in the letter that the person received."""

    def send():
        with django_capture_on_commit_callbacks(execute=True):
            invite(actor=None, user=person)
        return re.search(r"http://localhost:8000(\S+)", mailoutbox[-1].body).group(1)

    return send


def answer(**fields):
    return {"first_name": "Ana", "last_name": "Ruiz", "way": "code", "password": "", **fields}


def test_the_letter_is_in_the_persons_language(person, mailoutbox, django_capture_on_commit_callbacks):
    for minutes, language, words in (
        (0, "es-mx", "Su cuenta en Acuerdo está lista"),
        (11, "en", "Your account on Acuerdo is ready"),
    ):
        person.language = language
        person.save()
        later = time_machine.travel(timezone.now() + timedelta(minutes=minutes))
        with later, django_capture_on_commit_callbacks(execute=True):
            invite(actor=None, user=person)
        assert mailoutbox[-1].subject == words
        assert f"/{language}/invitation/" in mailoutbox[-1].body
    assert mailoutbox[-1].to == ["ana@example.mx"]


def test_the_token_is_nowhere_in_the_database(person, letter):
    token = letter().rstrip("/").rsplit("/", 1)[1]
    assert token not in str(list(Invitation.objects.values()))


def test_opening_the_link_uses_nothing_up(client, person, letter):
    path = letter()
    for _attempt in range(3):
        assert client.get(path).status_code == 200
    assert Invitation.objects.get().accepted_at is None
    assert "_auth_user_id" not in client.session


def test_entering_without_a_password(client, person, letter):
    response = client.post(letter(), answer(first_name="Ana María"))
    assert response.url == "/es-mx/"
    assert client.session["_auth_user_id"] == str(person.pk)
    person.refresh_from_db()
    assert person.first_name == "Ana María"
    assert not person.has_usable_password()
    assert EmailAddress.objects.get(user=person).verified
    assert AuditEvent.objects.filter(action="accounts.accept_invitation", actor=person).count() == 1


def test_entering_with_a_password(client, person, letter):
    client.post(letter(), answer(way="password", password="una-frase-larga"))
    person.refresh_from_db()
    assert person.check_password("una-frase-larga")


@pytest.mark.parametrize("password", ["", "short", "1234567890", "ana@example"])
def test_a_weak_password_is_refused_and_what_was_typed_stays(client, person, letter, password):
    path = letter()
    page = client.post(path, answer(first_name="Anita", way="password", password=password))
    assert page.status_code == 200
    assert page.context["form"].errors["password"]
    assert 'value="Anita"' in page.content.decode()
    assert client.get(path).status_code == 200


def test_a_passkey_leads_to_setting_it_up_without_another_password(client, person, letter):
    response = client.post(letter(), answer(way="passkey"))
    assert response.url == "/es-mx/account/2fa/webauthn/add/"
    assert client.get(response.url).status_code == 200


def test_the_link_works_once(client, person, letter, django_user_model):
    path = letter()
    client.post(path, answer())
    client.logout()
    assert client.get(path).status_code == 404
    assert client.post(path, answer(first_name="Mallory")).status_code == 404
    person.refresh_from_db()
    assert person.first_name == "Ana"


def test_a_newer_letter_replaces_the_older_one(client, letter):
    old = letter()
    with time_machine.travel(timezone.now() + timedelta(minutes=11)):
        new = letter()
        assert client.get(old).status_code == 404
        assert client.get(new).status_code == 200


def test_20_repeated_invitations_know_limits_and_say_when_the_next_may_leave(person, letter, mailoutbox):
    start = timezone.now()
    letter()
    with pytest.raises(UserError) as refusal:
        letter()
    assert refusal.value.code == "too_soon"
    assert person.email in str(refusal.value)
    for times in range(1, 5):
        with time_machine.travel(start + timedelta(minutes=11 * times)):
            letter()
    with time_machine.travel(start + timedelta(hours=5)), pytest.raises(UserError) as refusal:
        letter()
    assert refusal.value.code == "too_soon"
    with time_machine.travel(start + timedelta(hours=24, minutes=1)):
        letter()
    assert len(mailoutbox) == 6


def test_a_letter_grows_old(client, letter):
    path = letter()
    with time_machine.travel(timezone.now() + timedelta(days=13, hours=23)):
        assert client.get(path).status_code == 200
    with time_machine.travel(timezone.now() + timedelta(days=14, seconds=1)):
        assert client.get(path).status_code == 404


def test_somebody_else_signed_in_is_told_and_not_switched(client, letter):
    other = make_person()
    client.force_login(other)
    assert "primero cierre su sesión" in client.get(letter()).content.decode()
    assert client.session["_auth_user_id"] == str(other.pk)


def test_a_letter_never_gets_around_a_second_factor(client, person, letter):
    from tests.lms.accounts.codes import give_app

    path = letter()
    give_app(person)
    assert client.post(path, answer()).url == "/es-mx/account/2fa/authenticate/"
    assert "_auth_user_id" not in client.session


@pytest.mark.parametrize(
    ("change", "code"), [({"is_active": False}, "inactive"), ({"last_login": 1}, "already_in")]
)
def test_who_needs_no_letter_gets_none(person, change, code):
    if "last_login" in change:
        change = {"last_login": timezone.now()}
    User.objects.filter(pk=person.pk).update(**change)
    person.refresh_from_db()
    with pytest.raises(UserError) as refusal:
        invite(actor=None, user=person)
    assert refusal.value.code == code
    assert Invitation.objects.count() == 0


def test_the_new_person_can_ask_for_a_code_without_ever_opening_the_letter(client, person, mailoutbox):
    client.post("/es-mx/account/login/code/", {"email": "ana@example.mx"})
    code = re.search(r"^\s*([A-Z0-9-]{6,})\s*$", mailoutbox[0].body, re.MULTILINE).group(1)
    client.post("/es-mx/account/login/code/confirm/", {"code": code})
    assert client.session["_auth_user_id"] == str(person.pk)


def test_administrators_send_it_again_from_the_page(
    client, person, mailoutbox, django_capture_on_commit_callbacks
):
    client.force_login(make_person(Role.ADMINISTRATOR))
    with django_capture_on_commit_callbacks(execute=True):
        client.post(f"/es-mx/people/{person.uuid}/invite/")
    assert len(mailoutbox) == 1
