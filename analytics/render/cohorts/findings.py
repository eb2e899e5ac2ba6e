"""The sentences of the report on cohorts: the finding first, never a cause."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from analytics import disclosure
from analytics.render.cohorts.names import INDICATORS
from analytics.render.numbers import whole
from analytics.render.scale import Scale
from analytics.reports.cohorts.build import CohortsReport
from analytics.reports.cohorts.data import TopicGain
from analytics.reports.gain import Gain
from lms.core.templatetags.acuerdo import localized

PERCENT = Scale(max_score=1.0, digits=0)


def headline(report: CohortsReport) -> str:
    """What the page says first."""
    gain = report.gain
    if gain is None:
        return _("There are too few people with both tests yet to speak of a gain")
    if gain.verdict == "rose":
        return _rose(report.topics)
    return {
        "fell": _("Right answers fell"),
        "unclear": _("It cannot be said yet whether right answers rose"),
    }.get(gain.verdict, _("Everybody’s right answers changed by the same"))


def _rose(topics: tuple[TopicGain, ...]) -> str:
    if len(topics) < 2:
        return _("Right answers rose")
    unclear = [topic for topic in topics if not _rises(topic.gain)]
    if len(unclear) > 1:
        return _("Right answers rose, but not clearly in every topic")
    if unclear:
        return _("Right answers rose, but not clearly in: %(topic)s") % {"topic": _name(unclear[0])}
    return _("Right answers rose in every topic, least in: %(topic)s") % {"topic": _name(topics[-1])}


def _rises(gain: Gain) -> bool:
    """Whether the interval lies above zero, also when everybody gained the same."""
    return gain.gain.low is not None and gain.gain.low > 0


def _name(topic: TopicGain) -> str:
    """The part of a title before its colon: a heading has no room for the rest."""
    return localized(topic.title).partition(":")[0]


def lead(report: CohortsReport) -> str:
    """The figures behind the headline, and the targets that are not met."""
    gain = report.gain
    if gain is None or gain.mean_pre is None or gain.mean_post is None:
        first = ngettext(
            "%(people)s person is enrolled; figures are shown once enough people have taken both tests.",
            "%(people)s people are enrolled; figures are shown once enough people have taken both tests.",
            report.people,
        ) % {"people": whole(report.people)}
    else:
        first = _("Right answers went from %(pre)s to %(post)s (%(people)s).") % {
            "pre": PERCENT.level(gain.mean_pre),
            "post": PERCENT.level(gain.mean_post),
            "people": people(gain),
        }
    return f"{first} {targets(report)}".strip()


def people(gain: Gain) -> str:
    """How many people it rests on and how many have no post-test."""
    base = ngettext("n = %(n)s person with both tests", "n = %(n)s people with both tests", gain.n)
    words = base % {"n": whole(gain.n)}
    if gain.pre_only:
        lacking = ngettext("%(count)s has no post-test", "%(count)s have no post-test", gain.pre_only)
        return f"{words}; {lacking % {'count': whole(gain.pre_only)}}"
    return words + "; " + _("nobody lacks the post-test")


def targets(report: CohortsReport) -> str:
    """Which targets are not met, by name."""
    below = [str(INDICATORS[one.code].short) for one in report.indicators if one.reading == "below"]
    if not below:
        return ""
    text = ngettext(
        "%(count)s target is not met: %(names)s.", "%(count)s targets are not met: %(names)s.", len(below)
    )
    return text % {"count": len(below), "names": _listed(below)}


def _listed(names: list[str]) -> str:
    if len(names) == 1:
        return names[0]
    return _("%(some)s and %(last)s") % {"some": ", ".join(names[:-1]), "last": names[-1]}


def directions(report: CohortsReport) -> str:
    """The heading above the paired scores: how many went up and down, where that tells of nobody."""
    gain = report.gain
    if gain is None or not disclosure.share_is_shown(gain.improved, gain.n, report.audience):
        return _("Right answers before and after")
    facts = {"up": whole(gain.improved), "n": whole(gain.n), "down": whole(gain.worse)}
    if disclosure.is_shown(gain.worse, report.audience):
        return _("%(up)s of %(n)s people improved; %(down)s went down") % facts
    return _("%(up)s of %(n)s people improved") % facts


def mean_gain(gain: Gain) -> str:
    """The mean gain with its interval."""
    if gain.gain.value is None:
        return ""
    if gain.gain.low is None or gain.gain.high is None or gain.verdict == "uniform":
        return _("The mean gain is %(gain)s.") % {"gain": PERCENT.gain(gain.gain.value)}
    return _("The mean gain is %(gain)s (95%% interval: %(low)s to %(high)s).") % {
        "gain": PERCENT.gain(gain.gain.value),
        "low": PERCENT.change(gain.gain.low, sign=False),
        "high": PERCENT.change(gain.gain.high, sign=False),
    }


def if_missing_gained_nothing(report: CohortsReport) -> str:
    """How much the missing post-tests could matter."""
    if not report.pre_only or report.unchanged is None:
        return ""
    text = ngettext(
        "%(count)s person has no post-test. If that person had gained nothing, the mean would be %(gain)s.",
        "%(count)s people have no post-test. Had none of them gained anything, the mean would be %(gain)s.",
        report.pre_only,
    )
    return text % {"count": whole(report.pre_only), "gain": PERCENT.gain(report.unchanged)}


def topics(report: CohortsReport) -> str:
    """The heading above the gain by topic: the one that moved least."""
    if len(report.topics) < 2:
        return _("Gain by topic")
    last = report.topics[-1]
    facts = {"topic": _name(last), "gain": PERCENT.gain(last.gain.gain.value or 0.0, sign=True)}
    if _rises(last.gain):
        return _("Smallest gain: %(topic)s, %(gain)s") % facts
    return _("No clear gain in: %(topic)s, %(gain)s") % facts


def steps(report: CohortsReport) -> str:
    """The heading above the path: where most people are lost."""
    losses = [
        (before.people - after.people, after.key)
        for before, after in zip(report.steps, report.steps[1:], strict=False)
        if after.key != "certificate"
    ]
    lost, key = max(losses, default=(0, ""))
    if lost <= 0:
        return _("Nobody has been lost on the way")
    return {
        "pre_test": ngettext(
            "The greatest loss is at the start: %(n)s person has not taken the pre-test",
            "The greatest loss is at the start: %(n)s people have not taken the pre-test",
            lost,
        ),
        "lessons": ngettext(
            "The greatest loss is in the lessons: %(n)s person has not finished them",
            "The greatest loss is in the lessons: %(n)s people have not finished them",
            lost,
        ),
        "post_test": ngettext(
            "The greatest loss is at the post-test: %(n)s person has not taken it",
            "The greatest loss is at the post-test: %(n)s people have not taken it",
            lost,
        ),
        "role_play": ngettext(
            "The greatest loss is at the role-play: %(n)s person has not been rated",
            "The greatest loss is at the role-play: %(n)s people have not been rated",
            lost,
        ),
    }[key] % {"n": whole(lost)}
