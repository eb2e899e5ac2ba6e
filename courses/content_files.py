"""Reads a course kept as text files (courses/content/…) and says, in words, everything wrong with it.

Pure: no Django, no database. `load_course` returns a `CourseFile` or raises `ContentError`.
"""

import re
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from courses.content_body import count_words, parse_body
from courses.content_checks import check_course, check_lesson, check_raw_text, report
from courses.content_forms import read_instruments, read_items, read_rubric, read_scenario
from courses.content_model import (
    LANGUAGES,
    Block,
    CourseFile,
    CourseSettings,
    CriterionFile,
    InstrumentFile,
    ItemFile,
    LessonFile,
    LessonText,
    ModuleFile,
    OptionFile,
    RoleFile,
    RubricFile,
    RubricRules,
    ScalePoint,
    ScenarioFile,
    StepFile,
    TermFile,
    Text,
    WatchPoint,
)
from courses.content_source import ContentError, Fields, Problem, Source, read_yaml

__all__ = [
    "LANGUAGES",
    "Block",
    "ContentError",
    "CourseFile",
    "CourseSettings",
    "CriterionFile",
    "InstrumentFile",
    "ItemFile",
    "LessonFile",
    "LessonText",
    "ModuleFile",
    "OptionFile",
    "Problem",
    "RoleFile",
    "RubricFile",
    "RubricRules",
    "ScalePoint",
    "ScenarioFile",
    "StepFile",
    "TermFile",
    "Text",
    "WatchPoint",
    "load_course",
    "read_course",
]

STEP_KINDS = ("pre_test", "lessons", "role_play", "post_test", "evaluation", "certificate", "follow_up")
_FRONT_MATTER = re.compile(r"\A---\n(.*?)\n---\n", re.DOTALL)
_LESSON_NAME = re.compile(r"\A(\d\d_[a-z0-9_]+)\.(es|en)\.md\Z")

Form = TypeVar("Form", RubricFile, ScenarioFile)


def load_course(folder: Path) -> CourseFile:
    course, problems = read_course(folder)
    if problems:
        raise ContentError(problems)
    return course


def read_course(folder: Path) -> tuple[CourseFile, list[Problem]]:
    """The course as far as it can be read, and everything wrong with it: what an author wants to see."""
    problems: list[Problem] = []
    for path in sorted(folder.rglob("*")):
        if path.suffix in (".md", ".yaml"):
            check_raw_text(path, path.relative_to(folder).as_posix(), problems)
    course = _read_course(folder, problems)
    for lesson in course.lessons:
        check_lesson(lesson, course.glossary, problems)
    check_course(course, problems)
    return course, problems


def _read_course(folder: Path, problems: list[Problem]) -> CourseFile:
    fields = read_yaml(folder / "course.yaml", "course.yaml", problems)
    settings = fields.section("settings")
    instruments = [
        form
        for path in sorted((folder / "instruments").glob("*.yaml"))
        if path.name != "spare_items.yaml"
        for form in read_instruments(read_yaml(path, f"instruments/{path.name}", problems))
    ]
    course = CourseFile(
        folder=folder,
        key=fields.text("key"),
        title=fields.both("title"),
        summary=fields.both("summary"),
        hours=fields.whole("hours", 1, 200),
        hours_note=fields.both("hours_note"),
        law_text_date=fields.day("law_text_date"),
        law_text_url=fields.text("law_text_url"),
        review_notes=fields.strings("review_notes"),
        settings=CourseSettings(
            pass_mark=settings.decimal("pass_mark", 0, 1),
            improved_items=settings.whole("improved_items", 1, 100),
            follow_up_days=settings.whole("follow_up_days", 1, 730),
            competent_rubric=settings.text("competent_rubric"),
        ),
        steps=tuple(_step(part) for part in fields.sections("steps")),
        modules=tuple(_module(folder, name, problems) for name in fields.strings("modules")),
        glossary=_glossary(read_yaml(folder / "glossary.yaml", "glossary.yaml", problems)),
        instruments={form.key: form for form in instruments},
        spare_items=_spare_items(folder, problems),
        rubrics=_folder(folder, "rubrics", read_rubric, problems),
        scenarios=_folder(folder, "scenarios", read_scenario, problems),
    )
    settings.finish()
    fields.finish()
    if not course.law_text_url.startswith("https://"):
        fields.report("law_text_url", "must be an https address")
    return course


def _step(part: Fields) -> StepFile:
    step = StepFile(
        key=part.text("key"),
        kind=part.text("kind"),
        title=part.both("title"),
        minutes=part.whole("minutes", 0, 1200),
        required=part.flag("required"),
        after=part.strings("after", optional=True),
        unlocked_by=part.both("unlocked_by"),
        instrument=part.text("instrument", default=""),
        rubric=part.text("rubric", default=""),
        mode=part.text("mode", default=""),
        scenarios=part.strings("scenarios", optional=True),
    )
    part.finish()
    if step.kind not in STEP_KINDS:
        part.report("kind", f"must be one of {', '.join(STEP_KINDS)}")
    if step.kind in ("pre_test", "post_test", "evaluation") and not step.instrument:
        part.report("instrument", "this step needs an instrument")
    if step.kind == "role_play" and (not step.rubric or step.mode not in ("coached", "assessed")):
        part.report("mode", "a role-play has a rubric and is coached or assessed")
    return step


def _module(folder: Path, name: str, problems: list[Problem]) -> ModuleFile:
    fields = read_yaml(folder / "modules" / name / "module.yaml", f"modules/{name}/module.yaml", problems)
    names = fields.strings("lessons")
    module = ModuleFile(
        key=fields.text("key"),
        topic=fields.text("topic"),
        title=fields.both("title"),
        summary=fields.both("summary"),
        lessons=tuple(_lesson(folder, f"modules/{name}/{lesson}", problems) for lesson in names),
    )
    fields.finish()
    for path in sorted((folder / "modules" / name).glob("*.md")):
        found = _LESSON_NAME.match(path.name)
        if found is None or found[1] not in names:
            fields.report("lessons", f"{path.name} is in the folder but not in this list")
    return module


def _lesson(folder: Path, stem: str, problems: list[Problem]) -> LessonFile:
    read = {language: _lesson_text(folder, f"{stem}.{language}.md", problems) for language in LANGUAGES}
    shared, text = read["es"]
    for name, value in read["en"][0].items():
        if value != shared[name]:
            report(problems, f"{stem}.en.md", name, "must be the same in the two languages")
    return LessonFile(
        key=str(shared["key"]),
        minutes=int(shared["minutes"]),
        articles=shared["articles"],
        terms=shared["terms"],
        es=text,
        en=read["en"][1],
    )


def _lesson_text(folder: Path, file: str, problems: list[Problem]) -> tuple[dict, LessonText]:
    source = Source(file, problems)
    path = folder / file
    raw = path.read_text(encoding="utf-8") if path.is_file() else ""
    front = _FRONT_MATTER.match(raw)
    if not raw:
        source.report("whole file", "the file is missing: a lesson exists in the two languages")
    elif front is None:
        source.report("line 1", "a lesson opens with its front matter between two lines of ---")
    fields = source.fields(source.parse_yaml(front[1], 2) if front else {})
    body = raw[front.end() :] if front else ""
    blocks = parse_body(body, raw.count("\n", 0, front.end()) + 1 if front else 1, source)
    shared = {
        "key": fields.text("key"),
        "minutes": fields.whole("minutes", 1, 60),
        "articles": fields.strings("articles", optional=True),
        "terms": fields.strings("terms"),
    }
    text = LessonText(fields.text("title"), fields.text("summary"), blocks, count_words(blocks), file)
    fields.finish()
    return shared, text


def _glossary(fields: Fields) -> dict[str, TermFile]:
    glossary = {}
    for key in fields.data:
        entry = fields.section(str(key))
        parts = {language: entry.section(language) for language in LANGUAGES}
        words = {
            name: Text(*(parts[language].text(name) for language in LANGUAGES))
            for name in ("term", "definition")
        }
        for part in (*parts.values(), entry):
            part.finish()
        glossary[str(key)] = TermFile(str(key), words["term"], words["definition"])
    return glossary


def _spare_items(folder: Path, problems: list[Problem]) -> tuple[ItemFile, ...]:
    fields = read_yaml(folder / "instruments" / "spare_items.yaml", "instruments/spare_items.yaml", problems)
    items = read_items(fields, "spares")
    fields.finish()
    return items


def _folder(
    folder: Path, name: str, read: Callable[[Fields], Form], problems: list[Problem]
) -> dict[str, Form]:
    paths = sorted((folder / name).glob("*.yaml"))
    forms = [read(read_yaml(path, f"{name}/{path.name}", problems)) for path in paths]
    return {form.key: form for form in forms}
