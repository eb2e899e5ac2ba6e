"""What accounts gives to and takes from other apps; standard library only."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class NavItem:
    """An entry of the main navigation, for people who hold one of `roles` (empty: everybody).

    `label` is lazy text. `prefixes` are further names of URLs (or beginnings of names) on whose
    pages the entry is the current one.
    """

    label: str
    url_name: str
    roles: frozenset[str] = frozenset()
    order: int = 50
    prefixes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PersonRow:
    """A person as a file or a form gives them. Empty means "not given" and changes nothing.

    `job_role`, `sex`, `state` and `language` hold the codes of `User`, not words.
    """

    email: str
    first_name: str
    last_name: str = ""
    curp: str = ""
    center_id: int | None = None
    office_id: int | None = None
    job_role: str = ""
    sex: str = ""
    birth_year: int | None = None
    state: str = ""
    language: str = ""


@dataclass(frozen=True, slots=True)
class PersonResult:
    """What became, or would become, of a `PersonRow`.

    `outcome`: "created", "updated" or "unchanged"; `changes` are (field, before, after) as text.
    `matched_by`: "email", "curp" (known under another address, which is kept) or "".
    """

    outcome: str
    user_id: int | None
    matched_by: str = ""
    changes: tuple[tuple[str, str, str], ...] = field(default=())
