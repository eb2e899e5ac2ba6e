"""The main navigation, and each role's start page."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from lms.accounts.data import NavItem
from lms.accounts.models import User
from lms.accounts.registries import nav_sources
from lms.accounts.roles import Role
from lms.accounts.selectors.roles import roles_of

# Of several roles the one that is most about others decides where a person starts.
START_PAGES = (
    (Role.PROGRAM_OFFICER, "program_home"),
    (Role.CENTER_MANAGER, "center_home"),
    (Role.TRAINER, "trainer_home"),
    (Role.ADMINISTRATOR, "people"),
    (Role.REVIEWER, "wagtailadmin_home"),
    (Role.EDITOR, "wagtailadmin_home"),
    (Role.CONCILIATOR, "learning"),
)

# More do not fit beside each other on 360 pixels, in words of both languages.
MOST_ABREAST = 4


@dataclass(frozen=True, slots=True)
class NavLink:
    """An entry as the page draws it; on a phone those that `fold` stand behind "More"."""

    label: str
    url: str
    current: bool
    folds: bool = False


def start_page(user: User) -> str:
    """The name of the URL where this person starts."""
    roles = roles_of(user)
    if user.is_superuser:
        return "people"
    return next(name for role, name in START_PAGES if role in roles)


def main_navigation(request: HttpRequest) -> list[NavLink]:
    """The entries for whoever is signed in; one is marked as the current page's."""
    user = request.user
    if not user.is_authenticated:
        return []
    match = request.resolver_match
    here = (match.url_name or "") if match else ""
    items = _items(user, roles_of(user))
    most = on_a_phone(len(items))
    return [
        NavLink(str(item.label), reverse(item.url_name), _is_current(item, here), place >= most)
        for place, item in enumerate(items)
    ]


def on_a_phone(count: int) -> int:
    """How many of so many entries stand side by side on a phone; of more one place is "More"."""
    return count if count <= MOST_ABREAST else MOST_ABREAST - 1


def role_headers(request: HttpRequest) -> list[dict[str, object]]:
    """What each role finds in the header, as `{role, labels}`: for the style guide."""
    return [
        {"role": role.label, "labels": [item.label for item in _items(request.user, {role})]} for role in Role
    ]


def _items(user: Any, roles: Collection[Role]) -> list[NavItem]:
    """The entries that one of these roles opens, in order."""
    items = [
        item
        for source in nav_sources
        for item in source(user)
        if not item.roles or not item.roles.isdisjoint(roles)
    ]
    return sorted(items, key=lambda item: (item.order, str(item.label)))


def _is_current(item: NavItem, here: str) -> bool:
    return here == item.url_name or any(here.startswith(prefix) for prefix in item.prefixes)
