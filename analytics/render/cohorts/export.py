"""The figures of the program as spreadsheets: the same as on the page, unrounded, hidden where it hides."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _

from analytics.render.cohorts import names
from analytics.render.cohorts.findings import PERCENT
from analytics.render.cohorts.rows import Row, span
from analytics.render.numbers import fixed, percent, whole
from analytics.reports.cohorts.build import CohortsReport
from analytics.reports.cohorts.data import Indicator
from analytics.reports.cohorts.overview import CohortLine
from lms.core.spreadsheets import Sheet, write_csv, write_xlsx

GroupNames = Mapping[str, Mapping[int, str]]
Cells = list[tuple[Any, ...]]


def overview_rows(lines: Sequence[CohortLine], cohorts: Mapping[int, str]) -> list[Row]:
    """The table of cohorts on the page."""
    return [
        Row(
            names.group("by_cohort", line.cohort_ids, cohorts),
            "",
            (
                whole(line.people),
                "–" if line.gain.gain.value is None else PERCENT.change(line.gain.gain.value),
                span(line.gain),
                *(_short(one) for one in line.indicators),
            ),
        )
        for line in lines
    ]


def _short(one: Indicator) -> str:
    if one.value.value is None:
        return "–"
    return fixed(one.value.value, 1) if one.code == "R1" else percent(one.value.value)


def as_csv(report: CohortsReport, lines: Sequence[CohortLine], group_names: GroupNames) -> bytes:
    """One table: an indicator, a cohort, its value."""
    return write_csv(_indicator_cells(report, lines, group_names["by_cohort"]))


def as_xlsx(report: CohortsReport, lines: Sequence[CohortLine], group_names: GroupNames) -> bytes:
    """Indicators on one sheet, gains by group on another."""
    return write_xlsx(
        [
            Sheet(
                _("Indicators"),
                _indicator_cells(report, lines, group_names["by_cohort"]),
                (30, 44, 10, 10, 10, 10, 10, 10, 18),
            ),
            Sheet(_("Gains"), _gain_cells(report, group_names), (18, 44, 10, 10, 10, 10, 10, 10, 10)),
        ]
    )


def _indicator_cells(report: CohortsReport, lines: Sequence[CohortLine], cohorts: Mapping[int, str]) -> Cells:
    cells: Cells = [
        (
            _("Cohort"), _("Indicator"), _("Value"), _("Interval from"), _("Interval to"), _("Count"), _("n"),
            _("Missing"), _("Target"), _("Reading"),
        )
    ]  # fmt: skip
    cells += [(_("All cohorts"), *_indicator(one)) for one in report.indicators]
    for line in lines:
        name = names.group("by_cohort", line.cohort_ids, cohorts)
        cells += [(name, *_indicator(one)) for one in line.indicators]
    return cells


def _indicator(one: Indicator) -> tuple[Any, ...]:
    hidden = one.reading == "hidden"
    return (
        f"{one.code} {names.INDICATORS[one.code].heading}",
        one.value.value,
        one.value.low,
        one.value.high,
        one.count,
        None if hidden else one.n,
        None if hidden else one.missing,
        one.target,
        str(names.READINGS[one.reading]),
    )


def _gain_cells(report: CohortsReport, group_names: GroupNames) -> Cells:
    cells: Cells = [
        (
            _("By"), _("Group"), _("People"), _("n"), _("Mean before"), _("Mean after"), _("Gain"),
            _("Interval from"), _("Interval to"),
        )
    ]  # fmt: skip
    if report.gain is not None:
        cells.append((_("All cohorts"), _("Everybody"), report.people, *_gain(report.gain)))
    for key, heading in names.TABLES.items():
        for row in getattr(report, key):
            name = names.group(key, row.labels, group_names.get(key, {}))
            cells.append((str(heading), name, row.people, *_gain(row.gain)))
    return cells


def _gain(gain: Any) -> tuple[Any, ...]:
    return (gain.n, gain.mean_pre, gain.mean_post, gain.gain.value, gain.gain.low, gain.gain.high)
