"""Certificates: what was earned, frozen when it was issued."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from lms.core.models import PublicModel

_CHANGEABLE = frozenset({"revoked_at", "revoked_by", "revoked_reason", "user"})


class FrozenCertificateError(RuntimeError):
    """Somebody tried to rewrite what was certified."""


class Certificate(PublicModel):
    """One per enrollment. `record` holds everything that the sheet and the public page say.

    Only revoking changes a certificate; a newer release never re-issues it.
    PII: the person, and in `record` the name as certified; kept when an account is erased, because
    whoever holds the paper must still be able to check it.
    """

    enrollment = models.OneToOneField(
        "courses.Enrollment", on_delete=models.PROTECT, related_name="certificate"
    )
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="certificates")
    code = models.CharField(_("code"), max_length=16, unique=True)
    record = models.JSONField()
    issued_at = models.DateTimeField(_("issued"))
    issued_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    revoked_at = models.DateTimeField(_("revoked"), null=True, blank=True)
    revoked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    revoked_reason = models.CharField(_("public reason"), max_length=300, blank=True)

    class Meta:
        ordering = ["-issued_at", "-id"]
        verbose_name = _("certificate")
        verbose_name_plural = _("certificates")
        constraints = [
            models.CheckConstraint(
                condition=Q(revoked_at__isnull=True, revoked_reason="")
                | (Q(revoked_at__isnull=False) & ~Q(revoked_reason="")),
                name="revoked_certificate_says_why",
            ),
        ]

    def __str__(self) -> str:
        return self.code

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding and not set(kwargs.get("update_fields") or ["record"]) <= _CHANGEABLE:
            raise FrozenCertificateError("a certificate can only be revoked")
        super().save(*args, **kwargs)

    @property
    def is_valid(self) -> bool:
        """Whether it still holds."""
        return self.revoked_at is None


class CertificateFile(models.Model):
    """The sheet as it was handed out, byte by byte, with its SHA-256. PII: the sheet shows the name."""

    certificate = models.OneToOneField(Certificate, on_delete=models.CASCADE, related_name="file")
    content = models.BinaryField()
    sha256 = models.CharField(max_length=64, db_index=True)

    class Meta:
        ordering = ["certificate_id"]
        verbose_name = _("certificate file")
        verbose_name_plural = _("certificate files")

    def __str__(self) -> str:
        return self.sha256
