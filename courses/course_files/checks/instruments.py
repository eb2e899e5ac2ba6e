"""Tests, questionnaires and the items in reserve."""

import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

from courses.course_files.checks.base import promises
from courses.course_files.checks.lessons import texts
from courses.course_files.markup import figures
from courses.course_files.problems import Problem
from courses.course_files.schema.base import LANGUAGES, Text
from courses.course_files.schema.course import CourseFile
from courses.course_files.schema.instruments import InstrumentFile
from courses.course_files.schema.items import AnyItem, ScaleItem, SingleItem
from courses.course_files.schema.lessons import CheckBlock


def asked(course: CourseFile) -> Iterator[tuple[InstrumentFile | None, AnyItem]]:
    """Every question with its form; spare items have none."""
    for form in course.instruments.values():
        yield from ((form, item) for item in form.items)
    yield from ((None, item) for item in course.spare_items)


def test_items(course: CourseFile) -> list[AnyItem]:
    """The items of tests, and those in reserve for them."""
    return [item for form, item in asked(course) if form is None or form.kind == "test"]


@promises("item-fits", "options with keys and words of their own, and bounds that rise")
def fits(course: CourseFile) -> Iterator[Problem]:
    for _form, item in asked(course):
        for field, message in item.faults():
            yield item.problem(field, message)


@promises("item-scale", "a scale of the form, with values that rise, for each statement")
def scales(course: CourseFile) -> Iterator[Problem]:
    for form, item in asked(course):
        if isinstance(item, ScaleItem) and item.scale and item.scale not in (form.scales if form else {}):
            yield item.problem("scale", f'there is no scale "{item.scale}" among the scales of the form')
    for form in course.instruments.values():
        for name, points in form.scales.items():
            values = [point.value for point in points]
            if values != sorted(set(values)) or len(values) < 2:
                message = "has two or more points, with values that rise"
                yield form.problem(f"scales.{name}", message)


@promises("test-correct", "a right answer to every item of a test")
def correct(course: CourseFile) -> Iterator[Problem]:
    for form, item in asked(course):
        if form is not None and form.kind != "test":
            continue
        if item.has_right_answer():
            continue
        if item.MARKED:
            yield item.problem("correct", "a test item says which answer is correct")
        elif item.type == "open":
            yield item.problem("levels", "a test item in free words says how it is marked: give it levels")
        else:
            message = f'a test item has a right answer: one of type "{item.type}" belongs to a survey'
            yield item.problem("type", message)


@promises("item-key-once", "no question twice in a form, and none in reserve that a test asks already")
def key_once(course: CourseFile) -> Iterator[Problem]:
    for form in course.instruments.values():
        for key, times in Counter(item.key for item in form.items if item.key).items():
            if times > 1:
                again = [item for item in form.items if item.key == key][1]
                yield again.problem("key", f'the key "{key}" is used {times} times in {form.key}: rename one')
    in_tests = {item.key: form for form, item in asked(course) if form}
    seen: set[str] = set()
    for item in course.spare_items:
        if item.key in in_tests:
            message = f'the spare item "{item.key}" is already asked in {in_tests[item.key].key}'
            yield item.problem("key", message)
        elif item.key in seen:
            yield item.problem("key", f'the key "{item.key}" is used twice among the spares: rename one')
        seen.add(item.key)


@promises("item-one-content", "one content for each key, in all the forms of the course")
def one_content(course: CourseFile) -> Iterator[Problem]:
    known: dict[str, tuple[Any, AnyItem, InstrumentFile | None]] = {}
    for form, item in asked(course):
        said = (item, form.scales.get(item.scale)) if form and isinstance(item, ScaleItem) else (item, None)
        first = known.setdefault(item.key, (said, item, form))
        if item.key and first[0] != said and form is not first[2]:
            where = f"{first[1].place.file}, line {first[1].place.line}"
            message = f'the key "{item.key}" names another question in {where}: give one a key of its own'
            yield item.problem("key", message)


@promises("test-topics", "at least one item of each test about each module, and no item about none")
def topics(course: CourseFile) -> Iterator[Problem]:
    known = {module.topic for module in course.modules if module.topic}
    for form in course.instruments.values():
        if form.kind == "test" and form.items:
            for label, one in (form.parallel() or {"": form}).items():
                for topic in sorted(known - {item.topic for item in one.items}):
                    where = f" of form {label}" if label else ""
                    yield form.problem("items", f"no item{where} is about topic {topic}")
    for item in test_items(course):
        if known and item.topic not in known:
            yield item.problem("topic", f'no module has the topic "{item.topic}"')


@promises("item-figures", "the same numbers in both languages of each test item")
def same_figures(course: CourseFile) -> Iterator[Problem]:
    for item in test_items(course):
        if any(_differ(text) for text in item.words()):
            yield item.problem("", "stem and options: the figures differ between the two languages")


def _differ(text: Text) -> bool:
    # A text that lacks a language was told already.
    return bool(text.es and text.en) and figures(text.es) != figures(text.en)


NEARLY = 0.6
"""From this share of common letter triples on, two sentences say the same: found by reading ours."""


@promises("test-secrecy", "no practice question that gives a test item away, in other words neither")
def no_leaks(course: CourseFile) -> Iterator[Problem]:
    items = [item for item in test_items(course) if isinstance(item, SingleItem)]
    secret = {
        language: (
            [_triples(item.stem.get(language)) for item in items],
            [
                _triples(option.text.get(language))
                for item in items
                for option in item.options
                if option.key == item.correct
            ],
        )
        for language in LANGUAGES
    }
    for lesson, text in texts(course):
        stems, answers = secret["es" if text is lesson.es else "en"]
        for block in text.blocks:
            if not isinstance(block, CheckBlock):
                continue
            if _near(block.stem, stems):
                yield block.problem("", "the check question repeats a test item")
            if any(option.correct and _near(option.text, answers) for option in block.options):
                yield block.problem("", "the correct answer is that of a test item")


def _near(text: str, secret: list[set[str]]) -> bool:
    said = _triples(text)
    return any(len(said & other) >= NEARLY * len(said | other) for other in secret if other)


def _triples(text: str) -> set[str]:
    plain = re.sub(r"\W+", " ", text).strip().casefold()
    padded = f"  {plain} "
    return {padded[place : place + 3] for place in range(len(padded) - 2)} if plain else set()
