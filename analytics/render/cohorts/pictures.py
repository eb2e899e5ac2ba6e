"""The pictures of the report on cohorts."""

from collections.abc import Mapping, Sequence

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from analytics.render import pictures
from analytics.render.charts import draw
from analytics.render.cohorts import findings, names
from analytics.render.cohorts.findings import PERCENT
from analytics.render.cohorts.rows import span
from analytics.render.numbers import percent, whole
from analytics.reports.cohorts.build import CohortsReport
from analytics.reports.cohorts.data import GroupRow, Step
from analytics.reports.gain import Gain


def topics(report: CohortsReport) -> SafeString | None:
    """The gain of each topic with its interval."""
    rows = [_row(findings.short(topic), topic.gain) for topic in report.topics]
    if not rows or report.gain is None:
        return None
    return _intervals(rows, report.gain, _("Gain by topic, in percentage points, with 95% interval"))


def groups(
    table: str, rows: Sequence[GroupRow], known: Mapping[int, str], overall: Gain
) -> SafeString | None:
    """The gain of each group with its interval, in the table's own order: not a ranking."""
    found = [_row(names.group(table, row.labels, known), row.gain) for row in rows if row.gain.n]
    return _intervals(found, overall, _("Gain by group, with 95% interval")) if found else None


def _intervals(rows: Sequence[pictures.IntervalRow], overall: Gain, title: str) -> SafeString:
    mean = overall.gain.value or 0.0
    return draw(
        pictures.intervals(
            rows,
            axis=_("Percentage points · dotted: %s, all together") % PERCENT.change(mean),
            mark=mean * 100,
        ),
        title=title,
        description="; ".join(f"{row.label}: {row.text}" for row in rows),
    )


def _row(label: str, gain: Gain) -> pictures.IntervalRow:
    value = gain.gain
    return pictures.IntervalRow(
        label=label,
        text=PERCENT.change(value.value or 0.0),
        value=(value.value or 0.0) * 100,
        low=None if value.low is None else value.low * 100,
        high=None if value.high is None else value.high * 100,
    )


def steps(report: CohortsReport) -> SafeString | None:
    """The path from enrolling to the certificate: how many people stand where with each step."""
    bars = [pictures.Bar(str(names.STEPS[one.key]), whole(one.done), _parts(one)) for one in report.steps]
    if not bars:
        return None
    return draw(
        pictures.bars(bars),
        title=_("From enrolling to the certificate"),
        description="; ".join(f"{bar.label}: {bar.text}" for bar in bars),
    )


def _parts(step: Step) -> tuple[int, ...]:
    return step.done, step.ready, step.missing, step.not_yet, step.left + step.exempt


def spread(report: CohortsReport) -> SafeString | None:
    """Scores before and after, gathered in cells that are large enough."""
    cells = report.spread.cells
    if not cells or report.gain is None:
        return None
    bubbles = [pictures.Bubble(one.before * 100, one.after * 100, one.people) for one in cells]
    told = [
        _("around %(before)s before and %(after)s after: %(people)s")
        % {
            "before": PERCENT.level(one.before),
            "after": PERCENT.level(one.after),
            "people": whole(one.people),
        }
        for one in cells
    ]
    return draw(
        pictures.paired(
            bubbles,
            limit=100,
            before=_("% right before (pre-test)"),
            after=_("% right after (post-test)"),
            mark=_pass_mark(report.pass_mark),
        ),
        title=_("Scores before and after"),
        description="; ".join(told) + f". {_interval(report.gain)}",
    )


def _pass_mark(share: float | None) -> tuple[float, str] | None:
    return None if share is None else (share * 100, _("Mastery: %s") % percent(share))


def _interval(gain: Gain) -> str:
    return _("95%% interval of the mean gain: %s") % span(gain)
