"""Certificates, as far as somebody may see them."""

from collections.abc import Collection, Iterable
from uuid import UUID

from django.db.models import QuerySet

from analytics.models import Certificate
from courses import api as courses
from courses.data import EnrollmentInfo
from lms.accounts.models import User


def certificate_by_code(code: str) -> Certificate | None:
    """The certificate with this code, as written by `codes.normalize`; open to everybody."""
    return Certificate.objects.filter(code=code).first() if code else None


def certificates_of(user: User) -> QuerySet[Certificate]:
    """A person's own certificates, newest first."""
    return Certificate.objects.filter(user=user).order_by("-issued_at", "-id")


def certificates_by_enrollment(enrollment_ids: Iterable[int]) -> dict[int, Certificate]:
    """The certificates of some enrollments, revoked ones included."""
    found = Certificate.objects.filter(enrollment_id__in=list(enrollment_ids)).order_by("pk")
    return {certificate.enrollment_id: certificate for certificate in found}


def in_force(enrollment_ids: Collection[int]) -> set[int]:
    """The enrollments whose certificate holds."""
    found = Certificate.objects.filter(enrollment_id__in=enrollment_ids, revoked_at__isnull=True)
    return set(found.values_list("enrollment_id", flat=True))


def own_enrollment(user: User, uuid: UUID) -> EnrollmentInfo | None:
    """The person's own enrollment; somebody else's does not exist for them."""
    return next((one for one in courses.enrollment_infos(user_id=user.pk) if one.uuid == uuid), None)


def revocable(actor: User, uuid: UUID) -> Certificate | None:
    """The certificate, if the person answers for its whole cohort (trainer, officer, administrator)."""
    certificate = Certificate.objects.filter(uuid=uuid).select_related("enrollment").first()
    if certificate is None:
        return None
    cohort = courses.cohorts_for(actor).filter(pk=certificate.enrollment.cohort_id).first()
    if cohort is None or courses.visible_centers(actor, cohort) is not None:
        return None
    return certificate
