"""Which columns say who a row is."""

import re
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from analytics.reports.scores import cells
from analytics.reports.scores.headings import position
from lms.core.spreadsheets import Row, column_letter
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
_AGE = re.compile(r"\b(edad|age|ano|year|nacimiento|birth)\b")
_NOBODY = {"", "anonymous", "anonimo", "anonima", "anonymous user", "n/a", "-"}
FEWEST_VALUES, MOST_TIMES = 8, 6
_FAMILY = re.compile(r"\b(apellidos?|surname|last name|family name|paterno|materno)\b")


@dataclass(frozen=True, slots=True)
class Identity:
    """The columns that say who a row is, and what they are called; `kind` is the same in another table."""

    positions: tuple[int, ...]
    name: str
    kind: int = -1

    def of(self, row: Row) -> str:
        """Who the row is, for comparing; empty where nothing is said."""
        said = plain(key(self.shown(row)))
        return "" if said in _NOBODY else said

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
    for number, kind in enumerate(_KINDS[:-1]):
        for place, words in said.items():
            if kind.search(words) and not _NOT_A_PERSON.search(words) and _filled(rows, place):
                return Identity((place,), headers[place], number)
    return _by_name(headers, rows, said) or _by_repetition(headers, rows, taken)


def _by_name(headers: Sequence[str], rows: Sequence[Row], said: Mapping[int, str]) -> Identity | None:
    given = [i for i, words in said.items() if _KINDS[-1].search(words) and not _NOT_A_PERSON.search(words)]
    given = [i for i in given if not _FAMILY.search(said[i])]
    family = [i for i, words in said.items() if _FAMILY.search(words)]
    places = tuple(sorted((*given[:1], *family[:2])))
    if not places or not _filled(rows, places[0]):
        return None
    return Identity(places, " + ".join(headers[place] for place in places), len(_KINDS))


def _by_repetition(headers: Sequence[str], rows: Sequence[Row], taken: Collection[int]) -> Identity | None:
    """A first column of many values, most of which stand a few times: people, whatever it is called."""
    if 0 in taken or _NOT_A_PERSON.search(_words(headers[0])) or _AGE.search(_words(headers[0])):
        return None
    counted = Counter(plain(row.text(0)) for row in rows if not cells.is_blank(row.cells[0]))
    few = sum(count for count in counted.values() if 2 <= count <= MOST_TIMES)
    if len(counted) < FEWEST_VALUES or few * 10 < 7 * len(rows):
        return None
    return Identity((0,), headers[0] or column_letter(0))


def _words(header: str) -> str:
    """A heading as words: "Student_ID", "studentId" and "student.id" are alike."""
    return plain(re.sub(r"[_.\-:/#()]+", " ", re.sub(r"(?<=[a-z])(?=[A-Z])", " ", header)))


def _filled(rows: Sequence[Row], place: int) -> bool:
    """Whether most rows say somebody there."""
    said = [plain(row.text(place)) for row in rows if not cells.is_blank(row.cells[place])]
    return 2 * len([text for text in said if text not in _NOBODY]) > len(rows)
