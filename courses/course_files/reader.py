"""Reading the folder of a course: every file, every field, every problem."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

from courses.course_files import yaml_lines
from courses.course_files.checks import check
from courses.course_files.checks.raw_text import check_raw_text
from courses.course_files.markdown_lessons import read_lesson
from courses.course_files.plain_text import Unreadable, read_text
from courses.course_files.problems import ContentError, Place, Problem, Problems
from courses.course_files.schema.base import LANGUAGES, Schema
from courses.course_files.schema.calibration import CalibrationCaseFile
from courses.course_files.schema.course import CourseFile, CourseSheet
from courses.course_files.schema.glossary import TermFile
from courses.course_files.schema.instruments import FormsSheet, InstrumentFile, SpareSheet
from courses.course_files.schema.items import AnyItem
from courses.course_files.schema.lessons import LessonFile
from courses.course_files.schema.modules import ModuleFile, ModuleSheet
from courses.course_files.schema.rubrics import RubricFile
from courses.course_files.schema.scenarios import ScenarioFile
from courses.course_files.yaml_lines import Fields

SPARES = "instruments/spare_items.yaml"

Sheet = TypeVar("Sheet", bound=Schema)
Keyed = TypeVar("Keyed", RubricFile, ScenarioFile, CalibrationCaseFile)


def read_course(folder: Path) -> CourseFile:
    """The course in `folder`. Raises ContentError with everything that is wrong with it."""
    course, problems = examine_course(folder)
    if problems:
        raise ContentError(problems)
    return course


def read_unchecked(folder: Path) -> CourseFile:
    """The course in `folder` as far as it can be read."""
    return _Reading(folder, Problems()).course()


def examine_course(folder: Path) -> tuple[CourseFile, list[Problem]]:
    """The course as far as it can be read, and everything wrong with it: what an author wants to see.

    While a file cannot be read at all, what hangs on it cannot be judged: then each file is checked by
    itself, and the checks across files wait.
    """
    reading = _Reading(folder, Problems())
    course = reading.course()
    if not reading.unread:
        for problem in check(course):
            reading.problems.add(problem)
    return course, reading.problems.sorted()


@dataclass(slots=True)
class _Reading:
    folder: Path
    problems: Problems
    comments: dict[str, str] = field(default_factory=dict)
    homes: dict[str, str] = field(default_factory=dict)
    taken: set[str] = field(default_factory=set)
    unread: set[str] = field(default_factory=set)

    def course(self) -> CourseFile:
        sheet = self._sheet("course.yaml", CourseSheet)
        shared = {name: getattr(sheet, name) for name in CourseSheet.model_fields if name != "modules"}
        course = CourseFile.model_construct(
            **shared,
            modules=tuple(self._module(name) for name in sheet.modules),
            glossary=self._glossary(),
            instruments=self._instruments(),
            spare_items=self._spares(),
            rubrics=self._folder("rubrics", RubricFile),
            scenarios=self._folder("scenarios", ScenarioFile),
            calibration_cases=self._folder("calibration_cases", CalibrationCaseFile),
            comments=self.comments,
            homes=self.homes,
        )
        if not self.unread:
            self._nothing_left_over()
        return course.at(sheet.place)

    def _report(self, file: str, name: str, message: str) -> None:
        self.problems.add(Problem(file, 0, name, message))

    def _raw(self, file: str, missing: str = "the file is missing") -> str:
        """The words of a file; "" after telling why it cannot be read."""
        self.taken.add(file)
        try:
            text = read_text(self.folder / file, missing)
        except Unreadable as reason:
            self.unread.add(file)
            self._report(file, "", str(reason))
            return ""
        check_raw_text(text, file, self.problems)
        return text

    def _fields(self, file: str) -> Fields | None:
        text = self._raw(file)
        if not text:
            return None
        if comment := yaml_lines.head_comment(text):
            self.comments[file] = comment
        return yaml_lines.parse(text, file, self.problems)

    def _sheet(self, file: str, kind: type[Sheet]) -> Sheet:
        return self._validated(self._fields(file), file, kind)

    def _validated(self, fields: Fields | None, file: str, kind: type[Sheet]) -> Sheet:
        # What cannot be read at all was told already; its absent fields are no news.
        problems = self.problems if fields is not None else Problems()
        given = Fields(Place(file, "", 0)) if fields is None else fields
        return kind.model_validate(given, context={"problems": problems, "place": given.place})

    def _module(self, name: str) -> ModuleFile:
        file = f"modules/{name}/module.yaml"
        sheet = self._sheet(file, ModuleSheet)
        lessons = tuple(self._lesson(f"modules/{name}", lesson) for lesson in sheet.lessons)
        for path in sorted((self.folder / "modules" / name).glob("*.md")):
            found = path.relative_to(self.folder).as_posix()
            if found not in self.taken:
                self.taken.add(found)
                message = f"{path.name} is in the folder but not in this list: add it, or take the file away"
                self.problems.add(sheet.problem("lessons", message))
        shared = {each: getattr(sheet, each) for each in ModuleSheet.model_fields if each != "lessons"}
        return ModuleFile.model_construct(name=name, **shared, lessons=lessons).at(sheet.place)

    def _lesson(self, folder: str, name: str) -> LessonFile:
        read = {}
        for language in LANGUAGES:
            file = f"{folder}/{name}.{language}.md"
            raw = self._raw(file, "the file is missing: a lesson exists in the two languages")
            read[language] = read_lesson(raw, file, self.problems if raw else Problems())
        (front, text), (other, same) = read["es"], read["en"]
        shared = ("key", "minutes", "articles", "terms")
        for each in shared:
            if getattr(front, each) != getattr(other, each) and text.blocks and same.blocks:
                self.problems.add(same.problem(each, "must be the same in the two languages"))
        values = {each: getattr(front, each) for each in shared}
        return LessonFile.model_construct(name=name, **values, es=text, en=same).at(text.place)

    def _glossary(self) -> dict[str, TermFile]:
        fields: dict[str, Any] = self._fields("glossary.yaml") or {}
        found = {}
        for key, entry in fields.items():
            if isinstance(entry, Fields):
                found[key] = self._validated(entry, "glossary.yaml", TermFile)
            else:
                self._report("glossary.yaml", key, "a set of named fields is expected: es and en")
        return found

    def _instruments(self) -> dict[str, InstrumentFile]:
        forms: dict[str, InstrumentFile] = {}
        for file in self._names("instruments"):
            for form in self._forms(file):
                if form.key in forms:
                    message = (
                        f'the key "{form.key}" is already that of a form in {forms[form.key].place.file}'
                    )
                    self.problems.add(form.problem("key", message))
                forms[form.key] = form
                if file != f"instruments/{form.key}.yaml":
                    self.homes[form.key] = file
        return forms

    def _forms(self, file: str) -> tuple[InstrumentFile, ...]:
        fields = self._fields(file)
        if fields is None:
            return ()
        if "key" not in fields and "forms" in fields:
            return self._validated(fields, file, FormsSheet).forms
        return (self._validated(fields, file, InstrumentFile),)

    def _spares(self) -> tuple[AnyItem, ...]:
        if not (self.folder / SPARES).is_file():
            return ()
        return self._sheet(SPARES, SpareSheet).spares

    def _folder(self, name: str, kind: type[Keyed]) -> dict[str, Keyed]:
        found: dict[str, Keyed] = {}
        for file in self._names(name):
            form = self._sheet(file, kind)
            if file in self.unread:
                continue
            if form.key in found:
                self.problems.add(form.problem("key", f'the key "{form.key}" is used twice: rename one'))
            if file != f"{name}/{form.key}.yaml":
                message = f'is "{form.key}", but the file is called {Path(file).name}: give both one name'
                self.problems.add(form.problem("key", message))
            found[form.key] = form
        return found

    def _names(self, folder: str) -> Iterator[str]:
        paths = sorted((self.folder / folder).glob("*.yaml"))
        return (name for path in paths if (name := f"{folder}/{path.name}") != SPARES)

    def _nothing_left_over(self) -> None:
        """A file that nothing reads is a file that somebody believes to be part of the course."""
        for path in sorted(self.folder.rglob("*")):
            file = path.relative_to(self.folder)
            hidden = any(part.startswith(".") for part in file.parts)
            if path.is_file() and not hidden and file.as_posix() not in self.taken:
                self._report(
                    file.as_posix(), "", "is not read: a misspelled name, or a module that course.yaml lacks"
                )
