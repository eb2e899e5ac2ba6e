"""Certificates, as far as somebody may see them."""

import hashlib
import logging
from collections.abc import Collection, Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Count, Max, Q, QuerySet, Sum

from analytics.certificates.enums import CertificateKind
from analytics.certificates.models import Certificate
from courses import api as courses
from courses.data import EnrollmentInfo
from lms.accounts.models import User
from lms.core import clock
from lms.core.composed import Composed, together

log = logging.getLogger(__name__)


def certificate_by_code(code: str) -> Certificate | None:
    """The certificate with this code, as written by `codes.normalize`; open to everybody."""
    return Certificate.objects.filter(code=code).first() if code else None


def newer_than(certificate: Certificate) -> Certificate | None:
    """The certificate that took its place, as it was itself replaced or not."""
    return Certificate.objects.filter(supersedes=certificate).first()


def certificates_by_enrollment(
    enrollment_ids: Iterable[int], *, kind: str = CertificateKind.COMPLETION
) -> dict[int, Certificate]:
    """The latest certificate of each enrollment, revoked ones included."""
    found = Certificate.objects.filter(enrollment_id__in=list(enrollment_ids), kind=kind)
    return {certificate.enrollment_id: certificate for certificate in found.order_by("version")}


_LATEST = Composed(
    lambda enrollments: Certificate.objects.filter(
        enrollment_id__in=enrollments, superseded_by__isnull=True
    ).order_by("-issued_at", "-id")
)


def latest_of(enrollment_ids: Collection[int]) -> list[Certificate]:
    """The certificates of these enrollments, without those that another one replaced."""
    return _LATEST(enrollments=list(enrollment_ids))


def in_force(enrollment_ids: Collection[int], *, kind: str = CertificateKind.COMPLETION) -> set[int]:
    """The enrollments whose certificate holds now."""
    return set(holding(enrollment_ids, kind=kind).values_list("enrollment_id", flat=True))


def _held(kind: str, cohorts: Collection[int], now: datetime, **of: Any) -> QuerySet[Certificate, Any]:
    """By enrollment, how many of its certificates hold."""
    rows = Certificate.objects.filter(kind=kind, enrollment__cohort_id__in=cohorts, **of).order_by()
    holds = Q(revoked_at__isnull=True, replaced_at__isnull=True) & (
        Q(expires_at__isnull=True) | Q(expires_at__gt=now)
    )
    return rows.values_list("enrollment_id").annotate(holding=Count("pk", filter=holds))


_HELD = Composed(_held)
_HELD_OF = Composed(
    lambda kind, cohorts, now, centers: _held(kind, cohorts, now, enrollment__center_id__in=centers)
)


def held_in(
    *,
    cohort_ids: Collection[int],
    center_ids: Collection[int] | None = None,
    kind: str = CertificateKind.COMPLETION,
) -> dict[int, bool]:
    """By enrollment that ever had one, in some cohorts or of their people of some centers: if one holds."""
    asked: dict[str, Any] = {"kind": str(kind), "cohorts": list(cohort_ids), "now": clock.now()}
    counted = _HELD(**asked) if center_ids is None else _HELD_OF(**asked, centers=list(center_ids))
    return {enrollment_id: holding > 0 for enrollment_id, holding in counted}


_COUNTED = Composed(
    lambda cohorts, centers, now: together(
        Certificate.objects.filter(enrollment__cohort_id__in=cohorts, enrollment__center_id__in=centers),
        Count("pk"), Sum("pk"), Count("revoked_at"), Count("replaced_at"), Max("revoked_at"),
        Count("pk", filter=Q(expires_at__isnull=True) | Q(expires_at__gt=now)),
    )
)  # fmt: skip


def marks_of_change(*, cohort_ids: Collection[int], center_ids: Collection[int]) -> tuple[Any, ...]:
    """A value that is another one after each change of what `held_in` says of them; one statement."""
    return tuple(_COUNTED(cohorts=list(cohort_ids), centers=list(center_ids), now=clock.now()))


def holding(
    enrollment_ids: Collection[int] | QuerySet[Any], *, kind: str = CertificateKind.COMPLETION
) -> QuerySet[Certificate]:
    """The certificates of these enrollments that hold now."""
    return _standing(kind).filter(enrollment_id__in=enrollment_ids)


def _standing(kind: str) -> QuerySet[Certificate]:
    return Certificate.objects.filter(
        Q(expires_at__isnull=True) | Q(expires_at__gt=clock.now()),
        kind=kind,
        revoked_at__isnull=True,
        replaced_at__isnull=True,
    ).order_by()


def sheet_bytes(certificate: Certificate) -> bytes | None:
    """The sheet as handed out; None when the store lost it or holds something else under its name."""
    try:
        with certificate.sheet.open("rb") as file:
            content: bytes = file.read()
    except OSError:
        log.exception("the sheet of certificate %s cannot be read", certificate.code)
        return None
    if hashlib.sha256(content).hexdigest() != certificate.sha256:
        log.error("the sheet of certificate %s is not the one that was issued", certificate.code)
        return None
    return content


def own_enrollment(user: User, uuid: UUID) -> EnrollmentInfo | None:
    """The person's own enrollment; somebody else's does not exist for them."""
    return next((one for one in courses.enrollment_infos(user_id=user.pk) if one.uuid == uuid), None)


def replaced_by(certificate: Certificate) -> tuple[str, tuple[str, ...]]:
    """The name that a new version would bear, and what is missing before it could be issued."""
    found = courses.enrollment_infos(user_id=certificate.user_id)
    own = next(one for one in found if one.id == certificate.enrollment_id)
    met = courses.requirements([own.id])[own.id]
    lacking = met.missing if own.active else ("withdrawn",)
    return certificate.user.get_full_name() or certificate.user.email, lacking


def revocable(actor: User, uuid: UUID) -> Certificate | None:
    """The certificate, if the person answers for its whole cohort (trainer, officer, administrator)."""
    certificate = Certificate.objects.filter(uuid=uuid).select_related("enrollment").first()
    if certificate is None:
        return None
    cohort = courses.cohorts_for(actor).filter(pk=certificate.enrollment.cohort_id).first()
    if cohort is None or courses.visible_centers(actor, cohort) is not None:
        return None
    return certificate
