"""Every indicator of every cohort, small cohorts merged."""

from dataclasses import dataclass

from django.conf import settings

from analytics.facts import Figures, due, subset
from analytics.reports.cohorts.choices import cohort_rows
from analytics.reports.cohorts.data import Indicator
from analytics.reports.cohorts.indicators import indicators
from analytics.reports.gain import Gain, gain_of
from courses.data import AFTER, BEFORE, WHOLE


@dataclass(frozen=True, slots=True)
class CohortLine:
    """One cohort, or several merged: people, gain and indicators. `runs` while somebody is not due."""

    cohort_ids: tuple[int, ...]
    people: int
    runs: bool
    gain: Gain
    indicators: tuple[Indicator, ...]


def overview(figures: Figures, *, audience: str) -> list[CohortLine]:
    """One line per cohort."""
    return [_line(subset(figures, row), row, audience) for row in cohort_rows(figures, audience=audience)]


def _line(own: Figures, cohort_ids: tuple[int, ...], audience: str) -> CohortLine:
    found = indicators(own, targets=settings.INDICATOR_TARGETS, audience=audience)
    tests = due(own, BEFORE, AFTER)
    gain = gain_of(None, tests.pre[tests.measured], tests.post[tests.measured])
    runs = len(due(own, WHOLE).cohorts) < len(own.cohorts)
    return CohortLine(cohort_ids, len(own), runs, gain, tuple(found))
