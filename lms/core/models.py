"""Ground for every model, and the audit log."""

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from lms.core.frozen import FrozenRow, NeverChanged


class PublicModel(models.Model):
    """A row that people can point at: `id` for joins inside, `uuid` in every URL."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)

    class Meta:
        abstract = True


class AuditEvent(FrozenRow, PublicModel):
    """One weighty act: who did what to which object, when, and the facts needed to review it.

    Written in the transaction of the act itself (`lms.core.audit.record`), so that neither can
    exist without the other. PII: the actor (foreign key) and, in `data`, only what the act needs.
    """

    at = models.DateTimeField(_("at"), db_index=True)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("actor"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    action = models.CharField(_("action"), max_length=80, db_index=True)
    target_type = models.CharField(max_length=80, blank=True)
    target_uuid = models.UUIDField(null=True, db_index=True)
    data = models.JSONField(default=dict)

    class Meta:
        ordering = ["-at", "-id"]
        verbose_name = _("audit event")
        verbose_name_plural = _("audit events")
        constraints = [NeverChanged(name="audit_event_frozen")]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.action}"


class CacheRow(models.Model):
    """A row of the cache that counts attempts, as Django's database cache reads and writes it. PII: none.

    A model, so that migrations make the table.
    """

    cache_key = models.CharField(primary_key=True, max_length=255)
    value = models.TextField()
    expires = models.DateTimeField(db_index=True)

    class Meta:
        ordering = ["cache_key"]
        verbose_name = _("cached count")
        verbose_name_plural = _("cached counts")

    def __str__(self) -> str:
        return self.cache_key
