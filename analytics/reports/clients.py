"""C1 and C2: how parties of hearings were treated, and whether both sides were alike. No words."""

import math
from collections.abc import Mapping, Sequence

from analytics import disclosure
from analytics.clients import EMPLOYER, WORKER, Clients, of_side, together
from analytics.reports.cohorts.data import Indicator
from analytics.reports.cohorts.indicators import reading
from analytics.reports.shares import Range, share
from analytics.stats.core import tails, welch
from assessments import api as assessments
from assessments.data import ClientSums, ToldBox

C1, C2, GAP = "C1", "C2", "C2g"
CODES = (C1, C2, GAP)


def satisfied(sums: ClientSums) -> Range:
    """The share who are satisfied or very satisfied on the whole, of who answered that."""
    return share(sums.satisfied, sums.answered) if sums.answered else Range()


def treated(sums: ClientSums) -> Range:
    """The mean over sheets of each one's mean over the statements, from 1 to 5, with its t interval."""
    if sums.rated < 2:
        return Range()
    mean, half = sums.total / sums.rated, tails.t_quantile(0.95, sums.rated - 1) * _sd(sums)
    half /= math.sqrt(sums.rated)
    return Range(mean, mean - half, mean + half, "mean/student_t")


def difference(one: ClientSums, other: ClientSums) -> Range:
    """By how much the mean of `one` exceeds that of `other`, with Welch's interval."""
    if min(one.rated, other.rated) < 2:
        return Range()
    value = one.total / one.rated - other.total / other.rated
    spread = welch.combine(_sd(one), one.rated, _sd(other), other.rated)
    if spread is None:
        return Range(value, method="difference/welch")
    half = tails.t_quantile(0.95, spread[1]) * spread[0]
    return Range(value, value - half, value + half, "difference/welch")


def apart(one: ClientSums, other: ClientSums) -> Range:
    """How far the means of both are from one another, whichever is the higher."""
    found = difference(one, other)
    if found.value is None or found.low is None or found.high is None:
        return found if found.value is None else Range(abs(found.value), method=found.method)
    half, value = (found.high - found.low) / 2, abs(found.value)
    return Range(value, max(0.0, value - half), value + half, found.method)


def told(boxes: Sequence[Clients], audience: str) -> ToldBox:
    """What `audience` may see of these boxes: of all together, and of each side that stands apart.

    The rule is that of one box, with the minimum of the audience: sheets of a side that is too small are in
    nothing where others stand apart. Where all together are too few, whoever shows them protects them.
    """
    whole = together(one.whole for one in boxes)
    found = {side: of_side(boxes, side) for side in sorted({side for one in boxes for side in one.sides})}
    found[""] = whole.minus(together(found.values()))
    least = disclosure.unanimous_floor(audience)
    return assessments.told_of_sheets(found, least=least) or ToldBox(whole, {})


def gap(boxes: Sequence[Clients], audience: str) -> tuple[Range, int]:
    """How far workers and employers are apart, and on how many sheets of either it rests at least."""
    sides = told(boxes, audience).sides
    if WORKER not in sides or EMPLOYER not in sides:
        return Range(), 0
    one, other = sides[WORKER], sides[EMPLOYER]
    return apart(one, other), min(one.rated, other.rated)


def indicators(boxes: Sequence[Clients], targets: Mapping[str, float], audience: str) -> list[Indicator]:
    """C1 and C2 over all these boxes, of those that there is a target for; none where nobody answered."""
    whole = told(boxes, audience).whole
    found = {
        C1: (satisfied(whole), whole.satisfied, whole.answered),
        C2: (treated(whole), None, whole.rated),
    }
    return [
        Indicator(code, value, count, n, 0, targets[code], reading(value, targets[code]))
        for code, (value, count, n) in found.items()
        if code in targets and value.value is not None
    ]


def _sd(sums: ClientSums) -> float:
    squares = sums.squares - sums.total**2 / sums.rated
    # What rounding leaves of equal sheets is no spread.
    return math.sqrt(squares / (sums.rated - 1)) if squares > 1e-7 * sums.rated else 0.0
