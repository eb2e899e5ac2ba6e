"""Lessons: their two languages agree, their length is honest, their law and their words are named."""

from collections import Counter
from collections.abc import Iterator

from courses.course_files.checks.base import promises
from courses.course_files.markup import (
    block_text,
    check_texts,
    count_words,
    faults,
    figures,
    skeleton,
    terms_used,
)
from courses.course_files.problems import Problem
from courses.course_files.schema.base import LANGUAGES
from courses.course_files.schema.course import CourseFile
from courses.course_files.schema.lessons import CheckBlock, LawBlock, LessonFile, LessonText

WORDS_PER_MINUTE = 130
MAX_MINUTES = 5
# A lesson may be announced as longer than it reads, to leave time to think about its question.
SLACK_MINUTES = 1.5
PRACTICE_QUESTIONS = 5
SHEET_WORDS = 400


def texts(course: CourseFile) -> Iterator[tuple[LessonFile, LessonText]]:
    """Every lesson in every language that could be read."""
    for lesson in course.lessons:
        for language in LANGUAGES:
            if lesson.get(language).blocks:
                yield lesson, lesson.get(language)


def pairs(course: CourseFile) -> Iterator[LessonFile]:
    """The lessons that could be read in both languages."""
    return (lesson for lesson in course.lessons if lesson.es.blocks and lesson.en.blocks)


@promises("lesson-key-once", "no two lessons, and no two modules, with one key")
def key_once(course: CourseFile) -> Iterator[Problem]:
    for what, many in (("lesson", course.lessons), ("module", course.modules)):
        seen: dict[str, str] = {}
        for one in many:
            if one.key in seen:
                message = f'the key "{one.key}" is already that of the {what} in {seen[one.key]}: change one'
                yield one.problem("key", message)
            elif one.key:
                seen[one.key] = one.place.file


@promises("lesson-languages", "the same blocks, articles, lists and right answers in both languages")
def same_structure(course: CourseFile) -> Iterator[Problem]:
    for lesson in pairs(course):
        spanish, english = ([skeleton(block) for block in text.blocks] for text in (lesson.es, lesson.en))
        if spanish == english:
            continue
        both = enumerate(zip(spanish, english, strict=False))
        first = next((n for n, (one, other) in both if one != other), min(len(spanish), len(english)))
        blocks = lesson.en.blocks
        message = f"block {first + 1}: the two languages differ in structure from here on"
        line = blocks[min(first, len(blocks) - 1)].place.line
        yield Problem(lesson.en.place.file, line, "", message)


@promises("lesson-figures", "the same numbers in each block of both languages")
def same_figures(course: CourseFile) -> Iterator[Problem]:
    for lesson in pairs(course):
        if list(map(skeleton, lesson.es.blocks)) != list(map(skeleton, lesson.en.blocks)):
            continue
        for block, same in zip(lesson.es.blocks, lesson.en.blocks, strict=True):
            if figures(block_text(block)) != figures(block_text(same)):
                yield same.problem("", "its figures differ from those in Spanish")


@promises("lesson-length", f"lessons of {MAX_MINUTES} minutes or less")
def short(course: CourseFile) -> Iterator[Problem]:
    for lesson in course.lessons:
        if lesson.minutes > MAX_MINUTES:
            yield lesson.es.problem("minutes", f"a lesson takes {MAX_MINUTES} minutes or less: split it")


@promises("lesson-minutes", f"minutes that its words take, at {WORDS_PER_MINUTE} a minute")
def honest_minutes(course: CourseFile) -> Iterator[Problem]:
    for lesson in pairs(course):
        longest = max(count_words(lesson.es.blocks), count_words(lesson.en.blocks)) / WORDS_PER_MINUTE
        if lesson.minutes and not longest <= lesson.minutes < longest + SLACK_MINUTES:
            message = f"says {lesson.minutes}, but its words take {longest:.1f} minutes to read"
            yield lesson.es.problem("minutes", message)


@promises("lesson-opening", "a situation, in plain paragraphs, at the start of each lesson")
def opening(course: CourseFile) -> Iterator[Problem]:
    for _lesson, text in texts(course):
        if text.blocks[0].kind != "text":
            yield text.problem("body", "a lesson opens with a situation, in plain paragraphs")


@promises(
    "lesson-question",
    f"one practice question in each lesson, {PRACTICE_QUESTIONS} where the key ends in -practice, "
    "none in a sheet to print (-aid- in its key)",
)
def questions(course: CourseFile) -> Iterator[Problem]:
    wanted = {"read": 1, "practice": PRACTICE_QUESTIONS, "aid": 0}
    said = {
        "read": "a lesson has one check question",
        "practice": f"a lesson of practice has {PRACTICE_QUESTIONS} check questions",
        "aid": "a sheet to print has no check question",
    }
    for lesson, text in texts(course):
        if Counter(block.kind for block in text.blocks)["check"] != wanted[lesson.use]:
            yield text.problem("body", said[lesson.use])


@promises("aid-one-sheet", f"sheets to print of {SHEET_WORDS} words or less, which fit one page")
def one_sheet(course: CourseFile) -> Iterator[Problem]:
    for lesson, text in texts(course):
        if lesson.use == "aid" and (words := count_words(text.blocks)) > SHEET_WORDS:
            yield text.problem("body", f"its {words} words do not fit one page: {SHEET_WORDS} do")


@promises("question-options", "three or four answers to each practice question, one of them right")
def question_options(course: CourseFile) -> Iterator[Problem]:
    for check in _questions(course):
        if sum(option.correct for option in check.options) != 1:
            yield check.problem("options", "a check question has exactly one correct option")
        if not 3 <= len(check.options) <= 4:
            yield check.problem("options", "a check question has three or four options")


@promises("question-plain", "practice questions in plain text")
def question_plain(course: CourseFile) -> Iterator[Problem]:
    for check in _questions(course):
        for text in check_texts(check):
            for message in faults(text):
                yield check.problem("", message)
            if "**" in text or "[[" in text:
                message = "a check question is plain text: no bold, no glossary references"
                yield check.problem("", message)


def _questions(course: CourseFile) -> Iterator[CheckBlock]:
    for _lesson, text in texts(course):
        yield from (block for block in text.blocks if isinstance(block, CheckBlock))


@promises("lesson-terms", "every glossary term that the text uses in its list of terms, and no other")
def terms(course: CourseFile) -> Iterator[Problem]:
    for lesson, text in texts(course):
        used = terms_used(text.blocks)
        for key in sorted((used | set(lesson.terms)) - course.glossary.keys()):
            yield text.problem("terms", f'the glossary has no "{key}"')
        if used != set(lesson.terms):
            odd = ", ".join(sorted(used ^ set(lesson.terms)))
            yield text.problem("terms", f"the terms listed and the terms used differ: {odd}")


@promises("glossary-linked", "every term of the glossary linked from a lesson")
def linked(course: CourseFile) -> Iterator[Problem]:
    used = {key for lesson in course.lessons for key in lesson.terms}
    for key, term in course.glossary.items():
        if key not in used:
            yield term.problem(
                "", f'no lesson links to "{key}": link it where it first occurs, or take it out'
            )


@promises("lesson-articles", "every article of a law block in the front matter, and each of those named")
def articles(course: CourseFile) -> Iterator[Problem]:
    for lesson, text in texts(course):
        blocks = [block for block in text.blocks if isinstance(block, LawBlock)]
        for block in blocks:
            if block.article and block.article not in lesson.articles:
                yield block.problem("", f"article {block.article} is not in the front matter")
        words = " ".join(block_text(block) for block in text.blocks)
        for article in lesson.articles:
            in_block = any(block.article == article for block in blocks)
            if not in_block and article.split(" ")[0] not in words:
                message = f"article {article} is listed but the lesson never names it"
                yield text.problem("articles", message)
