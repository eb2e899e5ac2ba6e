"""The indicators against their targets: two questions of each, and what the missing could change.

Whether a target was reached is arithmetic about these people. Whether the next group can expect it is what
the interval says. Counts of people and completeness have no interval: nothing is inferred from them.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from django.utils.translation import gettext_lazy as _

from analytics import disclosure
from analytics.clients import Clients
from analytics.facts import DONE, MISSING, Figures
from analytics.reports import clients
from analytics.reports.center import labels
from analytics.reports.cohorts import applying
from analytics.reports.cohorts.data import Indicator
from analytics.reports.cohorts.indicators import CODES, measured, not_yet, reading
from analytics.reports.document import (
    Cell,
    Column,
    Figure,
    Measure,
    Method,
    Number,
    Row,
    Sentence,
    Span,
    Symbol,
    Table,
    Text,
    Unit,
)
from analytics.reports.measures import took_part
from analytics.reports.shares import share
from courses.data import AFTER, BEFORE, OPINION, PLAYED, READ

WITHOUT_INTERVAL = ("O2", "D1")
SCALES = ("R1", clients.C2)
COMPLETENESS = (BEFORE, READ, PLAYED, AFTER, OPINION)


@dataclass(frozen=True, slots=True)
class Judged:
    """An indicator, and whether its target was reached; None where it cannot be judged."""

    indicator: Indicator
    reached: bool | None

    @property
    def code(self) -> str:
        return self.indicator.code


def judged(
    figures: Figures,
    targets: Mapping[str, float],
    audience: str,
    *,
    live: Figures | None = None,
    boxes: Sequence[Clients] = (),
) -> list[Judged]:
    """Every indicator that there is a target for.

    `live` says how people stand with the follow-up now; `boxes` are the published surveys of clients.
    """
    found = [measured(code, figures, targets[code], audience) for code in CODES if code in targets]
    if applying.CODE in targets and live is not None and applying.is_asked(live):
        found.append(applying.indicator(figures, live, targets[applying.CODE], audience))
    found += clients.indicators(boxes, targets, audience)
    if "D1" in targets:
        found.append(_completeness(figures, targets["D1"]))
    return [_judge(one) for one in found]


def _judge(one: Indicator) -> Judged:
    return Judged(one, None if one.value.value is None else one.value.value >= one.target)


def _completeness(figures: Figures, target: float) -> Indicator:
    """D1: of what people had to hand in until now, how much is there."""
    done = sum(int(np.count_nonzero(figures.people[one] == DONE)) for one in COMPLETENESS)
    lacking = sum(int(np.count_nonzero(figures.people[one] == MISSING)) for one in COMPLETENESS)
    value, waiting = share(done, done + lacking), not_yet(figures, *COMPLETENESS)
    reads = reading(value, target) if done + lacking else "running" if waiting else "none"
    count = done if done + lacking else None
    return Indicator("D1", value, count, done + lacking, 0, target, reads, waiting)


def figure(
    found: Sequence[Judged], before: Mapping[str, Judged], *, seen_by_reader: Sequence[Judged]
) -> Figure:
    """The table of targets; `before` has the indicators of the cohort before the latest, if there is one."""
    met = sum(1 for one in seen_by_reader if one.reached)
    finding = (
        Sentence("targets.met", {"met": Number(met), "of": Number(len(seen_by_reader))})
        if seen_by_reader
        else Sentence("targets.none")
    )
    columns = [
        Column(_("Value")),
        Column(_("Target")),
        Column(_("Reached?"), wide=True),
        Column(_("Can the next group expect it?"), wide=True),
        Column(_("With the missing")),
    ]
    rows = [_row(one, before.get(one.code)) for one in found]
    if before:
        columns.append(Column(_("Cohort before")))
    else:
        rows = [replace(row, cells=row.cells[:-1]) for row in rows]
    return Figure(
        finding,
        Table("targets", _("Indicators against their targets"), _("Indicator"), tuple(columns), tuple(rows)),
        limits=(Sentence("targets.limit"),),
        method=Method(
            what=Sentence("method.targets.what"),
            people=Sentence("method.targets.people"),
            left_out=Sentence("method.due.left_out"),
            formula=Sentence("method.targets.formula"),
            limits=Sentence("method.targets.limits"),
            version="targets 1",
        ),
        plain=True,
    )


def _row(judged_: Judged, before: Judged | None) -> Row:
    one = judged_.indicator
    if one.n == 0:
        cell = _NOTHING.get(one.reading, Symbol.ABSENT)
        none = Symbol.NOT_APPLICABLE
        blank: tuple[Cell, ...] = (cell, _number(one, one.target), cell, none, none, _before(before))
        return Row(labels.INDICATORS[one.code], blank, note=_basis(one), mark=one.reading)
    cells: tuple[Cell, ...] = (
        _value(one),
        _number(one, one.target),
        _measure(one, _("Yes") if judged_.reached else _("No")),
        _next(one),
        _if_missing(one),
        _before(before),
    )
    return Row(labels.INDICATORS[one.code], cells, note=_basis(one), mark="" if judged_.reached else "below")


# What stands for a value that is not there.
_NOTHING = {"running": Symbol.NOT_YET, "hidden": Symbol.PROTECTED}


def _measure(one: Indicator, shown: Number | Span | Text | None) -> Measure:
    return Measure(shown, one.n, one.count, participation=one.code == "D1")


def _number(one: Indicator, value: float) -> Number:
    """With one digit more where the rounded value would hide which side of the target it is on."""
    unit, steps = (Unit.SCALE, 10) if one.code in SCALES else (Unit.PERCENT, 100)
    shown = one.value.value
    tie = shown is not None and round(shown * steps) == round(one.target * steps) and shown != one.target
    return Number(value, unit, int(unit == Unit.SCALE) + tie)


def _value(one: Indicator) -> Cell:
    if one.value.value is None:
        return Symbol.PROTECTED if one.reading == "hidden" else Symbol.ABSENT
    return _measure(one, _number(one, one.value.value))


def _before(judged_: Judged | None) -> Cell:
    return Symbol.NOT_APPLICABLE if judged_ is None else _value(judged_.indicator)


def _next(one: Indicator) -> Cell:
    if one.code in WITHOUT_INTERVAL:
        return Symbol.NOT_APPLICABLE
    return _measure(one, labels.EXPECTED[reading(one.value, one.target)])


def _if_missing(one: Indicator) -> Cell:
    if one.count is None or not one.missing or one.code in WITHOUT_INTERVAL:
        return Symbol.NOT_APPLICABLE
    everybody = one.n + one.missing
    low, high = one.count / everybody, (one.count + one.missing) / everybody
    return _measure(one, Span(Number(low, Unit.PERCENT), Number(high, Unit.PERCENT)))


def _basis(one: Indicator) -> Sentence:
    if one.code == "R1":
        return Sentence("basis.sheets", {"n": took_part(one.n), "not_yet": Number(one.not_yet)})
    if one.code in clients.CODES:
        return _of_clients(one)
    values: dict[str, Cell] = {
        "count": _measure(one, None if one.count is None else Number(one.count)),
        "n": _measure(one, Number(one.n)),
        "missing": Number(one.missing),
        "not_yet": Number(one.not_yet),
    }
    waiting = Sentence("basis.waiting", {"missing": Number(one.missing), "not_yet": Number(one.not_yet)})
    if not one.n:
        return waiting
    if one.code == "D1":
        return Sentence("basis.parts", values)
    return Sentence("basis.people", values, otherwise=waiting)


def _of_clients(one: Indicator) -> Sentence:
    sheets = Sentence("basis.clients", {"n": _measure(one, Number(one.n))})
    if one.count is None:
        return sheets
    values = {"count": _measure(one, Number(one.count)), "n": _measure(one, Number(one.n))}
    return Sentence("basis.clients_share", values)


def seen(found: Sequence[Judged], audience: str) -> list[Judged]:
    """Those of which the audience may know whether the target was reached."""
    return [one for one in found if one.reached is not None and _is_seen(one.indicator, audience)]


def _is_seen(one: Indicator, audience: str) -> bool:
    if one.code == "D1" or one.count is None:
        return disclosure.is_shown(one.n, audience)
    return disclosure.share_is_shown(one.count, one.n, audience)


def unmet(found: Sequence[Judged]) -> tuple[Text, ...]:
    """The short names of targets that were not reached, in order."""
    return tuple(labels.SHORT[one.code] for one in found if one.reached is False)
