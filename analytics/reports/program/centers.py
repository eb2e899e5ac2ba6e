"""The centers: side by side, without a ranking, and what each has handed in."""

import numpy as np
from django.utils.translation import gettext_lazy as _

from analytics import stats
from analytics.facts import DONE, MISSING, NOWHERE, Figures, due, places
from analytics.program.measures import COMPLETENESS
from analytics.reports.document import (
    Column,
    Figure,
    Measure,
    Method,
    Number,
    Picture,
    Row,
    Sentence,
    Span,
    Symbol,
    Table,
    Unit,
)
from analytics.selectors.scopes import Scope
from courses.data import AFTER, BEFORE
from lms.accounts.api import center_managers


def side_by_side(scope: Scope, figures: Figures) -> Figure | None:
    """Centers by shrunken estimates with their intervals and the limits of chance, in alphabetical order."""
    tests = due(figures, BEFORE, AFTER)
    taken = tests.paired & tests.measured & (tests.people["center"] != NOWHERE)
    ids, center = places(tests.people["center"][taken])
    if len(ids) < 2:
        return None
    scores = tests.scored
    cells, place = places(center * len(scores.pre) + scores.of[taken])
    at, pair = np.divmod(cells, len(scores.pre))
    pre, post, center, counted = scores.pre[pair], scores.post[pair], ids[at], np.bincount(place)
    found = stats.groups.shrink_centers(pre, post, centers=center, people=counted)
    limits = stats.groups.funnel(pre, post, centers=center, people=counted)
    shrunken = dict(zip(found.centers, found.pooled.shrunken, strict=True))
    raw = dict(zip(found.centers, found.raw, strict=True))
    outside = set(limits.outside_95 if len(ids) >= 5 else ())
    n_of = dict(zip(found.centers, found.n, strict=True))
    rows = []
    for pk, name in scope.centers.items():
        n = n_of.get(pk, 0)
        if not n:
            continue
        estimate, own = shrunken[pk], raw[pk]
        interval = estimate.interval
        rows.append(
            Row(
                name,
                (
                    Measure(_change(estimate.value), n),
                    Measure(Span(_number(interval.low), _number(interval.high)) if interval else None, n),
                    Measure(_change(own), n),
                    Number(n) if n >= 10 else Symbol.PROTECTED,
                    Measure(
                        _("Worth a conversation") if pk in outside else _("Within what can be expected"),  # type: ignore[arg-type]
                        n,
                    ),
                ),
                n,
            )
        )
    return Figure(
        Sentence(_("Centers in alphabetical order: this is no ranking")),
        Table(
            "centers",
            _("Centers side by side"),
            _("Center"),
            (
                Column(_("Estimated gain")),
                Column(_("95% interval")),
                Column(_("Own mean gain")),
                Column(_("People")),
                Column(_("Against chance"), wide=True),
            ),
            tuple(rows),
            partition=True,
        ),
        Picture("marks", columns=(0, 1), axis=_("Gain in percentage points")),
        limits=(
            Sentence(
                _("Where intervals overlap the difference can be chance; centers enroll different people.")
            ),
        ),
        method=Method(
            what=Sentence(
                _("The mean gain of each center, drawn to the common mean where few people speak for it.")
            ),
            people=Sentence(_("People with both tests in cohorts that are due.")),
            left_out=Sentence(_("Centers with fewer people than may be shown, and people without a center.")),
            formula=Sentence(
                _("Empirical Bayes (REML); “worth a conversation” is outside the funnel’s 95% limits.")
            ),
            limits=Sentence(_("Not a league table: read the intervals.")),
            version="centers 1",
        ),
    )


def _number(value: float) -> Number:
    return Number(value, Unit.CHANGE, 0)


def _change(value: float | None) -> Number | None:
    return None if value is None else _number(value)


def completeness(scope: Scope, live: Figures) -> Figure:
    """What was due from each center and is there, with whom to ask."""
    people = live.people
    rows = []
    whom = center_managers(list(scope.centers))
    ids, place = places(people["center"])

    def by_center(state: int) -> dict[int, int]:
        counted = sum(np.bincount(place[people[one] == state], minlength=len(ids)) for one in COMPLETENESS)
        return dict(zip(ids.tolist(), np.asarray(counted).tolist(), strict=True))

    there, lacking = by_center(DONE), by_center(MISSING)
    for pk, name in scope.centers.items():
        if pk not in there:
            continue
        done = there[pk]
        due_ = done + lacking[pk]
        rows.append(
            Row(
                name,
                (
                    Number(due_),
                    Number(done),
                    Number(done / due_, Unit.PERCENT) if due_ else Symbol.NOT_YET,
                    whom.get(pk) or _("Nobody manages this center"),
                ),
            )
        )
    short = sum(1 for row in rows if isinstance(row.cells[2], Number) and row.cells[2].value < 0.95)
    return Figure(
        Sentence(
            _("%(count)s centers have handed in less than 95%% of what was due"), {"count": Number(short)}
        ),
        Table(
            "completeness",
            _("Completeness by center"),
            _("Center"),
            (
                Column(_("Already due")),
                Column(_("There")),
                Column(_("Share")),
                Column(_("Whom to ask"), wide=True),
            ),
            tuple(rows),
        ),
        said=(Sentence(_("As of the day of the publication: who had handed in what, and nobody’s result.")),),
    )
