"""Every act on a person against every credential: what outlived its reason opens nothing, ever again."""

import re

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.test import Client
from django.urls import reverse

from lms.accounts.models import Invitation, Letter, User
from lms.accounts.roles import Role
from lms.accounts.services.contact import change_email
from lms.accounts.services.invitations import accept_invitation, invite
from lms.accounts.services.letters import retry_letter, send_letter
from lms.accounts.services.merging import merge_people
from lms.accounts.services.privacy import erase_person
from lms.accounts.services.profiles import set_active, update_person
from lms.accounts.services.roles import grant_role, revoke_role
from lms.accounts.services.sign_in import reset_sign_in
from lms.core.errors import UserError
from tests.lms.accounts.codes import code_for, give_app
from tests.lms.factories import make_person

pytestmark = pytest.mark.django_db

PASSWORD, NEW = "secret-enough", "otra-frase-larga"


def mailed(outbox, pattern):
    return re.search(pattern, outbox[-1].body, re.MULTILINE).group(1)


def entered(client):
    return client.get("/es-mx/me/").status_code == 200


class Session:
    """A session in a browser somewhere."""

    def begin(self, person, outbox):
        self.client = Client()
        self.client.force_login(person)

    def opens(self):
        return entered(self.client)


class SignInCode:
    """A code for signing in, sent and not used yet."""

    def begin(self, person, outbox):
        self.client = Client()
        self.client.post("/es-mx/account/login/code/", {"email": person.email})
        self.code = mailed(outbox, r"^\s*([A-Z0-9-]{6,})\s*$")

    def opens(self):
        self.client.post("/es-mx/account/login/code/confirm/", {"code": self.code})
        return entered(self.client)


class SecondStep:
    """A password that was accepted, and a second step that is awaited."""

    def begin(self, person, outbox):
        self.client = Client()
        self.secret = give_app(person)
        answer = self.client.post("/es-mx/account/login/", {"login": person.email, "password": PASSWORD})
        assert answer.url.startswith("/es-mx/account/2fa/authenticate/")

    def opens(self):
        self.client.post("/es-mx/account/2fa/authenticate/", {"code": code_for(self.secret)})
        return entered(self.client)


class AddressCode:
    """A code that proves an address, sent to somebody who signs in for the first time."""

    def begin(self, person, outbox):
        self.client = Client()
        EmailAddress.objects.filter(user=person).update(verified=False)
        self.client.post("/es-mx/account/login/", {"login": person.email, "password": PASSWORD})
        self.code = mailed(outbox, r"^\s*([A-Z0-9-]{6,})\s*$")

    def opens(self):
        self.client.post("/es-mx/account/confirm-email/", {"code": self.code})
        return entered(self.client)


class ResetLink:
    """A link for choosing another password."""

    def begin(self, person, outbox):
        Client().post(reverse("account_reset_password"), {"email": person.email})
        self.person, self.path = person, mailed(outbox, r"https?://[^/]+(/\S+)")

    def opens(self):
        client = Client()
        page = client.get(self.path, follow=True)
        client.post(page.request["PATH_INFO"], {"password1": NEW, "password2": NEW})
        self.person.refresh_from_db()
        return self.person.check_password(NEW)


class InvitationLink:
    """An invitation that was not used yet."""

    def begin(self, person, outbox):
        User.objects.filter(pk=person.pk).update(last_login=None)
        person.refresh_from_db()
        sent = invite(actor=None, user=person)
        self.path = f"/es-mx/invitation/{Invitation.token_for(sent.uuid)}/"

    def opens(self):
        return Client().get(self.path).status_code == 200


CREDENTIALS = (Session, SignInCode, SecondStep, AddressCode, ResetLink, InvitationLink)


def address_changed(admin, person):
    change_email(actor=admin, user=person, email="other@example.mx")


def address_changed_and_changed_back(admin, person):
    before = person.email
    change_email(actor=admin, user=person, email="other@example.mx")
    change_email(actor=admin, user=person, email=before)


def closed(admin, person):
    set_active(actor=admin, user=person, active=False)


def closed_and_opened(admin, person):
    set_active(actor=admin, user=person, active=False)
    set_active(actor=admin, user=person, active=True)


def erased(admin, person):
    erase_person(actor=admin, user=person)
    User.objects.filter(pk=person.pk).update(is_active=True)


def merged_away(admin, person):
    merge_people(actor=admin, kept=make_person(), gone=person)
    User.objects.filter(pk=person.pk).update(is_active=True)


def ways_reset(admin, person):
    reset_sign_in(actor=admin, user=person)


ENDING = (
    address_changed,
    address_changed_and_changed_back,
    closed,
    closed_and_opened,
    erased,
    merged_away,
    ways_reset,
)


def role_lost(admin, person):
    revoke_role(actor=admin, grant=person.role_grants.get())


def facts_changed(admin, person):
    update_person(actor=admin, user=person, values={"first_name": "Otro"})


def role_given(admin, person):
    grant_role(actor=admin, user=person, role=Role.EDITOR)


def merged_into(admin, person):
    merge_people(actor=admin, kept=person, gone=make_person())


KEEPING = (facts_changed, role_given, merged_into)


def tried(act, credential, outbox, run_letters):
    """Whether the credential opens the account after the act."""
    admin, person = make_person(Role.ADMINISTRATOR), make_person(Role.TRAINER)
    held = credential()
    with run_letters(execute=True):
        held.begin(person, outbox)
    person = User.objects.get(pk=person.pk)
    with run_letters(execute=True):
        act(admin, person)
    return held.opens()


@pytest.mark.parametrize("credential", CREDENTIALS)
@pytest.mark.parametrize("act", ENDING)
def test_14_what_outlived_its_reason_opens_nothing(
    act, credential, mailoutbox, django_capture_on_commit_callbacks
):
    assert not tried(act, credential, mailoutbox, django_capture_on_commit_callbacks)


@pytest.mark.parametrize("credential", CREDENTIALS)
def test_14_losing_a_role_ends_sessions_but_not_the_invitation_to_the_account(
    credential, mailoutbox, django_capture_on_commit_callbacks
):
    opens = tried(role_lost, credential, mailoutbox, django_capture_on_commit_callbacks)
    assert opens == (credential is InvitationLink)


@pytest.mark.parametrize("credential", CREDENTIALS)
@pytest.mark.parametrize("act", KEEPING)
def test_14_control_other_acts_leave_every_credential_alone(
    act, credential, mailoutbox, django_capture_on_commit_callbacks
):
    assert tried(act, credential, mailoutbox, django_capture_on_commit_callbacks)


def test_14_a_person_who_changes_the_own_address_stays_here_and_is_out_elsewhere(client, mailoutbox):
    person = make_person()
    client.post("/es-mx/account/login/", {"login": person.email, "password": PASSWORD})
    elsewhere = Client()
    elsewhere.force_login(person)
    client.post("/es-mx/account/reauthenticate/", {"password": PASSWORD})
    client.post("/es-mx/account/email/", {"email": "nueva@example.mx", "action_add": ""})
    code = mailed(mailoutbox, r"^\s*([A-Z0-9-]{6,})\s*$")
    client.post("/es-mx/account/confirm-email/", {"code": code})
    person.refresh_from_db()
    assert person.email == "nueva@example.mx"
    assert entered(client)
    assert not entered(elsewhere)


def test_14_an_object_read_before_never_brings_sessions_back():
    person = make_person()
    before = User.objects.get(pk=person.pk)
    closed_and_opened(make_person(Role.ADMINISTRATOR), person)
    before.first_name = "Ana"
    before.save()
    person.refresh_from_db()
    assert (person.first_name, person.access_version) == ("Ana", 2)


def test_14_a_corrected_address_is_invited_and_the_wrong_one_learns_nothing(
    mailoutbox, django_capture_on_commit_callbacks
):
    admin, person = make_person(Role.ADMINISTRATOR), make_person(email="wrong@example.mx")
    EmailAddress.objects.filter(user=person).update(verified=False)
    with django_capture_on_commit_callbacks(execute=True):
        invite(actor=admin, user=person)
    with django_capture_on_commit_callbacks(execute=True):
        change_email(actor=admin, user=person, email="right@example.mx")
    assert [mail.to for mail in mailoutbox] == [["wrong@example.mx"], ["right@example.mx"]]
    assert "/invitation/" in mailoutbox[1].body


def test_14_a_letter_whose_invitation_ended_is_neither_sent_nor_tried_again():
    admin, person = make_person(Role.ADMINISTRATOR), make_person()
    invite(actor=admin, user=person)
    letter = Letter.objects.get()
    Letter.objects.update(state=Letter.State.FAILED)
    closed_and_opened(admin, person)
    letter.refresh_from_db()
    with pytest.raises(UserError) as refusal:
        retry_letter(actor=admin, letter=letter)
    assert refusal.value.code == "outdated"
    Letter.objects.update(state=Letter.State.QUEUED)
    assert send_letter(letter_id=letter.pk) is False
    assert not Letter.objects.exists()


def test_14_an_invitation_opened_before_the_account_was_closed_is_not_accepted():
    admin, person = make_person(Role.ADMINISTRATOR), make_person()
    opened = invite(actor=admin, user=person)
    closed_and_opened(admin, person)
    with pytest.raises(UserError) as refusal:
        accept_invitation(invitation=opened, first_name="X", last_name="Y", language="en")
    assert refusal.value.code == "used"


def test_14_resetting_the_ways_of_signing_in_removes_them_all_and_tells_the_person(
    mailoutbox, django_capture_on_commit_callbacks
):
    admin, person = make_person(Role.ADMINISTRATOR), make_person(Role.TRAINER, language="en")
    give_app(person)
    with django_capture_on_commit_callbacks(execute=True):
        reset_sign_in(actor=admin, user=person)
    person.refresh_from_db()
    assert not person.has_usable_password()
    assert not Authenticator.objects.filter(user=person).exists()
    assert mailoutbox[0].to == [person.email]
    with pytest.raises(UserError) as refusal:
        reset_sign_in(actor=admin, user=admin)
    assert refusal.value.code == "own_account"
