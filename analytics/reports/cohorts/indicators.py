"""The indicators against their targets: O2, K1, K2, S1, R1."""

from collections.abc import Mapping

import numpy as np

from analytics import disclosure
from analytics.facts import Figures
from analytics.reports.cohorts.data import Indicator
from analytics.reports.shares import Range, mean_range, share

CODES = ("O2", "K1", "K2", "S1", "R1")


def indicators(figures: Figures, *, targets: Mapping[str, float], audience: str) -> list[Indicator]:
    """Each indicator of `CODES`, in that order."""
    people = figures.people
    expected = {
        "O2": len(people),
        "K1": figures.count("pre_done"),
        "K2": int(np.count_nonzero(people["pre_done"] | people["post_done"])),
        "S1": int(np.count_nonzero(people["rated"] | people["post_done"])),
    }
    found = [
        _share(code, count, n, expected[code], targets[code], audience)
        for code, (count, n) in counts(figures).items()
    ]
    return [*found, _reaction(figures, targets["R1"], audience)]


def counts(figures: Figures) -> dict[str, tuple[int, int]]:
    """(count, of how many) of the indicators that are shares."""
    return {
        "O2": (figures.count("complete"), len(figures)),
        "K1": _improved(figures),
        "K2": (figures.count("passed"), figures.count("post_done")),
        "S1": (figures.count("competent"), figures.count("rated")),
    }


def reading(value: Range, target: float) -> str:
    """What the interval says about the target: "margin" while it holds it."""
    if value.value is None:
        return "none"
    if value.low is None or value.high is None or value.low < target <= value.high:
        return "margin"
    return "meets" if value.low >= target else "below"


def _share(code: str, count: int, n: int, expected: int, target: float, audience: str) -> Indicator:
    missing = max(0, expected - n)
    if n == 0:
        return Indicator(code, Range(), None, 0, missing, target, "none")
    if not disclosure.share_is_shown(count, n, audience):
        return Indicator(code, Range(), None, n, missing, target, "hidden")
    value = share(count, n)
    return Indicator(code, value, count, n, missing, target, reading(value, target))


def _reaction(figures: Figures, target: float, audience: str) -> Indicator:
    """The reaction index. Anonymous sheets know no center, so each cohort enters whole or not at all."""
    shown = [values for values in figures.opinions.values() if disclosure.is_shown(len(values), audience)]
    values = sorted(value for own in shown for value in own)
    if not values:
        hidden = any(figures.opinions.values())
        return Indicator("R1", Range(), None, 0, 0, target, "hidden" if hidden else "none")
    value = mean_range(values)
    return Indicator("R1", value, None, len(values), 0, target, reading(value, target))


def _improved(figures: Figures) -> tuple[int, int]:
    """People with at least the cohort's number of items more right, of those with both tests."""
    ids = np.array(sorted(figures.cohorts), dtype=np.int64)
    needed = np.array([figures.cohorts[one].improved_items for one in ids.tolist()], dtype=float)
    people = figures.people[~np.isnan(figures.people["pre"]) & ~np.isnan(figures.people["post"])]
    gained = people["post"] - people["pre"] >= needed[np.searchsorted(ids, people["cohort"])]
    return int(np.count_nonzero(gained)), len(people)
