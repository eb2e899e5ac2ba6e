"""The indicator table: each indicator in the period and up to now, against its targets."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from analytics.facts import Figures, subset
from analytics.program.measures import COUNTS, NOTHING, Value, baseline_of, client_value, value_of
from analytics.program.periods import Period, ending_between
from analytics.program.selectors import Known
from analytics.reports import clients
from analytics.reports.cohorts import applying
from analytics.reports.cohorts.indicators import reading
from analytics.reports.shares import Range
from analytics.selectors.released import Released


@dataclass(frozen=True, slots=True)
class Line:
    """One indicator. `period` is over cohorts that ended in it, `so_far` over all up to its end.

    `baseline` is what the same people, up to then, said before the course, where they were asked.
    `target_so_far` leaves periods out that have not ended. `reached` is None while it cannot be judged;
    `expected` is what the interval says. `deviates` asks for a note.
    """

    known: Known
    period: Value | None
    so_far: Value | None
    target_period: float | None
    target_so_far: float | None
    reached: bool | None
    expected: str
    deviates: bool
    baseline: Value = NOTHING

    @property
    def share_of_target(self) -> float | None:
        """What was reached of the target to date; nothing of a value that is to stay below it."""
        if self.known.sheet.get("direction") == "down":
            return None
        value = None if self.so_far is None else self.so_far.value.value
        return value / self.target_so_far if value is not None and self.target_so_far else None


def lines(
    found: Released,
    indicators: Sequence[Known],
    first_time: Mapping[int, int],
    *,
    period: Period,
    today: date,
    audience: str,
) -> list[Line]:
    """One line for each indicator."""
    told = [one for one in found.clients if one.last <= period.last]
    told_inside = [one for one in told if one.last in period]
    ends = {key: info.ends_on for key, info in found.figures.cohorts.items()}
    inside = [key for key, day in ends.items() if day in period]
    before = [key for key, day in ends.items() if day <= period.last]
    everything = len(before) == len(ends)
    during = found.over(inside)
    so_far = found.over(None if everything else before)
    live = found.participation
    live_during, live_so_far = subset(live, inside), subset(live, before)
    return [
        _line(
            known,
            client_value(known.code, told_inside, audience)
            if known.code in clients.CODES
            else _value(known.code, during, live_during, first_time, audience),
            client_value(known.code, told, audience)
            if known.code in clients.CODES
            else _value(known.code, so_far, live_so_far, first_time, audience),
            _targets(known, period, min(ends.values(), default=today), today),
            period.last < today,
            baseline_of(known.code, so_far, audience),
        )
        for known in indicators
    ]


def _value(
    code: str, published: Figures, live: Figures, first_time: Mapping[int, int], audience: str
) -> Value | None:
    """Results as they were published; who took part, and what is there, as of today."""
    if not published.cohorts:
        return None
    if code == applying.CODE:
        return value_of(code, applying.of_release(published, live), first_time, audience)
    return value_of(code, live if code == "D1" else published, first_time, audience)


def _targets(known: Known, period: Period, first: date, today: date) -> tuple[float | None, float | None]:
    """(of the period, to date). What adds up has the sum of its ended periods; a share the one at the end."""
    own = known.targets.get(period.key)
    if known.code not in COUNTS:
        return (known.final if own is None else own), known.final
    kind = "S" if "S" in period.key else "C" if "C" in period.key else "M"
    ended = [one for one in ending_between(first, period.last, kind) if one.last < today]
    set_ = [known.targets[one.key] for one in ended if one.key in known.targets]
    return own, sum(set_) if set_ else None


def _line(
    known: Known,
    period: Value | None,
    so_far: Value | None,
    targets: tuple[float | None, float | None],
    ended: bool,
    baseline: Value,
) -> Line:
    target_period, target_so_far = targets
    down = known.sheet.get("direction") == "down"
    value = None if so_far is None else so_far.value.value
    goal = target_so_far if target_so_far is not None else None if known.code in COUNTS else known.final
    reached = None
    expected = "none"
    if so_far is not None and value is not None and goal is not None:
        met = value <= goal if down else value >= goal
        # What counts up to the end is not judged before: it can only grow.
        reached = met if met or known.code not in COUNTS or ended else None
        if known.code not in COUNTS and known.code not in ("O2", "D1"):
            expected = reading(_turned(so_far.value), -goal) if down else reading(so_far.value, goal)
    deviates = (
        goal is not None
        and goal != 0
        and value is not None
        and reached is not None
        and abs(value / goal - 1) > known.tolerance
        and not (down and reached)
    )
    deviates = deviates or reached is False
    return Line(known, period, so_far, target_period, goal, reached, expected, deviates, baseline)


def _turned(value: Range) -> Range:
    """The value where less is more."""
    turned, low, high = (None if one is None else -one for one in (value.value, value.high, value.low))
    return Range(turned, low, high)
