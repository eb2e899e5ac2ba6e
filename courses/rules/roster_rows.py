"""Reading one row of a file as a person, with everything that is wrong with it in words."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from courses.rules import roster_values as values
from courses.rules.curp_facts import facts_of
from courses.rules.roster_columns import FIELDS, plain
from lms.accounts import curp as curps
from lms.accounts.data import PersonRow
from lms.core.text import address, key

Message = str | Promise


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What is needed beyond the row. `centers`: plain name or code → id, of the centers that may be named.

    `offices`: center → plain name → id. `barred` are the names of centers that take part but whose people
    the actor may not enroll, `elsewhere` those of centers that take no part; `m` is what a lone M means.
    """

    centers: Mapping[str, int]
    barred: frozenset[str]
    elsewhere: frozenset[str]
    m: str | None
    this_year: int
    offices: Mapping[int, Mapping[str, int]] = field(default_factory=dict)


@dataclass(slots=True)
class ReadRow:
    """A row as read. With `errors` nothing of it is used; `warnings` are only shown.

    `supervisor` is the address of whoever is asked about the person after the course.
    """

    number: int
    person: PersonRow
    errors: list[Message] = field(default_factory=list)
    warnings: list[Message] = field(default_factory=list)
    supervisor: str = ""


def read_row(
    number: int, cells: Mapping[str, str], formulas: frozenset[str], around: Surroundings
) -> ReadRow:
    """The person in a row: `cells` by field, `formulas` the fields whose cell holds a formula."""
    errors: list[Message] = []
    for name in sorted(formulas, key=list(FIELDS).index):
        errors.append(
            _("%(column)s holds a formula. Paste it as a value and try again.") % {"column": FIELDS[name]}
        )
    family = " ".join(
        part for part in (cells.get("last_name", ""), cells.get("second_last_name", "")) if part
    )
    center = _center(cells.get("center", ""), around, errors)
    person = PersonRow(
        email=key(cells.get("email", "")).lower(),
        first_name=cells.get("first_name", ""),
        last_name=family,
        curp=curps.normalized(cells.get("curp", "")),
        center_id=center,
        office_id=_office(cells.get("office", ""), center, around, errors),
        job_role=_coded("job_role", cells, values.role, errors),
        sex=_sex(cells, around, errors),
        birth_year=_birth_year(cells, around, errors),
        state=_coded("state", cells, values.state, errors),
        language=_coded("language", cells, values.language, errors),
    )
    for name, length in (("first_name", 120), ("last_name", 120), ("email", 254)):
        if len(getattr(person, name)) > length:
            errors.append(_("%(column)s is too long.") % {"column": FIELDS[name]})
    row = ReadRow(number, person, errors, supervisor=_supervisor(cells, person, errors))
    if person.curp and curps.is_valid(person.curp):
        row.warnings += _slips(person)
    return row


def _center(text: str, around: Surroundings, errors: list[Message]) -> int | None:
    if not text:
        errors.append(_("The center is missing."))
        return None
    name = plain(text)
    if name in around.centers:
        return around.centers[name]
    if name in around.barred:
        errors.append(
            _("You may not enroll people of “%(text)s”. Ask that center, or whoever runs the program.")
            % {"text": text}
        )
    elif name in around.elsewhere:
        errors.append(_("“%(text)s” does not take part in this cohort.") % {"text": text})
    else:
        errors.append(_("There is no center “%(text)s”.") % {"text": text})
    return None


def _office(text: str, center: int | None, around: Surroundings, errors: list[Message]) -> int | None:
    """The office; of a center that has declared none, whatever stands there says nothing."""
    known = around.offices.get(center or 0)
    if not text or not known:
        return None
    if plain(text) not in known:
        errors.append(_("This center has no office “%(text)s”.") % {"text": text[:60]})
    return known.get(plain(text))


def _coded(
    name: str, cells: Mapping[str, str], reader: Callable[[str], str | None], errors: list[Message]
) -> str:
    text = cells.get(name, "")
    code = reader(text) if text else ""
    if code is None:
        errors.append(_("%(column)s: “%(text)s” is not known.") % {"column": FIELDS[name], "text": text})
    return code or ""


def _sex(cells: Mapping[str, str], around: Surroundings, errors: list[Message]) -> str:
    text = cells.get("sex", "")
    if plain(text) == "m" and around.m is None:
        errors.append(_("Sex: “M” could be mujer or masculino. Write the whole word."))
        return ""
    return _coded("sex", cells, lambda word: values.sex(word, around.m), errors)


def _birth_year(cells: Mapping[str, str], around: Surroundings, errors: list[Message]) -> int | None:
    text = cells.get("birth_year", "")
    year = values.birth_year(text, around.this_year) if text else None
    if text and year is None:
        errors.append(_("Year of birth: “%(text)s” is not a year like 1985.") % {"text": text})
    return year


def _supervisor(cells: Mapping[str, str], person: PersonRow, errors: list[Message]) -> str:
    """The address of whoever supervises the person."""
    found = address(cells.get("supervisor", ""))
    if found and found == person.email:
        errors.append(_("The supervisor has the person’s own e-mail."))
    elif found and not _is_address(found):
        errors.append(_("E-mail of the supervisor: “%(text)s” is not an e-mail.") % {"text": found[:60]})
    return found


def _is_address(text: str) -> bool:
    try:
        validate_email(text)
    except ValidationError:
        return False
    return len(text) <= 254


def _slips(person: PersonRow) -> list[Message]:
    """Where the CURP says otherwise than the row; either may be the mistake, so it is only shown."""
    said = facts_of(person.curp)
    slips: list[Message] = []
    if person.sex and person.sex != said.sex:
        slips.append(_("The CURP says another sex."))
    if person.birth_year and person.birth_year != said.birth_year:
        slips.append(_("The CURP says %(year)s as year of birth.") % {"year": said.birth_year})
    return slips
