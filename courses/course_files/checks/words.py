"""Every sentence that people read in a course, with the field where it stands."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from courses.course_files.markup import block_text
from courses.course_files.problems import Problem
from courses.course_files.schema.base import LANGUAGES, Schema, Text
from courses.course_files.schema.course import CourseFile
from courses.course_files.schema.lessons import LessonFile


class Said(NamedTuple):
    """Words in one language, without marks of Markdown, and where they stand."""

    owner: Schema
    field: str
    language: str
    words: str

    def problem(self, message: str) -> Problem:
        """A problem of these words."""
        return self.owner.problem(f"{self.field}.{self.language}" if self.field else "", message)


def sentences(course: CourseFile) -> Iterator[Said]:
    """All the words of lessons, forms, spare items, rubrics, scenarios and calibration cases."""
    for lesson in course.lessons:
        yield from _of_lesson(lesson)
    for part in (course.instruments, course.rubrics, course.scenarios, course.calibration_cases):
        for one in part.values():
            yield from texts_in(one)
    for item in course.spare_items:
        yield from texts_in(item)


def _of_lesson(lesson: LessonFile) -> Iterator[Said]:
    for language in LANGUAGES:
        for block in lesson.get(language).blocks:
            yield Said(block, "", language, block_text(block))


def texts_in(owner: Schema) -> Iterator[Said]:
    """The texts below one part of a course, however deep."""
    for name in type(owner).model_fields:
        yield from _texts(owner, name, getattr(owner, name, None))


def _texts(owner: Schema, name: str, value: object) -> Iterator[Said]:
    match value:
        case Text():
            for language in LANGUAGES:
                yield Said(owner, name, language, (value.get(language) or "").replace("*", ""))
        case Schema():
            yield from texts_in(value)
        case tuple():
            for one in value:
                yield from _texts(owner, name, one)
        case Mapping():
            for one in value.values():
                yield from _texts(owner, name, one)
