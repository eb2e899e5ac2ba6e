"""The questionnaire some weeks after the course."""

from datetime import datetime, timedelta

from django.utils.translation import gettext_lazy as _

from courses.data import LATER
from courses.rules.days import Span, midnight
from courses.step_kinds.answered import Answered


class FollowUp(Answered):
    """It opens so many days after the last one and stays open."""

    key = "follow_up"
    label = _("Follow-up")
    measures = LATER
    supervised = True

    def window(self, cohort: Span) -> tuple[datetime, datetime | None]:
        return (midnight(cohort, cohort.ends_on + timedelta(days=cohort.follow_up_days)), None)
