"""Who holds which role, and what follows from it."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.http import HttpResponse
from django.utils.functional import SimpleLazyObject
from wagtail.models import Page

from lms.accounts import api
from lms.accounts.access import public, roles, signed_in
from lms.accounts.models import RoleGrant, User
from lms.accounts.roles import Role
from lms.accounts.selectors import roles as selectors
from lms.accounts.selectors.roles import has_second_factor, is_staff_member, roles_of
from lms.accounts.selectors.signed_in import had_consented, signed_in_user
from lms.accounts.services.privacy import give_consent, withdraw_consent
from lms.accounts.services.roles import EDITORS_GROUP, REVIEWERS_GROUP, grant_role, revoke_role
from lms.core import clock
from lms.core.errors import UserError
from lms.core.models import AuditEvent
from tests.lms.factories import make_center, make_person

pytestmark = pytest.mark.django_db


def test_somebody_without_grants_is_a_conciliator():
    assert api.roles_of(make_person()) == {Role.CONCILIATOR}


def test_staff_are_conciliators_only_where_an_app_says_so(monkeypatch):
    monkeypatch.setattr(selectors, "_sources", [])
    trainer = make_person(Role.TRAINER)
    assert api.roles_of(trainer) == {Role.TRAINER}
    api.register_role_source(lambda user: [Role.CONCILIATOR])
    api.forget_roles(trainer)
    assert api.roles_of(trainer) == {Role.TRAINER, Role.CONCILIATOR}


def test_a_superuser_has_every_role_and_center():
    center = make_center()
    owner = make_person(is_superuser=True)
    assert api.roles_of(owner) == set(Role)
    assert api.managed_center_ids(owner) == {center.pk}


@pytest.mark.parametrize("user", [AnonymousUser(), None])
def test_strangers_and_closed_accounts_hold_nothing(user):
    user = user or make_person(Role.TRAINER, Role.PROGRAM_OFFICER, is_active=False)
    assert api.roles_of(user) == frozenset()
    assert api.managed_center_ids(user) == set()
    assert not api.is_staff_member(user)
    assert not api.is_program_officer(user)


def test_whom_to_ask_at_a_center_is_whoever_can_sign_in():
    center, both = make_center(), [make_person(first_name=name, last_name="") for name in ("Ana", "Luis")]
    for one in both:
        grant_role(actor=None, user=one, role=Role.CENTER_MANAGER, center=center)
    assert api.center_managers([center.pk]) == {center.pk: "Ana, Luis"}
    User.objects.filter(pk=both[0].pk).update(is_active=False)
    assert api.center_managers([center.pk]) == {center.pk: "Luis"}


def test_a_manager_manages_the_centers_of_the_grants_in_force():
    north, south = make_center(), make_center()
    manager = make_person()
    first = grant_role(actor=None, user=manager, role=Role.CENTER_MANAGER, center=north)
    grant_role(actor=None, user=manager, role=Role.CENTER_MANAGER, center=south)
    assert api.managed_center_ids(manager) == {north.pk, south.pk}
    revoke_role(actor=None, grant=first)
    manager.refresh_from_db()
    api.forget_roles(manager)
    assert api.managed_center_ids(manager) == {south.pk}


def test_giving_a_role_twice_is_giving_it_once():
    user, admin = make_person(), make_person(Role.ADMINISTRATOR)
    first = grant_role(actor=admin, user=user, role=Role.TRAINER)
    assert grant_role(actor=admin, user=user, role=Role.TRAINER) == first
    events = AuditEvent.objects.filter(action="accounts.grant_role", target_uuid=user.uuid)
    assert [event.actor for event in events] == [admin]
    with pytest.raises(IntegrityError), transaction.atomic():
        RoleGrant.objects.create(user=user, role=Role.TRAINER, granted_at=first.granted_at)


def test_a_revoked_role_can_be_given_again():
    user = make_person()
    grant = grant_role(actor=None, user=user, role=Role.TRAINER)
    revoke_role(actor=None, grant=grant)
    assert not api.has_role(user, Role.TRAINER)
    again = grant_role(actor=None, user=user, role=Role.TRAINER)
    assert again.pk != grant.pk
    assert api.has_role(user, Role.TRAINER)


def test_scopes_are_demanded():
    user, center = make_person(), make_center()
    for role, scope, code in (
        (Role.CENTER_MANAGER, None, "center_missing"),
        (Role.TRAINER, center, "center_not_allowed"),
    ):
        with pytest.raises(UserError) as refusal:
            grant_role(actor=None, user=user, role=role, center=scope)
        assert refusal.value.code == code
    assert user.role_grants.count() == 0


def test_the_last_administrator_stays():
    only = make_person()
    grant = grant_role(actor=None, user=only, role=Role.ADMINISTRATOR)
    with pytest.raises(UserError) as refusal:
        revoke_role(actor=only, grant=grant)
    assert refusal.value.code == "last_administrator"
    grant_role(actor=only, user=make_person(), role=Role.ADMINISTRATOR)
    revoke_role(actor=only, grant=grant)
    assert not api.has_role(only, Role.ADMINISTRATOR)


def test_a_closed_administrator_does_not_count_as_another():
    only = make_person()
    grant = grant_role(actor=None, user=only, role=Role.ADMINISTRATOR)
    grant_role(actor=None, user=make_person(is_active=False), role=Role.ADMINISTRATOR)
    with pytest.raises(UserError):
        revoke_role(actor=only, grant=grant)


@pytest.mark.parametrize(
    ("role", "group"),
    [
        (Role.EDITOR, EDITORS_GROUP),
        (Role.REVIEWER, REVIEWERS_GROUP),
        (Role.ADMINISTRATOR, REVIEWERS_GROUP),
    ],
)
def test_roles_of_content_enter_wagtails_group_and_leave_it(role, group):
    grant_role(actor=None, user=make_person(), role=Role.ADMINISTRATOR)
    user = make_person()
    grant = grant_role(actor=None, user=user, role=role)
    assert [one.name for one in user.groups.all()] == [group]
    assert user.has_perm("wagtailadmin.access_admin")
    revoke_role(actor=None, grant=grant)
    assert not User.objects.get(pk=user.pk).has_perm("wagtailadmin.access_admin")


def test_of_two_roles_of_content_one_stays_when_the_other_is_taken():
    user = make_person()
    grants = [grant_role(actor=None, user=user, role=role) for role in (Role.EDITOR, Role.REVIEWER)]
    revoke_role(actor=None, grant=grants[1])
    assert [one.name for one in user.groups.all()] == [EDITORS_GROUP]


def test_reviewers_publish_and_editors_submit():
    page = Page.objects.get(depth=2)
    editor, reviewer, administrator, trainer = (make_person() for _time in range(4))
    for user, role in (
        (editor, Role.EDITOR),
        (reviewer, Role.REVIEWER),
        (administrator, Role.ADMINISTRATOR),
        (trainer, Role.TRAINER),
    ):
        grant_role(actor=None, user=user, role=role)
    may = {user: page.permissions_for_user(user) for user in (editor, reviewer, administrator, trainer)}
    assert [one.can_edit() for one in may.values()] == [True, True, True, False]
    assert [one.can_publish() for one in may.values()] == [False, True, True, False]
    assert all(one.can_submit_for_moderation() for one in list(may.values())[:3])
    approving = page.get_workflow().tasks[0].specific.groups.all()
    assert [group.name for group in approving] == [REVIEWERS_GROUP]


def test_access_is_declared_once_and_kept(rf):
    @roles(Role.TRAINER)
    def view(request):
        return HttpResponse("in")

    request = rf.get("/")
    request.user = make_person(Role.TRAINER)
    assert view(request).content == b"in"
    request.user = make_person(Role.CENTER_MANAGER, center=make_center())
    with pytest.raises(PermissionDenied):
        view(request)
    assert view.access.roles == {Role.TRAINER}
    assert public(lambda request: None).access.is_public
    assert signed_in(lambda request: None).access.roles == frozenset()
    with pytest.raises(TypeError):
        signed_in(view)
    with pytest.raises(TypeError):
        roles()


def test_roles_are_read_once_until_they_change(django_assert_num_queries, monkeypatch):
    asked = []
    monkeypatch.setattr(selectors, "_sources", [lambda user: asked.append(user) or []])
    person = make_person(Role.TRAINER)
    owner = make_person(is_superuser=True)
    with django_assert_num_queries(2):
        for _time in range(3):
            assert api.has_role(person, Role.TRAINER)
            assert api.managed_center_ids(person) == set()
            assert api.managed_center_ids(owner) == set()
    assert asked == [person]
    center = make_center()
    api.grant_role(actor=None, user=person, role=Role.CENTER_MANAGER, center=center)
    assert api.managed_center_ids(person) == {center.pk}
    assert api.has_role(person, Role.CENTER_MANAGER)


def test_a_role_given_meanwhile_reaches_the_person_of_a_request():
    person = make_person()
    wrapped = SimpleLazyObject(lambda: person)  # as `request.user` is
    assert roles_of(wrapped) == {Role.CONCILIATOR}
    RoleGrant.objects.create(user=person, role=Role.TRAINER, granted_at=clock.now())
    assert roles_of(wrapped) == {Role.TRAINER}


def test_whoever_is_signed_in_comes_with_what_every_page_asks(django_assert_num_queries):
    pk = make_person(center=make_center()).pk
    with django_assert_num_queries(1):
        person = signed_in_user(pk)
        assert person.center.time_zone
        assert roles_of(person) == {Role.CONCILIATOR}
        assert not had_consented(person)
    give_consent(user=person, language="es-mx")
    assert had_consented(signed_in_user(pk))
    withdraw_consent(user=person)
    assert not had_consented(signed_in_user(pk))
    assert signed_in_user(0) is None


def test_roles_of_staff_are_read_where_they_are_asked_for(django_assert_num_queries):
    pk = make_person(Role.TRAINER).pk
    person = signed_in_user(pk)
    with django_assert_num_queries(1):
        assert is_staff_member(person)
        assert not has_second_factor(person)
