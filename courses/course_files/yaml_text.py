"""Writing YAML from the schema, always in one way, so that writing again changes nothing.

The schema says the order of fields, which of them stand in one line and which words need quotes.
"""

import json
import re
from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache
from typing import Any, get_args

from courses.course_files.schema.base import BLOCK, Quoted, Schema, Text

_PLAIN = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]*")
# Words, numbers and dates that a YAML reader would not take for text.
_NOT_TEXT = re.compile(
    r"(?i)true|false|null|yes|no|on|off|y|n|[\d_-]+|0[xob][\da-f_]+|\d[\d_]*e\d+|\d{4}-\d\d?-\d\d?.*"
)
_UNPRINTABLE = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")


def dump(model: Schema) -> str:
    """A set of fields as the text of a file."""
    return "".join(f"{line}\n" for line in _fields(model))


def dump_entries(entries: Mapping[str, Schema]) -> str:
    """Sets of fields, each below its key."""
    lines = (line for key, model in entries.items() for line in (f"{_key(key)}:", *_indented(_fields(model))))
    return "".join(f"{line}\n" for line in lines)


def _fields(model: Schema) -> Iterator[str]:
    for name, field, value in _said(model):
        quoted = _is_quoted(type(model), name)
        if _in_one_line(value, BLOCK in field.metadata):
            yield f"{name}: {_line(value, quoted)}"
        else:
            yield from _block(name, value, quoted)


def _said(model: Schema) -> Iterator[tuple[str, Any, Any]]:
    """The fields that say something; what holds anyway is not written."""
    for name, field in type(model).model_fields.items():
        value = getattr(model, name)
        if field.is_required() or value != field.get_default(call_default_factory=True):
            yield name, field, value


def _in_one_line(value: Any, block: bool) -> bool:
    match value:
        case Text():
            return not block and not any("\n" in words for words in (value.es, value.en))
        case Schema():
            return hasattr(value, "LAYOUT")
        case Mapping():
            return not block or not value
        case tuple():
            return not block or not value
        case str():
            return not _is_literal(value, block)
    return True


def _block(name: str, value: Any, quoted: bool) -> Iterator[str]:
    match value:
        case str():
            yield f"{name}: |"
            yield from (f"  {line}" if line else "" for line in value.split("\n"))
        case Schema():
            yield f"{name}:"
            yield from _indented(_fields(value))
        case Mapping():
            yield f"{name}:"
            for key, each in value.items():
                if isinstance(each, tuple) and all(isinstance(one, str) for one in each):
                    yield f"  {_key(key)}: {_line(each, quoted)}"
                else:
                    yield from _indented(_block(_key(key), each, quoted))
        case _:
            yield f"{name}:"
            for each in value:
                yield from _indented(_entry(each, quoted))


def _entry(value: Any, quoted: bool) -> Iterator[str]:
    if not isinstance(value, Schema) or hasattr(value, "LAYOUT"):
        yield f"- {_line(value, quoted)}"
        return
    for number, line in enumerate(_fields(value)):
        yield f"{'  ' if number else '- '}{line}".rstrip()


def _indented(lines: Iterator[str]) -> Iterator[str]:
    return (f"  {line}" if line else "" for line in lines)


def _line(value: Any, quoted: bool) -> str:
    match value:
        case Schema():
            parts = (
                f"{name}: {_line(each, _is_quoted(type(value), name))}" for name, _field, each in _said(value)
            )
            return f"{{{', '.join(parts)}}}"
        case Mapping():
            return f"{{{', '.join(f'{_key(key)}: {_line(each, quoted)}' for key, each in value.items())}}}"
        case tuple():
            return f"[{', '.join(_line(each, quoted) for each in value)}]"
        case bool():
            return "true" if value else "false"
        case int() | float():
            return repr(value)
        case date():
            return value.isoformat()
        case str():
            return _quote(value) if quoted else _key(value)
    raise TypeError(f"no way to write {value!r}")


def _is_literal(words: str, block: bool) -> bool:
    """Whether several lines can stand as they are, below a |."""
    lines = words.split("\n")
    clean = words == words.strip() and not any(line != line.rstrip() for line in lines)
    return (
        (block or len(lines) > 1)
        and bool(words)
        and clean
        and not _UNPRINTABLE.search(words)
        and words.replace("\n", "").isprintable()
    )


def _key(word: str) -> str:
    return word if _PLAIN.fullmatch(word) and not _NOT_TEXT.fullmatch(word) else _quote(word)


def _quote(words: str) -> str:
    quoted = json.dumps(words, ensure_ascii=False)
    return _UNPRINTABLE.sub(lambda found: f"\\u{ord(found[0]):04x}", quoted)


@cache
def _is_quoted(kind: type[Schema], name: str) -> bool:
    """Whether a field holds words for people; keys stand without quotes."""
    field = kind.model_fields[name]
    return any(isinstance(mark, Quoted) for mark in (*field.metadata, *_marks(field.annotation)))


def _marks(annotation: Any) -> Iterator[Any]:
    yield from getattr(annotation, "__metadata__", ())
    for part in get_args(annotation):
        yield from _marks(part)
