"""Which column of somebody's file is which: headings in Spanish or English, however they are written."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from lms.core.text import plain as without_accents

FIELDS = {
    "email": _("E-mail"),
    "first_name": _("Given names"),
    "last_name": _("Family names"),
    "second_last_name": _("Second family name"),
    "center": _("Center"),
    "office": _("Office"),
    "curp": "CURP",
    "job_role": _("Function"),
    "sex": _("Sex"),
    "birth_year": _("Year of birth"),
    "state": _("State"),
    "language": _("Language"),
    "supervisor": _("E-mail of the supervisor"),
}
REQUIRED = ("email", "first_name", "center")

_HEADINGS = {
    "email": "email|e mail|mail|correo|correo electronico|correo institucional|email address|correo e",
    "first_name": "nombre|nombres|nombre s|nombre completo|nombre y apellidos|name|names|full name|first name"
    "|given name|given names|nombre de pila",
    "last_name": "apellido|apellidos|primer apellido|apellido paterno|last name|last names|surname|surnames"
    "|family name|family names",
    "second_last_name": "segundo apellido|apellido materno|second last name|second surname",
    "center": "centro|centro de conciliacion|oficina|sede|adscripcion|center|conciliation center|office",
    "curp": "curp",
    "job_role": "funcion|rol|cargo|puesto|role|job role|function|position",
    "sex": "sexo|genero|sex|gender",
    "birth_year": "ano de nacimiento|ano nacimiento|nacimiento|fecha de nacimiento|birth year|year of birth"
    "|date of birth|birth date",
    "state": "estado|entidad|entidad federativa|state",
    "language": "idioma|lengua|language",
    "supervisor": "supervisor|supervisora|correo supervisor|correo supervisora|correo de supervisor"
    "|correo de supervisora|correo del supervisor|correo de la supervisora|correo de quien supervisa"
    "|correo jefe|correo jefa|correo del jefe|correo de la jefa|correo del superior|supervisor email"
    "|supervisor e mail|email supervisor|e mail of the supervisor|supervisor s e mail|supervisor s email",
}


def plain(text: str) -> str:
    """Words without accents, case or signs, for comparing what people type."""
    return re.sub(r"[^a-z0-9]+", " ", without_accents(text)).strip()


_KNOWN = {heading: field for field, headings in _HEADINGS.items() for heading in headings.split("|")}


@dataclass(frozen=True, slots=True)
class Columns:
    """`mapping`: field → position of its column. `unknown` and `twice` are headings."""

    mapping: Mapping[str, int]
    unknown: tuple[str, ...]
    twice: tuple[str, ...]

    @property
    def missing(self) -> tuple[str, ...]:
        return tuple(field for field in REQUIRED if field not in self.mapping)

    @property
    def clear(self) -> bool:
        """Whether nobody needs to be asked."""
        return not self.missing and not self.twice


OFFICES = frozenset({"oficina", "sede", "adscripcion", "office"})
"""Headings of the center where a file has no other column for it, and of the office where it has."""


def recognize(headers: Sequence[str]) -> Columns:
    """What each heading means, as far as it can be told."""
    mapping: dict[str, int] = {}
    unknown: list[str] = []
    twice: list[str] = []
    fields = [_KNOWN.get(plain(header)) for header in headers]
    apart = sum(field == "center" for field in fields) == 2
    for position, header in enumerate(headers):
        field = fields[position]
        if apart and field == "center" and plain(header) in OFFICES:
            field = "office"
        if field is None:
            if header:
                unknown.append(header)
        elif field in mapping:
            twice.append(header)
        else:
            mapping[field] = position
    return Columns(mapping, tuple(unknown), tuple(twice))


def known_headings(headers: Sequence[str]) -> int:
    """How many headings are understood: by it the sheet and the row of headings are found."""
    return len(recognize(headers).mapping)
