"""What a file would change of what is known, in the words of the people who read it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, cast

from django.db.models import Field
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from courses.rules.roster_columns import FIELDS
from lms.accounts.data import PersonResult
from lms.accounts.models import User

_FIELD = {"center_id": "center", "office_id": "office"}


@dataclass(frozen=True, slots=True)
class Change:
    """One fact of one person, before and after."""

    label: str | Promise
    before: str
    after: str


def in_words(result: PersonResult, centers: Mapping[str, str], offices: Mapping[str, str]) -> list[Change]:
    """The changes of a known person; the names of centers and offices by their key as text."""
    found = []
    for field, before, after in result.changes:
        named = {"center_id": centers, "office_id": offices}
        words = named[field] if field in named else _choices(field)
        label = cast("str | Promise", FIELDS[_FIELD.get(field, field)])
        found.append(Change(label, *(words.get(one, one) or str(_("(nothing)")) for one in (before, after))))
    return found


def _choices(field: str) -> dict[str, str]:
    choices = cast("Field[Any, Any]", User._meta.get_field(field)).choices
    return {str(value): str(label) for value, label in cast(Any, choices) or () if value}
