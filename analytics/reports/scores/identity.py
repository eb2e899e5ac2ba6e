"""Which columns say who a row is."""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from analytics.reports.scores import cells
from analytics.reports.scores.headings import position
from lms.core.spreadsheets import Row
from lms.core.text import key, plain

_NOT_A_PERSON = re.compile(
    r"\b(centro|center|grupo|group|oficina|office|escuela|school|clase|class|curso|course|seccion|section|sede|site"
    r"|region|estado|state|item|pregunta|question|prueba|test|quiz|municipio|empresa|company|ola|wave|momento|time"
    r"|fecha|date|hora|intento|attempt|sesion|session|instructor|docente|teacher|capacitador\w*|evaluador\w*|rater)\b"
)
_KINDS = (
    re.compile(r"\b(e ?mail|mail|correo)\b"),
    re.compile(r"\bcurp\b"),
    re.compile(
        r"\b(id|ids|uid|pid|sid|subject|subjid|subj|sujeto|participant|participante|matricula|usuario|user|username"
        r"|login|expediente|folio|rfc|nss|identificador|identifier|caso|case|codigo|code|persona|person|empleado"
        r"|employee|respondent|encuestado|no de control|numero de control)(id)?\b"
    ),
    re.compile(
        r"\b(nombre completo|full name|nombre|nombres|name|student|students|estudiante|alumn[oa]|learner)\b"
    ),
)
_FAMILY = re.compile(r"\b(apellidos?|surname|last name|family name|paterno|materno)\b")


@dataclass(frozen=True, slots=True)
class Identity:
    """The columns that say who a row is, and what they are called."""

    positions: tuple[int, ...]
    name: str

    def of(self, row: Row) -> str:
        """Who the row is, for comparing; empty where nothing is said."""
        return plain(key(self.shown(row)))

    def shown(self, row: Row) -> str:
        """Who the row is, as it stands there."""
        return " ".join(row.text(place).strip() for place in self.positions).strip()


def find(
    headers: Sequence[str], rows: Sequence[Row], *, person: str, taken: Collection[int]
) -> Identity | None:
    """The column that `person` names; else the strongest sign that most rows have, addresses first.

    `taken` are columns that hold something else.
    """
    if person:
        place = position(headers, person)
        return Identity((place,), headers[place])
    said = {i: _words(header) for i, header in enumerate(headers) if header and i not in taken}
    for kind in _KINDS[:-1]:
        for place, words in said.items():
            if kind.search(words) and not _NOT_A_PERSON.search(words) and _filled(rows, place):
                return Identity((place,), headers[place])
    return _by_name(headers, rows, said)


def _by_name(headers: Sequence[str], rows: Sequence[Row], said: Mapping[int, str]) -> Identity | None:
    given = [i for i, words in said.items() if _KINDS[-1].search(words) and not _NOT_A_PERSON.search(words)]
    given = [i for i in given if not _FAMILY.search(said[i])]
    family = [i for i, words in said.items() if _FAMILY.search(words)]
    places = tuple(sorted((*given[:1], *family[:2])))
    if not places or not _filled(rows, places[0]):
        return None
    return Identity(places, " + ".join(headers[place] for place in places))


def _words(header: str) -> str:
    """A heading as words: "Student_ID", "studentId" and "student.id" are alike."""
    return plain(re.sub(r"[_.\-:/#()]+", " ", re.sub(r"(?<=[a-z])(?=[A-Z])", " ", header)))


def _filled(rows: Sequence[Row], place: int) -> bool:
    filled = sum(not cells.is_blank(row.cells[place]) for row in rows)
    return filled * 2 > len(rows)
