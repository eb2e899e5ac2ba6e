"""The headings of a table of questions, as we write them and as people do, in both languages."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assessments.item_files.model import LANGUAGES
from lms.core.text import plain

# Canonical name: what else people call it, as `plain` compares.
NAMES = {
    "key": ("clave", "id", "code", "codigo"),
    "type": ("tipo", "kind", "tipo de pregunta", "question type"),
    "topic": ("tema", "module", "modulo", "category", "categoria"),
    "tags": ("etiquetas", "tag", "labels"),
    "stem": ("question", "pregunta", "enunciado", "question text", "texto de la pregunta", "reactivo"),
    "correct": (
        "correcta", "answer", "respuesta", "respuesta correcta", "correct answer", "correct option",
        "opcion correcta", "key answer",
    ),
    "tolerance": ("tolerancia",),
    "more": (),
}  # fmt: skip
_LANGUAGE = re.compile(r"^(.*?)[\s_]*[(\[]?\b(es|en|espanol|ingles|spanish|english)\b[)\]]?$")
_LETTERED = re.compile(
    r"^(option|opcion|answer|respuesta|choice|inciso|feedback|retroalimentacion)?[\s_]*([a-z]|[1-9][0-9]?)$"
)
_CODES = {"espanol": "es", "spanish": "es", "ingles": "en", "english": "en", "es": "es", "en": "en"}


@dataclass(frozen=True, slots=True)
class Column:
    """What stands in a column: `of` is a canonical name, "option" or "feedback"; `letter` which one."""

    of: str
    letter: str = ""
    language: str = ""


def column(heading: str) -> Column | None:
    """What a heading means; None where it means nothing to us."""
    name, language = plain(heading).replace("_", " ").strip(), ""
    if (marked := _LANGUAGE.match(name)) and marked[1].strip():
        name, language = marked[1].strip(), _CODES[marked[2]]
    for canonical, others in NAMES.items():
        if name == canonical or name in others:
            return Column(canonical, language=language)
    if found := _LETTERED.match(name):
        of = "feedback" if (found[1] or "") in ("feedback", "retroalimentacion") else "option"
        letter = found[2] if found[2].isalpha() else chr(ord("a") + int(found[2]) - 1)
        return Column(of, letter, language)
    return None


def fit(headings: Sequence[str]) -> int:
    """How well a row of headings suits: questions need a stem, and what else is known helps."""
    found = [known for heading in headings if (known := column(heading))]
    return len(found) if any(one.of == "stem" for one in found) else 0


def header(letters: int) -> list[str]:
    """Our own headings for questions of up to so many options."""
    names = ["key", "type", "topic", "tags", *(f"stem_{code}" for code in LANGUAGES)]
    for position in range(letters):
        letter = chr(ord("a") + position)
        names += [f"option_{letter}_{code}" for code in LANGUAGES]
        names += [f"feedback_{letter}_{code}" for code in LANGUAGES]
    return [*names, "correct", "tolerance", "more"]
