"""The description of the files for authors, made from the schema: fields, checks and examples."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from types import NoneType, UnionType
from typing import Any, Literal, Union, get_args, get_origin

from pydantic.fields import FieldInfo

from courses.course_files.checks import CHECKS
from courses.course_files.checks.raw_text import TEXT_CHECKS
from courses.course_files.reader import read_course
from courses.course_files.schema import (
    CalibrationCaseFile,
    CheckBlock,
    CourseSheet,
    FormsSheet,
    InstrumentFile,
    LawBlock,
    LessonFront,
    ModuleSheet,
    NoteBlock,
    RubricFile,
    ScenarioFile,
    SceneBlock,
    Schema,
    SpareSheet,
    TermFile,
    Text,
    ValuesFile,
)
from courses.course_files.schema.base import KEY_PATTERN
from courses.course_files.values import VALUES
from courses.course_files.writer import course_texts

# Each kind of file: its name, what it holds, and the example of it.
KINDS: tuple[tuple[str, tuple[type[Schema], ...], str], ...] = (
    ("course.yaml", (CourseSheet,), "course.yaml"),
    ("glossary.yaml", (TermFile,), "glossary.yaml"),
    ("modules/NAME/module.yaml", (ModuleSheet,), "modules/m1_opening/module.yaml"),
    (
        "modules/NAME/LESSON.es.md and LESSON.en.md",
        (LessonFront, LawBlock, NoteBlock, CheckBlock, SceneBlock),
        "modules/m1_opening/01_first_words.en.md",
    ),
    ("instruments/NAME.yaml, a test", (InstrumentFile,), "instruments/knowledge_test.yaml"),
    ("instruments/NAME.yaml, a questionnaire", (FormsSheet,), "instruments/opinion.yaml"),
    ("instruments/spare_items.yaml", (SpareSheet,), "instruments/spare_items.yaml"),
    ("rubrics/KEY.yaml", (RubricFile,), "rubrics/hearing.yaml"),
    ("scenarios/KEY.yaml", (ScenarioFile,), "scenarios/unpaid_wages.yaml"),
    ("calibration_cases/KEY.yaml", (CalibrationCaseFile,), "calibration_cases/first_minutes.yaml"),
)
_HEAD = """\
# The files of a course

Made from the schema by `python manage.py course_schema`; a test keeps the two in step. The examples are
`courses/content/example/`, the smallest course that passes every check: copy that folder to begin a course.

Fields that are not named here are refused. YAML is used without anchors, aliases, tags and comments, except
for a comment at the top of a file. `export_course` writes files exactly as below: order, quotes and lines.
"""
EXAMPLE = Path(__file__).resolve().parents[1] / "content" / "example"


def markdown() -> str:
    """The page: every kind of file with its fields and an example, then the checks by name."""
    return "\n".join([_HEAD, *_files(), *_values(), *_checks()]) + "\n"


def _files() -> Iterator[str]:
    texts = course_texts(read_course(EXAMPLE))
    told: set[type[Schema]] = {Text}
    for name, kinds, example in KINDS:
        yield f"## `{name}`\n"
        for kind in kinds:
            yield from _tables(kind, told)
        fence = "md" if example.endswith(".md") else "yaml"
        yield f"````{fence}\n{texts[example]}````\n"


def _values() -> Iterator[str]:
    yield "## `values.yaml`, beside the courses\n"
    yield from _tables(ValuesFile, {Text})
    yield f"````yaml\n{VALUES.read_text(encoding='utf-8')}````\n"


def _checks() -> Iterator[str]:
    yield "## What is checked\n"
    yield "Every field above, and by name that a course has …\n"
    yield "| check | … |"
    yield "|---|---|"
    for name, promise in TEXT_CHECKS.items():
        yield f"| `{name}` | {promise} |"
    for check in CHECKS.values():
        yield f"| `{check.name}` | {check.promise} |"


def _tables(kind: type[Schema], told: set[type[Schema]]) -> Iterator[str]:
    """The table of a set of fields, then those of the sets inside it that were not told yet."""
    if kind in told:
        return
    told.add(kind)
    yield f"**{kind.__name__}**: {' '.join((kind.__doc__ or '').split())}\n"
    yield "| field | holds | |"
    yield "|---|---|---|"
    for name, field in kind.model_fields.items():
        only = get_args(field.annotation) if get_origin(field.annotation) is Literal else ()
        if len(only) == 1 and not field.is_required():
            continue  # Set by where the block stands, never written.
        optional = "" if field.is_required() else " (optional)"
        yield f"| `{name}`{optional} | {_holds(field)} | {field.description or ''} |"
    yield ""
    for inner in _inside(field for field in kind.model_fields.values()):
        yield from _tables(inner, told)


def _inside(fields: Iterator[FieldInfo]) -> Iterator[type[Schema]]:
    for field in fields:
        yield from _schemas(field.annotation)


def _schemas(annotation: Any) -> Iterator[type[Schema]]:
    if isinstance(annotation, type) and issubclass(annotation, Schema):
        if not issubclass(annotation, Text):
            yield annotation
        return
    for part in get_args(annotation):
        yield from _schemas(part)


def _holds(field: FieldInfo) -> str:
    low, high = (
        next((getattr(mark, name) for mark in field.metadata if hasattr(mark, name)), None)
        for name in ("ge", "le")
    )
    said = _kind(field.annotation, field.metadata)
    if low is not None and high is not None:
        return f"{said}, {low:g} to {high:g}"
    return said


def _kind(annotation: Any, marks: Any = ()) -> str:
    """What a field holds, in words."""
    origin, parts = get_origin(annotation), get_args(annotation)
    if hasattr(annotation, "__metadata__"):
        return _kind(annotation.__origin__, annotation.__metadata__)
    if origin is Literal:
        return ", ".join(f"`{part}`" for part in parts if part)
    if origin is tuple:
        return f"list of {_kind(parts[0])}"
    if origin is dict:
        return f"{_kind(parts[1])}, by name"
    if origin in (Union, UnionType):
        names = dict.fromkeys(_kind(part) for part in parts if part is not NoneType)
        return "number" if {"whole number", "number"} == set(names) else " or ".join(names)
    if isinstance(annotation, type) and issubclass(annotation, Text):
        return "text in `es` and `en`"
    if isinstance(annotation, type) and issubclass(annotation, Schema):
        return annotation.__name__
    if annotation is str:
        return "key" if any(getattr(mark, "pattern", None) == KEY_PATTERN for mark in marks) else "text"
    return {int: "whole number", float: "number", bool: "true or false", date: "date"}[annotation]
