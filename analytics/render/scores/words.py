"""The sentences of the report, shared by the terminal and the document."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from analytics.render import gain_words
from analytics.render.numbers import fixed, whole
from analytics.render.scale import Scale
from analytics.reports.scores.data import ScoresReport
from lms.core.text import quoted


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
        said = ", ".join(f"{quoted(word)} ({count})" for word, count in report.markers.items())
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
    if said := left_out(report):
        yield said
    if any(len(one.groups) > 1 for one in report.breakdowns):
        yield _("Groups whose intervals overlap should not be ranked.")


def left_out(report: ScoresReport) -> str:
    """How many are left out; empty where nobody is."""
    if not report.overall.missing:
        return ""
    return ngettext(
        "%(count)s row without both scores is left out; if those people differ from the others, the "
        "gain of all would be another.",
        "%(count)s rows without both scores are left out; if those people differ from the others, the "
        "gain of all would be another.",
        report.overall.missing,
    ) % {"count": whole(report.overall.missing)}


def method(report: ScoresReport) -> str:
    """How it was calculated, in one paragraph."""
    sentence = _(
        "Mean of the differences of people with both scores; interval by Student's t (95%), share that "
        "improved with its interval by Wilson, effect size with its interval by Algina and Keselman."
    )
    tested = gain_words.test(report.overall)
    return f"{sentence} {tested}." if tested else sentence
