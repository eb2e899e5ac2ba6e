"""What the pages of managers and officers have in common."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import Http404
from django.utils.translation import gettext as _

from analytics.render.cohorts import names, page
from analytics.reports.cohorts.build import CohortsReport, build
from analytics.reports.cohorts.choices import Choice, choices, subset
from analytics.reports.cohorts.data import Figures
from analytics.selectors.figures import figures_of
from analytics.selectors.scopes import Scope
from lms.core import clock


@dataclass(frozen=True, slots=True)
class Read:
    """A report as asked for, with what it was made of."""

    scope: Scope
    figures: Figures
    report: CohortsReport
    options: list[dict[str, Any]]
    group_names: dict[str, dict[int, str]]

    def context(self) -> dict[str, Any]:
        """The template's context."""
        cohorts = self.figures.cohorts.values()
        return {
            **page.context(self.report, self.group_names),
            "options": self.options,
            "simulated": any(info.is_simulated for info in cohorts),
            "first": min(info.starts_on for info in cohorts),
            "last": max(info.ends_on for info in cohorts),
            "today": clock.today(),
            "centers": list(self.scope.centers.values()),
        }


def read(scope: Scope, asked: str) -> Read | None:
    """The report on the cohorts asked for (a key of `choices`); None when nobody is enrolled."""
    everybody, about = figures_of(scope.cohorts, center_ids=scope.center_ids)
    if not everybody.rows:
        return None
    options = choices(everybody, audience=scope.audience)
    chosen = next((one for one in options if one.key == asked), None)
    if chosen is None:
        raise Http404
    figures = subset(everybody, chosen.cohort_ids) if asked else everybody
    cohort_names = {one: info.name for one, info in scope.cohorts.items()}
    report = build(
        figures,
        titles=about.topics,
        questions=about.questions,
        criteria=about.criteria,
        targets=settings.INDICATOR_TARGETS,
        audience=scope.audience,
        center_order=list(scope.centers),
        by_groups=not asked,
    )
    labels = [_option(one, cohort_names, asked) for one in options]
    return Read(scope, figures, report, labels, {"by_center": dict(scope.centers), "by_cohort": cohort_names})


def _option(choice: Choice, cohort_names: dict[int, str], asked: str) -> dict[str, Any]:
    if not choice.key:
        label = _("All (%s)") % len(choice.cohort_ids)
    elif choice.period:
        year, half = choice.period
        label = (_("First half of %s") if half == 1 else _("Second half of %s")) % year
    else:
        label = names.group("by_cohort", choice.cohort_ids, cohort_names)
    return {"key": choice.key, "label": label, "selected": choice.key == asked}
