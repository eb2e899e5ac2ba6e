"""Issuing and revoking certificates."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field

from django.conf import settings
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from analytics.certificates import codes
from analytics.certificates.drawing import draw
from analytics.models import Certificate, CertificateFile
from analytics.render import certificate_words
from analytics.services import certificate_records as records
from courses import api as courses
from courses.data import CohortInfo, EnrollmentInfo
from lms.accounts.models import User
from lms.core import audit, clock
from lms.core.errors import UserError

_DRAWS = 5


@dataclass(slots=True)
class Issued:
    """What became of asking for certificates. `incomplete` says, by enrollment, what is missing."""

    new: list[Certificate] = field(default_factory=list)
    existing: list[Certificate] = field(default_factory=list)
    incomplete: dict[int, tuple[str, ...]] = field(default_factory=dict)


def issue_certificate(*, actor: User | None, enrollment: EnrollmentInfo) -> Certificate:
    """The certificate of one enrollment, issued now or before. Raises UserError saying what is missing."""
    cohort = courses.cohort_infos_by_id([enrollment.cohort_id])[enrollment.cohort_id]
    done = issue_certificates(actor=actor, cohort=cohort, enrollments=[enrollment])
    if lacking := done.incomplete.get(enrollment.id):
        raise UserError(
            _("The certificate cannot be issued yet. Still missing: %s.")
            % certificate_words.missing(lacking),
            code="incomplete",
        )
    return (done.new or done.existing)[0]


def issue_certificates(
    *, actor: User | None, cohort: CohortInfo, enrollments: Sequence[EnrollmentInfo]
) -> Issued:
    """Issue what these people of one cohort have earned. Asking again changes nothing."""
    done = Issued()
    known = Certificate.objects.filter(enrollment_id__in=[one.id for one in enrollments]).order_by("pk")
    existing = {certificate.enrollment_id: certificate for certificate in known}
    met = courses.requirements([one.id for one in enrollments if one.id not in existing])
    found = records.gather(cohort, [one for one in enrollments if one.id in met and met[one.id].complete])
    for one in enrollments:
        if one.id in existing:
            done.existing.append(existing[one.id])
        elif not one.active or not met[one.id].complete:
            done.incomplete[one.id] = met[one.id].missing or ("withdrawn",)
        else:
            certificate, is_new = _issue(actor, one, records.record(found, one, met[one.id]))
            (done.new if is_new else done.existing).append(certificate)
    return done


def revoke_certificate(*, actor: User, certificate: Certificate, reason: str) -> Certificate:
    """Withdraw a certificate for a reason that everybody may read. Raises UserError when it cannot be."""
    reason = " ".join(reason.split())[:300]
    if not reason:
        raise UserError(
            _("Write the reason: it is shown to whoever checks the certificate."), code="no_reason"
        )
    with transaction.atomic():
        changed = Certificate.objects.filter(pk=certificate.pk, revoked_at__isnull=True).update(
            revoked_at=clock.now(), revoked_by=actor, revoked_reason=reason
        )
        if not changed:
            raise UserError(_("This certificate has already been revoked."), code="already_revoked")
        audit.record(actor=actor, action="analytics.revoke_certificate", target=certificate, reason=reason)
    certificate.refresh_from_db()
    return certificate


def verify_url(code: str, language: str) -> str:
    """The public address of a certificate, as it is printed."""
    with override(language):
        return settings.WAGTAILADMIN_BASE_URL.rstrip("/") + reverse("certificate_verify", args=[code])


def _issue(actor: User | None, enrollment: EnrollmentInfo, record: dict) -> tuple[Certificate, bool]:
    """The new certificate, or the one that another request issued meanwhile."""
    for _draw in range(_DRAWS):
        code = codes.new_code()
        url = verify_url(code, record["language"])
        content = draw(certificate_words.sheet(record, code=code, verify_url=url))
        try:
            with transaction.atomic():
                return _store(actor, enrollment, record, code, content), True
        except IntegrityError:
            # Either the enrollment has one by now, or the code was taken and another is drawn.
            existing = Certificate.objects.filter(enrollment_id=enrollment.id).first()
            if existing is not None:
                return existing, False
    raise RuntimeError("no free code was drawn")


def _store(
    actor: User | None, enrollment: EnrollmentInfo, record: dict, code: str, content: bytes
) -> Certificate:
    certificate = Certificate.objects.create(
        enrollment_id=enrollment.id,
        user_id=enrollment.user_id,
        code=code,
        record=record,
        issued_at=clock.now(),
        issued_by=actor,
    )
    digest = hashlib.sha256(content).hexdigest()
    CertificateFile.objects.create(certificate=certificate, content=content, sha256=digest)
    audit.record(actor=actor, action="analytics.issue_certificate", target=certificate, sha256=digest)
    return certificate
