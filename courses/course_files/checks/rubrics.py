"""Rubrics."""

from collections.abc import Iterator
from difflib import get_close_matches

from courses.course_files.checks.base import promises
from courses.course_files.problems import Problem
from courses.course_files.schema.course import CourseFile


def meant(key: str, known: set[str]) -> str:
    """A hint at the key that was probably meant."""
    close = get_close_matches(key, sorted(known), 1)
    return f": did you mean {close[0]}?" if close else f": there is {', '.join(sorted(known)) or 'none'}"


@promises("rubric-levels", "rubrics with the levels 1, 2, 3 and 4")
def levels(course: CourseFile) -> Iterator[Problem]:
    for rubric in course.rubrics.values():
        if [level.value for level in rubric.levels] != [1, 2, 3, 4]:
            yield rubric.problem("levels", "the scale has the levels 1, 2, 3 and 4, in that order")


@promises("rubric-criteria", "criteria and add-ons with keys of their own, as many as must be observed")
def criteria(course: CourseFile) -> Iterator[Problem]:
    for rubric in course.rubrics.values():
        seen: set[str] = set()
        for criterion in (*rubric.criteria, *rubric.add_ons):
            if criterion.key in seen:
                yield criterion.problem("key", f'the key "{criterion.key}" is used twice: rename one')
            seen.add(criterion.key)
        if rubric.rules and rubric.rules.min_observed > len(rubric.criteria) > 0:
            message = f"is more than the {len(rubric.criteria)} criteria that there are"
            yield rubric.rules.problem("min_observed", message)
