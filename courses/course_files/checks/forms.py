"""Parallel forms of a test: what makes it fair to give one before the course and the other after it."""

from collections import Counter
from collections.abc import Iterator, Mapping

from courses.course_files.checks.base import promises
from courses.course_files.checks.rubrics import meant
from courses.course_files.problems import Problem
from courses.course_files.schema.course import CourseFile
from courses.course_files.schema.instruments import InstrumentFile

ANCHOR_SHARE = 0.2
"""Least share of a form that all forms ask: a usual rule for linking forms by common items."""


@promises("form-items", "parallel forms whose items exist, each once, and no item that no form asks")
def items_exist(course: CourseFile) -> Iterator[Problem]:
    for test in course.instruments.values():
        known = {item.key for item in test.items}
        for label, keys in test.forms.items():
            for key in keys:
                if key not in known:
                    yield test.problem(f"forms.{label}", f'there is no item "{key}"{meant(key, known)}')
            for key, times in Counter(keys).items():
                if times > 1:
                    yield test.problem(f"forms.{label}", f'"{key}" stands {times} times')
        if test.forms:
            asked = {key for keys in test.forms.values() for key in keys}
            for item in test.items:
                if item.key and item.key not in asked:
                    yield item.problem("key", f'no form asks "{item.key}": add it to one, or to the spares')


@promises(
    "form-parallel",
    f"parallel forms, two or more, with as many items, of each module and at each level, of which "
    f"{ANCHOR_SHARE:.0%} or more are in all of them",
)
def alike(course: CourseFile) -> Iterator[Problem]:
    for test in course.instruments.values():
        if len(test.forms) == 1:
            yield test.problem("forms", "one form alone has no other to be parallel to: leave forms out")
        if len(test.forms) < 2:
            continue
        built = {label: _built(form) for label, form in test.parallel().items()}
        first, *others = built
        for label in others:
            for what, count in built[first].items():
                other = built[label][what]
                if count != other:
                    message = f"{first} and {label} differ in {what}: {_told(count)}; {_told(other)}"
                    yield test.problem("forms", message)
        common = set.intersection(*(set(keys) for keys in test.forms.values()))
        shortest = min(len(keys) for keys in test.forms.values())
        if len(common) < ANCHOR_SHARE * shortest:
            message = f"{len(common)} of {shortest} items stand in every form: too few to compare forms by"
            yield test.problem("forms", message)


def _built(form: InstrumentFile) -> dict[str, Counter[str]]:
    return {
        "modules": Counter(item.topic for item in form.items),
        "levels": Counter(item.level for item in form.items),
    }


def _told(counts: Mapping[str, int]) -> str:
    return ", ".join(f"{value or 'none'} {number}" for value, number in sorted(counts.items()))
