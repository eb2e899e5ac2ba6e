"""Reading the YAML of a course, noting every problem on the way instead of stopping at the first."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from courses.content_model import Text


@dataclass(frozen=True, slots=True)
class Problem:
    """`where` is a line ("line 12") or a field ("items.k07.correct")."""

    file: str
    where: str
    message: str

    def __str__(self) -> str:
        return f"{self.file}, {self.where}: {self.message}"


class ContentError(Exception):
    """The course cannot be used as it is; `problems` says everything that is wrong with it."""

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(str(problem) for problem in problems))


# Parsing in C is several times faster; PyYAML may have been built without it.
_SafeLoader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class _StrictLoader(_SafeLoader):
    """Refuses a key written twice: YAML would silently keep the last one."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        keys = [self.construct_object(key, deep=True) for key, _ in node.value]
        for position, key in enumerate(keys):
            if key in keys[:position]:
                raise yaml.constructor.ConstructorError(
                    None, None, f'"{key}" is written twice', node.value[position][0].start_mark
                )
        return super().construct_mapping(node, deep)


@dataclass(slots=True)
class Source:
    """One file of the course and the list where its problems go."""

    file: str
    problems: list[Problem]

    def report(self, where: str, message: str) -> None:
        self.problems.append(Problem(self.file, where, message))

    def parse_yaml(self, text: str, first_line: int = 1) -> Any:
        try:
            return yaml.load(text, Loader=_StrictLoader)  # noqa: S506  (a SafeLoader)
        except yaml.YAMLError as error:
            mark = getattr(error, "problem_mark", None)
            line = first_line + (mark.line if mark else 0)
            self.report(f"line {line}", f"not valid YAML: {getattr(error, 'problem', None) or error}")
            return None

    def fields(self, data: Any, at: str = "") -> "Fields":
        if not isinstance(data, dict):
            if data is not None:
                self.report(at or "whole file", "a set of named fields is expected here")
            data = {}
        return Fields(self, data, at)


def read_yaml(path: Path, file: str, problems: list[Problem]) -> "Fields":
    source = Source(file, problems)
    if not path.is_file():
        source.report("whole file", "the file is missing")
        return source.fields({})
    return source.fields(source.parse_yaml(path.read_text(encoding="utf-8")) or {})


@dataclass(slots=True)
class Fields:
    """The named fields of one place in a file. Reading one that is absent or wrong notes a problem."""

    source: Source
    data: Mapping[str, Any]
    at: str = ""
    _read: set[str] = field(default_factory=set)

    def where(self, name: str) -> str:
        return f"{self.at}.{name}" if self.at else name

    def report(self, name: str, message: str) -> None:
        self.source.report(self.where(name), message)

    def _value(self, name: str, kind: type | tuple[type, ...], words: str, default: Any) -> Any:
        self._read.add(name)
        value = self.data.get(name)
        if value is None:
            if default is None:
                self.report(name, f"{words} is missing")
            return default
        if not isinstance(value, kind) or (isinstance(value, bool) and kind is not bool):
            self.report(name, f"{words} is expected, not {value!r}")
            return default
        return value

    def text(self, name: str, default: str | None = None) -> str:
        value = self._value(name, str, "text", default) or ""
        if default is None and name in self.data and not value.strip():
            self.report(name, "the text is empty")
        return value.strip()

    def whole(self, name: str, low: int, high: int, default: int | None = None) -> int:
        value = self._value(name, int, "a whole number", default)
        if value is None or value == default:
            return value or 0
        if not low <= value <= high:
            self.report(name, f"must be from {low} to {high}, not {value}")
        return value

    def decimal(self, name: str, low: float, high: float) -> float:
        value = self._value(name, (int, float), "a number", None)
        if value is not None and not low <= value <= high:
            self.report(name, f"must be from {low} to {high}, not {value}")
        return float(value or 0)

    def day(self, name: str) -> date:
        return self._value(name, date, "a date (2025-02-21)", None) or date.min

    def flag(self, name: str, default: bool | None = None) -> bool:
        return bool(self._value(name, bool, "true or false", default))

    def strings(self, name: str, optional: bool = False) -> tuple[str, ...]:
        values = self._value(name, list, "a list", [] if optional else None) or []
        return tuple(str(value) for value in values)

    def both(self, name: str) -> Text:
        """A text in the two languages; neither may be absent."""
        section = self.section(name)
        texts = Text(section.text("es"), section.text("en"))
        section.finish()
        return texts

    def section(self, name: str, optional: bool = False) -> "Fields":
        data = self._value(name, dict, "a set of named fields", {} if optional else None)
        return Fields(self.source, data or {}, self.where(name))

    def sections(self, name: str, optional: bool = False) -> list["Fields"]:
        """A list of sets of fields; each is named by its key, so a problem can be found by eye."""
        values = self._value(name, list, "a list", [] if optional else None) or []
        found = []
        for position, value in enumerate(values, start=1):
            label = value.get("key", position) if isinstance(value, dict) else position
            found.append(self.source.fields(value, f"{self.where(name)}.{label}"))
        return found

    def finish(self) -> None:
        for name in self.data:
            if name not in self._read:
                self.report(str(name), "no such field: misspelled, or in the wrong place")
