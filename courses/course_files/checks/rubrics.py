"""Rubrics and the scenarios that are rated with them."""

from collections.abc import Iterator
from difflib import get_close_matches

from courses.course_files.checks.base import promises
from courses.course_files.markup import faults
from courses.course_files.problems import Problem
from courses.course_files.schema.base import LANGUAGES
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


@promises("scenario-rubric", "scenarios whose criteria and add-ons are those of their rubric")
def scenario_rubric(course: CourseFile) -> Iterator[Problem]:
    for scenario in course.scenarios.values():
        rubric = course.rubrics.get(scenario.rubric)
        if rubric is None:
            if scenario.rubric:
                known = set(course.rubrics)
                yield scenario.problem(
                    "rubric", f'there is no "{scenario.rubric}"{meant(scenario.rubric, known)}'
                )
            continue
        add_ons = {criterion.key for criterion in rubric.add_ons}
        used = {criterion.key for criterion in rubric.criteria} | (add_ons & set(scenario.add_ons))
        for point in scenario.watch:
            if point.criterion and point.criterion not in used:
                message = f'the rubric has no criterion "{point.criterion}"{meant(point.criterion, used)}'
                yield point.problem("criterion", message)
        for key in sorted(set(scenario.add_ons) - add_ons):
            yield scenario.problem("add_ons", f'the rubric has no add-on "{key}"{meant(key, add_ons)}')


@promises("scenario-roles", "roles with keys of their own in each scenario")
def roles(course: CourseFile) -> Iterator[Problem]:
    for scenario in course.scenarios.values():
        seen: set[str] = set()
        for role in scenario.roles:
            if role.key in seen:
                yield role.problem("key", f'the key "{role.key}" is used twice: rename one')
            seen.add(role.key)


@promises("scenario-words", "facts and sheets in the Markdown that lessons use")
def words(course: CourseFile) -> Iterator[Problem]:
    for scenario in course.scenarios.values():
        for text in (scenario.facts, *(role.sheet for role in scenario.roles)):
            if text is None:
                continue
            for language in LANGUAGES:
                for line in text.get(language).split("\n"):
                    for message in faults(line):
                        yield text.problem(language, message)
