"""How assessors rated: agreement, severity, and how far a result would repeat. Figures, no words.

Nothing here changes a result: severities are told, and no adjusted score is made of them.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations
from math import fsum, sqrt
from typing import Any

from analytics import stats
from assessments.data import CriterionInfo, RatingOutcome, SeedSheet

# Below so many ratings of one assessor, or pairs of sheets, nothing is said.
FEW = 6
# A severity of at least so many levels, with an interval that leaves out 0, is worth a look; one that is
# surely smaller does not matter.
WORTH_A_LOOK = 0.25
# From here on results repeat well enough to be called reliable (Brennan 2001; Streiner et al. 2015).
RELIABLE = 0.7
# How sure a change over time has to be, adjusted for how many assessors are looked at.
ALARM = 0.02
# A change over the whole time that is at least so many levels is worth a look.
MOVED = 0.7


@dataclass(frozen=True, slots=True)
class Agreement:
    """Two sheets of one performance on one criterion; `key` "" is all criteria together."""

    key: str
    title: Mapping[str, str]
    pairs: int
    exact: stats.Estimate
    adjacent: stats.Estimate
    alpha: stats.Estimate


class Standing(StrEnum):
    """What can be said of an assessor beside the others."""

    FEW = "few"
    DIFFERS = "differs"
    SIMILAR = "similar"
    BARELY = "barely"  # differs, by surely less than matters
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class Severity:
    """What one assessor adds to a mean, in levels: below 0 is severe. None where it cannot be told.

    `low` and `high` are 95% for all assessors together (Bonferroni); `small`: two one-sided tests, for all
    together too, put it within WORTH_A_LOOK. `moves`: it changes over time by more than chance explains.
    """

    assessor_id: int
    sheets: int
    effect: float | None
    low: float | None
    high: float | None
    small: bool = False
    moves: bool = False

    @property
    def standing(self) -> Standing:
        """Whether they differ from the others, are known to be like them, or neither."""
        if self.low is None or self.high is None or self.sheets < FEW:
            return Standing.FEW
        if self.low > 0 or self.high < 0:
            return Standing.BARELY if self.small else Standing.DIFFERS
        return Standing.SIMILAR if self.small else Standing.OPEN

    @property
    def stands_out(self) -> bool:
        """Far enough from the others to matter, and that chance hardly explains it."""
        return self.standing is Standing.DIFFERS and abs(self.effect or 0) >= WORTH_A_LOOK


@dataclass(frozen=True, slots=True)
class Repeats:
    """How far results would repeat: G for `count` of what was varied, and the standard error in levels.

    `people` says on how many persons it rests. None with a `reason`.
    """

    count: int
    people: int
    g: float | None
    sem: float | None
    reason: str = ""

    @property
    def is_reliable(self) -> bool:
        return self.g is not None and self.g >= RELIABLE


@dataclass(frozen=True, slots=True)
class Assessed:
    """All figures about the sheets of some occasions."""

    agreement: tuple[Agreement, ...]
    together: Agreement | None
    severities: tuple[Severity, ...]
    connected: bool
    by_assessors: Repeats
    by_role_plays: Repeats

    @property
    def standing_out(self) -> tuple[Severity, ...]:
        """Who is worth a look: severe, lenient, or moving over time."""
        return tuple(one for one in self.severities if one.stands_out or one.moves)

    def how_many(self, *standings: Standing) -> int:
        """Of how many assessors this can be said."""
        return sum(one.standing in standings for one in self.severities)


def assessed(
    outcomes: Iterable[RatingOutcome],
    criteria: Sequence[CriterionInfo],
    seeds: Sequence[SeedSheet] = (),
) -> Assessed:
    """The figures of submitted sheets; drafts are left out. `seeds` link those who rated nobody together."""
    sheets = [one for one in outcomes if one.submitted and one.mean is not None]
    cases: dict[tuple[int, int], list[RatingOutcome]] = defaultdict(list)
    for one in sheets:
        cases[one.occasion_id, one.subject_id].append(one)
    lines = tuple(_agreement(cases.values(), [one.key], one.key, one.title) for one in criteria)
    together = _agreement(cases.values(), [one.key for one in criteria], "", {})
    severities, connected, across = _severities(sheets, seeds)
    return Assessed(
        agreement=lines,
        together=together if together.pairs else None,
        severities=severities,
        connected=connected,
        by_assessors=across,
        by_role_plays=_over_role_plays(cases),
    )


def _agreement(
    cases: Iterable[Sequence[RatingOutcome]], keys: Sequence[str], key: str, title: Mapping[str, str]
) -> Agreement:
    units = [
        [value for one in case if (value := one.scores.get(name)) is not None]
        for case in cases
        for name in keys
    ]
    units = [levels for levels in units if len(levels) > 1]
    gaps = [abs(one - other) for levels in units for one, other in combinations(levels, 2)]
    width = max(map(len, units), default=0)
    table = [[*map(float, levels), *[float("nan")] * (width - len(levels))] for levels in units]
    alpha = (
        stats.raters.weighted_alpha(table, weighting="quadratic").coefficient
        if units
        else stats.surveys.proportion(0, 0)
    )
    return Agreement(
        key=key,
        title=title,
        pairs=len(gaps),
        exact=stats.surveys.proportion(sum(gap == 0 for gap in gaps), len(gaps)),
        adjacent=stats.surveys.proportion(sum(gap <= 1 for gap in gaps), len(gaps)),
        alpha=alpha,
    )


def _severities(
    sheets: Sequence[RatingOutcome], seeds: Sequence[SeedSheet]
) -> tuple[tuple[Severity, ...], bool, Repeats]:
    counts: dict[int, int] = defaultdict(int)
    for one in sheets:
        counts[one.assessor_id] += 1
    people = {(one.occasion_id, one.subject_id) for one in sheets}
    if len(counts) < 2 or len(people) < 2:
        nothing = tuple(Severity(pk, n, None, None, None) for pk, n in sorted(counts.items()))
        return nothing, len(counts) > 1, Repeats(2, len(people), None, None, "fewer_than_two_levels")
    rows = [
        (f"{one.occasion_id}/{one.subject_id}", one.assessor_id, one.mean, one.submitted_at) for one in sheets
    ]
    linked = rows + [
        (f"seed {one.case_id}", one.assessor_id, one.mean, one.rated_at)
        for one in seeds
        if one.assessor_id in counts
    ]
    table = _table(linked)
    found = stats.raters.crossed(table.scores)
    among = len(table.raters)
    surely = stats.raters.severities(table.scores, confidence=1 - 0.05 / among)
    within = stats.raters.severities(table.scores, confidence=1 - 0.1 / among)
    moving = _moving(table, linked)
    severities = []
    for column, label in enumerate(table.raters):
        pk, wide, narrow = int(str(label)), surely[column].effect.interval, within[column].effect.interval
        severities.append(
            Severity(
                assessor_id=pk,
                sheets=sum(row[1] == pk for row in linked),
                effect=surely[column].effect.value,
                low=wide.low if wide else None,
                high=wide.high if wide else None,
                small=narrow is not None and max(-narrow.low, narrow.high) < WORTH_A_LOOK,
                moves=column + 1 in moving,
            )
        )
    live = found if len(linked) == len(rows) else stats.raters.crossed(_table(rows).scores)
    return tuple(severities), found.connected, _repeats(live, 2)


Row = tuple[str, int, float | None, Any]


def _table(rows: Sequence[Row]) -> Any:
    levels: list[Any] = [row[2] for row in rows]
    return stats.raters.table([row[0] for row in rows], [row[1] for row in rows], levels)


def _moving(table: Any, rows: Sequence[Row]) -> set[int]:
    """The columns of assessors whose severity changes over time beside that of the others."""
    when: dict[str, list[float]] = defaultdict(list)
    for target, _assessor, _mean, moment in rows:
        if moment is not None:
            when[target].append(moment.timestamp())
    if len(when) < len(table.targets):
        return set()
    times = [fsum(when[str(target)]) / len(when[str(target)]) for target in table.targets]
    if max(times) - min(times) < 1:
        return set()
    first = min(times)
    # In hours: seconds since 1970 would leave no digits for the slope.
    found = stats.raters.joint_drift(table.scores, [(one - first) / 3600 for one in times])
    hours = (max(times) - first) / 3600
    return {
        one.rater
        for one in found
        if one.p_bh is not None
        and one.p_bh < ALARM
        and one.slope.value is not None
        and abs(one.slope.value) * hours >= MOVED
    }


def _repeats(found: Any, count: int) -> Repeats:
    """For the mean of `count` columns of a crossed table, severity counted as error."""
    if found.reason is not None or found.components is None:
        return Repeats(count, found.n_targets, None, None, found.reason or "not_estimable")
    error = (found.variance_raters + found.variance_residual) / count
    whole = found.variance_targets + error
    g = found.variance_targets / whole if whole > 0 else None
    return Repeats(count, found.n_targets, g, sqrt(error))


def _over_role_plays(cases: Mapping[tuple[int, int], Sequence[RatingOutcome]]) -> Repeats:
    """For the mean of two role-plays: people by occasions, each cell the mean of its sheets."""
    cells = {
        key: fsum(one.mean for one in case if one.mean is not None) / len(case) for key, case in cases.items()
    }
    people = defaultdict(set)
    for occasion, subject in cells:
        people[subject].add(occasion)
    several = {subject for subject, occasions in people.items() if len(occasions) > 1}
    if len(several) < FEW:
        return Repeats(2, len(several), None, None, "too_few_people")
    chosen = [(key, mean) for key, mean in sorted(cells.items()) if key[1] in several]
    table = stats.raters.table(
        [key[1] for key, _mean in chosen],
        [key[0] for key, _mean in chosen],
        [mean for _key, mean in chosen],
    )
    return _repeats(stats.raters.crossed(table.scores), 2)


@dataclass(frozen=True, slots=True)
class Moment:
    """How far one assessor lay from the others on the cases of one day, in levels."""

    day: Any
    cases: int
    gap: float


def over_time(outcomes: Iterable[RatingOutcome], assessor_id: int) -> list[Moment]:
    """By day of sending: the mean of own mean - mean of the others of the same performance."""
    cases: dict[tuple[int, int], list[RatingOutcome]] = defaultdict(list)
    for one in outcomes:
        if one.submitted and one.mean is not None:
            cases[one.occasion_id, one.subject_id].append(one)
    by_day: dict[Any, list[float]] = defaultdict(list)
    for case in cases.values():
        own = next((one for one in case if one.assessor_id == assessor_id), None)
        others = [one.mean for one in case if one.assessor_id != assessor_id and one.mean is not None]
        if own is not None and own.mean is not None and others and own.submitted_at is not None:
            by_day[own.submitted_at.date()].append(own.mean - fsum(others) / len(others))
    return [Moment(day, len(gaps), fsum(gaps) / len(gaps)) for day, gaps in sorted(by_day.items())]


def use_of_levels(outcomes: Iterable[RatingOutcome], assessor_id: int | None) -> dict[int, int]:
    """How often each level was given, by one assessor or by all."""
    found: dict[int, int] = defaultdict(int)
    for one in outcomes:
        if one.submitted and assessor_id in (None, one.assessor_id):
            for value in one.scores.values():
                if value is not None:
                    found[value] += 1
    return dict(sorted(found.items()))
