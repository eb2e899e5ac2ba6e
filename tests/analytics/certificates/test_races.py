"""Issuing, replacing and revoking once, however many ask at the same moment."""

import pytest

from analytics.certificates.models import Certificate
from analytics.certificates.services import issuing
from courses import api as courses
from lms.core.errors import UserError
from lms.core.models import AuditEvent
from tests.analytics import factories as make
from tests.assessments.test_races import THREADS, together

pytestmark = pytest.mark.django_db(transaction=True)
ROUNDS = 3


def refused(results, code):
    for one in results:
        if isinstance(one, Exception) and not (isinstance(one, UserError) and one.code == code):
            raise one
    return sum(isinstance(one, UserError) for one in results)


def recorded(action):
    return AuditEvent.objects.filter(action=f"analytics.{action}_certificate").count()


@pytest.mark.slow("sheets are drawn by four threads")
def test_17_a_certificate_is_issued_replaced_and_revoked_once(about, trainer):
    cohort = courses.cohort_infos_by_id([about.pk])[about.pk]
    for number in range(1, ROUNDS + 1):
        earned = make.finisher(about, trainer)
        people = courses.enrollment_infos(user_id=earned.user_id)
        done = together(
            lambda people=people: issuing.issue_certificates(actor=trainer, cohort=cohort, enrollments=people)
        )
        assert sum(len(one.new) for one in done) == 1
        first = Certificate.objects.get(user=earned.user)
        results = together(
            lambda first=first: issuing.replace_certificate(
                actor=trainer, certificate=Certificate.objects.get(pk=first.pk)
            )
        )
        assert refused(results, "already_replaced") == THREADS - 1
        second = Certificate.objects.get(supersedes=first)
        results = together(
            lambda second=second: issuing.revoke_certificate(
                actor=trainer, certificate=Certificate.objects.get(pk=second.pk), reason="wrong name"
            )
        )
        assert refused(results, "already_revoked") == THREADS - 1
        assert [recorded(act) for act in ("issue", "replace", "revoke")] == [number] * 3
