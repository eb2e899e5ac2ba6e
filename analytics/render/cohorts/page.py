"""What the pages of managers and officers show of a report."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from analytics.render import gain_words
from analytics.render.cohorts import findings, pictures, rows
from analytics.render.numbers import fixed
from analytics.reports.cohorts.build import CohortsReport
from analytics.reports.cohorts.data import HeatRow
from lms.core.templatetags.acuerdo import localized

# The lower limit of each shade of the criteria table, from 1 to 4.
SHADES = ((3.4, "h5"), (3.2, "h4"), (3.0, "h3"), (2.75, "h2"), (0.0, "h1"))
COMPETENT = 3.0


@dataclass(frozen=True, slots=True)
class Shade:
    """A cell of the criteria table. `low` marks a critical criterion below its minimum."""

    text: str
    css: str
    low: bool


def context(report: CohortsReport, group_names: Mapping[str, Mapping[int, str]]) -> dict[str, Any]:
    """The template's context."""
    gain = report.gain
    return {
        "report": report,
        "headline": findings.headline(report),
        "lead": findings.lead(report),
        "indicators": rows.indicators(report),
        "directions": findings.directions(report),
        "mean_gain": findings.mean_gain(gain) if gain else "",
        "effect": gain_words.effect(gain) if gain else "",
        "sensitivity": findings.if_missing_gained_nothing(report),
        "caution": gain_words.caution(),
        "spread": pictures.spread(report),
        "topics_heading": findings.topics(report),
        "topics": rows.topics(report),
        "topics_picture": pictures.topics(report),
        "steps_heading": findings.steps(report),
        "steps": rows.steps(report),
        "steps_picture": pictures.steps(report),
        "heat": [(localized(one.title), one.critical, _shades(one)) for one in report.heat],
        "heat_cohorts": [group_names["by_cohort"].get(one, "") for one in report.heat_cohorts],
        "tables": list(rows.groups(report, group_names)),
    }


def _shades(row: HeatRow) -> Sequence[Shade]:
    return [_shade(mean, row.critical) for mean in row.means]


def _shade(mean: float | None, critical: bool) -> Shade:
    if mean is None:
        return Shade("–", "", False)
    css = next(name for least, name in SHADES if round(mean, 1) >= least)
    return Shade(fixed(mean, 1), css, critical and mean < COMPETENT)
