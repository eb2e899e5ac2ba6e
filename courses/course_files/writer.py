"""Writing a course as files: what is read from them again is equal, or nothing is written."""

import shutil
from collections import defaultdict
from pathlib import Path
from tempfile import mkdtemp

from courses.course_files.markdown_lessons import write_lesson
from courses.course_files.problems import ContentError, Problem
from courses.course_files.reader import SPARES, read_unchecked
from courses.course_files.schema.base import LANGUAGES, Schema
from courses.course_files.schema.course import CourseFile, CourseSheet
from courses.course_files.schema.instruments import FormsSheet, InstrumentFile, SpareSheet
from courses.course_files.schema.lessons import LessonFile, LessonFront
from courses.course_files.schema.modules import ModuleSheet
from courses.course_files.yaml_text import dump, dump_entries


def write_course(course: CourseFile, folder: Path) -> list[Path]:
    """Write `course` below `folder`, which holds nothing else; the paths of the files, sorted.

    Files are first written beside the folder and read again: where that is not the same course, for
    instance a title with a quotation mark that a block cannot hold, ContentError says so and `folder` is
    left as it was. Raises FileExistsError where the folder holds files of something else.
    """
    texts = course_texts(course)
    present = {path for path in folder.rglob("*") if path.is_file()} if folder.exists() else set()
    if present and not (folder / "course.yaml").is_file():
        raise FileExistsError(f"{folder} holds files that are not those of a course")
    folder.parent.mkdir(parents=True, exist_ok=True)
    draft = Path(mkdtemp(prefix=".course-", dir=folder.parent))
    try:
        _write_all(texts, draft)
        if differing := _differences(course, draft):
            raise ContentError(differing)
        _write_all(texts, folder)
    finally:
        shutil.rmtree(draft)
    for path in present - {folder / name for name in texts}:
        if path.suffix in (".yaml", ".md"):
            path.unlink()
    return sorted(folder / name for name in texts)


def course_texts(course: CourseFile) -> dict[str, str]:
    """The text of every file of a course, by its name."""
    texts = {"course.yaml": dump(_sheet(course))}
    texts["glossary.yaml"] = dump_entries(course.glossary)
    for module in course.modules:
        names = tuple(lesson.name for lesson in module.lessons)
        values = {name: getattr(module, name) for name in ModuleSheet.model_fields} | {"lessons": names}
        texts[f"modules/{module.name}/module.yaml"] = dump(ModuleSheet.model_construct(**values))
        for lesson in module.lessons:
            for language in LANGUAGES:
                file = f"modules/{module.name}/{lesson.name}.{language}.md"
                texts[file] = write_lesson(_front(lesson, language), lesson.get(language))
    texts |= _instruments(course)
    if course.spare_items:
        texts[SPARES] = dump(SpareSheet.model_construct(spares=course.spare_items))
    texts |= {f"rubrics/{key}.yaml": dump(rubric) for key, rubric in course.rubrics.items()}
    texts |= {f"scenarios/{key}.yaml": dump(scenario) for key, scenario in course.scenarios.items()}
    cases = course.calibration_cases
    texts |= {f"calibration_cases/{key}.yaml": dump(case) for key, case in cases.items()}
    for file, comment in course.comments.items():
        if file in texts:
            lines = (f"# {line}".rstrip() for line in comment.split("\n"))
            texts[file] = "\n".join([*lines, texts[file]])
    return texts


def _sheet(course: CourseFile) -> CourseSheet:
    values = {name: getattr(course, name) for name in CourseSheet.model_fields}
    return CourseSheet.model_construct(
        **values | {"modules": tuple(module.name for module in course.modules)}
    )


def _front(lesson: LessonFile, language: str) -> LessonFront:
    text = lesson.get(language)
    return LessonFront.model_construct(
        key=lesson.key,
        title=text.title,
        minutes=lesson.minutes,
        summary=text.summary,
        articles=lesson.articles,
        terms=lesson.terms,
    )


def _instruments(course: CourseFile) -> dict[str, str]:
    files: dict[str, list[InstrumentFile]] = defaultdict(list)
    for form in course.instruments.values():
        files[course.homes.get(form.key, f"instruments/{form.key}.yaml")].append(form)
    return {
        file: dump(_one_or_several(forms, alone=file == f"instruments/{forms[0].key}.yaml"))
        for file, forms in files.items()
    }


def _one_or_several(forms: list[InstrumentFile], alone: bool) -> Schema:
    if len(forms) == 1 and alone:
        return forms[0]
    return FormsSheet.model_construct(forms=tuple(forms))


def _write_all(texts: dict[str, str], folder: Path) -> None:
    for name, text in texts.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")


def _differences(course: CourseFile, draft: Path) -> list[Problem]:
    """What would be read otherwise than it was written."""
    again = read_unchecked(draft)
    if again == course:
        return []
    wanted, found = course_texts(course), course_texts(again)
    files = [name for name in sorted(wanted.keys() | found.keys()) if wanted.get(name) != found.get(name)]
    said = "holds something that a course file cannot say: it would be read otherwise than it was written"
    return [
        Problem(name, _first_difference(wanted.get(name, ""), found.get(name, "")), "", said)
        for name in files
    ] or [Problem("course.yaml", 0, "", said)]


def _first_difference(wanted: str, found: str) -> int:
    pairs = zip(wanted.split("\n"), found.split("\n"), strict=False)
    return next((number for number, (one, other) in enumerate(pairs, start=1) if one != other), 0)
