"""How far an assessor lies from the reference of cases that everybody rates, and what a licence asks for."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from math import fsum


@dataclass(frozen=True, slots=True)
class Tolerance:
    """What a licence to assess asks for; the shares are of all criteria of all cases.

    Figures of testing practice, to be tuned on a body's own data.
    """

    cases: int = 3
    exact: float = 0.7
    adjacent: float = 0.95
    months: int = 24


TOLERANCE = Tolerance()


@dataclass(frozen=True, slots=True)
class Deviation:
    """Levels of one assessor beside the reference, over one case or several.

    `mean` is own level - reference over what both observed: below 0 is severe. `critical` counts the
    critical criteria that one side put at the minimum and the other below it.
    """

    cases: int
    criteria: int
    exact: float
    adjacent: float
    mean: float
    critical: int


def deviation(
    pairs: Iterable[Mapping[str, tuple[int | None, int | None]]],
    *,
    critical: frozenset[str],
    minimum: int,
) -> Deviation:
    """Of cases, each {criterion: (own level, reference)}; None is N/O.

    N/O on one side alone is neither exact nor adjacent: what is there to be seen is part of the rating.
    """
    cases = [dict(one) for one in pairs]
    all_pairs = [pair for case in cases for pair in case.values()]
    gaps = [own - ref for own, ref in all_pairs if own is not None and ref is not None]
    both_unseen = sum(own is None and ref is None for own, ref in all_pairs)
    n = len(all_pairs)
    exact = sum(gap == 0 for gap in gaps) + both_unseen
    adjacent = sum(abs(gap) <= 1 for gap in gaps) + both_unseen
    missed = sum(
        (own >= minimum) != (ref >= minimum)
        for case in cases
        for key, (own, ref) in case.items()
        if key in critical and own is not None and ref is not None
    )
    return Deviation(
        cases=len(cases),
        criteria=n,
        exact=exact / n if n else 0.0,
        adjacent=adjacent / n if n else 0.0,
        mean=fsum(gaps) / len(gaps) if gaps else 0.0,
        critical=missed,
    )


def meets(found: Deviation, tolerance: Tolerance = TOLERANCE) -> bool:
    """Whether that is near enough to the reference to decide about people."""
    return (
        found.cases >= tolerance.cases
        and found.exact >= tolerance.exact - 1e-9
        and found.adjacent >= tolerance.adjacent - 1e-9
        and not found.critical
    )


def expires_on(issued_on: date, tolerance: Tolerance = TOLERANCE) -> date:
    """The first day on which a licence issued then no longer holds."""
    months = issued_on.month - 1 + tolerance.months
    year, month = issued_on.year + months // 12, months % 12 + 1
    day = issued_on.day
    while True:
        try:
            return date(year, month, day)
        except ValueError:  # there is no such day in that month
            day -= 1
