"""What each indicator is over some cohorts: count and base, or a mean, and who is missing or not due."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from analytics import disclosure
from analytics.clients import Clients
from analytics.facts import DONE, MISSING, Figures, due
from analytics.reports import clients
from analytics.reports.cohorts import applying, indicators
from analytics.reports.gain import gain_among
from analytics.reports.shares import Range, share
from courses.data import AFTER, BEFORE, OPINION, PLAYED, READ, WHOLE

COMPLETENESS = (BEFORE, READ, PLAYED, AFTER, OPINION)
COUNTS = ("O1", "O3")
"""Outputs, which add up over periods and have no interval."""


@dataclass(frozen=True, slots=True)
class Value:
    """An indicator over some people.

    `count` of `n` for shares; `value` alone for counts and means. `missing` were due and are not known,
    `waiting` are in cohorts that are not due. `participation` counts what people did, not how well.
    """

    value: Range
    count: int | None = None
    n: int = 0
    missing: int = 0
    waiting: int = 0
    participation: bool = False

    @property
    def known(self) -> bool:
        return self.value.value is not None


NOTHING = Value(Range())


def value_of(code: str, figures: Figures, first_time: Mapping[int, int], audience: str) -> Value | None:
    """The indicator over these cohorts; None for a code that is not computed here.

    `first_time` has by cohort how many people finished a course there for the first time.
    """
    if code == "O1":
        people = sum(count for cohort, count in first_time.items() if cohort in figures.cohorts)
        return Value(
            Range(people), None, people, waiting=indicators.not_yet(figures, WHOLE), participation=True
        )
    if code == "O3":
        return _hours(figures)
    if code == "K3":
        gain = gain_among(due(figures, BEFORE, AFTER))
        return Value(gain.gain, None, gain.n, gain.missing, indicators.not_yet(figures, BEFORE, AFTER))
    if code == "D1":
        return _completeness(figures)
    if code == applying.CODE:
        return _applying(figures, audience)
    if code == "S2":
        return _criteria(figures, audience)
    if code not in indicators.CODES:
        return None
    one = indicators.measured(code, figures, 0.0, audience)
    return Value(one.value, one.count, one.n, one.missing, one.not_yet, code == "O2")


def client_value(code: str, boxes: Sequence[Clients], audience: str) -> Value | None:
    """One of the indicators that parties of hearings tell, over these boxes; None where there is none."""
    if not boxes:
        return None
    if code == clients.GAP:
        value, n = clients.gap(boxes, audience)
        return Value(value, None, n)
    whole = clients.told(boxes, audience).whole
    if code == clients.C1:
        return Value(clients.satisfied(whole), whole.satisfied, whole.answered)
    return Value(clients.treated(whole), None, whole.rated)


def baseline_of(code: str, figures: Figures, audience: str) -> Value:
    """What the same people said before the course, of the indicator that asks them twice."""
    if code != applying.CODE:
        return NOTHING
    found = applying.applying(figures, audience)
    return Value(share(found.before, found.n), found.before, found.n) if found.n else NOTHING


def _applying(figures: Figures, audience: str) -> Value:
    one = applying.indicator(figures, figures, 0.0, audience)
    return Value(one.value, one.count, one.n, one.missing, one.not_yet)


def _hours(figures: Figures) -> Value:
    done = figures.people["cohort"][figures.people["complete"]]
    ids, people = np.unique(done, return_counts=True)
    hours = sum(figures.cohorts[one].hours * n for one, n in zip(ids.tolist(), people.tolist(), strict=True))
    return Value(Range(float(hours)), None, int(people.sum()), participation=True)


def _completeness(figures: Figures) -> Value:
    done = sum(int(np.count_nonzero(figures.people[one] == DONE)) for one in COMPLETENESS)
    lacking = sum(int(np.count_nonzero(figures.people[one] == MISSING)) for one in COMPLETENESS)
    known = share(done, done + lacking) if done + lacking else Range()
    waiting = indicators.not_yet(figures, *COMPLETENESS)
    return Value(known, done, done + lacking, 0, waiting, participation=True)


def _criteria(figures: Figures, audience: str) -> Value:
    """The lowest mean of a criterion: the profile is as good as its weakest part."""
    rated = [figures.ratings[one] for one in due(figures, PLAYED).cohorts if one in figures.ratings]
    means: dict[str, tuple[int, float]] = {}
    for one in rated:
        for key, (n, mean) in one.criteria.items():
            known, other = means.get(key, (0, 0.0))
            means[key] = known + n, (known * other + n * mean) / (known + n)
    shown = {key: pair for key, pair in means.items() if disclosure.is_shown(pair[0], audience)}
    if not shown:
        return NOTHING
    n, lowest = min(shown.values(), key=lambda pair: pair[1])
    return Value(Range(lowest), None, n, waiting=indicators.not_yet(figures, PLAYED))
