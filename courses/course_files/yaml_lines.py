"""Reading YAML with its line numbers, within limits, and only the part of YAML that course files use.

Built from the stream of events, so size, depth and aliases are refused before anything is made of them.
"""

import math
import re
from bisect import bisect_right
from datetime import date
from typing import Any

import yaml

from courses.course_files.problems import Place, Problem, Problems

MAX_CHARACTERS = 1_000_000
MAX_DEPTH = 20
MAX_NODES = 50_000

# Parsing in C is several times faster; PyYAML may have been built without it.
_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

_WORDS: dict[str, Any] = {"": None, "~": None, "null": None, "true": True, "false": False}
_WHOLE = re.compile(r"[-+]?(0|[1-9][0-9]*)")
_DECIMAL = re.compile(r"[-+]?[0-9]+\.[0-9]+")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_COMMENT = re.compile(r"(?:^|(?<=\s))#", re.MULTILINE)


class Fields(dict[str, Any]):
    """The named fields of one place in a file; `place` knows their lines."""

    __slots__ = ("place",)

    def __init__(self, place: Place) -> None:
        super().__init__()
        self.place = place


class _Refused(Exception):
    def __init__(self, line: int, message: str) -> None:
        self.line, self.message = line, message
        super().__init__(message)


def parse(text: str, file: str, problems: Problems, *, first_line: int = 1, path: str = "") -> Fields | None:
    """The fields of a document whose first line is `first_line` of `file`; None after telling why not."""
    try:
        return _Reader(text, file, first_line, path, problems).read()
    except _Refused as refused:
        problems.add(Problem(file, refused.line, path, refused.message))
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = first_line + (mark.line if mark else 0)
        said = getattr(error, "problem", None) or error
        problems.add(Problem(file, line, path, f"not valid YAML: {said}; is a quote or a space missing?"))
    return None


def head_comment(text: str) -> str:
    """The comment at the top of a file, without its marks."""
    lines = []
    for line in text.split("\n"):
        if not line.startswith("#"):
            break
        lines.append(line[1:].removeprefix(" ").rstrip())
    return "\n".join(lines)


class _Reader:
    """Builds plain values from events, with a stack of its own: nesting cannot exhaust Python's."""

    def __init__(self, text: str, file: str, first_line: int, path: str, problems: Problems) -> None:
        self.text, self.file, self.first_line, self.path = text, file, first_line, path
        self.problems = problems
        self.spans: list[tuple[int, int]] = []
        self.stack: list[Fields | list[Any]] = []
        self.key: tuple[str, int] | None = None
        self.root: Any = None

    def read(self) -> Fields:
        if len(self.text) > MAX_CHARACTERS:
            raise _Refused(0, f"the file is longer than {MAX_CHARACTERS:,} characters: split it")
        documents = 0
        for nodes, event in enumerate(yaml.parse(self.text, Loader=_Loader)):
            if nodes > MAX_NODES:
                raise _Refused(self._line(event), "the file has too many parts: split it")
            if isinstance(event, yaml.DocumentStartEvent):
                documents += 1
                if documents > 1:
                    raise _Refused(self._line(event), "a second document (---): put it in a file of its own")
            self._take(event)
        self._refuse_comments()
        if self.root is None:
            return Fields(Place(self.file, self.path, self.first_line))
        if isinstance(self.root, Fields):
            _name_places(self.root, self.path)
        else:
            raise _Refused(self.first_line, "a set of named fields is expected here, as in  key: value")
        return self.root

    def _line(self, event: Any) -> int:
        return self.first_line + int(event.start_mark.line)

    def _take(self, event: yaml.Event) -> None:
        match event:
            case yaml.ScalarEvent():
                self._scalar(event)
            case yaml.MappingStartEvent() | yaml.SequenceStartEvent():
                self._open(event)
            case yaml.MappingEndEvent() | yaml.SequenceEndEvent():
                self.stack.pop()
                self.key = None
            case yaml.AliasEvent():
                raise _Refused(self._line(event), f"an alias (*{event.anchor}): write the words out instead")

    def _check_plain(self, event: Any) -> None:
        if event.anchor is not None:
            raise _Refused(
                self._line(event), f"an anchor (&{event.anchor}): course files have none, remove it"
            )
        if event.tag is not None and event.tag != "!":
            raise _Refused(self._line(event), f"a tag ({event.tag}): course files have none, remove it")

    def _open(self, event: Any) -> None:
        self._check_plain(event)
        line = self._line(event)
        if len(self.stack) >= MAX_DEPTH:
            raise _Refused(line, f"more than {MAX_DEPTH} levels deep: check the indentation and the brackets")
        if self.stack and isinstance(self.stack[-1], Fields) and self.key is None:
            raise _Refused(line, "a field needs a name: one word before the colon")
        value: Fields | list[Any]
        value = Fields(Place(self.file, "", line)) if isinstance(event, yaml.MappingStartEvent) else []
        self._put(value, line)
        self.stack.append(value)

    def _scalar(self, event: Any) -> None:
        self._check_plain(event)
        self.spans.append((event.start_mark.index, event.end_mark.index))
        line = self._line(event)
        plain = event.implicit[0]
        if self.stack and isinstance(self.stack[-1], Fields) and self.key is None:
            name = str(event.value)
            if name in self.stack[-1]:
                raise _Refused(line, f'"{name}" is written twice in the same place: keep one of them')
            self.key = (name, line)
            return
        self._put(_plain(event.value, line) if plain else event.value, line)

    def _put(self, value: Any, line: int) -> None:
        if not self.stack:
            self.root = value
            return
        parent = self.stack[-1]
        if isinstance(parent, list):
            parent.append(value)
            return
        name, at = self.key or ("", line)
        parent[name] = value
        parent.place.lines[name] = at
        self.key = None

    def _refuse_comments(self) -> None:
        """A comment elsewhere than at the top would be lost when the file is written again."""
        top = 0
        while self.text.startswith("#", top):
            top = self.text.find("\n", top) + 1 or len(self.text)
        starts = [start for start, _end in self.spans]
        for found in _COMMENT.finditer(self.text, top):
            place = bisect_right(starts, found.start()) - 1
            if place < 0 or found.start() >= self.spans[place][1]:
                line = self.first_line + self.text.count("\n", 0, found.start())
                message = "a comment stands at the top of the file only: move it there, or into a field"
                self.problems.add(Problem(self.file, line, self.path, message))


def _name_places(value: Any, path: str) -> None:
    """Say where each set of fields stands; one in a list goes by its key, so that it is found by eye."""
    if isinstance(value, Fields):
        value.place.path = path
        parts = [(str(name), each) for name, each in value.items()]
    else:
        parts = [
            (str(each.get("key") or number) if isinstance(each, Fields) else str(number), each)
            for number, each in enumerate(value, start=1)
        ]
    for name, each in parts:
        if isinstance(each, Fields | list):
            _name_places(each, f"{path}.{name}" if path else name)


def _plain(value: str, line: int) -> Any:
    """What words without quotes mean. Fewer things than in YAML 1.1: `no` is a word, 12:30 is text."""
    if value.lower() in _WORDS:
        return _WORDS[value.lower()]
    if _WHOLE.fullmatch(value) and len(value) < 20:
        return int(value)
    if _DECIMAL.fullmatch(value) and math.isfinite(float(value)):
        return float(value)
    if _DAY.fullmatch(value):
        try:
            return date.fromisoformat(value)
        except ValueError:
            raise _Refused(line, f"{value} is not a day of the calendar") from None
    return value
