"""What a person's assessed role-plays amount to together, by the rule of their course.

The rubric says when one performance is competent (`assessments.rules.competence`); this says how many
are needed, and what they come to. Everything that tells a result asks here: pages, certificates, reports.
"""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from enum import StrEnum
from math import fsum
from typing import Any, Protocol

# Whether each performance has to reach the mean, or all of them together.
EACH, TOGETHER = "each", "together"


class Verdict(StrEnum):
    """What follows for the person; only `COMPETENT` and `NOT_COMPETENT` decide anything."""

    NOTHING = "nothing"
    MORE = "more"
    FURTHER = "further"
    COMPETENT = "competent"
    NOT_COMPETENT = "not_competent"


@dataclass(frozen=True, slots=True)
class ResultRule:
    """How the assessed role-plays of a course decide; as it stands, one does, as many people rated it.

    `scenarios` different ones are needed, with `assessors` sheets each. Where the mean of all lies within
    `grey_zone` levels of the line after these, one more role-play decides; 0: none is asked for.
    """

    scenarios: int = 1
    assessors: int = 1
    mean: str = EACH
    grey_zone: float = 0.0

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> "ResultRule":
        """Known settings of `data`; the rest keep their defaults."""
        return cls(**{key: value for key, value in data.items() if key in cls.__dataclass_fields__})

    def to_json(self) -> dict[str, Any]:
        return asdict(self)


class Outcomes(Protocol):
    """A released sheet, as far as results look at it (`assessments.data.RatingOutcome`)."""

    @property
    def occasion_id(self) -> int: ...
    @property
    def about(self) -> Any: ...
    @property
    def competent(self) -> bool: ...
    @property
    def barred(self) -> bool: ...
    @property
    def counted_mean(self) -> float | None: ...
    @property
    def pass_mean(self) -> float: ...


@dataclass(frozen=True, slots=True)
class Performance:
    """One released assessed role-play of a person.

    `about` tells scenarios apart: two performances with the same are one. `mean` is what counts: of the
    levels that were settled, else of the sheets. `barred`: it fails whatever the mean, by a critical
    criterion, a level too low, too little observed, or sheets that say different things.
    """

    about: Any
    sheets: int
    mean: float | None
    pass_mean: float
    barred: bool


@dataclass(frozen=True, slots=True)
class Result:
    """What the performances come to: how many count, and their mean and line.

    `waits_for` is how many different role-plays are still needed before anything is said.
    """

    verdict: Verdict
    counted: int = 0
    waits_for: int = 0
    mean: float | None = None
    pass_mean: float | None = None

    @property
    def held_back(self) -> bool:
        """Whether the mean is reached and something else is not, which the mean alone does not explain."""
        reached = self.mean is not None and self.pass_mean is not None and _reaches(self.mean, self.pass_mean)
        return self.verdict == Verdict.NOT_COMPETENT and reached

    @property
    def competent(self) -> bool | None:
        """None while nothing is decided."""
        if self.verdict in (Verdict.COMPETENT, Verdict.NOT_COMPETENT):
            return self.verdict == Verdict.COMPETENT
        return None


def result(performances: Iterable[Performance], rule: ResultRule) -> Result:
    """Apply the rule to a person's performances, in the order in which they were held.

    Of several on one scenario the first counts. One with too few sheets does not count yet. A mean near
    the line is worth one more role-play only where nothing else stands in the way.
    """
    counted: dict[Any, Performance] = {}
    for one in performances:
        if one.sheets >= rule.assessors:
            counted.setdefault(one.about, one)
    found = list(counted.values())
    if len(found) < rule.scenarios or not found:
        missing = rule.scenarios - len(found)
        return Result(Verdict.MORE if found else Verdict.NOTHING, len(found), missing)
    known = [one.mean for one in found if one.mean is not None]
    mean = fsum(known) / len(known) if known else None
    line = fsum(one.pass_mean for one in found) / len(found)
    return Result(_verdict(found, mean, line, rule), len(found), 0, mean, line)


def _verdict(found: list[Performance], mean: float | None, line: float, rule: ResultRule) -> Verdict:
    if mean is None or any(one.barred for one in found):
        return Verdict.NOT_COMPETENT
    if len(found) <= rule.scenarios and rule.grey_zone > 0 and abs(mean - line) <= rule.grey_zone + 1e-9:
        return Verdict.FURTHER
    if rule.mean == TOGETHER:
        reached = _reaches(mean, line)
    else:
        reached = all(one.mean is not None and _reaches(one.mean, one.pass_mean) for one in found)
    return Verdict.COMPETENT if reached else Verdict.NOT_COMPETENT


def _reaches(mean: float, line: float) -> bool:
    # A mean of threes is three, whatever floating point makes of it.
    return mean >= line - 1e-9


def performances_of(outcomes: Iterable["Outcomes"]) -> list[Performance]:
    """One performance for each occasion of a person's released sheets, in their order.

    Sheets of practice must be left out. Sheets that were not talked over although they say different
    things bar: whoever was rated by several people is competent only when all of them say so.
    """
    by_occasion: dict[Any, list[Outcomes]] = {}
    for one in outcomes:
        by_occasion.setdefault(one.occasion_id, []).append(one)
    return [_performance(sheets) for sheets in by_occasion.values()]


def _performance(sheets: list["Outcomes"]) -> Performance:
    means = [one.counted_mean for one in sheets if one.counted_mean is not None]
    first = sheets[0]
    return Performance(
        about=first.about if first.about is not None else ("occasion", first.occasion_id),
        sheets=len(sheets),
        mean=fsum(means) / len(means) if means else None,
        pass_mean=first.pass_mean,
        barred=any(one.barred for one in sheets) or len({one.competent for one in sheets}) > 1,
    )
