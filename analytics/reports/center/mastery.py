"""Pictures E and F: who masters the content, and the role-play criterion by criterion."""

from collections.abc import Sequence

import numpy as np
from django.utils.translation import gettext_lazy as _

from analytics import disclosure
from analytics.facts import Figures, Rated, due
from analytics.reports.document import (
    Cell,
    Column,
    Figure,
    Measure,
    Method,
    Number,
    Picture,
    Row,
    Sentence,
    Table,
    Unit,
)
from analytics.reports.measures import group, scale, share
from analytics.reports.words import in_language
from assessments.data import CriterionInfo
from courses.data import AFTER, BEFORE, PLAYED

COMPETENT = 3.0
MOST_NAMED = 2
NOBODY = Rated(0, {})


def mastery(figures: Figures, *, audience: str) -> Figure | None:
    """E: who mastered it before, who came to it, who has not yet. Those who lost it are among the last.

    Mastery itself is told of everybody with a post-test. People without a pre-test are not in this table, and
    where they are few, both together would tell their results: then there is no table.
    """
    known = due(figures, BEFORE, AFTER)
    people = known.people
    marks = {one: info.pass_mark for one, info in known.cohorts.items()}
    needed = np.array([marks[one] for one in people["cohort"].tolist()])
    both = known.paired & known.measured
    without = int(np.count_nonzero(people["post_done"])) - int(np.count_nonzero(both))
    n = int(np.count_nonzero(both))
    if without and not disclosure.is_shown(without, audience):
        return None
    if not disclosure.is_shown(n, audience):
        return None
    before = (known.pre >= needed - 1e-9)[both]
    after = people["passed"][both]
    counts = (
        int(np.count_nonzero(before & after)),
        int(np.count_nonzero(~before & after)),
        int(np.count_nonzero(~after)),
    )
    names = (_("Mastered it before and after"), _("Came to master it"), _("Do not master it yet"))
    rows = tuple(
        Row(name, (group(count), share(count, n)), count) for name, count in zip(names, counts, strict=True)
    )
    reached, early = counts[0] + counts[1], int(np.count_nonzero(before))
    values: dict[str, Cell] = {
        "before": Measure(Number(early), n, early),
        "after": Measure(Number(reached), n, reached),
        "n": group(n),
    }
    # Whoever mastered it before and lost it would follow by subtraction: told where they are none or enough.
    lost = early - counts[0]
    told = not lost or disclosure.is_shown(lost, audience)
    plain = Sentence("mastery.plain")
    return Figure(
        Sentence("mastery.finding", values, otherwise=plain) if told else plain,
        Table(
            "mastery", _("Who masters the content"), _("Group"),
            (Column(_("People")), Column(_("Share"))), rows, partition=True,
        ),
        method=Method(
            what=Sentence("method.mastery.what"),
            people=Sentence("method.pairs.people", {"people": Number(n)}, people=n),
            left_out=Sentence("method.pairs.left_out_short"),
            formula=Sentence("method.mastery.formula"),
            limits=Sentence("method.mastery.limits"),
            version="mastery 1",
        ),
        plain=True,
    )  # fmt: skip


def criteria(figures: Figures, titles: Sequence[CriterionInfo], *, audience: str) -> Figure | None:
    """F: the mean of each criterion over people, critical ones first, and how often it could be observed."""
    rated = [figures.ratings.get(one, NOBODY) for one in due(figures, PLAYED).cohorts]
    people = sum(one.people for one in rated)
    if not disclosure.is_shown(people, audience):
        return None
    found: list[tuple[CriterionInfo, int, float]] = []
    for criterion in titles:
        counted = [one.criteria[criterion.key] for one in rated if criterion.key in one.criteria]
        n = sum(many for many, _mean in counted)
        if n and not any(one.key == criterion.key for one, _n, _mean in found):
            found.append((criterion, n, sum(many * mean for many, mean in counted) / n))
    if not found:
        return None
    found.sort(key=lambda one: not one[0].critical)
    rows = tuple(
        Row(
            in_language(one.title),
            (scale(mean, n), share(n, people)),
            n,
            mark="critical" if one.critical else "",
        )
        for one, n, mean in found
    )
    return Figure(
        _criteria_finding([one for one in found if disclosure.is_shown(one[1], audience)]),
        Table(
            "criteria", _("The role-play, criterion by criterion"), _("Criterion"),
            (Column(_("Mean, of 4")), Column(_("Observed"))), rows,
        ),
        Picture(
            "marks", columns=(0,), target=Number(COMPETENT, Unit.SCALE, 1), axis=_("Mean from 1 to 4"),
            ends=(1.0, 4.0),
            legend=(("target", _("dotted: competent")),),
        ),
        said=(Sentence("criteria.said"),),
        method=Method(
            what=Sentence("method.criteria.what"),
            people=Sentence("method.criteria.people", {"people": Number(people)}, people=people),
            left_out=Sentence("method.due.left_out"),
            formula=Sentence("method.criteria.formula"),
            limits=Sentence("method.criteria.limits"),
            version="criteria 1",
        ),
    )  # fmt: skip


def _criteria_finding(found: Sequence[tuple[CriterionInfo, int, float]]) -> Sentence:
    plain = Sentence("criteria.plain")
    if len(found) < 2:
        return plain
    shown = [(one, n, round(mean * 10 + 1e-9) / 10) for one, n, mean in found]
    low = min(mean for _one, _n, mean in shown)
    lowest = [(one, n) for one, n, mean in shown if mean == low]
    values: dict[str, Cell] = {"mean": scale(low, min(n for _one, n in lowest))}
    if len(lowest) == 1:
        values["criterion"] = in_language(lowest[0][0].title)
        return Sentence("criteria.lowest", values, otherwise=plain)
    values["count"] = Number(len(lowest))
    return Sentence("criteria.lowest_many", values, otherwise=plain)
