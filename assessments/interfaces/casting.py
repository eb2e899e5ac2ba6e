"""The form that says who plays what."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import QueryDict

from assessments.models import RoleCast
from lms.accounts.models import User

ADD = "add_"


@dataclass(frozen=True, slots=True)
class RoleRow:
    """One role of the form: who plays it, and who was chosen to be added."""

    role: Mapping[str, Any]
    cast: Sequence[RoleCast]
    chosen: str


@dataclass(frozen=True, slots=True)
class Casting:
    """What the form sent: people to add by role, and casts to take away by id.

    `unknown` says that somebody was chosen who does not take part.
    """

    add: Mapping[str, User]
    remove: Sequence[int]
    unknown: bool


def read_casting(data: QueryDict, people: Sequence[User]) -> Casting:
    """Read `add_<role>` (a person's uuid or nothing) and `remove` (ids)."""
    known = {str(person.uuid): person for person in people}
    chosen = {name.removeprefix(ADD): data[name] for name in data if name.startswith(ADD) and data[name]}
    return Casting(
        add={role: known[uuid] for role, uuid in chosen.items() if uuid in known},
        remove=[int(one) for one in data.getlist("remove") if one.isdecimal() and len(one) < 16],
        unknown=not set(chosen.values()) <= known.keys(),
    )


def role_rows(
    roles: Sequence[Mapping[str, Any]], cast: Mapping[str, Sequence[RoleCast]], data: Mapping[str, str]
) -> list[RoleRow]:
    """The rows of the form, with what was chosen before it was refused."""
    return [RoleRow(role, cast.get(role["key"], []), data.get(f"{ADD}{role['key']}", "")) for role in roles]
