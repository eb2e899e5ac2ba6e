"""Rows of which nobody can be told from fewer than `k` others by anything but their scores. Pure."""

from collections import defaultdict
from collections.abc import Sequence
from typing import NamedTuple

HELD_BACK = ("job_role", "age_band", "sex", "cohort")
"""What is blanked of rows that are too few, in this order."""


class Person(NamedTuple):
    """One row: facts, how the person stands with the two tests, and both scores as shares."""

    cohort: str
    sex: str
    age_band: str
    job_role: str
    before: str
    after: str
    pre: float | None
    post: float | None

    @property
    def visible(self) -> tuple[str, ...]:
        """Everything but the scores."""
        return self[:6]

    @property
    def stands(self) -> tuple[str, str]:
        """How they stand with the two tests."""
        return self.before, self.after


def generalized(rows: Sequence[Person], *, k: int) -> list[Person]:
    """The rows with as little blanked as makes each `visible` stand in `k` rows or more.

    Scores are kept as they are. How somebody stands with a test cannot be blanked beside a score that tells
    it: of people who stand in a way that fewer than `k` do, nothing is given at all.
    """
    kept: dict[tuple[str, ...], list[Person]] = defaultdict(list)
    rest = list(rows)
    for many in range(len(HELD_BACK) + 1):
        rest = _keep(kept, [_without(one, HELD_BACK[:many]) for one in rest], k)
    for stands, few in _by(rest, "stands").items():
        _with_neighbors(kept, stands, few, k)
    return [one for own in kept.values() for one in own]


def _without(row: Person, names: Sequence[str]) -> Person:
    return row._replace(**dict.fromkeys(names, ""))


def _by(rows: Sequence[Person], name: str) -> dict[tuple[str, ...], list[Person]]:
    found: dict[tuple[str, ...], list[Person]] = defaultdict(list)
    for one in rows:
        found[getattr(one, name)].append(one)
    return found


def _keep(kept: dict[tuple[str, ...], list[Person]], rows: list[Person], k: int) -> list[Person]:
    """Moves what is enough into `kept`; gives back the rest."""
    rest = []
    for visible, own in _by(rows, "visible").items():
        # What was not stated is blank too: together with rows that were blanked they are a larger crowd.
        if len(own) >= k or visible in kept:
            kept[visible] += own
        else:
            rest += own
    return rest


def _with_neighbors(
    kept: dict[tuple[str, ...], list[Person]], stands: tuple[str, ...], few: list[Person], k: int
) -> None:
    """Blank the smallest rows of others who stand alike, until those that have nothing left are enough."""
    others = sorted((one for one in kept if one[4:] == stands), key=lambda one: (len(kept[one]), one))
    while len(few) < k and others:
        few += [_without(one, HELD_BACK) for one in kept.pop(others.pop(0))]
    if len(few) >= k:
        kept[few[0].visible] += few
