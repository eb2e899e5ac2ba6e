"""The rows of the report's tables, already written."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from analytics.render import numbers
from analytics.render.cohorts import names
from analytics.render.cohorts.findings import PERCENT
from analytics.render.numbers import fixed, or_dash, percent, whole
from analytics.reports.cohorts.build import CohortsReport
from analytics.reports.cohorts.data import GroupRow, Indicator
from analytics.reports.gain import Gain
from lms.core.templatetags.acuerdo import localized


@dataclass(frozen=True, slots=True)
class IndicatorRow:
    """One indicator: what, on whom it rests, value, interval, target, reading."""

    heading: str
    basis: str
    value: str
    interval: str
    target: str
    reading: str
    reads: str


@dataclass(frozen=True, slots=True)
class Row:
    """A row with a name, a note under it, and cells."""

    name: str
    note: str
    cells: tuple[str, ...]


def indicators(report: CohortsReport) -> list[IndicatorRow]:
    """The indicators against their targets; the first is of the whole program alone."""
    found = [_indicator(one, report) for one in report.indicators]
    return [_trained(report), *found] if report.trained_target else found


def _trained(report: CohortsReport) -> IndicatorRow:
    met = report.trained >= (report.trained_target or 0)
    return IndicatorRow(
        heading=str(names.TRAINED),
        basis="",
        value=whole(report.trained),
        interval="",
        target=whole(report.trained_target or 0),
        reading="meets" if met else "open",
        reads=trained_reading(report),
    )


def trained_reading(report: CohortsReport) -> str:
    """Whether as many finished as the program wants; it has no last day, so fewer is never a failure."""
    left = (report.trained_target or 0) - report.trained
    if left <= 0:
        return str(names.READINGS["meets"])
    return ngettext("%(count)s to go", "%(count)s to go", left) % {"count": whole(left)}


def _heading(code: str, report: CohortsReport) -> str:
    """What the indicator is called, with its threshold where all cohorts share one."""
    if code == "K1" and report.improved_items is not None:
        text = ngettext(
            "Improved by at least %(count)s right answer",
            "Improved by at least %(count)s right answers",
            report.improved_items,
        )
        return text % {"count": report.improved_items}
    if code == "K2" and report.pass_mark is not None:
        return _("Mastery: %s or more in the post-test") % percent(report.pass_mark)
    return str(names.INDICATORS[code].heading)


def _indicator(one: Indicator, report: CohortsReport) -> IndicatorRow:
    on_scale = one.code == "R1"

    def write(value: float) -> str:
        return fixed(value, 1) if on_scale else percent(value)

    value = one.value
    bounded = value.low is not None and value.high is not None
    shown = or_dash(value.value, write)
    return IndicatorRow(
        heading=_heading(one.code, report),
        basis=_basis(one),
        value=_("%s of 5") % shown if on_scale and value.value is not None else shown,
        interval=numbers.span(value.low, value.high, write) if bounded else "",
        target=write(one.target),
        reading=one.reading,
        reads=str(names.READINGS[one.reading]),
    )


def _basis(one: Indicator) -> str:
    if one.reading == "hidden":
        return ""
    if one.code == "R1" and one.n:
        text = ngettext(
            "%(n)s anonymous answer, of all centers of the cohorts",
            "%(n)s anonymous answers, of all centers of the cohorts",
            one.n,
        )
        return text % {"n": whole(one.n)}
    parts = [_("%(count)s of %(n)s") % {"count": whole(one.count or 0), "n": whole(one.n)}] if one.n else []
    if one.missing:
        missing = ngettext("%(count)s is missing", "%(count)s are missing", one.missing)
        parts.append(missing % {"count": whole(one.missing)})
    elif one.n and one.code != "O2":
        parts.append(_("nobody is missing"))
    if one.left:
        parts.append(ngettext("%(count)s left", "%(count)s left", one.left) % {"count": whole(one.left)})
    if one.not_yet:
        text = ngettext("%(count)s is not due yet", "%(count)s are not due yet", one.not_yet)
        parts.append(text % {"count": whole(one.not_yet)})
    return "; ".join(parts)


def topic_headings() -> list[str]:
    """What stands above the cells of `topics`."""
    return [_("Before and after"), _("Gain and interval")]


def group_headings() -> list[str]:
    """What stands above the cells of `groups`."""
    return [*topic_headings(), _("Finished")]


def topics(report: CohortsReport) -> list[Row]:
    """Before, after, gain and interval of each topic."""
    return [
        Row(
            localized(topic.title),
            "" if topic.questions is None else _questions(topic.questions),
            (levels(topic.gain), change(topic.gain)),
        )
        for topic in report.topics
    ]


def _questions(count: int) -> str:
    return ngettext("%(count)s question", "%(count)s questions", count) % {"count": count}


def levels(gain: Gain) -> str:
    """Before and after, the percent sign once."""
    if gain.mean_pre is None or gain.mean_post is None:
        return "–"
    return _("%(pre)s to %(post)s") % {
        "pre": fixed(gain.mean_pre * 100, 0),
        "post": PERCENT.level(gain.mean_post),
    }


def change(gain: Gain) -> str:
    """The gain with its interval."""
    if gain.gain.value is None:
        return "–"
    if gain.gain.low is None:
        return PERCENT.change(gain.gain.value)
    return f"{PERCENT.change(gain.gain.value)} ({span(gain)})"


def span(gain: Gain) -> str:
    """The interval of a gain."""
    return numbers.span(gain.gain.low, gain.gain.high, lambda end: PERCENT.change(end, sign=False))


def steps(report: CohortsReport) -> list[Row]:
    """How everybody stands with each step, in the columns of `step_headings`."""
    return [
        Row(
            str(names.STEPS[step.key]),
            "",
            tuple(whole(getattr(step, name)) for name in step_columns(report)),
        )
        for step in report.steps
    ]


def step_columns(report: CohortsReport) -> list[str]:
    """The states that have a column: those that somebody is in, and always what is done and missing."""
    always = ("done", "missing")
    return [
        name for name in names.STATES if name in always or any(getattr(step, name) for step in report.steps)
    ]


def step_headings(report: CohortsReport) -> list[str]:
    """The headings of those columns."""
    return [str(names.STATES[name]) for name in step_columns(report)]


def groups(
    report: CohortsReport, group_names: Mapping[str, Mapping[int, str]]
) -> Iterator[tuple[str, str, list[Row], bool]]:
    """(key, heading, rows, whether something was merged) of each table by group that has rows."""
    for key, heading in names.TABLES.items():
        found: tuple[GroupRow, ...] = getattr(report, key)
        if found:
            rows = [_group(key, row, group_names.get(key, {})) for row in found]
            yield key, str(heading), rows, any(len(row.labels) > 1 for row in found)


def _group(table: str, row: GroupRow, known: Mapping[int, str]) -> Row:
    gain = row.gain
    without = gain.missing
    note = ngettext("%(n)s person with both tests", "%(n)s people with both tests", gain.n) % {
        "n": whole(gain.n)
    }
    if without:
        note += "; " + ngettext("%(count)s is missing", "%(count)s are missing", without) % {
            "count": whole(without)
        }
    complete = or_dash(row.complete.value, percent)
    return Row(names.group(table, row.labels, known), note, (levels(gain), change(gain), complete))
