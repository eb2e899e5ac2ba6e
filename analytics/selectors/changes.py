"""Whether a center's page would say the same as before, known without reading what it says."""

import hashlib
from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.utils import timezone
from django.utils.translation import get_language

from analytics.certificates.selectors import certificates
from analytics.releases.models import Release, ReleaseWithdrawal, is_withdrawn
from analytics.selectors.scopes import Scope
from assessments import api as assessments
from courses import api as courses
from lms.core import clock

# Some change by the clock alone: whose date has passed, what a topic or an office is called meanwhile.
SECONDS = 300


def page_mark(scope: Scope, filters: Mapping[str, str]) -> str:
    """One text for the same centers, cohorts, filters, release, language, time zone and participation.

    Empty where results are read live, which is never kept.
    """
    last = scope.last
    if last is None or settings.MANAGERS_SEE_INDIVIDUAL_SCORES or scope.center_ids is None:
        return ""
    infos = scope.cohorts.values()
    return release_mark(
        last,
        filters,
        scope.audience,
        sorted(scope.center_ids),
        sorted(scope.centers.items()),
        list(infos),
        courses.marks_of_change(cohort_ids=list(scope.cohorts), center_ids=scope.center_ids),
        assessments.marks_of_change(
            delivery_ids=[one for info in infos for own in info.deliveries.values() for one in own],
            occasion_ids=[one for info in infos for own in info.occasions.values() for one in own],
        ),
        certificates.marks_of_change(cohort_ids=list(scope.cohorts), center_ids=scope.center_ids),
    )


def release_mark(last: Release, filters: Mapping[str, str], *rests_on: Any) -> str:
    """The mark of a page that shows this release, or an earlier one that is asked for, cut so, and whatever
    else it rests on.
    """
    # An earlier one is withdrawn as well as the last; who asks for none needs no statement more.
    taken_back = ReleaseWithdrawal.objects.count() if filters.get("release") else 0
    seen = (
        (last.uuid, is_withdrawn(last), taken_back),
        sorted(filters.items()),
        (get_language(), timezone.get_current_timezone_name()),
        int(clock.now().timestamp() // SECONDS),
        rests_on,
    )
    return hashlib.sha256(repr(seen).encode()).hexdigest()
