"""What was handed to whom under which agreement, on whose word."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from analytics.certificates.models import private_storage
from analytics.releases.models import Release
from analytics.restricted.watermark import new_key
from lms.core import clock
from lms.core.models import PublicModel


class RestrictedBundle(PublicModel):
    """Rows of people for one recipient, asked for by one person and decided by another.

    The file is made once it is approved, and goes when the use ends or is revoked; the row stays, with `key`,
    so that a row of people that turns up can be told to whom it was given. `release` is the one that it was
    made from. PII: who asked, decided and revoked; whoever receives it, who has no account.
    """

    class State(models.TextChoices):
        ASKED = "asked", _("Waits for approval")
        DECLINED = "declined", _("Declined")
        MAKING = "making", _("Being made")
        FAILED = "failed", _("Could not be made")
        READY = "ready", _("Ready")
        REVOKED = "revoked", _("Revoked")
        EXPIRED = "expired", _("Use has ended")

    recipient = models.CharField(_("recipient"), max_length=200)
    organization = models.CharField(_("organization"), max_length=200)
    email = models.EmailField(_("e-mail"))
    purpose = models.TextField(_("purpose"))
    agreement_name = models.CharField(_("agreement"), max_length=200)
    agreement_sha256 = models.CharField(max_length=64)
    expires_on = models.DateField(_("last day of use"))
    key = models.BinaryField(default=new_key)
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    declined = models.BooleanField(default=False)
    reason = models.TextField(_("reason"), blank=True, default="")
    release = models.ForeignKey(Release, null=True, on_delete=models.PROTECT, related_name="+")
    progress = models.PositiveSmallIntegerField(default=0)
    failure = models.CharField(max_length=300, blank=True, default="")
    made_at = models.DateTimeField(null=True)
    file = models.FileField(storage=private_storage, max_length=120, blank=True, default="")
    sha256 = models.CharField(max_length=64, blank=True, default="")
    revoked_at = models.DateTimeField(null=True)
    revoked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ["-asked_at", "-id"]
        verbose_name = _("bundle under an agreement")
        verbose_name_plural = _("bundles under agreements")
        constraints = [
            models.CheckConstraint(
                condition=Q(decided_by__isnull=True) | ~Q(decided_by=F("asked_by")), name="bundle_four_eyes"
            ),
            models.CheckConstraint(
                condition=Q(file="") | Q(decided_by__isnull=False, declined=False), name="bundle_approved"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.recipient}, {self.asked_at:%Y-%m-%d}"

    @property
    def state(self) -> State:
        """How it stands now."""
        if self.revoked_at is not None:
            return self.State.REVOKED
        if self.declined:
            return self.State.DECLINED
        if self.expires_on < clock.today():
            return self.State.EXPIRED
        if self.decided_at is None:
            return self.State.ASKED
        if self.failure:
            return self.State.FAILED
        return self.State.READY if self.file else self.State.MAKING
