"""People and centers for tests, with only what a test does not care about filled in."""

from itertools import count
from typing import Any

from allauth.account.models import EmailAddress

from lms.accounts import api
from lms.accounts.models import Center, RoleGrant, User
from lms.accounts.roles import Role
from lms.core import clock

_numbers = count(1)


def make_center(**fields: Any) -> Center:
    number = next(_numbers)
    return Center.objects.create(**{"code": f"c-{number}", "name": f"Centro {number}", **fields})


def make_person(*roles: Role, center: Center | None = None, **fields: Any) -> User:
    """Somebody who can sign in with the password "secret-enough" and holds `roles`."""
    number = next(_numbers)
    password = fields.pop("password", "secret-enough")
    fields = {
        "email": f"p{number}@example.mx",
        "first_name": "Íñigo",
        "last_name": f"Ñúñez {number}",
        **fields,
    }
    user = User.objects.create_user(password=password, center=center, **fields)
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    for role in roles:
        scope = center if role == Role.CENTER_MANAGER else None
        RoleGrant.objects.create(user=user, role=role, center=scope, granted_at=clock.now())
    return user


def make_staff(role: Role, **fields: Any) -> User:
    """Somebody to whom `role` was given, so that Wagtail's admin lets them in as well."""
    person = make_person(**fields)
    api.grant_role(actor=None, user=person, role=role)
    return person
