"""The pictures of the report on a file of scores."""

from collections import Counter

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from analytics.render import pictures
from analytics.render.charts import draw
from analytics.render.numbers import whole
from analytics.render.scores.words import group_name, scale_of
from analytics.reports.scores.data import ScoresReport

MOST_BUBBLES = 600


def paired(report: ScoresReport) -> SafeString | None:
    """Everybody's two scores. None when there are too many different ones to draw."""
    counted = Counter(report.pairs)
    lowest = min(min(pair) for pair in counted)
    if len(counted) > MOST_BUBBLES or lowest < 0:
        return None
    gain = report.overall
    bubbles = [pictures.Bubble(before, after, people) for (before, after), people in counted.items()]
    return draw(
        pictures.paired(
            bubbles,
            limit=report.max_score or max(max(pair) for pair in counted) or 1,
            before=_("Score before"),
            after=_("Score after"),
        ),
        title=_("Scores before and after, person by person"),
        description=_("Of %(n)s people, %(up)s improved, %(same)s stayed the same and %(down)s went down.")
        % {
            "n": whole(gain.n),
            "up": whole(gain.improved),
            "same": whole(gain.unchanged),
            "down": whole(gain.worse),
        },
    )


def by_group(report: ScoresReport) -> SafeString | None:
    """The gain of each group with its interval, beside that of everybody."""
    scale = scale_of(report)
    factor = 1.0 if report.max_score is None else 100 / report.max_score
    rows = [
        pictures.IntervalRow(
            label=group_name(gain.label),
            text=scale.change(gain.gain.value),
            value=gain.gain.value * factor,
            low=None if gain.gain.low is None else gain.gain.low * factor,
            high=None if gain.gain.high is None else gain.gain.high * factor,
        )
        for gain in report.groups
        if gain.gain.value is not None
    ]
    if not rows or len(rows) > 30:
        return None
    overall = (report.overall.gain.value or 0.0) * factor
    unit = _("Points") if report.max_score is None else _("Percentage points")
    return draw(
        pictures.intervals(
            rows,
            axis=_("%(unit)s · dotted: %(mean)s, everybody")
            % {"unit": unit, "mean": scale.change(report.overall.gain.value or 0.0)},
            mark=overall,
        ),
        title=_("Gain by group, with 95% interval"),
        description="; ".join(f"{row.label}: {row.text}" for row in rows),
    )
