"""How people work as the course begins."""

from datetime import datetime, timedelta

from django.utils.translation import gettext_lazy as _

from courses.data import BASELINE
from courses.rules.days import Span, midnight
from courses.step_kinds.answered import Answered

MOST_DAYS = 14


class Baseline(Answered):
    """The form of the follow-up, asked while the answer still tells how it was before.

    It closes after the first quarter of the cohort, one day at least and fourteen at most.
    """

    key = "baseline"
    label = _("Starting point")
    measures = BASELINE
    asked = True
    hint = _("Nobody is graded by it: after the course you see what changed.")
    shut = _("It closed before you answered. The course goes on without it.")

    def window(self, cohort: Span) -> tuple[datetime, datetime | None]:
        quarter = ((cohort.ends_on - cohort.starts_on).days + 1) // 4
        last = cohort.starts_on + timedelta(days=min(MOST_DAYS, max(1, quarter)))
        return (midnight(cohort, cohort.starts_on), midnight(cohort, last))
