"""What analytics adds to a conciliator's start page: the certificates and the gain by topic."""

from collections.abc import Sequence
from typing import Any

from analytics.certificates.documents import words
from analytics.certificates.selectors.certificates import certificates_of
from analytics.selectors.own_gain import own_gain
from courses import api as courses
from courses.data import Panel
from lms.accounts.models import User


def certificates(user: User, enrollments: Sequence[Any]) -> Panel | None:
    """The certificates held, those that only wait to be asked for, and what the others still lack."""
    held = list(certificates_of(user))
    certified = {certificate.enrollment_id for certificate in held}
    open_ones = [one for one in enrollments if one.pk not in certified]
    met = courses.requirements([one.pk for one in open_ones])
    waiting = [
        {
            "enrollment": one,
            "ready": met[one.pk].complete,
            "missing": words.missing(met[one.pk].missing),
        }
        for one in open_ones
        if one.pk in met
    ]
    if not held and not waiting:
        return None
    context = {"certificates": held, "waiting": waiting}
    return Panel("analytics/panel_certificates.html", context, order=80, aside=True)


def gain_by_topic(user: User, enrollments: Sequence[Any]) -> Panel | None:
    """What the person gained, topic by topic, in the latest course with both tests."""
    gain = own_gain(user, [one.cohort_id for one in enrollments])
    return None if gain is None else Panel("analytics/panel_gain.html", {"gain": gain}, order=40)
