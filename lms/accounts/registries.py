"""What the apps above accounts fill in, so that accounts need not know them.

Each app registers in its `wiring.py`.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest

from lms.accounts.data import NavItem
from lms.accounts.models import Letter, User

NavSource = Callable[[User], Iterable[NavItem]]
nav_sources: list[NavSource] = []


def register_nav(source: NavSource) -> None:
    """Add entries to the main navigation: `source(user)` gives `NavItem`s."""
    if source not in nav_sources:
        nav_sources.append(source)


@dataclass(frozen=True, slots=True)
class SignupGate:
    """A reason for which a stranger may open an account, and what follows when they did."""

    is_open: Callable[[HttpRequest], bool]
    signed_up: Callable[[HttpRequest, User], None] | None


signup_gates: list[SignupGate] = []


def register_signup_gate(
    is_open: Callable[[HttpRequest], bool],
    signed_up: Callable[[HttpRequest, User], None] | None = None,
) -> None:
    """Let people sign up while `is_open(request)`; `signed_up(request, user)` runs right after."""
    gate = SignupGate(is_open, signed_up)
    if gate not in signup_gates:
        signup_gates.append(gate)


LetterSource = Callable[[Letter], Mapping[str, Any] | None]
letter_sources: dict[str, LetterSource] = {}


def register_letter(kind: str, source: LetterSource) -> None:
    """Say what letters of this kind hold beside what is stored, secrets above all, when they are sent.

    `source(letter)` gives more for their templates, or None where they bring nothing any more: such a
    letter is not sent.
    """
    letter_sources[kind] = source


@dataclass(frozen=True, slots=True)
class PersonalData:
    """How the rows of one model about a person are given out and how they are made anonymous."""

    export: Callable[[User], list[dict[str, Any]]]
    erase: Callable[[User], int]


personal_data: dict[str, PersonalData] = {}


def register_personal_data(
    model_label: str,
    *,
    export: Callable[[User], list[dict[str, Any]]],
    erase: Callable[[User], int],
) -> None:
    """Declare how `model_label` ("app.Model") is exported and erased for one person.

    `export(user)` gives JSON-ready dictionaries; `erase(user)` returns how many rows it changed
    or removed, and may keep rows that must stay, with the person's account made anonymous.
    """
    personal_data[model_label] = PersonalData(export, erase)


MergeCheck = Callable[[User, User], list[str]]
MergeMove = Callable[[User, User], int]


@dataclass(frozen=True, slots=True)
class MergePart:
    """One app's share in merging two accounts of one person."""

    conflicts: MergeCheck
    move: MergeMove


merge_parts: dict[str, MergePart] = {}


def register_merge(name: str, *, conflicts: MergeCheck, move: MergeMove) -> None:
    """Join the merging of accounts: `conflicts(kept, gone)` says in words what forbids it,
    `move(kept, gone)` moves the rows inside the caller's transaction and returns their number.
    """
    merge_parts[name] = MergePart(conflicts, move)
