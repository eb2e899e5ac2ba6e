"""Certificates: what was earned, frozen when it was issued."""

from typing import Any

from django.conf import settings
from django.core.files.storage import Storage, storages
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from analytics.certificates.enums import CertificateKind
from lms.core import clock
from lms.core.models import PublicModel

_CHANGEABLE = frozenset({"revoked_at", "revoked_by", "revoked_reason", "replaced_at", "user"})


class FrozenCertificateError(RuntimeError):
    """Somebody tried to rewrite what was certified."""


def private_storage() -> Storage:
    """Where files are kept that only our own pages hand out."""
    return storages["private"]


class Certificate(PublicModel):
    """What one enrollment earned of one kind. `record` holds all that the sheet and the public page say.

    Of the versions of a kind, one at most is in force: neither revoked nor replaced. Only revoking and
    replacing change a certificate; a newer release never re-issues it. `expires_at` is empty where it
    holds for good. The sheet as handed out is in the private storage, byte by byte, under its SHA-256.

    PII: the person, and in `record` and the sheet the name as certified; kept when an account is
    erased, because whoever holds the paper must still be able to check it.
    """

    enrollment = models.ForeignKey(
        "courses.Enrollment", on_delete=models.PROTECT, related_name="certificates"
    )
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="certificates")
    kind = models.CharField(
        _("kind"), max_length=12, choices=CertificateKind, default=CertificateKind.COMPLETION
    )
    version = models.PositiveSmallIntegerField(_("version"), default=1)
    supersedes = models.OneToOneField(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="superseded_by"
    )
    code = models.CharField(_("code"), max_length=16, unique=True)
    record = models.JSONField()
    sheet = models.FileField(storage=private_storage, max_length=120)
    sha256 = models.CharField(max_length=64, db_index=True)
    issued_at = models.DateTimeField(_("issued"))
    issued_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    expires_at = models.DateTimeField(_("holds until"), null=True, blank=True)
    replaced_at = models.DateTimeField(_("replaced"), null=True, blank=True)
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
            models.UniqueConstraint(
                fields=["enrollment", "kind"],
                condition=Q(revoked_at__isnull=True, replaced_at__isnull=True),
                name="one_certificate_in_force_per_kind",
            ),
            models.UniqueConstraint(fields=["enrollment", "kind", "version"], name="certificate_version"),
            models.CheckConstraint(
                condition=Q(version=1, supersedes__isnull=True) | Q(version__gt=1, supersedes__isnull=False),
                name="later_certificate_supersedes_one",
            ),
            models.CheckConstraint(
                condition=Q(expires_at__isnull=True) | Q(expires_at__gt=F("issued_at")),
                name="certificate_expires_after_its_issue",
            ),
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
            raise FrozenCertificateError("a certificate can only be revoked or replaced")
        super().save(*args, **kwargs)

    @property
    def closes_path(self) -> bool:
        """Whether it says that the course was completed, and is in force now."""
        in_force = self.is_valid and (self.expires_at is None or self.expires_at > clock.now())
        return in_force and self.kind == CertificateKind.COMPLETION

    @property
    def is_valid(self) -> bool:
        """Whether it was neither revoked nor replaced; `expires_at` is for the page to weigh."""
        return self.revoked_at is None and self.replaced_at is None
