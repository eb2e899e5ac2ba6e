"""Who took note of which privacy notice."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from lms.core.models import PublicModel


class Consent(PublicModel):
    """One person's acceptance of one version of the notice, as shown, until withdrawn.

    PII: the person; the hash says which text was on the screen.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="consents")
    notice_version = models.CharField(_("version of the notice"), max_length=20)
    notice_hash = models.CharField(max_length=64)
    language = models.CharField(_("language"), max_length=5)
    accepted_at = models.DateTimeField(_("accepted at"))
    withdrawn_at = models.DateTimeField(_("withdrawn at"), null=True, blank=True)

    class Meta:
        ordering = ["-accepted_at", "-id"]
        verbose_name = _("consent")
        verbose_name_plural = _("consents")
        constraints = [
            models.UniqueConstraint(
                fields=["user", "notice_version"],
                condition=Q(withdrawn_at__isnull=True),
                name="one_consent_in_force_per_notice",
            )
        ]

    def __str__(self) -> str:
        return f"{self.user} · {self.notice_version}"
