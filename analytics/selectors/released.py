"""The figures that a reader gets: the one seam between what is published and what is read this moment."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

import numpy as np
from django.conf import settings

from analytics import disclosure
from analytics.clients import Clients
from analytics.facts import Figures, people_of, subset, those
from analytics.releases import reading
from analytics.releases.models import Release, is_withdrawn
from analytics.selectors.figures import Names, figures_of, names_of, participation_of
from analytics.selectors.scopes import Scope
from assessments import api as assessments
from courses.data import OPINION
from lms.core import clock


@dataclass(frozen=True)
class Released:
    """Figures with the day of their data. `release`, and the row `made`, are None where they are read live.

    `figures` are what was published: results of those whom a release shows, and the others without any.
    `live` is participation without results: of today for the own center, of which it is no secret, and as of
    the release for the program.
    `cohorts` are `figures` for parts of them: without the pool, which stands in the cumulative figure alone.
    `tables` has by dimension the day and the figures of its breakdown, `withheld` those that were taken out.
    `clients` are the surveys of parties of hearings. `withdrawn` says why the release was taken back.
    """

    figures: Figures
    names: Names
    as_of: date
    release: str | None = None
    made: Release | None = None
    next_release: date | None = None
    live: Figures | None = None
    cohorts: Figures | None = None
    tables: Mapping[str, tuple[date, Figures]] = field(default_factory=dict)
    withheld: frozenset[str] = frozenset()
    clients: tuple[Clients, ...] = ()
    withdrawn: str = ""

    def over(self, cohort_ids: Collection[int] | None) -> Figures:
        """The published figures of everybody (None), or of some cohorts."""
        if cohort_ids is None:
            return self.figures
        return subset(self.cohorts or self.figures, cohort_ids)

    @property
    def participation(self) -> Figures:
        """Who did what: see `live`."""
        return self.figures if self.live is None else self.live


def released(scope: Scope, earlier: Release | None = None) -> Released:
    """The figures of everybody in scope, as published last, or by an `earlier` release.

    Of the program nothing is live: without a release there is nobody in it. Of a center participation is, and
    results are where there is no release yet, and for managers whom the body's policy shows each person's
    scores. Follow-ups are published in releases alone. Of an earlier release everything is as of then.
    """
    last = scope.last if earlier is None else earlier
    if scope.center_ids is None or earlier is not None:
        return _as_of_then(scope, last)
    own = scope.audience == "own_center" and settings.MANAGERS_SEE_INDIVIDUAL_SCORES
    if last is None or own:
        live, names = figures_of(scope.cohorts, center_ids=scope.center_ids)
        live = _without_few(live, scope)
        # What people say of their work is nobody's score: everybody reads it as published.
        if last is not None:
            live = replace(
                live,
                follow_ups=reading.follow_ups(last, scope.cohorts, center_ids=scope.center_ids),
                supervised=reading.supervised(last, scope.cohorts, center_ids=scope.center_ids),
            )
        said = () if last is None else reading.clients(last, center_ids=scope.center_ids)
        return Released(live, names, clock.today(), clients=said)
    took_part = participation_of(scope.cohorts, center_ids=scope.center_ids)
    return _published(last, took_part, names_of(scope.cohorts), scope)


def _without_few(live: Figures, scope: Scope) -> Figures:
    """Without opinions that few moved, after their form had been opened again: see `few_came_since`."""
    asked = {one: info.id for info in scope.cohorts.values() for one in info.deliveries.get(OPINION, ())}
    least = disclosure.unanimous_floor(scope.audience)
    away = {asked[one] for one in assessments.few_came_since(delivery_ids=list(asked), least=least)}
    return replace(live, opinions={key: own for key, own in live.opinions.items() if key not in away})


def _as_of_then(scope: Scope, last: Release | None) -> Released:
    if last is None:
        return Released(Figures({}, people_of([])), Names({}, ()), clock.today())
    took_part = reading.participation(last, scope.cohorts)
    if scope.center_ids is not None:
        inside = np.isin(took_part.people["center"], sorted(scope.center_ids))
        took_part = replace(took_part, people=those(took_part.people, inside))
    return _published(last, took_part, names_of(took_part.cohorts), scope)


def _published(last: Release, live: Figures, names: Names, scope: Scope) -> Released:
    found = reading.frozen(last, live, center_ids=scope.center_ids)
    return Released(
        figures=found.figures,
        names=names,
        as_of=found.as_of,
        release=str(last.number),
        made=last,
        next_release=last.next_on,
        live=live,
        cohorts=found.cohorts,
        tables=found.tables,
        withheld=found.withheld,
        clients=reading.clients(last, center_ids=scope.center_ids),
        withdrawn=last.withdrawal.reason if is_withdrawn(last) else "",
    )
