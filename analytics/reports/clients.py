"""C1 and C2: how parties of hearings were treated, and whether both sides were alike. No words."""

import math
from collections.abc import Mapping, Sequence

from analytics import disclosure
from analytics.clients import EMPLOYER, WORKER, Clients, of_side, together
from analytics.reports.shares import Range, share
from analytics.stats.core import tails, welch
from assessments.data import ClientSums

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


def sides(boxes: Sequence[Clients], audience: str) -> Mapping[str, ClientSums]:
    """The sheets of each side, where `audience` may see them; nothing where all less the sides were few."""
    floor = disclosure.unanimous_floor(audience)
    found = {side: of_side(boxes, side) for side in sorted({side for one in boxes for side in one.sides})}
    told = {side: own for side, own in found.items() if own.enough(floor)}
    rest = together(one.whole for one in boxes).minus(together(told.values()))
    few = any(0 < one < floor for one in (rest.sheets, rest.answered, rest.rated))
    return {} if few or len(told) < 2 else told


def gap(boxes: Sequence[Clients], audience: str) -> tuple[Range, int]:
    """How far workers and employers are apart, and on how many sheets of either it rests at least."""
    told = sides(boxes, audience)
    if WORKER not in told or EMPLOYER not in told:
        return Range(), 0
    one, other = told[WORKER], told[EMPLOYER]
    return apart(one, other), min(one.rated, other.rated)


def _sd(sums: ClientSums) -> float:
    squares = sums.squares - sums.total**2 / sums.rated
    # What rounding leaves of equal sheets is no spread.
    return math.sqrt(squares / (sums.rated - 1)) if squares > 1e-7 * sums.rated else 0.0
