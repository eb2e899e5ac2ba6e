"""How people work some weeks after the course."""

from datetime import datetime, timedelta

from django.utils.translation import gettext_lazy as _

from courses.data import LATER
from courses.rules.days import Span, midnight
from courses.step_kinds.answered import Answered
from courses.step_kinds.base import Knowledge, StepLike

ANSWERED_WITHIN = timedelta(days=30)


class FollowUp(Answered):
    """It opens so many days after the last one and stays open; in time is within a month."""

    key = "follow_up"
    label = _("Follow-up")
    measures = LATER
    supervised = True
    asked = True

    def window(self, cohort: Span) -> tuple[datetime, datetime | None]:
        return (midnight(cohort, cohort.ends_on + timedelta(days=cohort.follow_up_days)), None)

    def due(self, known: Knowledge, step: StepLike) -> datetime | None:
        if step.delivery is None:
            return None
        closes_at: datetime | None = step.delivery.closes_at
        last: datetime = step.delivery.opens_at + ANSWERED_WITHIN
        return last if closes_at is None else min(last, closes_at)
