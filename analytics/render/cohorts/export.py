"""The figures of the program as spreadsheets: the same as on the page, hidden where it hides.

Shares are percentages with one decimal, scores two: more digits than that say nothing.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _

from analytics.render.cohorts import names
from analytics.render.cohorts.findings import PERCENT
from analytics.render.cohorts.rows import Row, span, trained_reading
from analytics.render.numbers import fixed, or_dash, percent, percent_cell, rounded, whole
from analytics.reports.cohorts.build import CohortsReport
from analytics.reports.cohorts.data import Indicator
from analytics.reports.cohorts.overview import CohortLine
from analytics.reports.gain import Gain
from lms.core.spreadsheets import Sheet, write_csv, write_xlsx

GroupNames = Mapping[str, Mapping[int, str]]
Cells = list[tuple[Any, ...]]


def overview_headings() -> list[str]:
    """What stands above the cells of `overview_rows`."""
    return [
        _("People"),
        _("Gain"),
        _("95% interval"),
        _("Finished"),
        _("Improved"),
        _("Mastery"),
        _("Rated competent"),
        _("Satisfaction"),
    ]


def overview_rows(lines: Sequence[CohortLine], cohorts: Mapping[int, str]) -> list[Row]:
    """The table of cohorts on the page."""
    return [
        Row(
            names.group("by_cohort", line.cohort_ids, cohorts),
            _("Under way") if line.runs else "",
            (
                whole(line.people),
                or_dash(line.gain.gain.value, PERCENT.change),
                span(line.gain),
                *(_short(one) for one in line.indicators),
            ),
        )
        for line in lines
    ]


def _short(one: Indicator) -> str:
    return or_dash(one.value.value, _mean if one.code == "R1" else percent)


def _mean(value: float) -> str:
    return fixed(value, 1)


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
                (30, 8, 44, 16, 10, 10, 10, 10, 10, 10, 10, 10, 10, 30),
            ),
            Sheet(_("Gains"), _gain_cells(report, group_names), (18, 44, 10, 10, 10, 14, 14, 10, 10, 10)),
        ]
    )


def _indicator_cells(report: CohortsReport, lines: Sequence[CohortLine], cohorts: Mapping[int, str]) -> Cells:
    cells: Cells = [
        (
            _("Cohort"), _("Code"), _("Indicator"), _("Unit"), _("Value"), _("Interval from"),
            _("Interval to"), _("Count"), _("n"), _("Missing"), _("Not due yet"), _("Left"), _("Target"),
            _("Reading"),
        )
    ]  # fmt: skip
    if report.trained_target:
        cells.append((_("All cohorts"), *_trained(report)))
    cells += [(_("All cohorts"), *_indicator(one)) for one in report.indicators]
    for line in lines:
        name = names.group("by_cohort", line.cohort_ids, cohorts)
        cells += [(name, *_indicator(one)) for one in line.indicators]
    return cells


def _trained(report: CohortsReport) -> tuple[Any, ...]:
    return (
        "O1", str(names.TRAINED), _("people"), report.trained, None, None, None, None, None, None, None,
        report.trained_target, trained_reading(report),
    )  # fmt: skip


def _indicator(one: Indicator) -> tuple[Any, ...]:
    hidden = one.reading == "hidden"
    on_scale = one.code == "R1"

    def write(value: float | None) -> float | None:
        if value is None or not on_scale:
            return percent_cell(value)
        return float(rounded(value, 2))

    return (
        one.code,
        str(names.INDICATORS[one.code].heading),
        _("1 to 5") if on_scale else "%",
        write(one.value.value),
        write(one.value.low),
        write(one.value.high),
        one.count,
        None if hidden else one.n,
        None if hidden else one.missing,
        one.not_yet,
        one.left if one.code == "O2" else None,
        write(one.target),
        str(names.READINGS[one.reading]),
    )


def _gain_cells(report: CohortsReport, group_names: GroupNames) -> Cells:
    cells: Cells = [
        (
            _("By"), _("Group"), _("People"), _("n"), _("Missing"), _("Mean before (%)"), _("Mean after (%)"),
            _("Gain (points)"), _("Interval from"), _("Interval to"),
        )
    ]  # fmt: skip
    if report.gain is not None:
        cells.append((_("All cohorts"), _("Everybody"), report.people, *_gain(report.gain)))
    for key, heading in names.TABLES.items():
        for row in getattr(report, key):
            name = names.group(key, row.labels, group_names.get(key, {}))
            cells.append((str(heading), name, row.people, *_gain(row.gain)))
    return cells


def _gain(gain: Gain) -> tuple[Any, ...]:
    measured = (gain.mean_pre, gain.mean_post, gain.gain.value, gain.gain.low, gain.gain.high)
    return (
        gain.n,
        gain.missing,
        *(percent_cell(value) for value in measured),
    )
