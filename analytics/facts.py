"""What is known of the people in scope, as columns: read by selectors, frozen by releases, asked by reports.

Nobody is named. Reports hide small groups; nothing here does.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from analytics.follow_ups import FollowUp
from analytics.form_links import FormLink
from analytics.supervised import Supervised
from courses.data import AFTER, BEFORE, STANDINGS, STOOD, CohortInfo

Floats = NDArray[np.float64]
Counts = NDArray[np.int64]
NOWHERE = -1
"""The center of people without one."""

FLAGS = (
    "pre_done",
    "lessons_done",
    "has_lessons",
    "post_done",
    "passed",
    "rated",
    "competent",
    "complete",
    "certified",
    "revoked",
    "active",
)
STATE = {name: number for number, name in enumerate(STANDINGS)}
"""How states are stored."""
DONE, MISSING, NOT_YET, LEFT, EXEMPT = STATE.values()
# One row per enrollment. `pre` and `post` are points of first sittings, missing as NaN; columns named
# after `STOOD` hold states. Releases keep such rows for good: another form must leave older ones readable.
PERSON = np.dtype(
    [
        ("cohort", "<i8"),
        ("center", "<i8"),
        ("sex", "S1"),
        ("age_band", "S10"),
        ("job_role", "S20"),
        ("pre", "<f8"),
        ("post", "<f8"),
        ("maximum", "<f8"),
        *((name, "?") for name in FLAGS),
        *((name, "u1") for name in STOOD),
        ("office", "<i8"),
        ("modality", "S8"),
    ]
)
People = NDArray[Any]
"""An array of `PERSON`."""


class TopicCells(NamedTuple):
    """One topic of one cohort's tests: the highest score, and how many people have which two scores.

    `cells` holds (before, after, people); scores of first sittings as shares, None where there is none.
    """

    maximum: float
    cells: tuple[tuple[float | None, float | None, int], ...]


class Scored(NamedTuple):
    """The two scores of everybody whose gain is known or missing: each two that somebody has stand once.

    `of` has by person the place of their two, `NOWHERE` of whom nothing is said.
    """

    pre: Floats
    post: Floats
    of: NDArray[np.int64]

    def counted(self, which: NDArray[np.bool_]) -> Counts:
        """How many of some people have each two."""
        return np.bincount(self.of[which & (self.of != NOWHERE)], minlength=len(self.pre))


class Rated(NamedTuple):
    """One cohort's released ratings: how many people, and per criterion how many and their mean."""

    people: int
    criteria: Mapping[str, tuple[int, float]]


class Later(Mapping[Any, Any]):
    """A mapping that is worked out when somebody looks into it: most reports ask for some of all there is."""

    def __init__(self, make: Callable[[], Mapping[Any, Any]]) -> None:
        self._make = make

    @cached_property
    def _made(self) -> Mapping[Any, Any]:
        return self._make()

    def __getitem__(self, key: Any) -> Any:
        return self._made[key]

    def __iter__(self) -> Iterator[Any]:
        return iter(self._made)

    def __len__(self) -> int:
        return len(self._made)


class Each(Mapping[Any, Any]):
    """A mapping whose values are made from what is stored whenever somebody asks for one, and not kept.

    Thousands of values that somebody adds up, one after the other, are never all there.
    """

    def __init__(self, stored: Mapping[Any, Any], make: Callable[[Any], Any]) -> None:
        self._stored, self._make = stored, make

    def __getitem__(self, key: Any) -> Any:
        return self._make(self._stored[key])

    def __iter__(self) -> Iterator[Any]:
        return iter(self._stored)

    def __len__(self) -> int:
        return len(self._stored)


@dataclass(frozen=True)
class Figures:
    """Everything known of the people in scope, by cohort.

    `pre` and `post` are first sittings as shares of the highest possible score, aligned with `people`,
    missing as NaN. Where people were asked different forms they are on one scale, and `links` says by
    cohort how; who cannot be put on it has no score here. `opinions` has the mean of each sheet.
    `follow_ups` are as published, those of the pools under `NOWHERE`: they are never read live. So is
    `supervised`, by center; it is of all cohorts together and of none alone.
    """

    cohorts: Mapping[int, CohortInfo]
    people: People
    topics: Mapping[int, Mapping[str, TopicCells]] = field(default_factory=dict)
    ratings: Mapping[int, Rated] = field(default_factory=dict)
    opinions: Mapping[int, tuple[float, ...]] = field(default_factory=dict)
    links: Mapping[int, FormLink] = field(default_factory=dict)
    follow_ups: Mapping[int, FollowUp] = field(default_factory=dict)
    supervised: tuple[Supervised, ...] = ()

    @cached_property
    def pre(self) -> Floats:
        """The first sitting before the course."""
        return self._share("pre")

    @cached_property
    def post(self) -> Floats:
        """The first sitting after it."""
        return self._share("post")

    def _share(self, name: str) -> Floats:
        maximum = self.people["maximum"].copy()
        maximum[~(maximum > 0)] = np.nan
        return np.divide(self.people[name], maximum, out=maximum)

    @cached_property
    def _open(self) -> dict[str, frozenset[int]]:
        return {}

    @cached_property
    def _without(self) -> dict[frozenset[int], "Figures"]:
        return {}

    def __len__(self) -> int:
        return len(self.people)

    @cached_property
    def measured(self) -> NDArray[np.bool_]:
        """Whose gain is known or missing: whoever left or owes no test says nothing about either.

        Nor does whoever took a form whose scores cannot be compared, or whose results wait for a release.
        """
        alone = (self.people["pre_done"] & np.isnan(self.pre)) | (
            self.people["post_done"] & np.isnan(self.post)
        )
        waits = ((self.people[BEFORE] == DONE) & ~self.people["pre_done"]) | (
            (self.people[AFTER] == DONE) & ~self.people["post_done"]
        )
        out = (
            alone
            | waits
            | np.isin(self.people[BEFORE], (LEFT, EXEMPT))
            | np.isin(self.people[AFTER], (LEFT, EXEMPT))
        )
        return ~out

    def open_in(self, what: str) -> frozenset[int]:
        """The cohorts in which somebody still has time for one of `STOOD`."""
        if what not in self._open:
            waiting = self.people[what] == NOT_YET
            self._open[what] = frozenset(np.compress(waiting, self.people["cohort"]).tolist())
        return self._open[what]

    def without(self, cohort_ids: frozenset[int]) -> "Figures":
        """The figures of the other cohorts, made once: most indicators are over the same ones."""
        if cohort_ids not in self._without:
            self._without[cohort_ids] = subset(self, self.cohorts.keys() - cohort_ids)
        return self._without[cohort_ids]

    def standing(self, what: str) -> dict[str, int]:
        """How many people are in each of `STANDINGS` with one of `STOOD`; they add up to everybody."""
        counted = np.bincount(self.people[what], minlength=len(STANDINGS)).tolist()
        return dict(zip(STANDINGS, counted, strict=True))

    @cached_property
    def paired(self) -> NDArray[np.bool_]:
        """Who took both tests."""
        return ~np.isnan(self.pre) & ~np.isnan(self.post)

    @cached_property
    def scored(self) -> Scored:
        """The scores of whoever is `measured`: thousands of people have few."""
        pre, post, place = pairs_of(*(np.compress(self.measured, own) for own in (self.pre, self.post)))
        of = np.full(len(self), NOWHERE)
        of[self.measured] = place
        return Scored(pre, post, of)

    def count(self, name: str) -> int:
        """How many people have the flag `name`."""
        return int(np.count_nonzero(self.people[name]))


def due(figures: Figures, *what: str) -> Figures:
    """The figures of the cohorts in which nobody still has time for any of these (`STOOD`).

    Whoever is early in a cohort under way is no sample of it, so it enters as a whole once it is due.
    """
    open_ = frozenset().union(*(figures.open_in(one) for one in what))
    return figures.without(open_) if open_ else figures


def subset(figures: Figures, cohort_ids: Collection[int]) -> Figures:
    """The figures of some of the cohorts."""
    wanted = set(cohort_ids)
    if wanted.issuperset(figures.cohorts):
        return figures

    def some(of: Mapping[int, Any]) -> Mapping[int, Any]:
        return Later(lambda: Each({key: key for key in of if key in wanted}, of.__getitem__))

    return replace(
        figures,
        cohorts={key: info for key, info in figures.cohorts.items() if key in wanted},
        people=those(figures.people, np.isin(figures.people["cohort"], sorted(wanted))),
        topics=some(figures.topics),
        ratings=some(figures.ratings),
        opinions=some(figures.opinions),
        links=some(figures.links),
        follow_ups=some(figures.follow_ups),
        supervised=(),
    )


_COUNTED = 1 << 20
"""Whole numbers this close together are counted, which takes a tenth of sorting."""
_FIRST = 10_000


def places(values: NDArray[Any]) -> tuple[NDArray[Any], NDArray[np.int64]]:
    """What there is among the values, in order, and the place of each, as `np.unique` has it by sorting."""
    if len(values) and values.dtype.kind == "i":
        low, high = int(values.min()), int(values.max())
        if high - low < _COUNTED:
            own = values - low
            there = np.bincount(own, minlength=high - low + 1) > 0
            return np.flatnonzero(there) + low, (np.cumsum(there) - 1)[own]
    # Many people have few different values: nearly all of them are among the first.
    distinct = np.unique(values[:_FIRST])
    place = np.searchsorted(distinct, values)
    strange = values[distinct.take(place, mode="clip") != values] if len(distinct) else values
    if len(strange) and not (np.isnan(strange).all() and np.isnan(distinct[-1])):
        distinct = np.unique(np.concatenate([distinct, strange]))
        place = np.searchsorted(distinct, values)
    return distinct, place


def pairs_of(first: Floats, second: Floats) -> tuple[Floats, Floats, NDArray[np.int64]]:
    """Which two scores there are, each two once, and the place of each person's two."""
    (firsts, one), (seconds, other) = places(first), places(second)
    both, place = places(one * len(seconds) + other)
    return firsts[both // len(seconds)], seconds[both % len(seconds)], place


def those(people: People, which: NDArray[np.bool_]) -> People:
    """Some of the people, or all without a copy. Ten times as quick as `people[which]`."""
    return people if which.all() else np.compress(which, people)


def together(parts: Iterable[People]) -> People:
    """People of several parts as one: their bytes, since numpy copies records column by column.

    Parts that are made one after the other are never all there beside the whole.
    """
    rows = bytearray()
    for one in parts:
        rows += np.ascontiguousarray(one).data
    return np.frombuffer(rows, dtype=PERSON)


def people_of(rows: Sequence[tuple[Any, ...]]) -> People:
    """Rows in the order of `PERSON`'s columns as an array."""
    return np.array(list(rows), dtype=PERSON)
