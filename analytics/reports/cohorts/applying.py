"""B1: who applies the course at work, by their own account, before it and some weeks after it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np

from analytics import disclosure, stats
from analytics.facts import DONE, MISSING, Figures, due
from analytics.follow_ups import together
from analytics.reports.cohorts.data import Indicator
from analytics.reports.cohorts.indicators import not_yet, reading
from analytics.reports.shares import Range, as_range, share
from courses.data import BASELINE, LATER, Texts

CODE = "B1"


@dataclass(frozen=True, slots=True)
class Behavior:
    """The mean answer to one question before and later, over `n` people with both."""

    key: str
    words: Texts
    n: int
    before: float
    later: float
    change: Range


@dataclass(frozen=True, slots=True)
class Applying:
    """What is published: `before` and `later` of `n` people with both sheets apply it.

    `alone` people have the later sheet only, `alone_later` of them apply it. They are left out where they are
    so few that the share with them, beside the share without them, would tell of them.
    """

    n: int
    before: int
    later: int
    change: Range
    behaviors: tuple[Behavior, ...]
    alone: int = 0
    alone_later: int = 0

    @property
    def people(self) -> int:
        """On how many the share after the course rests."""
        return self.n + self.alone

    @property
    def count(self) -> int:
        """How many of them apply it."""
        return self.later + self.alone_later


def applying(figures: Figures, audience: str) -> Applying:
    """The published follow-ups of these figures as one."""
    found = together(figures.follow_ups.values())
    n = sum(count for _before, _later, count in found.both)
    before = sum(count for earlier, _later, count in found.both if earlier)
    later = sum(count for _before, after, count in found.both if after)
    alone_later, alone = found.alone
    told = alone and (not n or disclosure.share_is_shown(alone_later, alone, audience))
    return Applying(
        n=n,
        before=before,
        later=later,
        change=_change(found.both),
        behaviors=tuple(
            _behavior(key, words, found.behaviors[key])
            for key, words in found.words.items()
            if key in found.behaviors
        ),
        alone=alone if told else 0,
        alone_later=alone_later if told else 0,
    )


def is_asked(live: Figures) -> bool:
    """Whether the path of any of these cohorts asks people some weeks after the course."""
    return any(LATER in info.deliveries for info in live.cohorts.values())


def missing(live: Figures) -> int:
    """How many people were asked and have not answered in time."""
    return int(np.count_nonzero(due(live, LATER).people[LATER] == MISSING))


def without_first(live: Figures) -> int:
    """How many people answered later and not before the course, in cohorts that are due."""
    people = due(live, LATER).people
    return int(np.count_nonzero((people[LATER] == DONE) & (people[BASELINE] != DONE)))


def indicator(figures: Figures, live: Figures, target: float, audience: str) -> Indicator:
    """The share who apply it after the course, against its target; `live` says who is missing or not due."""
    found = applying(figures, audience)
    waiting, lacking = not_yet(live, LATER), missing(live)
    if not found.people:
        answered = int(np.count_nonzero(due(live, LATER).people[LATER] == DONE))
        reads = "hidden" if answered else "running" if waiting and not lacking else "none"
        return Indicator(CODE, Range(), None, 0, lacking, target, reads, waiting)
    value = share(found.count, found.people)
    reads = reading(value, target)
    return Indicator(CODE, value, found.count, found.people, lacking, target, reads, waiting)


def of_release(published: Figures, live: Figures) -> Figures:
    """Who took part as of `live`, with what is published of their work."""
    return replace(live, follow_ups=published.follow_ups)


def _change(cells: tuple[tuple[bool, bool, int], ...]) -> Range:
    """By how much the share differs, of the same people."""
    counts: Mapping[tuple[bool, bool], int] = {(before, later): n for before, later, n in cells}
    if not counts:
        return Range()
    pairs = np.repeat(np.array(list(counts), dtype=float), list(counts.values()), axis=0)
    return as_range(stats.gain.mcnemar(pairs[:, 0], pairs[:, 1], cut_score=1.0).difference)


def _behavior(key: str, words: Texts, cells: tuple[tuple[int, int, int], ...]) -> Behavior:
    values = np.array(cells, dtype=float)
    people = values[:, 2].astype(np.int64)
    before, later = np.repeat(values[:, 0], people), np.repeat(values[:, 1], people)
    change = as_range(stats.gain.paired(before, later).gain)
    return Behavior(key, words, int(people.sum()), float(before.mean()), float(later.mean()), change)
