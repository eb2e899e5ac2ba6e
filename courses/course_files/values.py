"""Reading `values.yaml`, and saying when it has grown old."""

from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from pathlib import Path

from courses.course_files import yaml_lines
from courses.course_files.plain_text import Unreadable, read_text
from courses.course_files.problems import ContentError, Problem, Problems
from courses.course_files.schema.values import Derived, Series, ValuesFile

VALUES = Path(__file__).resolve().parents[1] / "content" / "values.yaml"
YEAR = timedelta(days=366)


@cache
def dated_values() -> ValuesFile:
    """The values that all courses share. Raises ContentError with what is wrong with them."""
    values, problems = examine_values(VALUES)
    if problems:
        raise ContentError(problems)
    return values


def examine_values(path: Path) -> tuple[ValuesFile, list[Problem]]:
    """The values as far as they can be read, and everything wrong with them."""
    problems = Problems()
    try:
        text = read_text(path, "the file is missing")
    except Unreadable as reason:
        return ValuesFile.model_construct(checked=date.min, series=(), derived=()), [
            Problem(path.name, 0, "", str(reason))
        ]
    fields = yaml_lines.parse(text, path.name, problems)
    values = ValuesFile.model_validate(fields or {}, context={"problems": problems})
    if not problems.found:
        for problem in _faults(values):
            problems.add(problem)
    return values, problems.sorted()


def _faults(values: ValuesFile) -> Iterator[Problem]:
    seen: set[str] = set()
    named: tuple[Series | Derived, ...] = (*values.series, *values.derived)
    for one in named:
        if one.key in seen:
            yield one.problem("key", f'the key "{one.key}" is used twice: rename one')
        seen.add(one.key)
    known = [series.key for series in values.series]
    for derived in values.derived:
        if derived.of not in known:
            yield derived.problem("of", f'there is no series "{derived.of}": it is one of {", ".join(known)}')
    for series in values.series:
        days = [dated.since for dated in series.values]
        if days != sorted(set(days)):
            yield series.problem("values", "stand in the order of time, one for each day")
        for dated in series.values:
            if (dated.value is None) == (dated.ask is None):
                yield dated.problem("value", "has a value, or says whom to ask; not both, not neither")
            elif dated.value is not None and not dated.source:
                yield dated.problem("source", "is missing: say where the value was read")


def aged(values: ValuesFile, today: date) -> Iterator[Problem]:
    """What nobody has looked at for over a year: it may be right, and somebody should see to it."""
    if today - values.checked > YEAR:
        yield values.problem("checked", f"is over a year ago ({values.checked}): compare every value again")
    for series in values.series:
        since = [dated.since for dated in series.values if dated.since <= today]
        if series.yearly and since and today - since[-1] >= YEAR:
            message = f"changes every year, and its last value is of {since[-1]}: add the new one"
            yield series.problem("values", message)
