"""What was learned: by topic and criterion, by group and by cohort, as of the release that each stands on."""

from django.utils.translation import gettext_lazy as _

from analytics.facts import Figures, due
from analytics.releases.states import DIMENSIONS as KEPT
from analytics.releases.states import OF_ONE_CENTER
from analytics.reports.center import applying, choices, clients, forms, gains, groups, labels, mastery
from analytics.reports.document import Block, Figure, Note, Sentence
from analytics.reports.gain import Gain, gain_among
from analytics.selectors.released import Released
from courses.data import AFTER, BEFORE

DIMENSIONS = tuple(one for one in KEPT if one not in OF_ONE_CENTER)
# A table of more cohorts than this is no table to read: donors' workbooks have them month by month.
MOST_COHORTS = 100


def results(found: Released, *, audience: str) -> tuple[Block, ...]:
    """The figures that there is something to say in."""
    tests = due(found.figures, BEFORE, AFTER)
    gain = gain_among(tests)
    # Breakdowns are of everybody alone: for a period they would differ from these by a handful.
    by_group = [
        groups.by_group(_tests_of(found, dimension), dimension, {}, gain, audience=audience)
        for dimension in DIMENSIONS
        if dimension not in found.withheld
    ]
    parts = (
        gains.levels(tests, gain, found.names.topics, audience=audience),
        *(Note(said) for said in forms.sentences(tests.links.values())),
        mastery.criteria(found.figures, found.names.criteria, audience=audience),
        *by_group,
        *(
            Note(Sentence(_("%(table)s: protected in this publication."), {"table": labels.DIMENSIONS[one]}))
            for one in DIMENSIONS
            if one in found.withheld
        ),
        _by_cohort(found, gain, audience),
        *applying.figures(found.figures, found.participation, audience=audience),
        *clients.figures(found.clients, audience=audience),
    )
    return tuple(part for part in parts if part is not None)


def _tests_of(found: Released, dimension: str) -> Figures:
    """The people of a breakdown, as of the release that it stands on."""
    figures = found.tables[dimension][1] if dimension in found.tables else found.figures
    return due(figures, BEFORE, AFTER)


def _by_cohort(found: Released, gain: Gain, audience: str) -> Figure | None:
    cohorts = found.over(list(found.figures.cohorts))
    if len(cohorts.cohorts) > MOST_COHORTS:
        return None
    return groups.by_cohort(cohorts, choices.shown_cohorts(cohorts, audience), gain)
