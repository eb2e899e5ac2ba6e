"""The sentences and the table of the report, shared by text, page, CSV and PDF."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from analytics.render import gain_words
from analytics.render.numbers import fixed, or_dash, percent, signed, span, whole
from analytics.render.scale import Scale
from analytics.reports.gain import Gain
from analytics.reports.scores.data import ScoresReport


@dataclass(frozen=True, slots=True)
class GainRow:
    """One line of the table: a group's name and its cells, already written."""

    label: str
    cells: tuple[str, ...]
    small: bool


def scale_of(report: ScoresReport) -> Scale:
    """How this report writes scores."""
    return Scale(report.max_score)


def opening(report: ScoresReport) -> str:
    """The finding with the people behind it: the first paragraph everywhere."""
    gain = report.overall
    return f"{gain_words.headline(gain, scale_of(report))} {gain_words.people(gain)}"


def group_name(label: str | None) -> str:
    """How a row of the table is called."""
    if label is None:
        return _("Everybody")
    return label or _("(without a group)")


def headings() -> tuple[str, ...]:
    """The headings of the table's cells, without the first column."""
    return (
        _("n"),
        _("Missing"),
        _("Before"),
        _("After"),
        _("Gain"),
        _("95% interval"),
        _("SD of gain"),
        _("Effect (g)"),
        _("Improved"),
    )


def table(report: ScoresReport) -> list[GainRow]:
    """Everybody first, then each group."""
    scale = scale_of(report)
    return [_row(gain, scale) for gain in (report.overall, *report.groups)]


def _row(gain: Gain, scale: Scale) -> GainRow:
    def bare(change: float) -> str:
        return scale.change(change, sign=False)

    cells = (
        whole(gain.n),
        whole(gain.missing),
        or_dash(gain.mean_pre, scale.level),
        or_dash(gain.mean_post, scale.level),
        or_dash(gain.gain.value, scale.change),
        span(gain.gain.low, gain.gain.high, bare),
        or_dash(gain.sd_gain, bare),
        or_dash(gain.effect.value, lambda g: signed(g, 2)),
        or_dash(gain.improved_share.value, percent),
    )
    return GainRow(group_name(gain.label), cells, "small_group" in gain.warnings)


def warnings(report: ScoresReport) -> Iterator[str]:
    """Every warning, the overall ones first, each naming its group."""
    for code in report.overall.warnings:
        yield gain_words.warning(code, report.overall)
    for gain in report.groups:
        for code in gain.warnings:
            yield f"{group_name(gain.label)}: {gain_words.warning(code, gain)}"


def notes(report: ScoresReport) -> Iterator[str]:
    """How the file was read, and what may be wrong in it."""
    if report.max_score is None:
        yield _("Scores are in the points of the file. Give the highest possible score to see percentages.")
    else:
        yield _("Percentages are of the highest possible score, %s.") % fixed(report.max_score, 0)
    if report.markers:
        said = ", ".join(f"“{word}” ({count})" for word, count in report.markers.items())
        yield _("Read as “no score”: %s.") % said
    for left in report.left_out:
        yield _LEFT_OUT[left.kind]() % {"row": left.row, "label": left.label}
    yield from report.reader_notes


_LEFT_OUT = {
    "maximum": lambda: _("Row %(row)s (“%(label)s”) gives the highest possible scores and was left out."),
    "test": lambda: _("Row %(row)s (“%(label)s”) is the test person of the platform and was left out."),
    "total": lambda: _("Row %(row)s (“%(label)s”) is a total or a mean and was left out."),
    "heading": lambda: _("Row %(row)s belongs to the headings and was left out."),
    "remark": lambda: _("Row %(row)s (“%(label)s”) is a remark and was left out."),
    "key": lambda: _("Row %(row)s (“%(label)s”) holds the right answers and was left out."),
}


def caveats(report: ScoresReport) -> Iterator[str]:
    """What the figures do not say."""
    yield gain_words.caution(report.overall)
    if report.overall.missing:
        yield ngettext(
            "%(count)s row without both scores is left out; if those people differ from the others, the "
            "gain of all would be another.",
            "%(count)s rows without both scores are left out; if those people differ from the others, the "
            "gain of all would be another.",
            report.overall.missing,
        ) % {"count": whole(report.overall.missing)}
    if len(report.groups) > 1:
        yield _("Groups whose intervals overlap should not be ranked.")


def method(report: ScoresReport) -> str:
    """How it was calculated, in one paragraph."""
    sentence = _(
        "Mean of the differences of people with both scores; interval by Student's t (95%), share that "
        "improved with its interval by Wilson, effect size with its interval by Algina and Keselman."
    )
    tested = gain_words.test(report.overall)
    return f"{sentence} {tested}." if tested else sentence
