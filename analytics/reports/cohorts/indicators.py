"""The indicators against their targets: O2, K1, K2, S1, R1.

Each is over the cohorts that are due for it: a cohort under way has neither failed nor met a target.
"""

import numpy as np

from analytics import disclosure
from analytics.facts import DONE, EXEMPT, LEFT, MISSING, Figures, due
from analytics.reports.cohorts.data import Indicator
from analytics.reports.shares import Range, mean_range, share
from courses.data import AFTER, BEFORE, OPINION, PLAYED, WHOLE

RESTS_ON = {
    "O2": (WHOLE,),
    "K1": (BEFORE, AFTER),
    "K2": (AFTER,),
    "S1": (PLAYED,),
    "R1": (OPINION,),
}
CODES = tuple(RESTS_ON)


def counts(figures: Figures) -> dict[str, tuple[int, int]]:
    """(count, of how many) of the indicators that are shares."""
    return {code: count_of(code, figures) for code in SHARES}


def count_of(code: str, figures: Figures) -> tuple[int, int]:
    """(count, of how many) of one of `SHARES`."""
    return SHARES[code](due(figures, *RESTS_ON[code]))


def reading(value: Range, target: float) -> str:
    """What the interval says about the target: "margin" while it holds it."""
    if value.value is None:
        return "none"
    if value.low is None or value.high is None or value.low < target <= value.high:
        return "margin"
    return "meets" if value.low >= target else "below"


def missing(figures: Figures, code: str) -> int:
    """Of how many people who are due the datum is missing; nobody who left or owes nothing is."""
    known = due(figures, *RESTS_ON[code])
    if code == "K1":
        return int(np.count_nonzero(known.measured)) - int(np.count_nonzero(known.paired & known.measured))
    return int(np.count_nonzero(known.people[RESTS_ON[code][0]] == MISSING))


def not_yet(figures: Figures, *what: str) -> int:
    """How many people, of those who still take part, are in cohorts that are not due for any of `what`."""
    known = due(figures, *what)
    if known is figures:
        return 0
    people = figures.people
    waiting = ~np.isin(people["cohort"], sorted(known.cohorts))
    for one in what:
        waiting &= (people[one] != LEFT) & (people[one] != EXEMPT)
    return int(np.count_nonzero(waiting))


def measured(code: str, figures: Figures, target: float, audience: str) -> Indicator:
    """One of `CODES`, with its value whoever reads it; `audience` says which sheets of opinions count."""
    if code == "R1":
        return _reaction(figures, target, audience)
    count, n = count_of(code, figures)
    waiting = not_yet(figures, *RESTS_ON[code])
    # Whoever has not finished in time is in the figure itself, not missing from it.
    lacking = 0 if code == "O2" else missing(figures, code)
    left = due(figures, WHOLE).standing(WHOLE)["left"] if code == "O2" else 0
    if n == 0:
        reads = "running" if waiting and not lacking else "none"
        return Indicator(code, Range(), None, 0, lacking, target, reads, waiting, left)
    value = share(count, n)
    return Indicator(code, value, count, n, lacking, target, reading(value, target), waiting, left)


def _reaction(figures: Figures, target: float, audience: str) -> Indicator:
    """The reaction index. Anonymous sheets know no center, so each cohort enters whole or not at all."""
    waiting = not_yet(figures, *RESTS_ON["R1"])
    opinions = due(figures, *RESTS_ON["R1"]).opinions
    shown = [values for values in opinions.values() if disclosure.is_shown(len(values), audience)]
    values = sorted(value for own in shown for value in own)
    if not values:
        hidden = any(opinions.values())
        reads = "hidden" if hidden else "running" if waiting else "none"
        return Indicator("R1", Range(), None, 0, 0, target, reads, waiting)
    value = mean_range(values)
    return Indicator("R1", value, None, len(values), 0, target, reading(value, target), waiting)


def _finished(figures: Figures) -> tuple[int, int]:
    states = figures.people[WHOLE]
    done = int(np.count_nonzero(states == DONE))
    return done, done + int(np.count_nonzero(states == MISSING))


def _passed(figures: Figures) -> tuple[int, int]:
    return figures.count("passed"), figures.count("post_done")


def _competent(figures: Figures) -> tuple[int, int]:
    return figures.count("competent"), figures.count("rated")


def _improved(figures: Figures) -> tuple[int, int]:
    """People with at least the cohort's number of items more right, of those with both tests."""
    ids = np.array(sorted(figures.cohorts), dtype=np.int64)
    needed = np.array([figures.cohorts[one].improved_items for one in ids.tolist()], dtype=float)
    people = figures.people
    gained = people["post"] - people["pre"]
    both = ~np.isnan(gained)
    enough = gained[both] >= needed[np.searchsorted(ids, people["cohort"][both])]
    return int(np.count_nonzero(enough)), int(np.count_nonzero(both))


SHARES = {"O2": _finished, "K1": _improved, "K2": _passed, "S1": _competent}
"""The indicators that are a count of people, of those who are due for them."""
