"""The sentences of the report on cohorts: the finding first, never a cause."""

from collections.abc import Mapping

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from analytics import disclosure
from analytics.render.cohorts.names import INDICATORS, STEPS
from analytics.render.numbers import fixed, rounded, whole
from analytics.render.scale import Scale
from analytics.reports.cohorts.build import CohortsReport
from analytics.reports.cohorts.data import TopicGain
from analytics.reports.gain import Gain
from lms.core.templatetags.acuerdo import localized

PERCENT = Scale(max_score=1.0, digits=0)
MOST_NAMED = 2  # of criteria in one heading, whose names are long


def headline(report: CohortsReport) -> str:
    """What the page says first."""
    gain = report.gain
    if gain is None:
        if report.not_yet and not report.gain_n:
            return _("Under way: it cannot be judged yet")
        return _("There are too few people with both tests yet to speak of a gain")
    if gain.verdict == "rose":
        return _rose(report.topics)
    if gain.verdict == "uniform" and not gain.gain.value:
        return _("Nobody’s score changed")
    return {
        "fell": _("Scores fell"),
        "unclear": _("It cannot be said yet whether scores rose"),
    }.get(gain.verdict, _("Everybody’s score changed by the same"))


def _rose(topics: tuple[TopicGain, ...]) -> str:
    if len(topics) < 2:
        return _("Scores rose")
    unclear = [topic for topic in topics if not _rises(topic.gain)]
    if len(unclear) > 1:
        return _("Scores rose, but not clearly in every topic")
    if unclear:
        return _("Scores rose, but not clearly in: %(topic)s") % {"topic": short(unclear[0])}
    return _("Scores rose in every topic, least in: %(topic)s") % {"topic": short(topics[-1])}


def _rises(gain: Gain) -> bool:
    """Whether the interval lies above zero, also when everybody gained the same."""
    return gain.gain.low is not None and gain.gain.low > 0


def short(topic: TopicGain) -> str:
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
        if report.not_yet:
            enrolled = ngettext(
                "%(people)s person is enrolled.", "%(people)s people are enrolled.", report.people
            ) % {"people": whole(report.people)}
            first = f"{enrolled if not report.gain_n else first} {waiting(report.not_yet)}"
    else:
        first = _("Scores went from %(pre)s to %(post)s (%(people)s).") % {
            "pre": PERCENT.level(gain.mean_pre),
            "post": PERCENT.level(gain.mean_post),
            "people": people(gain, report.not_yet),
        }
    return f"{first} {targets(report)}".strip()


def people(gain: Gain, not_yet: int = 0) -> str:
    """How many people it rests on, how many are missing although they are due, how many are not due."""
    base = ngettext("n = %(n)s person with both tests", "n = %(n)s people with both tests", gain.n)
    words = [base % {"n": whole(gain.n)}]
    if gain.missing:
        lacking = ngettext("%(count)s is missing", "%(count)s are missing", gain.missing)
        words.append(lacking % {"count": whole(gain.missing)})
    else:
        words.append(_("nobody is missing"))
    if not_yet:
        words.append(
            ngettext("%(count)s is not due yet", "%(count)s are not due yet", not_yet)
            % {"count": whole(not_yet)}
        )
    return "; ".join(words)


def waiting(not_yet: int) -> str:
    """That the date of some people has not passed."""
    return ngettext(
        "%(count)s is in a cohort with time left: nothing is missing there, figures come when it is due.",
        "%(count)s are in cohorts with time left: nothing is missing there, figures come when they are due.",
        not_yet,
    ) % {"count": whole(not_yet)}


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
    """The heading above the paired scores: how many went up and down, where that tells of nobody.

    With those who went up and down, whoever reads also knows how many stayed the same.
    """
    gain = report.gain
    if gain is None or not disclosure.share_is_shown(gain.improved, gain.n, report.audience):
        return _("Scores before and after")
    facts = {"up": whole(gain.improved), "n": whole(gain.n), "down": whole(gain.worse)}
    rest = (gain.worse, gain.unchanged)
    if gain.worse and all(count == 0 or disclosure.is_shown(count, report.audience) for count in rest):
        return _("%(up)s of %(n)s people scored higher; %(down)s scored lower") % facts
    return _("%(up)s of %(n)s people scored higher") % facts


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
        "%(count)s person has the first test only; without any gain there the mean would be %(gain)s.",
        "%(count)s people have the first test only; without any gain there the mean would be %(gain)s.",
        report.pre_only,
    )
    return text % {"count": whole(report.pre_only), "gain": PERCENT.gain(report.unchanged)}


def topics(report: CohortsReport) -> str:
    """The heading above the gain by topic: where it is not clear, or else the one that moved least."""
    if len(report.topics) < 2:
        return _("Gain by topic")
    unclear = [topic for topic in report.topics if not _rises(topic.gain)]
    if len(unclear) > 1:
        facts = {"count": whole(len(unclear)), "of": whole(len(report.topics))}
        return _("No clear gain in %(count)s of %(of)s topics") % facts
    named = unclear[0] if unclear else report.topics[-1]
    facts = {"topic": short(named), "gain": PERCENT.gain(named.gain.gain.value or 0.0, sign=True)}
    if unclear:
        return _("No clear gain in: %(topic)s, %(gain)s") % facts
    return _("Smallest gain: %(topic)s, %(gain)s") % facts


def steps(report: CohortsReport) -> str:
    """The heading above the path: who of those that are due holds a certificate, or has earned one."""
    last = next((one for one in report.steps if one.key == "certificate"), None)
    if last is None:
        return _("From enrolling to the certificate")
    of = last.done + last.ready + last.missing
    if not of:
        return _("Under way: nobody is late") if last.not_yet else _("From enrolling to the certificate")
    facts = {"done": whole(last.done), "ready": whole(last.ready), "of": whole(of)}
    if last.ready:
        text = ngettext(
            "%(done)s of %(of)s person holds a certificate, and %(ready)s have earned one that is not issued",
            "%(done)s of %(of)s people hold a certificate, and %(ready)s have earned one that is not issued",
            of,
        )
    else:
        text = ngettext(
            "%(done)s of %(of)s person holds a certificate",
            "%(done)s of %(of)s people hold a certificate",
            of,
        )
    return text % facts


def where_missing(report: CohortsReport) -> str:
    """Which step is missing most often, out of the same table; nobody who is not due is counted."""
    ordinary = [one for one in report.steps if one.key != "certificate"]
    most = max((one.missing for one in ordinary), default=0)
    waiting_ = max((one.not_yet for one in report.steps), default=0)
    said = []
    if most:
        named = [str(STEPS[one.key]) for one in ordinary if one.missing == most]
        text = ngettext(
            "Missing most often: %(steps)s (%(count)s person whose date has passed).",
            "Missing most often: %(steps)s (%(count)s people whose date has passed).",
            most,
        )
        said.append(text % {"steps": _listed(named), "count": whole(most)})
    elif any(one.done for one in ordinary):
        said.append(_("Nobody misses a step whose date has passed."))
    if waiting_:
        text = ngettext(
            "For %(count)s person it is not due yet.", "For %(count)s people it is not due yet.", waiting_
        )
        said.append(text % {"count": whole(waiting_)})
    return " ".join(said)


def criteria(report: CohortsReport, cohorts: Mapping[int, str]) -> str:
    """The heading above the criteria: the lowest mean that the table shows."""
    means = [
        (shown(mean), place, row)
        for row in report.heat
        for place, mean in enumerate(row.means)
        if mean is not None
    ]
    if not means:
        return _("The role-play, criterion by criterion")
    low = min(mean for mean, _place, _row in means)
    lowest = [(place, row) for mean, place, row in means if mean == low]
    # Others that are drawn as low are named as well: between them the table tells no difference.
    titles = list(dict.fromkeys(localized(row.title) for _place, row in lowest))
    places = sorted({place for place, _row in lowest})
    facts = {"criterion": titles[0], "mean": fixed(low, 1), "criteria": " · ".join(titles)}
    if len(titles) > MOST_NAMED:
        return _("Lowest, %(mean)s of 4: %(count)s criteria") % {**facts, "count": whole(len(titles))}
    if len(titles) > 1:
        return _("Lowest, %(mean)s of 4: %(criteria)s") % facts
    if len(places) == len(report.heat_cohorts):
        return _("Lowest: %(criterion)s, %(mean)s of 4") % facts
    facts["cohort"] = _listed([cohorts.get(report.heat_cohorts[place][0], "") for place in places])
    return _("Lowest: %(criterion)s, %(mean)s of 4 (%(cohort)s)") % facts


def shown(mean: float) -> float:
    """A mean as the table writes it: what is said of it must hold for what is read."""
    return float(rounded(mean, 1))
