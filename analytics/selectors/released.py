"""The figures that a reader gets: the one seam between what is published and what is read this moment."""

from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from analytics.facts import Figures
from analytics.selectors.figures import Names, figures_of
from analytics.selectors.scopes import Scope
from lms.core import clock


@dataclass(frozen=True, slots=True)
class Released:
    """Figures with the day of their data. `release` is None where they are read live."""

    figures: Figures
    names: Names
    as_of: date
    release: str | None = None
    next_release: date | None = None


def released(scope: Scope) -> Released:
    """The figures of everybody in scope."""
    figures, names = figures_of(scope.cohorts, center_ids=scope.center_ids)
    day = clock.today() if figures.as_of is None else timezone.localdate(figures.as_of)
    return Released(figures, names, day)
