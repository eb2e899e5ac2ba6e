"""The indicators against their targets: O2, K1, K2, S1, R1."""

from collections.abc import Callable, Mapping

from analytics import disclosure
from analytics.reports.cohorts.data import Figures, Indicator
from analytics.reports.shares import Range, mean_range, share
from courses.data import CompletionRow

CODES = ("O2", "K1", "K2", "S1", "R1")


def indicators(figures: Figures, *, targets: Mapping[str, float], audience: str) -> list[Indicator]:
    """Each indicator of `CODES`, in that order."""
    rows = figures.rows
    started = _count(rows, lambda row: row.pre_done or row.post_done)
    expected = {
        "O2": len(rows),
        "K1": _count(rows, lambda row: row.pre_done),
        "K2": started,
        "S1": _count(rows, lambda row: row.rated or row.post_done),
    }
    found = [
        _share(code, count, n, expected[code], targets[code], audience)
        for code, (count, n) in counts(figures).items()
    ]
    return [*found, _reaction(figures, targets["R1"], audience)]


def counts(figures: Figures) -> dict[str, tuple[int, int]]:
    """(count, of how many) of the indicators that are shares."""
    rows = figures.rows
    return {
        "O2": (_count(rows, lambda row: row.complete), len(rows)),
        "K1": _improved(figures),
        "K2": (_count(rows, lambda row: row.passed), _count(rows, lambda row: row.post_done)),
        "S1": (_count(rows, lambda row: row.competent), _count(rows, lambda row: row.rated)),
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
    improved = pairs = 0
    for one in figures.scores:
        if one.pre is not None and one.post_first is not None:
            pairs += 1
            improved += one.post_first - one.pre >= figures.cohorts[one.cohort_id].improved_items
    return improved, pairs


def _count(rows: tuple[CompletionRow, ...], rule: Callable[[CompletionRow], bool]) -> int:
    return sum(1 for row in rows if rule(row))
