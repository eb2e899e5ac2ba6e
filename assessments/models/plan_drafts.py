"""What a draft is that somebody writes as one plan."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from lms.core.models import PublicModel


class PlanDraft(PublicModel):
    """A plan that is being written; nothing rests on it yet. PII: who changed it last.

    `key` is what publishing makes or adds a version to; `content` is the plan. `revision` rises with
    every change, so that of two editors the slower one is told.
    """

    key = models.CharField(_("key"), max_length=120, unique=True)
    content = models.JSONField(_("content"))
    revision = models.PositiveIntegerField(_("revision"), default=1)
    edited_at = models.DateTimeField(_("edited"))
    edited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("edited by"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )

    class Meta:
        abstract = True
        ordering = ["key"]

    def __str__(self) -> str:
        return self.key
