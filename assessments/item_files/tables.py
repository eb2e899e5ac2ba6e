"""Questions as rows of a table, CSV or XLSX: written whole, and read from tables that people made.

Types that columns cannot say (matching, matrix, scales) are read from the column "more" that we write.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from assessments.item_files import building, kept
from assessments.item_files.model import LANGUAGES, FileItem, ItemFileError, Reading, Refused, Words, Written
from assessments.item_files.table_columns import Column, column, fit, header
from assessments.item_types import REGISTRY
from lms.core.spreadsheets import Row, Sheet, SpreadsheetError, Table, read_table, write_csv, write_xlsx
from lms.core.text import plain, tidy

MOST_OPTIONS = 26
TRUE, FALSE = frozenset({"true", "verdadero", "v", "t", "cierto"}), frozenset({"false", "falso", "f"})
_PARTS = re.compile(r"\s*[;|,]\s*")
_TYPES = {
    "single": "single_choice",
    "opcion multiple": "single_choice",
    "multiple choice": "single_choice",
    "varias": "multiple_choice",
    "verdadero falso": "true_false",
    "true false": "true_false",
    "numerica": "number",
    "numeric": "number",
    "respuesta corta": "short_text",
    "short answer": "short_text",
    "orden": "ordering",
    "ensayo": "open_text",
    "essay": "open_text",
}


def read(data: bytes, *, filename: str, language: str) -> Reading:
    """Every row; words in columns without a language are in `language`. Raises ItemFileError."""
    try:
        table = read_table(data, filename=filename, fit=fit)
    except SpreadsheetError as error:
        raise ItemFileError(error.message, code=error.code) from error
    columns = {place: known for place, name in enumerate(table.headers) if (known := column(name))}
    if not any(one.of == "stem" for one in columns.values()):
        raise ItemFileError(
            _("No column holds the questions. Call it “question” or “pregunta”. The file has: %(columns)s.")
            % {"columns": ", ".join(name for name in table.headers if name)},
            code="no_stem",
        )
    reading = Reading("row")
    for warning in [*table.warnings, *_unknown(table, columns)]:
        reading.say(1, warning)
    for row in table.rows:
        try:
            reading.items.append(_Row.of(row, columns, language).item())
        except Refused as error:
            reading.refuse(row.number, str(error))
    return reading


def _unknown(table: Table, columns: Mapping[int, Column]) -> list[str]:
    names = [name for place, name in enumerate(table.headers) if name and place not in columns]
    if not names:
        return []
    return [_("These columns are not read: %(columns)s.") % {"columns": ", ".join(names)}]


@dataclass(frozen=True, slots=True)
class _Row:
    number: int
    facts: Mapping[str, str]
    stem: Words
    options: Mapping[str, Words]
    feedback: Mapping[str, Words]

    @classmethod
    def of(cls, row: Row, columns: Mapping[int, Column], language: str) -> "_Row":
        facts: dict[str, str] = {}
        stem = dict.fromkeys(LANGUAGES, "")
        options: dict[str, dict[str, str]] = {}
        feedback: dict[str, dict[str, str]] = {}
        for place, what in columns.items():
            text = row.text(place)
            if what.of == "more":
                facts["more"] = text
                continue
            text = "\n".join(line for line in map(tidy, text.splitlines()) if line)
            code = what.language or language
            if what.of == "stem":
                stem[code] = stem[code] or text
            elif what.letter and text:
                side = options if what.of == "option" else feedback
                said = side.setdefault(what.letter, dict.fromkeys(LANGUAGES, ""))
                if what.language or any(letter.isalpha() for letter in text):
                    said[code] = text
                else:
                    said.update(dict.fromkeys(LANGUAGES, text))
            elif not what.letter:
                facts[what.of] = text
        return cls(row.number, facts, stem, options, feedback)

    def item(self) -> FileItem:
        """The question. Raises Refused."""
        more = self.facts.get("more", "")
        if not building.has_words(self.stem):
            raise Refused(_("It asks nothing: there is no text of the question."))
        type, content = self._content(bool(more))
        tags = tuple(("other", tag[:80]) for tag in _PARTS.split(self.facts.get("tags", "")) if tag)
        item = FileItem(
            self.number,
            type,
            content,
            key=self.facts.get("key", "")[:120],
            topic=self.facts.get("topic", "")[:60],
            tags=tags,
        )
        return kept.restored(item, more) if more else item

    def _content(self, is_ours: bool) -> tuple[str, dict[str, Any]]:
        type, right = self._type(), self.facts.get("correct", "")
        if type in ("single_choice", "multiple_choice", "situational_judgement"):
            return self._choice(type, right)
        if type == "ordering":
            said, names = self._said(), sorted(self.options)
            order = self._letters(right)
            if sorted(order) != names:
                raise Refused(_("“correct” must name every option once, in their order."))
            things = [{"key": one, "text": dict(self.options[one])} for one in names]
            return type, {"stem": dict(self.stem), "options": things, "correct": order, "credit": "positions"}
        if type == "true_false":
            if plain(right) not in TRUE | FALSE:
                raise Refused(_("“correct” must say true or false."))
            return type, {"stem": dict(self.stem), "correct": plain(right) in TRUE}
        if type == "number":
            tolerance = building.number_of(self.facts.get("tolerance") or "0")
            said = [building.Said(dict.fromkeys(LANGUAGES, right), 100.0, tolerance=float(tolerance))]
            return building.number(self.stem, said)
        if type == "short_text":
            said = [
                building.Said(dict.fromkeys(LANGUAGES, one), 100.0)
                for one in re.split(r"\s*\|\s*", right)
                if one
            ]
            return building.short_text(self.stem, said)
        if type == "open_text" or is_ours:
            return "open_text", {"stem": dict(self.stem)}
        raise Refused(
            _("A table of your own cannot say questions of the type “%(type)s”; write them in the product.")
            % {"type": type}
        )

    def _type(self) -> str:
        if self.facts.get("type") in REGISTRY:
            return self.facts["type"]
        named = plain(self.facts.get("type", "")).replace("/", " ").replace("_", " ")
        if named:
            type = _TYPES.get(named, named.replace(" ", "_"))
            if type not in REGISTRY:
                raise Refused(_("There is no question type “%(type)s”.") % {"type": named[:40]})
            return type
        right = self.facts.get("correct", "")
        if self.options:
            return "multiple_choice" if len(_PARTS.split(right.strip(" ;,|"))) > 1 else "single_choice"
        if plain(right) in TRUE | FALSE:
            return "true_false"
        if not right:
            return "open_text"
        return "number" if re.fullmatch(r"-?[0-9]+([.,][0-9]+)?", right.strip()) else "short_text"

    def _choice(self, type: str, right: str) -> tuple[str, dict[str, Any]]:
        if type == "situational_judgement":
            weights = dict(part.partition("=")[::2] for part in _PARTS.split(right) if part)
            shares = {plain(key): float(building.number_of(share)) for key, share in weights.items()}
        else:
            chosen = self._letters(right)
            if type == "single_choice" and len(chosen) > 1:
                raise Refused(_("“correct” names more than one option."))
            shares = dict.fromkeys(chosen, 1.0 / max(1, len(chosen)) if type == "multiple_choice" else 1.0)
        if not right:
            raise Refused(_("“correct” is empty: say which option is right."))
        said = [
            building.Said(one.text, 100 * shares.get(name, 0.0), one.feedback)
            for name, one in zip(sorted(self.options), self._said(), strict=True)
        ]
        return building.choice(self.stem, said, single=type != "multiple_choice")

    def _said(self) -> list[building.Said]:
        return [
            building.Said(self.options[name], feedback=self.feedback.get(name, {}))
            for name in sorted(self.options)
        ]

    def _letters(self, right: str) -> list[str]:
        """The options that “correct” names: by letter, by number, or by their own words."""
        whole = plain(right)
        for name, texts in self.options.items():
            if whole and whole in (plain(text) for text in texts.values()):
                return [name]
        found = []
        for part in _PARTS.split(right.strip()):
            name = plain(part).strip("().")
            name = (
                chr(ord("a") + int(name) - 1) if name.isdecimal() and 0 < int(name) <= MOST_OPTIONS else name
            )
            if part and name not in self.options:
                raise Refused(_("“correct” names “%(part)s”, which is no option.") % {"part": part[:40]})
            found += [name] if part else []
        return found


def write(items: Iterable[FileItem], *, format: str) -> Written:
    """Every question, one row each; nothing is left out."""
    listed = list(items)
    most = max((len(item.content.get("options", ())) for item in listed), default=0)
    names = header(min(MOST_OPTIONS, most))
    rows = [[_cells(item).get(name, "") for name in names] for item in listed]
    if format == "csv":
        return Written(write_csv([names, *rows]))
    return Written(write_xlsx([Sheet(_("Questions"), [names, *rows])]))


def _cells(item: FileItem) -> dict[str, Any]:
    cells = _said_cells(item)
    columns = {place: known for place, name in enumerate(cells) if (known := column(name))}
    row = Row(1, tuple(cells.values()))
    try:
        read_back = _Row.of(row, columns, LANGUAGES[0])
        alone = FileItem(1, *read_back._content(is_ours=True))
    except Refused:
        alone = None
    return cells | {"more": kept.as_json(item, read_back=alone)}


def _said_cells(item: FileItem) -> dict[str, str]:
    content = item.content
    cells = {"key": item.key, "type": item.type, "topic": item.topic}
    cells["tags"] = "; ".join(value for _kind, value in item.tags)
    cells |= {f"stem_{code}": content["stem"].get(code, "") for code in LANGUAGES}
    options = content.get("options", [])[:MOST_OPTIONS]
    letters = {option["key"]: chr(ord("a") + place) for place, option in enumerate(options)}
    for option in options:
        for code in LANGUAGES:
            cells[f"option_{letters[option['key']]}_{code}"] = option["text"].get(code, "")
            cells[f"feedback_{letters[option['key']]}_{code}"] = option.get("feedback", {}).get(code, "")
    cells["correct"] = _correct(item.type, content, letters)
    cells["tolerance"] = str(content.get("tolerance", ""))
    return cells


def _correct(type: str, content: Mapping[str, Any], letters: Mapping[str, str]) -> str:
    if type == "situational_judgement":
        return "; ".join(f"{letters[one['key']]}={one['weight']}" for one in content["options"])
    if type == "short_text":
        return " | ".join(one["text"][LANGUAGES[0]] for one in content["accepted"])
    correct = content.get("correct", "")
    if isinstance(correct, bool):
        return "true" if correct else "false"
    if isinstance(correct, Sequence) and not isinstance(correct, str):
        return "; ".join(letters.get(key, "") for key in correct)
    return "" if isinstance(correct, Mapping) else letters.get(str(correct), str(correct))
