"""Whether a supervisor's sheet says that somebody applies the course, and counts of such sheets. Pure."""

from collections.abc import Mapping
from typing import NamedTuple

from analytics.follow_ups import NEEDED, OFTEN

Sheet = Mapping[str, int | None]
"""By question, a point of a scale from 1 (never) to 5 (always); None where nothing was marked."""


class Beside(NamedTuple):
    """Of `people` of whom both are published, how many are seen to apply it, and by their own account do."""

    people: int = 0
    seen: int = 0
    own: int = 0


class Supervised(NamedTuple):
    """Of `people` of one center, how many apply the course as their supervisors see it.

    `beside` is of those of them whose own account is published too; None where it would tell of a few.
    """

    people: int = 0
    applying: int = 0
    beside: Beside | None = None


def sees_it(sheet: Sheet) -> bool | None:
    """Whether two thirds of what was asked are seen often or always; None where the blanks decide it."""
    often = sum(value is not None and value >= OFTEN for value in sheet.values())
    blank = sum(value is None for value in sheet.values())
    if not sheet or blank == len(sheet):
        return None
    needed = len(sheet) * NEEDED[0]
    if often * NEEDED[1] >= needed:
        return True
    return False if (often + blank) * NEEDED[1] < needed else None
