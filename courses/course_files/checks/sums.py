"""Sums written out in a course ("18 días × 400 = 7,200") are worked out again, wherever they stand."""

import re
from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal

from courses.course_files.checks.base import promises
from courses.course_files.checks.words import sentences
from courses.course_files.problems import Problem
from courses.course_files.schema.course import CourseFile

_NUMBER = r"\$?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?(?: ?%)?"
# A number may be followed by what it counts: "18 días", "2 salarios mínimos".
_TERM = rf"{_NUMBER}(?: [a-záéíóúñü]+){{0,3}}"
_SUM = re.compile(rf"(?<![\d.,])(?<![\d.,(×/÷+−] )({_TERM}(?: [×/÷+−-] {_TERM})+) = ({_NUMBER})")
_PARTS = re.compile(rf"({_NUMBER})(?: [a-záéíóúñü]+)*(?: ([×/÷+−-]) )?")


def written_sums(text: str) -> Iterator[tuple[str, Decimal, Decimal]]:
    """Each sum of a text: as written, what it says, and what it comes to, to the cent.

    Multiplication and division come before addition and subtraction; there are no brackets.
    """
    for found in _SUM.finditer(text):
        total, factor, pending = Decimal(0), Decimal(1), "+"
        last = "×"
        for number, sign in _PARTS.findall(found[1]):
            amount = _amount(number)
            factor = factor / amount if last in "/÷" else factor * amount
            if sign in ("", "+", "−", "-"):
                total = total + factor if pending == "+" else total - factor
                factor, pending = Decimal(1), sign
            last = sign if sign in ("/", "÷") else "×"
        yield found[0], _amount(found[2]), total.quantize(Decimal("0.01"), ROUND_HALF_UP)


def _amount(written: str) -> Decimal:
    number = Decimal(written.strip("$ %").replace(",", ""))
    return number / 100 if written.endswith("%") else number


@promises("sums-add-up", "sums whose results are right to the cent")
def add_up(course: CourseFile) -> Iterator[Problem]:
    for said in sentences(course):
        for written, stated, result in written_sums(said.words):
            if stated != result:
                yield said.problem(f'"{written}" comes to {result:,.2f}')
