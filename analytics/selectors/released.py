"""The figures that a reader gets: the one seam between what is published and what is read this moment."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date

from django.conf import settings
from django.utils import timezone

from analytics.facts import Figures, subset
from analytics.releases import reading
from analytics.releases.models import latest
from analytics.selectors.figures import Names, figures_of
from analytics.selectors.scopes import Scope
from lms.core import clock


@dataclass(frozen=True)
class Released:
    """Figures with the day of their data. `release` is None where they are read live.

    `figures` are what was published: results of those whom a release shows, and the others without any.
    `live` is today's participation, which is no secret of anybody; results in it are not for a page.
    `cohorts` are `figures` for parts of them: without the pool, which stands in the cumulative figure alone.
    `tables` has by dimension the day and the figures of its breakdown, `withheld` those that were taken out.
    `withdrawn` says why the release was taken back.
    """

    figures: Figures
    names: Names
    as_of: date
    release: str | None = None
    next_release: date | None = None
    live: Figures | None = None
    cohorts: Figures | None = None
    tables: Mapping[str, tuple[date, Figures]] = field(default_factory=dict)
    withheld: frozenset[str] = frozenset()
    withdrawn: str = ""

    def over(self, cohort_ids: Collection[int] | None) -> Figures:
        """The published figures of everybody (None), or of some cohorts."""
        if cohort_ids is None:
            return self.figures
        return subset(self.cohorts or self.figures, cohort_ids)

    @property
    def participation(self) -> Figures:
        """Who did what, as of today."""
        return self.live or self.figures


def released(scope: Scope) -> Released:
    """The figures of everybody in scope, as published; live where there is no release yet, and for managers
    whom the body's policy shows each person's scores.
    """
    live, names = figures_of(scope.cohorts, center_ids=scope.center_ids)
    day = clock.today() if live.as_of is None else timezone.localdate(live.as_of)
    last = latest()
    own = scope.audience == "own_center" and settings.MANAGERS_SEE_INDIVIDUAL_SCORES
    if last is None or own:
        return Released(live, names, day)
    found = reading.frozen(last, live, center_ids=scope.center_ids)
    return Released(
        figures=found.figures,
        names=names,
        as_of=found.as_of,
        release=str(last.number),
        next_release=last.next_on,
        live=live,
        cohorts=found.cohorts,
        tables=found.tables,
        withheld=found.withheld,
        withdrawn=last.withdrawal.reason if reading.is_withdrawn(last) else "",
    )
