"""What must hold across the files of a course, beyond each file being well formed."""

import re
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from courses.content_body import block_text, check_texts, figures, skeleton, terms_used
from courses.content_model import LANGUAGES, CourseFile, ItemFile, LessonFile, LessonText
from courses.content_source import Problem

WORDS_PER_MINUTE = 130
MAX_MINUTES = 5
# A lesson may be announced as longer than it reads, to leave time to think about its question.
SLACK_MINUTES = 1.5

_UNFINISHED = re.compile(r"\b(UNVERIFIED|TODO|FIXME|TBD|PROPOSAL)\b|⚠|\[[A-Z]{2,}[0-9]*\]")
_BRITISH = re.compile(
    r"\b(labour|centres?|organis|minimis|recognis|summaris|revictimis|favour|programme)", re.I
)


def check_raw_text(path: Path, file: str, problems: list[Problem]) -> None:
    for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"), start=1):
        found = _UNFINISHED.search(line)
        if found:
            problems.append(
                Problem(file, f"line {number}", f'"{found[0]}" marks text that is not ready for people')
            )
        found = _BRITISH.search(_english(file, line))
        if found:
            problems.append(
                Problem(file, f"line {number}", f'"{found[0]}": the English of the course is US English')
            )


def _english(file: str, line: str) -> str:
    """The part of a line known to be English; Spanish has words (organismo) that would look misspelled."""
    if file.endswith(".en.md"):
        return line
    found = re.search(r"\ben:\s(.*)", line)
    return found[1] if found else ""


def check_lesson(lesson: LessonFile, glossary: Iterable[str], problems: list[Problem]) -> None:
    for language in LANGUAGES:
        _check_language(lesson, lesson.get(language), set(glossary), problems)
    spanish, english = ([skeleton(block) for block in lesson.get(language).blocks] for language in LANGUAGES)
    if spanish != english:
        position = next(
            (n for n, pair in enumerate(zip(spanish, english, strict=False)) if pair[0] != pair[1]),
            min(len(spanish), len(english)),
        )
        report(
            problems,
            lesson.en.file,
            f"block {position + 1}",
            "the two languages differ in structure from here on",
        )
    else:
        for block, same in zip(lesson.es.blocks, lesson.en.blocks, strict=True):
            if figures(block_text(block)) != figures(block_text(same)):
                report(
                    problems, lesson.en.file, f"line {same.line}", "its figures differ from those in Spanish"
                )
    longest = max(lesson.es.words, lesson.en.words) / WORDS_PER_MINUTE
    if lesson.minutes > MAX_MINUTES:
        report(problems, lesson.es.file, "minutes", f"a lesson takes {MAX_MINUTES} minutes or less")
    if not longest <= lesson.minutes < longest + SLACK_MINUTES:
        report(
            problems,
            lesson.es.file,
            "minutes",
            f"says {lesson.minutes}, but its words take {longest:.1f} minutes to read",
        )


def _check_language(
    lesson: LessonFile, text: LessonText, glossary: set[str], problems: list[Problem]
) -> None:
    kinds = Counter(block.kind for block in text.blocks)
    if kinds["check"] != 1:
        report(problems, text.file, "body", "a lesson has one check question")
    if not text.blocks or text.blocks[0].kind != "text":
        report(problems, text.file, "body", "a lesson opens with a situation, in plain paragraphs")
    used = terms_used(text.blocks)
    for key in sorted((used | set(lesson.terms)) - glossary):
        report(problems, text.file, "terms", f'the glossary has no "{key}"')
    if used != set(lesson.terms):
        odd = ", ".join(sorted(used ^ set(lesson.terms)))
        report(problems, text.file, "terms", f"the terms listed and the terms used differ: {odd}")
    words = " ".join(block_text(block) for block in text.blocks)
    for block in text.blocks:
        if block.kind == "law" and block.data["article"] not in lesson.articles:
            report(
                problems,
                text.file,
                f"line {block.line}",
                f"article {block.data['article']} is not in the front matter",
            )
    for article in lesson.articles:
        in_block = any(block.data.get("article") == article for block in text.blocks)
        if not in_block and article.split(" ")[0] not in words:
            report(
                problems, text.file, "articles", f"article {article} is listed but the lesson never names it"
            )


def check_course(course: CourseFile, problems: list[Problem]) -> None:
    _unique("lessons", (lesson.key for lesson in course.lessons), problems)
    _unique("modules", (module.key for module in course.modules), problems)
    _unique("steps", (step.key for step in course.steps), problems)
    tests = [form for form in course.instruments.values() if form.kind == "test"]
    items = [*(item for form in tests for item in form.items), *course.spare_items]
    _unique("test and spare items", (item.key for item in items), problems)
    for form in course.instruments.values():
        _unique(f"items of {form.key}", (item.key for item in form.items), problems)
    _one_question_per_key(course, problems)
    topics = {module.topic for module in course.modules}
    for form in tests:
        covered = {item.topic for item in form.items}
        for topic in sorted(topics - covered):
            report(problems, form.key, "items", f"no item is about topic {topic}")
    for item in items:
        if item.topic not in topics:
            report(problems, item.key, "topic", f'no module has the topic "{item.topic}"')
        texts = [item.stem, *(option.text for option in item.options)]
        if any(figures(text.es) != figures(text.en) for text in texts):
            report(problems, item.key, "stem and options", "the figures differ between the two languages")
    _no_leaks(course, items, problems)
    _references(course, problems)
    total = sum(step.minutes for step in course.steps)
    if abs(course.hours * 60 - total) > 30:
        report(
            problems, "course.yaml", "hours", f"says {course.hours}, but the steps add up to {total} minutes"
        )
    reading = sum(lesson.minutes for lesson in course.lessons)
    for step in course.steps:
        if step.kind == "lessons" and step.minutes != reading:
            report(problems, "course.yaml", f"steps.{step.key}", f"the lessons add up to {reading} minutes")


def _one_question_per_key(course: CourseFile, problems: list[Problem]) -> None:
    """A question in several forms is one question: its key cannot say two things in one course."""
    said: dict[str, tuple[str, object]] = {}
    for form in course.instruments.values():
        for item in form.items:
            content = (item, form.scales.get(item.scale))
            where, first = said.setdefault(item.key, (form.key, content))
            if first != content:
                report(problems, form.key, "items", f'"{item.key}" is another question in {where}')
    for item in course.spare_items:
        where, first = said.setdefault(item.key, ("spare_items", (item, None)))
        if first != (item, None):
            report(problems, "spare_items", "items", f'"{item.key}" is another question in {where}')


def _no_leaks(course: CourseFile, items: list[ItemFile], problems: list[Problem]) -> None:
    """A practice question that repeats a test item would give the answer away."""
    for language in LANGUAGES:
        stems = {_plain(item.stem.get(language)) for item in items}
        keys = {
            _plain(option.text.get(language))
            for item in items
            for option in item.options
            if option.key == item.correct
        }
        for lesson in course.lessons:
            text = lesson.get(language)
            for block in text.blocks:
                if block.kind == "check" and _plain(check_texts(dict(block.data))[0]) in stems:
                    report(
                        problems, text.file, f"line {block.line}", "the check question repeats a test item"
                    )
                if block.kind == "check" and any(
                    option["correct"] and _plain(option["text"]) in keys for option in block.data["options"]
                ):
                    report(
                        problems, text.file, f"line {block.line}", "the correct answer is that of a test item"
                    )


def _plain(text: str) -> str:
    return re.sub(r"\W+", " ", text).strip().casefold()


def _references(course: CourseFile, problems: list[Problem]) -> None:
    keys = {step.key for step in course.steps}
    if course.settings.competent_rubric not in course.rubrics:
        report(problems, "course.yaml", "settings.competent_rubric", "there is no such rubric")
    for step in course.steps:
        at = f"steps.{step.key}"
        for name, value, known in (
            ("instrument", step.instrument, course.instruments),
            ("rubric", step.rubric, course.rubrics),
            *(("scenarios", key, course.scenarios) for key in step.scenarios),
            *(("after", key, keys) for key in step.after),
        ):
            if value and value not in known:
                report(problems, "course.yaml", f"{at}.{name}", f'there is no "{value}"')
    for scenario in course.scenarios.values():
        rubric = course.rubrics.get(scenario.rubric)
        if rubric is None:
            report(problems, scenario.key, "rubric", f'there is no "{scenario.rubric}"')
            continue
        add_ons = {criterion.key for criterion in rubric.add_ons}
        criteria = {criterion.key for criterion in rubric.criteria} | add_ons
        for key in sorted({point.criterion for point in scenario.watch} - criteria):
            report(problems, scenario.key, "watch", f'the rubric has no criterion "{key}"')
        for key in sorted(set(scenario.add_ons) - add_ons):
            report(problems, scenario.key, "add_ons", f'the rubric has no add-on "{key}"')


def _unique(what: str, keys: Iterable[str], problems: list[Problem]) -> None:
    for key, times in Counter(keys).items():
        if times > 1:
            report(problems, "course", what, f'the key "{key}" is used {times} times')


def report(problems: list[Problem], file: str, where: str, message: str) -> None:
    problems.append(Problem(file, where, message))
