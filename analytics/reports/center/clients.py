"""Level 4: what parties of hearings say of how they were treated, period by period and by side."""

from collections.abc import Mapping, Sequence
from datetime import date

from django.utils.translation import gettext_lazy as _

from analytics.clients import EMPLOYER, WORKER, Clients
from analytics.reports.clients import difference, satisfied, told, treated
from analytics.reports.document import (
    Block,
    Cell,
    Column,
    Figure,
    Measure,
    Method,
    Number,
    Row,
    Sentence,
    Symbol,
    Table,
    Text,
    Unit,
)
from analytics.reports.measures import scale, share, span
from analytics.reports.shares import Range
from analytics.reports.words import months
from assessments.data import ClientSums

MOST_PERIODS = 6
SIDES: Mapping[str, Text] = {WORKER: _("Workers"), EMPLOYER: _("Employers"), "union": _("Unions")}
COLUMNS = (
    Column(_("Satisfied")),
    Column(_("95% interval")),
    Column(_("Fair treatment, of 5")),
    Column(_("95% interval")),
    Column(_("Sheets")),
)
Period = tuple[date, date]


def figures(boxes: Sequence[Clients], *, audience: str) -> tuple[Block, ...]:
    """The newest periods, and the sides of the newest; nothing where no box is published."""
    periods = _periods(boxes)
    if not periods:
        return ()
    (first, last), newest = periods[0]
    shown = _by_period([(period, told(own, audience).whole) for period, own in periods])
    sides = told(newest, audience).sides
    return (shown, _by_side(months(first, last), sides)) if sides else (shown,)


def _periods(boxes: Sequence[Clients]) -> list[tuple[Period, list[Clients]]]:
    """The boxes of each period, the latest first; those of several centers are one."""
    found: dict[Period, list[Clients]] = {}
    for one in boxes:
        found.setdefault((one.last, one.first), []).append(one)
    newest = sorted(found.items(), reverse=True, key=lambda one: one[0])[:MOST_PERIODS]
    return [((first, last), own) for (last, first), own in newest]


def _by_period(periods: Sequence[tuple[Period, ClientSums]]) -> Figure:
    (first, last), newest = periods[0]
    values: dict[str, Cell] = {
        "count": Measure(Number(newest.satisfied), newest.answered, newest.satisfied),
        "n": Measure(Number(newest.answered), newest.answered, newest.satisfied),
        "period": months(first, last),
    }
    return Figure(
        Sentence("clients.satisfied", values, otherwise=Sentence("clients.plain")),
        Table(
            "clients",
            _("What parties of hearings say"),
            _("Period"),
            COLUMNS,
            tuple(Row(months(*period), _cells(own), own.sheets) for period, own in periods),
        ),
        said=(Sentence("clients.said"),),
        limits=(Sentence("clients.limit"),),
        method=_method(newest.sheets, Sentence("method.clients.formula")),
        plain=True,
    )


def _by_side(period: Text, sides: Mapping[str, ClientSums]) -> Figure:
    rows = [Row(SIDES.get(side, side), _cells(own), own.sheets) for side, own in sides.items()]
    finding = Sentence("clients.sides_plain", {"period": period})
    if WORKER in sides and EMPLOYER in sides:
        one, other = sides[EMPLOYER], sides[WORKER]
        between, n = difference(one, other), min(one.rated, other.rated)
        none = Symbol.NOT_APPLICABLE
        rows.append(
            Row(
                _("Employers less workers"),
                (
                    none,
                    none,
                    Measure(_shift(between.value), n),
                    span(between, n, Unit.SHIFT, 2),
                    none,
                ),
                n,
            )
        )
        finding = Sentence(f"clients.{_verdict(between)}", {"period": period}, people=n, otherwise=finding)
    return Figure(
        finding,
        Table("client_sides", _("Both sides of the hearings"), _("Side"), COLUMNS, tuple(rows)),
        limits=(Sentence("clients.sides_limit"),),
        method=_method(sum(one.sheets for one in sides.values()), Sentence("method.clients.gap")),
        plain=True,
    )


def _cells(own: ClientSums) -> tuple[Cell, ...]:
    mean = treated(own)
    return (
        share(own.satisfied, own.answered),
        span(satisfied(own), own.answered, Unit.PERCENT, count=own.satisfied),
        scale(mean.value, own.rated, 2),
        span(mean, own.rated, Unit.SCALE, 2),
        Measure(Number(own.sheets), own.sheets),
    )


def _method(sheets: int, formula: Sentence) -> Method:
    return Method(
        what=Sentence("method.clients.what"),
        people=Sentence("method.clients.people", {"n": Number(sheets)}, people=sheets),
        left_out=Sentence("method.clients.left_out"),
        formula=formula,
        limits=Sentence("method.clients.limits"),
        version="clients 1",
    )


def _shift(value: float | None) -> Number | None:
    return None if value is None else Number(value, Unit.SHIFT, 2)


def _verdict(between: Range) -> str:
    if between.low is None or between.high is None:
        return "sides_alike"
    return "employers_higher" if between.low > 0 else "workers_higher" if between.high < 0 else "sides_alike"
