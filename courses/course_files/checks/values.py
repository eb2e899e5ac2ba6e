"""Figures that change with the years stand as `values.yaml` has them."""

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from courses.course_files.checks.base import promises
from courses.course_files.checks.words import sentences
from courses.course_files.markup import figures
from courses.course_files.problems import Problem
from courses.course_files.schema.course import CourseFile
from courses.course_files.schema.values import ValuesFile
from courses.course_files.values import dated_values


@promises("values-in-force", "no amount of values.yaml that a later one replaced")
def in_force(course: CourseFile) -> Iterator[Problem]:
    yield from replaced(course, dated_values())


def replaced(course: CourseFile, values: ValuesFile) -> Iterator[Problem]:
    """Words that still say an amount of an earlier year; the newest values count, whatever today is."""
    gone = values.superseded(date.max)
    if not gone:
        return
    for said in sentences(course):
        for figure in figures(said.words):
            amount = _amount(figure)
            if amount in gone:
                yield said.problem(f"{figure} was {gone[amount]} of an earlier year: see values.yaml")


_DAILY = re.compile(
    r"\b(?:gan(?:a|an|aba|aban)|salarios?|sueldos?|earn(?:s|ed)?|wages?|paid)\b[^.;\d]{0,40}"
    r"(\d[\d,]*(?:\.\d+)?) pesos (?:diarios|al día|a day|per day of work)",
    re.I,
)


@promises("wages-minimum", "daily wages in its words that reach the general minimum wage of values.yaml")
def wages(course: CourseFile) -> Iterator[Problem]:
    yield from too_low(course, dated_values())


def too_low(course: CourseFile, values: ValuesFile) -> Iterator[Problem]:
    """Daily wages below the newest general minimum; amounts that the file itself holds are no wages."""
    known = {amount for series in values.series for amount in values.amounts(series.key)}
    minimum = values.amounts("minimum_wage")[-1]
    for said in sentences(course):
        for figure in _DAILY.findall(said.words):
            daily = Decimal(figure.replace(",", ""))
            if daily < minimum and daily not in known:
                yield said.problem(f"{figure} pesos a day lie below the minimum wage of {minimum}")


def _amount(figure: str) -> Decimal | None:
    number = figure.replace(",", "")
    return Decimal(number) if number.replace(".", "", 1).isdecimal() and "." in number else None
