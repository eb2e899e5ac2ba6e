"""Scenarios: what they name exists, and whoever assesses with them can see what must be seen."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from courses.course_files.checks.base import promises
from courses.course_files.checks.rubrics import meant
from courses.course_files.markup import faults
from courses.course_files.problems import Problem
from courses.course_files.schema.base import LANGUAGES
from courses.course_files.schema.course import CourseFile
from courses.course_files.schema.scenarios import PromptFile, WagesFile, WatchPoint
from courses.course_files.values import dated_values

MINIMUM = {"general": "minimum_wage", "northern_border": "minimum_wage_border"}


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
        points: tuple[WatchPoint | PromptFile, ...] = (*scenario.watch, *scenario.prompts)
        for point in points:
            if point.criterion and point.criterion not in used:
                message = f'the rubric has no criterion "{point.criterion}"{meant(point.criterion, used)}'
                yield point.problem("criterion", message)
        for key in sorted(set(scenario.add_ons) - add_ons):
            yield scenario.problem("add_ons", f'the rubric has no add-on "{key}"{meant(key, add_ons)}')


@promises("scenario-roles", "roles with keys of their own in each scenario, and prompts for them")
def roles(course: CourseFile) -> Iterator[Problem]:
    for scenario in course.scenarios.values():
        seen: set[str] = set()
        for role in scenario.roles:
            if role.key in seen:
                yield role.problem("key", f'the key "{role.key}" is used twice: rename one')
            seen.add(role.key)
        for prompt in scenario.prompts:
            if prompt.role and prompt.role not in seen:
                message = f'the scenario has no role "{prompt.role}"{meant(prompt.role, seen)}'
                yield prompt.problem("role", message)


@promises("scenario-words", "facts and sheets in the Markdown that lessons use")
def words(course: CourseFile) -> Iterator[Problem]:
    for scenario in course.scenarios.values():
        solution = scenario.assessor.solution if scenario.assessor else None
        for text in (scenario.facts, *(role.sheet for role in scenario.roles), solution):
            if text is None:
                continue
            for language in LANGUAGES:
                for line in text.get(language).split("\n"):
                    for message in faults(line):
                        yield text.problem(language, message)


@promises("scenario-critical", "a prompt for each critical criterion in each assessed scenario")
def critical(course: CourseFile) -> Iterator[Problem]:
    named = {key for step in course.steps if step.mode == "assessed" for key in step.scenarios}
    for scenario in course.scenarios.values():
        rubric = course.rubrics.get(scenario.rubric)
        if rubric is None or not (scenario.mode == "assessed" or scenario.key in named):
            continue
        prompted = {prompt.criterion for prompt in scenario.prompts}
        needed = [criterion.key for criterion in rubric.criteria if criterion.critical]
        needed += [one.key for one in rubric.add_ons if one.critical and one.key in scenario.add_ons]
        for key in needed:
            if key and key not in prompted:
                message = f'no prompt lets "{key}" be seen, and it is critical: who shows nothing of it fails'
                yield scenario.problem("prompts", message)


@promises("scenario-assessor", "a sheet for assessors in each scenario that is coached or assessed only")
def assessor(course: CourseFile) -> Iterator[Problem]:
    for scenario in course.scenarios.values():
        if scenario.mode and scenario.assessor is None:
            yield scenario.problem("assessor", "assessors need a sheet: what can be agreed, and within what")
        elif scenario.assessor and scenario.play_minutes:
            late = [one for one in scenario.assessor.timing if one.minute > scenario.play_minutes]
            for moment in late:
                message = f"comes after the {scenario.play_minutes} minutes of the role-play"
                yield moment.problem("minute", message)


@promises("scenario-mode", "scenarios in steps of their own kind: what is assessed was not practiced")
def mode(course: CourseFile) -> Iterator[Problem]:
    for step in course.steps:
        for key in step.scenarios:
            scenario = course.scenarios.get(key)
            if scenario and scenario.mode and step.mode and scenario.mode != step.mode:
                message = f'the scenario "{key}" is {scenario.mode}, and this step is {step.mode}'
                yield step.problem("scenarios", message)


@promises("scenario-wages", "wages in scenarios that reach the minimum of their zone and year")
def wages(course: CourseFile) -> Iterator[Problem]:
    for scenario in course.scenarios.values():
        case = scenario.wages
        minimum = _minimum(case) if case else None
        if case and minimum and Decimal(str(case.lowest)) < minimum:
            message = (
                f"{case.lowest:.2f} is below the minimum of {minimum} ({case.zone}, {case.year}): "
                "see values.yaml"
            )
            yield case.problem("lowest", message)


def _minimum(case: WagesFile) -> Decimal | None:
    """The minimum wage of a case; None where the value is not known."""
    if not case.zone:
        return None
    try:
        return dated_values().on(MINIMUM[case.zone], date(case.year, 12, 31))
    except LookupError:
        return None
