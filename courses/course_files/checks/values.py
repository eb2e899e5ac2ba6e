"""Figures that change with the years stand as `values.yaml` has them."""

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


def _amount(figure: str) -> Decimal | None:
    number = figure.replace(",", "")
    return Decimal(number) if number.replace(".", "", 1).isdecimal() and "." in number else None
