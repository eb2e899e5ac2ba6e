"""Issuing and revoking certificates."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.core.files.base import ContentFile
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from analytics.certificates import codes
from analytics.certificates.documents import words
from analytics.certificates.documents.sheet import CertificateSheet
from analytics.certificates.enums import CertificateKind
from analytics.certificates.models import Certificate, private_storage
from analytics.certificates.selectors.certificates import certificates_by_enrollment
from analytics.certificates.services import records
from courses import api as courses
from courses.data import CohortInfo, EnrollmentInfo
from lms.accounts.models import User
from lms.core import audit, clock
from lms.core.errors import UserError

_DRAWS = 5


@dataclass(slots=True)
class Issued:
    """What became of asking for certificates.

    `incomplete` says, by enrollment, what is missing; `undrawable` which letters the fonts lack.
    """

    new: list[Certificate] = field(default_factory=list)
    existing: list[Certificate] = field(default_factory=list)
    incomplete: dict[int, tuple[str, ...]] = field(default_factory=dict)
    undrawable: dict[int, str] = field(default_factory=dict)


def issue_certificate(*, actor: User | None, enrollment: EnrollmentInfo) -> Certificate:
    """The certificate of one enrollment, issued now or before.

    Raises UserError saying what is missing, that it was revoked, or which letters cannot be drawn.
    """
    cohort = courses.cohort_infos_by_id([enrollment.cohort_id])[enrollment.cohort_id]
    done = issue_certificates(actor=actor, cohort=cohort, enrollments=[enrollment])
    if lacking := done.incomplete.get(enrollment.id):
        raise UserError(
            _("The certificate cannot be issued yet. Still missing: %s.") % words.missing(lacking),
            code="incomplete",
        )
    if letters := done.undrawable.get(enrollment.id):
        raise UserError(undrawable(letters), code="undrawable")
    certificate = (done.new or done.existing)[0]
    if certificate.revoked_at is not None:
        raise UserError(
            _("Your certificate was revoked. Ask your trainer whether a corrected one can be issued."),
            code="revoked",
        )
    return certificate


def issue_certificates(
    *, actor: User | None, cohort: CohortInfo, enrollments: Sequence[EnrollmentInfo]
) -> Issued:
    """Issue what these people of one cohort have earned. Asking again changes nothing."""
    done = Issued()
    existing = certificates_by_enrollment([one.id for one in enrollments])
    met = courses.requirements([one.id for one in enrollments if one.id not in existing])
    found = records.gather(cohort, [one for one in enrollments if one.id in met and met[one.id].complete])
    for one in enrollments:
        if one.id in existing:
            done.existing.append(existing[one.id])
        elif not one.active or not met[one.id].complete:
            done.incomplete[one.id] = met[one.id].missing or ("withdrawn",)
        else:
            record = records.record(found, one, met[one.id])
            if letters := letters_lacking(record):
                done.undrawable[one.id] = letters
                continue
            certificate, is_new = _issue(actor, one, record)
            (done.new if is_new else done.existing).append(certificate)
    return done


def letters_lacking(record: dict[str, Any]) -> str:
    """The letters of a record's names that the sheet cannot be drawn with; "" when it can."""
    from analytics.certificates.render.drawing import lacking

    return lacking(words.sheet(record, code="", verify_url=""))


def undrawable(letters: str) -> str:
    """That a name cannot be printed, and what to do."""
    return _(
        "The certificate cannot be printed: its letters do not include “%(letters)s”. Write the name in "
        "Latin letters in the account, and try again."
    ) % {"letters": letters}


def replace_certificate(*, actor: User, certificate: Certificate) -> Certificate:
    """A new version with the facts as they are now, for one that is wrong or was revoked.

    The old one stays on record and says that it was replaced. Raises UserError when another version
    came after it, or when what was earned no longer suffices.
    """
    enrollment = courses.enrollment_infos(user_id=certificate.user_id)
    own = next(one for one in enrollment if one.id == certificate.enrollment_id)
    newest = certificates_by_enrollment([own.id])[own.id]
    if newest != certificate:
        raise UserError(_("This certificate has already been replaced."), code="already_replaced")
    met = courses.requirements([own.id])[own.id]
    if not own.active or not met.complete:
        raise UserError(
            _("The certificate cannot be issued yet. Still missing: %s.")
            % words.missing(met.missing or ("withdrawn",)),
            code="incomplete",
        )
    cohort = courses.cohort_infos_by_id([own.cohort_id])[own.cohort_id]
    record = records.record(records.gather(cohort, [own]), own, met)
    if letters := letters_lacking(record):
        raise UserError(undrawable(letters), code="undrawable")
    replaced, is_new = _issue(actor, own, record, certificate)
    if not is_new:
        raise UserError(_("This certificate has already been replaced."), code="already_replaced")
    return replaced


def revoke_certificate(*, actor: User, certificate: Certificate, reason: str) -> Certificate:
    """Withdraw a certificate for a reason that everybody may read. Raises UserError when it cannot be."""
    reason = " ".join(reason.split())[:300]
    if not reason:
        raise UserError(
            _("Write the reason: it is shown to whoever checks the certificate."), code="no_reason"
        )
    with transaction.atomic():
        changed = Certificate.objects.filter(
            pk=certificate.pk, revoked_at__isnull=True, replaced_at__isnull=True
        ).update(revoked_at=clock.now(), revoked_by=actor, revoked_reason=reason)
        if not changed:
            certificate.refresh_from_db()
            if certificate.replaced_at is not None:
                raise UserError(_("This certificate has already been replaced."), code="already_replaced")
            raise UserError(_("This certificate has already been revoked."), code="already_revoked")
        audit.record(actor=actor, action="analytics.revoke_certificate", target=certificate, reason=reason)
    certificate.refresh_from_db()
    return certificate


def verify_url(code: str, language: str) -> str:
    """The public address of a certificate, as it is printed."""
    with override(language):
        return settings.WAGTAILADMIN_BASE_URL.rstrip("/") + reverse("certificate_verify", args=[code])


def _issue(
    actor: User | None, enrollment: EnrollmentInfo, record: dict[str, Any], old: Certificate | None = None
) -> tuple[Certificate, bool]:
    """The new certificate, or the one that another request issued meanwhile."""
    for _draw in range(_DRAWS):
        code = codes.new_code()
        content = draw(words.sheet(record, code=code, verify_url=verify_url(code, record["language"])))
        try:
            with transaction.atomic():
                return _store(actor, enrollment, record, code, content, old), True
        except IntegrityError:
            # Either the enrollment has a newer one by now, or the code was taken and another is drawn.
            newest = certificates_by_enrollment([enrollment.id]).get(enrollment.id)
            if newest is not None and newest != old:
                return newest, False
    raise RuntimeError("no free code was drawn")


def _store(
    actor: User | None,
    enrollment: EnrollmentInfo,
    record: dict[str, Any],
    code: str,
    content: bytes,
    old: Certificate | None,
) -> Certificate:
    now = clock.now()
    if old is not None and old.is_valid:
        old.replaced_at = now
        old.save(update_fields=["replaced_at"])
    digest = hashlib.sha256(content).hexdigest()
    certificate = Certificate.objects.create(
        enrollment_id=enrollment.id,
        user_id=enrollment.user_id,
        kind=CertificateKind.COMPLETION,
        version=old.version + 1 if old else 1,
        supersedes=old,
        code=code,
        record=record,
        sheet=_keep(content, digest),
        sha256=digest,
        issued_at=now,
        issued_by=actor,
    )
    audit.record(
        actor=actor,
        action="analytics.replace_certificate" if old else "analytics.issue_certificate",
        target=certificate,
        sha256=digest,
        **({"supersedes": str(old.uuid)} if old else {}),
    )
    return certificate


def _keep(content: bytes, digest: str) -> str:
    """Store the sheet under its own fingerprint; its name there.

    Before the row commits: a sheet without a row harms nobody, a row without its sheet would.
    """
    name = f"certificates/{digest[:2]}/{digest}.pdf"
    storage = private_storage()
    return name if storage.exists(name) else storage.save(name, ContentFile(content))


def draw(sheet: CertificateSheet) -> bytes:
    """The bytes of the sheet; what draws it is loaded at the first one, not at start."""
    from analytics.certificates.render.drawing import draw as drawn

    return drawn(sheet)
