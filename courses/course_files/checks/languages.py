"""The two languages of every text say the same numbers, months and articles."""

import re
from collections.abc import Iterator

from courses.course_files.checks.base import promises
from courses.course_files.checks.instruments import test_items
from courses.course_files.checks.lessons import pairs
from courses.course_files.markup import block_text, figures, skeleton
from courses.course_files.problems import Problem
from courses.course_files.schema.base import Schema, Text
from courses.course_files.schema.course import CourseFile

_MONTHS = {
    "es": "enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre",
    "en": "January|February|March|April|May|June|July|August|September|October|November|December",
}
_MONTH = {language: re.compile(rf"\b({names})\b") for language, names in _MONTHS.items()}
# At the start of a sentence "May" is a verb, unless a day follows it.
_VERB = re.compile(r'(?:^|(?<=[.?!:;] )|(?<=["“(]))May\b(?! \d)')
_LETTERED = re.compile(r"\b\d{1,4}(?:-[A-Z](?![A-Za-z])| (?:Bis|Ter)\b)")
_SECTIONS = {
    "es": re.compile(r"\bfracci(?:ón|ones) ((?:[IVXL]+(?:, | y | a )?)+)"),
    "en": re.compile(r"\bsections? ((?:[IVXL]+(?:, | and | to )?)+)"),
}


def months(text: str, language: str) -> set[int]:
    """The months that a text names, as numbers."""
    names = _MONTHS[language].split("|")
    said = _VERB.sub("", text) if language == "en" else text
    return {names.index(name) + 1 for name in _MONTH[language].findall(said)}


def articles(text: str, language: str) -> list[str]:
    """Lettered articles and sections that a text names; plain numbers are among its figures."""
    sections = (part for found in _SECTIONS[language].findall(text) for part in re.findall(r"[IVXL]+", found))
    return sorted([*_LETTERED.findall(text), *sections])


def _differences(spanish: str, english: str, with_figures: bool) -> Iterator[str]:
    if with_figures and figures(spanish) != figures(english):
        yield "figures"
    if months(spanish, "es") != months(english, "en"):
        yield "months"
    if articles(spanish, "es") != articles(english, "en"):
        yield "articles"


@promises("same-law", "the same months and articles in each block of both languages")
def lessons(course: CourseFile) -> Iterator[Problem]:
    for lesson in pairs(course):
        if list(map(skeleton, lesson.es.blocks)) != list(map(skeleton, lesson.en.blocks)):
            continue
        for block, same in zip(lesson.es.blocks, lesson.en.blocks, strict=True):
            for what in _differences(block_text(block), block_text(same), with_figures=False):
                yield same.problem("", f"its {what} differ from those in Spanish")


@promises("same-texts", "the same numbers, months and articles in both languages of each other text")
def others(course: CourseFile) -> Iterator[Problem]:
    tested = {id(text) for item in test_items(course) for text in item.words()}
    yield from _texts(course, tested)
    for term in course.glossary.values():
        for what in _differences(term.es.definition, term.en.definition, with_figures=True):
            yield term.problem("en.definition", f"its {what} differ between the two languages")


def _texts(owner: Schema, tested: set[int]) -> Iterator[Problem]:
    for name in type(owner).model_fields:
        for value in _flat(getattr(owner, name, None)):
            if isinstance(value, Text):
                if value.es and value.en:
                    # The numbers of test items have a check of their own.
                    for what in _differences(value.es, value.en, with_figures=id(value) not in tested):
                        yield owner.problem(name, f"its {what} differ between the two languages")
            elif isinstance(value, Schema):
                yield from _texts(value, tested)


def _flat(value: object) -> Iterator[object]:
    if isinstance(value, dict):
        value = tuple(value.values())
    if isinstance(value, tuple):
        for one in value:
            yield from _flat(one)
    else:
        yield value
