"""Calibration cases: each criterion of their rubric has its reference, and no assessed case is given away."""

from collections import Counter
from collections.abc import Iterator

from courses.course_files.checks.base import promises
from courses.course_files.checks.rubrics import meant
from courses.course_files.markup import faults
from courses.course_files.problems import Problem
from courses.course_files.schema.base import LANGUAGES
from courses.course_files.schema.course import CourseFile


@promises("calibration-reference", "a reference for each criterion of the rubric in each calibration case")
def reference(course: CourseFile) -> Iterator[Problem]:
    for case in course.calibration_cases.values():
        rubric = course.rubrics.get(case.rubric)
        if rubric is None:
            if case.rubric:
                message = f'there is no "{case.rubric}"{meant(case.rubric, set(course.rubrics))}'
                yield case.problem("rubric", message)
            continue
        add_ons = {criterion.key for criterion in rubric.add_ons}
        for key in sorted(set(case.add_ons) - add_ons):
            yield case.problem("add_ons", f'the rubric has no add-on "{key}"{meant(key, add_ons)}')
        wanted = [criterion.key for criterion in rubric.criteria]
        wanted += [key for key in case.add_ons if key in add_ons]
        given = Counter(one.criterion for one in case.reference)
        for one in case.reference:
            if one.criterion and one.criterion not in wanted:
                message = f'the rubric has no criterion "{one.criterion}"{meant(one.criterion, set(wanted))}'
                yield one.problem("criterion", message)
        for key in wanted:
            if given[key] != 1:
                yield case.problem("reference", f'"{key}" has {given[key]} references: give it one')


@promises("calibration-scenario", "calibration cases that play a scenario of their rubric which is coached")
def scenario(course: CourseFile) -> Iterator[Problem]:
    for case in course.calibration_cases.values():
        if not case.scenario:
            continue
        played = course.scenarios.get(case.scenario)
        if played is None:
            message = f'there is no "{case.scenario}"{meant(case.scenario, set(course.scenarios))}'
            yield case.problem("scenario", message)
        elif played.mode == "assessed":
            yield case.problem("scenario", f'"{case.scenario}" is assessed: the case would give it away')
        elif played.rubric in course.rubrics and played.rubric != case.rubric:
            message = f'"{case.scenario}" is rated with the rubric "{played.rubric}"'
            yield case.problem("scenario", message)


@promises("calibration-words", "calibration cases in the Markdown that lessons use")
def words(course: CourseFile) -> Iterator[Problem]:
    for case in course.calibration_cases.values():
        for language in LANGUAGES:
            for line in case.text.get(language).split("\n"):
                for message in faults(line):
                    yield case.text.problem(language, message)
