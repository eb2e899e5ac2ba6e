"""Answers that give themselves away: the longest, or the only one of its form."""

import re
from collections.abc import Callable, Iterator, Sequence
from math import sqrt

from courses.course_files.checks.base import promises
from courses.course_files.checks.lessons import texts
from courses.course_files.problems import Problem
from courses.course_files.schema.base import LANGUAGES
from courses.course_files.schema.course import CourseFile
from courses.course_files.schema.items import SingleItem
from courses.course_files.schema.lessons import CheckBlock

# With fewer questions than this, chance explains anything.
FEWEST = 8
# Words that differ by gender, number or sound alone.
FORMS = {"una": "un", "la": "el", "las": "los", "unas": "unos", "quienes": "quien", "an": "a"}
NEGATIONS = ("no", "ninguna", "ninguno", "nada", "none", "nothing", "not", "never", "nunca")

# A question: its options in one language, and which of them is right.
Question = tuple[Sequence[str], int]


def most(chances: Sequence[float]) -> int:
    """How often something may happen before chance is no longer the likely reason (mean and two
    standard deviations of as many independent draws)."""
    return int(sum(chances) + 2 * sqrt(sum(chance * (1 - chance) for chance in chances)))


def is_longest(options: Sequence[str], right: int) -> bool:
    """Whether the right answer is longer than each of the others."""
    return all(len(options[right]) > len(option) for place, option in enumerate(options) if place != right)


def odd_one(options: Sequence[str]) -> int | None:
    """The one option that is worded unlike all the others, which are worded alike."""
    if len(options) < 4:
        return None
    traits: tuple[Callable[[str], str], ...] = (_first_word, _negated, _quoted)
    for trait in traits:
        seen = [trait(option) for option in options]
        for place, value in enumerate(seen):
            rest = {other for number, other in enumerate(seen) if number != place}
            if len(rest) == 1 and value not in rest:
                return place
    return None


def _first_word(option: str) -> str:
    found = re.match(r"\W*(\w+)", option)
    word = found[1].casefold() if found else ""
    return FORMS.get(word, word)


def _negated(option: str) -> str:
    return str(_first_word(option) in NEGATIONS)


def _quoted(option: str) -> str:
    return str(option.lstrip()[:1] in '«"“')


def _practice(course: CourseFile, language: str) -> list[Question]:
    return [
        ([option.text for option in block.options], [option.correct for option in block.options].index(True))
        for lesson, text in texts(course)
        if text is lesson.get(language)
        for block in text.blocks
        if isinstance(block, CheckBlock) and any(option.correct for option in block.options)
    ]


def _asked(items: Sequence[object], language: str) -> Iterator[tuple[SingleItem, Question]]:
    for item in items:
        if isinstance(item, SingleItem) and item.has_right_answer() and not list(item.faults()):
            keys = [option.key for option in item.options]
            options = [option.text.get(language) for option in item.options]
            if all(options):  # An option without words was told already.
                yield item, (options, keys.index(item.correct))


@promises("key-length", "right answers that are the longest no more often than chance explains")
def length(course: CourseFile) -> Iterator[Problem]:
    for language in LANGUAGES:
        for test in course.instruments.values():
            for label, form in (test.parallel() or {"": test}).items():
                questions = [question for _item, question in _asked(form.items, language)]
                if message := _too_often(questions, language):
                    yield test.problem(f"forms.{label}" if label else "items", message)
        if message := _too_often(_practice(course, language), language):
            yield Problem("modules", 0, "", f"practice questions: {message}")


def _too_often(questions: Sequence[Question], language: str) -> str:
    longest = sum(is_longest(options, right) for options, right in questions)
    limit = most([1 / len(options) for options, _right in questions])
    if len(questions) < FEWEST or longest <= limit:
        return ""
    return f"the right answer is the longest in {longest} of {len(questions)} ({language}); {limit} at most"


@promises("option-odd", "no test item with one option that is worded unlike all the others")
def odd(course: CourseFile) -> Iterator[Problem]:
    items = [item for test in course.instruments.values() if test.kind == "test" for item in test.items]
    for language in LANGUAGES:
        for item, (options, right) in _asked([*items, *course.spare_items], language):
            if (found := odd_one(options)) is not None:
                which = "the right answer" if found == right else f"option {found + 1}"
                yield item.problem("options", f"{which} alone is worded unlike the others ({language})")
