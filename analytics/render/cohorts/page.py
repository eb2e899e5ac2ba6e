"""What the pages of managers and officers show of a report."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from analytics.render import form_words, gain_words
from analytics.render.cohorts import export, findings, names, pictures, rows
from analytics.render.numbers import fixed
from analytics.reports.cohorts.choices import Choice
from analytics.reports.cohorts.data import HeatRow
from analytics.reports.cohorts.reading import Reading
from lms.core.templatetags.acuerdo import localized

MOST_READY = 6
# The lower limit of each shade of the criteria table, from 1 to 4.
SHADES = ((3.4, "h5"), (3.2, "h4"), (3.0, "h3"), (2.8, "h2"), (0.0, "h1"))
COMPETENT = 3.0


@dataclass(frozen=True, slots=True)
class Shade:
    """A cell of the criteria table. `low` marks a critical criterion below its minimum."""

    text: str
    css: str
    low: bool


def context(found: Reading) -> dict[str, Any]:
    """The template's context for one center or all."""
    report, group_names, gain = found.report, found.group_names, found.report.gain
    cohorts = found.figures.cohorts.values()
    return {
        "options": [_option(one, group_names["by_cohort"], found.asked) for one in found.choices],
        "asked": found.asked,
        "simulated": any(info.is_simulated for info in cohorts),
        "first": min(info.starts_on for info in cohorts),
        "last": max(info.ends_on for info in cohorts),
        "today": found.data_of,
        "centers": list(found.scope.centers.values()),
        "report": report,
        "headline": findings.headline(report),
        "lead": findings.lead(report),
        "forms_said": form_words.sentences(found.figures.links.values()),
        "indicators": rows.indicators(report),
        "directions": findings.directions(report),
        "mean_gain": findings.mean_gain(gain) if gain else "",
        "effect": gain_words.effect(gain) if gain else "",
        "sensitivity": findings.if_missing_gained_nothing(report),
        "caution": gain_words.caution(gain),
        "spread": pictures.spread(report),
        "topics_heading": findings.topics(report),
        "topics_columns": rows.topic_headings(),
        "topics": rows.topics(report),
        "topics_picture": pictures.topics(report),
        "steps_heading": findings.steps(report),
        "steps_missing": findings.where_missing(report),
        "steps_columns": rows.step_headings(report),
        "steps": rows.steps(report),
        "steps_key": [(f"st-{name}", names.STATES[name]) for name in rows.step_columns(report)],
        "ready": sum(count for _cohort, count in report.ready),
        "ready_cohorts": _ready(found),
        "steps_picture": pictures.steps(report),
        "heat": [(localized(one.title), one.critical, _shades(one)) for one in report.heat],
        "heat_heading": findings.criteria(report, group_names["by_cohort"]),
        "heat_cohorts": [(group_names["by_cohort"].get(one, ""), n) for one, n in report.heat_cohorts],
        "group_columns": rows.group_headings(),
        "tables": list(rows.groups(report, group_names)),
    }


def program_context(found: Reading) -> dict[str, Any]:
    """The same with cohorts line by line and centers side by side."""
    report, group_names = found.report, found.group_names
    added: dict[str, Any] = {
        "overview_columns": export.overview_headings(),
        "overview": export.overview_rows(found.lines(), group_names["by_cohort"]),
    }
    if report.gain and report.by_center:
        added["centers_picture"] = pictures.groups(
            "by_center", report.by_center, group_names["by_center"], report.gain
        )
    return {**context(found), **added}


def _ready(found: Reading) -> list[dict[str, Any]]:
    """The cohorts with the most certificates to issue."""
    return [
        {"name": info.name, "uuid": info.uuid, "count": count}
        for info, count in ((found.figures.cohorts[one], n) for one, n in found.report.ready[:MOST_READY])
    ]


def _option(choice: Choice, cohort_names: Mapping[int, str], asked: str) -> dict[str, Any]:
    if not choice.key:
        label = _("All (%s)") % len(choice.cohort_ids)
    elif choice.period:
        year, half = choice.period
        label = (_("First half of %s") if half == 1 else _("Second half of %s")) % year
    else:
        label = names.group("by_cohort", choice.cohort_ids, cohort_names)
    return {"key": choice.key, "label": label, "selected": choice.key == asked}


def _shades(row: HeatRow) -> Sequence[Shade]:
    return [_shade(mean, row.critical) for mean in row.means]


def _shade(mean: float | None, critical: bool) -> Shade:
    if mean is None:
        return Shade("–", "", False)
    read = findings.shown(mean)
    css = next(name for least, name in SHADES if read >= least)
    return Shade(fixed(mean, 1), css, critical and read < COMPETENT)
