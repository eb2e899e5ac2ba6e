"""From the words in a file to the codes that are stored; each reader gives None for what it cannot read."""

import re
from collections.abc import Iterable
from functools import cache

from courses.rules.roster_columns import plain
from lms.accounts.mexican_states import State

_ROLES = {
    "conciliator": "conciliator|conciliador|conciliadora|persona conciliadora|conciliador a|conciliadora or",
    "mediator": "mediator|mediador|mediadora|persona mediadora|mediador a",
    "judge": "judge|juez|jueza|persona juzgadora|juez a",
    "other": "other|otra|otro|otra funcion|other function",
}
_SEXES = {
    "F": "f|fem|femenino|femenina|female|mujer|woman",
    "M": "masc|masculino|masculina|male|hombre|man|h",
    "X": "x|otro|otra|other|no binario|no binaria|nonbinary|non binary",
}
_LANGUAGES = {"es-mx": "es|es mx|espanol|spanish|castellano", "en": "en|en us|ingles|english"}
_STATES = {
    "CMX": "cdmx|df|d f|distrito federal|mexico city",
    "MEX": "edomex|edo mex|estado de mexico|mexico",
    "MIC": "michoacan de ocampo",
    "VER": "veracruz de ignacio de la llave",
    "COA": "coahuila de zaragoza",
    "QUE": "queretaro de arteaga",
}


def _table(words: dict[str, str]) -> dict[str, str]:
    return {word: code for code, many in words.items() for word in many.split("|")}


ROLES, SEXES, LANGUAGES = _table(_ROLES), _table(_SEXES), _table(_LANGUAGES)


@cache
def _states() -> dict[str, str]:
    named = {plain(state.label): state.value for state in State}
    coded = {plain(state.value): state.value for state in State}
    return {**named, **coded, **_table(_STATES)}


def role(text: str) -> str | None:
    return ROLES.get(plain(text))


def language(text: str) -> str | None:
    return LANGUAGES.get(plain(text))


def state(text: str) -> str | None:
    return _states().get(plain(text))


def meaning_of_m(texts: Iterable[str]) -> str | None:
    """What a lone M means in a column: beside F masculino, beside H mujer; alone, nobody knows."""
    seen = {plain(text) for text in texts}
    beside_f = not seen.isdisjoint({"f", "fem", "femenino", "female", "masculino"})
    beside_h = "h" in seen
    if beside_f == beside_h:
        return None
    return "M" if beside_f else "F"


def sex(text: str, m: str | None) -> str | None:
    """The code for a sex; `m` is what a lone M means in this file."""
    word = plain(text)
    return m if word == "m" else SEXES.get(word)


def birth_year(text: str, this_year: int) -> int | None:
    """A year, alone or within a date, that makes somebody of working age."""
    years = re.findall(r"(?<!\d)(?:19|20)\d\d(?!\d)", text)
    if len(years) != 1:
        return None
    year = int(years[0])
    return year if this_year - 100 <= year <= this_year - 16 else None
