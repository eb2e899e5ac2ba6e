"""The report's table as CSV, unrounded."""

from django.utils.translation import gettext as _

from analytics.render.scores.words import group_name
from analytics.reports.scores.data import ScoresReport
from lms.core.spreadsheets import write_csv


def render(report: ScoresReport) -> bytes:
    """One line for everybody and one for each group."""
    rows = [
        (
            _("Group"), _("n"), _("Only the first score"), _("Only the second score"), _("Neither score"),
            _("Mean before"), _("Mean after"), _("Gain"), _("Interval from"), _("Interval to"),
            _("SD before"), _("SD after"), _("SD of gain"), _("Effect (g)"), _("Effect from"), _("Effect to"),
            _("Improved"), _("Stayed the same"), _("Went down"),
        )
    ]  # fmt: skip
    for gain in (report.overall, *report.groups):
        rows.append((
            group_name(gain.label), gain.n, gain.pre_only, gain.post_only, gain.neither,
            gain.mean_pre, gain.mean_post, gain.gain.value, gain.gain.low, gain.gain.high,
            gain.sd_pre, gain.sd_post, gain.sd_gain, gain.effect.value, gain.effect.low, gain.effect.high,
            gain.improved, gain.unchanged, gain.worse,
        ))  # fmt: skip
    return write_csv(rows)
