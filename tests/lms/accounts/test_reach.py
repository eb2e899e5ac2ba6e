"""Nobody acts on somebody with more rights: every act, by everybody, on everybody."""

import pytest

from lms.accounts.data import PersonRow
from lms.accounts.models import Letter, RoleGrant, User
from lms.accounts.roles import Role
from lms.accounts.services.contact import change_email
from lms.accounts.services.invitations import invite
from lms.accounts.services.letters import queue_letter, retry_letter
from lms.accounts.services.merging import merge_people
from lms.accounts.services.people import create_or_update_person
from lms.accounts.services.privacy import erase_person
from lms.accounts.services.profiles import set_active, update_person
from lms.accounts.services.roles import grant_role, revoke_role
from lms.accounts.services.sign_in import reset_sign_in
from lms.core import clock
from lms.core.errors import UserError
from lms.core.models import AuditEvent
from tests.lms.accounts.codes import give_app
from tests.lms.factories import make_center, make_person

pytestmark = pytest.mark.django_db

# From the most to the least; each may act on those of its own line and below.
RANKS = {
    "owner": 3,
    "owner_closed": 3,
    "administrator": 2,
    "administrator_closed": 2,
    "officer": 1,
    "trainer": 1,
    "manager": 1,
    "conciliator": 0,
}
ACTORS = ("owner", "administrator", "officer", "manager", "conciliator")


def make(kind):
    name, _, closed = kind.partition("_")
    fields = {"is_active": not closed, "is_superuser": name == "owner"}
    role = {
        "administrator": Role.ADMINISTRATOR,
        "officer": Role.PROGRAM_OFFICER,
        "trainer": Role.TRAINER,
        "manager": Role.CENTER_MANAGER,
    }.get(name)
    return make_person(*([role] if role else []), center=make_center(), **fields)


def a_grant(user):
    found = user.role_grants.first()
    return found or RoleGrant.objects.create(user=user, role=Role.EDITOR, granted_at=clock.now())


def update_by_file(actor, user):
    return create_or_update_person(actor=actor, row=PersonRow(email=user.email, first_name="Otra"))


def failed_letter(user):
    letter = queue_letter(user=user, kind="address_changed", cause="x")
    Letter.objects.filter(pk=letter.pk).update(state=Letter.State.FAILED)
    return letter


ACTS = {
    "change address": lambda actor, user: change_email(actor=actor, user=user, email="new@example.mx"),
    "change facts": lambda actor, user: update_person(actor=actor, user=user, values={"first_name": "X"}),
    "change facts by file": update_by_file,
    "reset sign-in and second step": lambda actor, user: reset_sign_in(actor=actor, user=user),
    "close": lambda actor, user: set_active(actor=actor, user=user, active=False),
    "open": lambda actor, user: set_active(actor=actor, user=user, active=True),
    "erase": lambda actor, user: erase_person(actor=actor, user=user),
    "merge away": lambda actor, user: merge_people(actor=actor, kept=make_person(), gone=user),
    "merge into": lambda actor, user: merge_people(actor=actor, kept=user, gone=make_person()),
    "invite": lambda actor, user: invite(actor=actor, user=user),
    "try a letter again": lambda actor, user: retry_letter(actor=actor, letter=failed_letter(user)),
    "give a role": lambda actor, user: grant_role(actor=actor, user=user, role=Role.EDITOR),
    "take a role": lambda actor, user: revoke_role(actor=actor, grant=a_grant(user)),
}


def outcome(act, actor, user):
    try:
        ACTS[act](actor, user)
    except UserError as error:
        return error.code
    return "done"


@pytest.mark.parametrize("act", ACTS)
def test_15_nobody_acts_on_somebody_with_more_rights(act):
    make_person(Role.ADMINISTRATOR)  # so that none of the others is the last one
    for actor in ACTORS:
        for target in RANKS:
            who, whom = make(actor), make(target)
            if act == "take a role":
                a_grant(whom)
            before = User.objects.filter(pk=whom.pk).values().get()
            events = AuditEvent.objects.count()
            refused = outcome(act, who, whom) == "more_rights"
            touched = max(RANKS[target], 1 if act in ("give a role", "take a role") else 0)
            assert refused == (touched > RANKS[actor]), (actor, act, target)
            if refused:
                assert User.objects.filter(pk=whom.pk).values().get() == before
                assert AuditEvent.objects.count() == events


def test_15_an_administrator_cannot_become_the_owner_by_any_door(client):
    owner, admin = make("owner"), make("administrator")
    give_app(owner)
    client.force_login(admin)
    before = User.objects.filter(pk=owner.pk).values().get()
    base = f"/es-mx/people/{owner.uuid}/"
    other = make_person(email="other@example.mx")
    facts = {"first_name": "X", "last_name": "Y", "job_role": "judge", "language": "en", "curp": ""}
    posts = {
        "email/": {"email": "mine@example.mx"},
        "edit/": facts,
        "reset/": {},
        "active/": {"active": "0"},
        "merge/": {"other": other.email, "confirmed": "1"},
        "invite/": {},
        "roles/": {"role": "trainer"},
    }
    for act, data in posts.items():
        page = client.post(base + act, data, follow=True)
        assert "más permisos que la suya" in page.content.decode(), act
    merged = f"/es-mx/people/{other.uuid}/merge/"
    assert "más permisos" in client.post(merged, {"other": owner.email}).content.decode()
    assert User.objects.filter(pk=owner.pk).values().get() == before
    assert owner.authenticator_set.exists()
    page = client.get(base).content.decode()
    assert f"{base}email/" not in page
    assert "puede consultarla, pero no cambiarla" in page


def test_14_wagtails_own_pages_about_people_lead_to_ours(client):
    owner, target = make("owner"), make("conciliator")
    client.force_login(owner)
    for page in ("", f"edit/{target.pk}/", f"delete/{target.pk}/"):
        assert client.get(f"/admin/users/{page}").url == "/es-mx/people/"
    client.post(f"/admin/users/edit/{target.pk}/", {"email": "x@example.mx", "is_active": ""})
    assert User.objects.get(pk=target.pk).email == target.email


def test_15_a_role_above_ones_own_cannot_be_given():
    with pytest.raises(UserError) as refusal:
        grant_role(actor=make("officer"), user=make("conciliator"), role=Role.ADMINISTRATOR)
    assert refusal.value.code == "more_rights"
