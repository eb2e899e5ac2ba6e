"""One function from "who asks for which cohorts" to everything that their page is made of."""

from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.utils import timezone

from analytics.facts import Figures, subset
from analytics.reports.cohorts.build import CohortsReport, build
from analytics.reports.cohorts.choices import Choice, choices
from analytics.reports.cohorts.overview import CohortLine, overview
from analytics.selectors.figures import figures_of
from analytics.selectors.scopes import Scope
from lms.core import clock


class UnknownChoice(LookupError):
    """A set of cohorts was asked for that is not offered."""


@dataclass(frozen=True)
class Reading:
    """A report as asked for, with what it was made of. `asked` is the key of the choice; "" is all."""

    scope: Scope
    figures: Figures
    report: CohortsReport
    choices: tuple[Choice, ...]
    asked: str

    @property
    def data_of(self) -> date:
        """The day on which the figures, or the oldest of them, were read."""
        return clock.today() if self.figures.as_of is None else timezone.localdate(self.figures.as_of)

    @property
    def group_names(self) -> dict[str, dict[int, str]]:
        """What centers and cohorts are called, by table."""
        return {
            "by_center": dict(self.scope.centers),
            "by_cohort": {one: info.name for one, info in self.scope.cohorts.items()},
        }

    def lines(self) -> list[CohortLine]:
        """Every indicator of every cohort."""
        return overview(self.figures, audience=self.scope.audience)


def read(scope: Scope, asked: str) -> Reading | None:
    """The report on the cohorts asked for (a key of `choices`); None when nobody is enrolled.

    Raises UnknownChoice for a key that is not offered.
    """
    everybody, names = figures_of(scope.cohorts, center_ids=scope.center_ids)
    if not len(everybody):
        return None
    options = choices(everybody, audience=scope.audience)
    chosen = next((one for one in options if one.key == asked), None)
    if chosen is None:
        raise UnknownChoice(asked)
    figures = subset(everybody, chosen.cohort_ids) if asked else everybody
    report = build(
        figures,
        titles=names.topics,
        criteria=names.criteria,
        targets=settings.INDICATOR_TARGETS,
        audience=scope.audience,
        center_order=list(scope.centers),
        by_groups=not asked,
    )
    return Reading(scope, figures, report, tuple(options), asked)
