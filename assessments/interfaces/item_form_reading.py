"""A question as its form sent it."""

import copy
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _

from assessments.item_types import REGISTRY
from assessments.item_types.writing import Lines, Right, Setting, Writing, free_key, new_line
from assessments.rules.item_texts import LANGUAGES
from assessments.selectors.item_pictures import kept_picture
from assessments.services.item_pictures import keep_picture
from lms.core import typed_numbers
from lms.core.errors import UserError
from lms.core.text import visible
from lms.core.uploads import read_upload

LONGEST = 4_000
PICTURES = (".png", ".jpg", ".jpeg")
MOST_UPLOADED = 8 * 1024 * 1024
MOST_LINES = 60
_KEY = re.compile(r"[A-Za-z0-9_.-]{1,40}")


@dataclass(frozen=True, slots=True)
class Sent:
    """The content that was typed; what could not be read is kept as it came, `errors` say why by field."""

    content: dict[str, Any]
    errors: Mapping[str, str] = field(default_factory=dict)


def read(
    type: str, before: Mapping[str, Any], data: QueryDict, files: Mapping[str, Any] | None = None
) -> Sent:
    """What was sent for a question that said `before`; facts for which the form has no field stay.

    A picture that was sent is kept at once, so that no mistake elsewhere loses it.

    A button named "go" may ask for one more line, for one less, or for a line to go up.
    """
    kind = REGISTRY[type]
    reader = _Reader(kind.writing, before, data, files or {})
    content = reader.content()
    if not reader.errors:
        content = dict(kind.written(content))
    return Sent(content, reader.errors)


class _Reader:
    def __init__(
        self, writing: Writing, before: Mapping[str, Any], data: QueryDict, files: Mapping[str, Any]
    ) -> None:
        self.writing, self.before, self.data, self.files = writing, before, data, files
        self.errors: dict[str, str] = {}

    def content(self) -> dict[str, Any]:
        said: dict[str, Any] = copy.deepcopy(dict(self.before))
        said["stem"] = self._words("stem")
        self._picture(said, "picture")
        for lines in self.writing.lines:
            said[lines.name] = self._lines(lines)
            if not said[lines.name] and not lines.least:
                del said[lines.name]
        for setting in self.writing.settings:
            self._set(said, setting, setting.name, self.before)
        if self.writing.right:
            self._right(said, self.writing.right)
        return said

    def _words(self, path: str) -> dict[str, str]:
        return {
            code: visible(self.data.get(f"{code}.{path}", "")).replace("\r\n", "\n").strip()[:LONGEST]
            for code in LANGUAGES
        }

    def _lines(self, lines: Lines) -> list[dict[str, Any]]:
        known = list(self.before.get(lines.name, ()))
        if f"{lines.name}.count" not in self.data:
            return known
        sent = min(typed_numbers.whole(self.data.get(f"{lines.name}.count", "")) or 0, MOST_LINES)
        found: list[dict[str, Any]] = []
        for place in range(sent):
            path = f"{lines.name}.{place}"
            old = self._old(lines, known, found, path)
            one = copy.deepcopy(old)
            one[lines.said] = self._words(f"{path}.{lines.said}")
            for setting in lines.settings:
                self._set(one, setting, f"{path}.{setting.name}", old)
            if lines.pictured:
                self._picture(one, f"{path}.picture")
            found.append(one)
        return self._changed(lines, found, known)

    def _old(self, lines: Lines, known: Sequence[Any], found: Sequence[Any], path: str) -> dict[str, Any]:
        """The line as it stood, with facts that the form does not show; a new one where there was none."""
        if not lines.keyed:
            origin = typed_numbers.whole(self.data.get(f"{path}.origin", ""))
            return dict(known[origin]) if origin is not None and origin < len(known) else new_line(lines, "")
        key = self.data.get(f"{path}.key", "")
        taken = {str(one["key"]) for one in found}
        if not _KEY.fullmatch(key) or key in taken:
            key = free_key(list(known), taken)
        return next((dict(one) for one in known if one["key"] == key), new_line(lines, key))

    def _changed(
        self, lines: Lines, found: list[dict[str, Any]], known: Sequence[Any]
    ) -> list[dict[str, Any]]:
        """The lines after what the button asked for."""
        act, _dot, where = self.data.get("go", "").partition(".")
        name, _dot, number = where.partition(".")
        if name != lines.name:
            return found
        place = typed_numbers.whole(number)
        if act == "add" and len(found) < MOST_LINES:
            key = free_key(list(known), {str(one.get("key")) for one in found}) if lines.keyed else ""
            return [*found, new_line(lines, key)]
        if place is None or place >= len(found):
            return found
        if act == "drop":
            return [*found[:place], *found[place + 1 :]]
        if act == "up" and place:
            found[place - 1], found[place] = found[place], found[place - 1]
        return found

    def _set(self, said: dict[str, Any], setting: Setting, path: str, before: Mapping[str, Any]) -> None:
        """Keep what was typed; what holds anyway is left out, unless it stood there already."""
        name = setting.name
        value = self._value(setting, path)
        left_out = value is None or (setting.default is not None and value == setting.default)
        if left_out and not (value is not None and name in before):
            said.pop(name, None)
        else:
            said[name] = value

    def _value(self, setting: Setting, path: str) -> Any:
        if setting.kind == "words":
            words = self._words(path)
            return words if any(words.values()) else None
        if setting.kind == "flag":
            return self.data.get(path) == "on"
        typed = self.data.get(path, "").strip()
        if setting.kind == "choice":
            return typed if typed in setting.choices else setting.default
        if not typed:
            return None
        number = typed_numbers.number(typed)
        if number is None or (setting.kind == "whole" and type(number) is not int):
            whole = setting.kind == "whole"
            self.errors[path] = (
                _("Write a whole number, like 3.") if whole else _("Write a number, like 2 or 0.5.")
            )
            return typed[:40]
        return number

    def _picture(self, said: dict[str, Any], path: str) -> None:
        """The picture of a question or of a line: another, the one that was there, or none any more."""
        digest, alt = self.data.get(f"{path}.digest", ""), self._words(f"{path}.alt")
        is_dropped = self.data.get(f"{path}.drop") == "on"
        facts = kept_picture(digest) if digest and not is_dropped else None
        if upload := self.files.get(f"file.{path}"):
            try:
                facts = keep_picture(read_upload(upload, suffixes=PICTURES, max_bytes=MOST_UPLOADED))
            except UserError as error:
                self.errors[path] = str(error)
        if facts is not None:
            said["picture"] = {**facts, "alt": alt}
        elif any(alt.values()) and not is_dropped:
            self.errors.setdefault(path, _("Choose the picture that these words describe."))
            said["picture"] = {"alt": alt}
        else:
            said.pop("picture", None)

    def _right(self, said: dict[str, Any], right: Right) -> None:
        correct = self._correct(said, right)
        if correct is None or correct in ([], {}):
            said.pop("correct", None)
        else:
            said["correct"] = correct

    def _correct(self, said: Mapping[str, Any], right: Right) -> Any:
        if right.kind == "truth":
            return {"true": True, "false": False}.get(self.data.get("correct", ""))
        keys = [str(one["key"]) for one in said[right.lines]]
        if right.kind == "one":
            chosen = self.data.get("correct", "")
            return chosen if chosen in keys else None
        if right.kind == "many":
            return [key for key in keys if key in self.data.getlist("correct")]
        if right.kind == "order":
            return self._order(keys)
        rows = [str(one["key"]) for one in said[right.rows]]
        partners = {row: self.data.get(f"correct.{row}", "") for row in rows}
        return {row: one for row, one in partners.items() if one in keys}

    def _order(self, keys: Sequence[str]) -> list[str]:
        """The lines that were given a place, by place."""
        places = {key: typed_numbers.whole(self.data.get(f"correct.{key}", "")) for key in keys}
        given = [place for place in places.values() if place is not None]
        if len(set(given)) < len(given):
            self.errors["correct"] = _("Two options have the same place: give each its own.")
        return sorted((key for key in keys if places[key] is not None), key=lambda key: places[key] or 0)
