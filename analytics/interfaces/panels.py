"""What analytics adds to a conciliator's start page: certificates, the gain by topic, how one works."""

from typing import Any

from analytics.certificates.documents import words
from analytics.selectors.own_gain import gain_in
from analytics.selectors.own_work import own_work
from courses.data import AFTER, BASELINE, BEFORE, LATER, Own, Panel
from lms.accounts.models import User


def certificates(user: User, own: Own) -> Panel | None:
    """The certificates held, those that only wait to be asked for, and what the others still lack."""
    held = sorted(own.certificates, key=lambda one: (one.issued_at, one.pk), reverse=True)
    certified = {certificate.enrollment_id for certificate in held}
    waiting = [_waiting(own, one) for one in own.enrollments if one.pk not in certified]
    if not held and not waiting:
        return None
    context = {"certificates": held, "waiting": waiting}
    return Panel("analytics/panel_certificates.html", context, order=80, aside=True)


def _waiting(own: Own, enrollment: Any) -> dict[str, Any]:
    met = own.requirements(enrollment)
    return {"enrollment": enrollment, "ready": met.complete, "missing": words.missing(met.missing)}


def gain_by_topic(user: User, own: Own) -> Panel | None:
    """What the person gained, topic by topic, in the latest course with both tests."""
    both = [one for one in own.enrollments if own.measured(one, BEFORE) and own.measured(one, AFTER)]
    by_cohort = {one.cohort_id: one for one in sorted(both, key=lambda one: one.cohort_id)}
    gain = gain_in(
        [own.info(one) for one in by_cohort.values()],
        own.sittings,
        lambda info: own.lessons_by_topic(by_cohort[info.id]),
    )
    return None if gain is None else Panel("analytics/panel_gain.html", {"gain": gain}, order=40)


def work_before_and_now(user: User, own: Own) -> Panel | None:
    """How the person works, behavior by behavior, once they said so before the course and after it."""
    both = [one for one in own.enrollments if own.answered(one, BASELINE) and own.answered(one, LATER)]
    work = own_work(user, [own.info(one) for one in sorted(both, key=lambda one: one.cohort_id)])
    return None if work is None else Panel("analytics/panel_work.html", {"work": work}, order=45)
