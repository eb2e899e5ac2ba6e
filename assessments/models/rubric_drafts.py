"""Rubrics that are being written."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from lms.core.models import PublicModel


class RubricDraft(PublicModel):
    """A rubric that is being written; nobody is rated by it yet. PII: who changed it last.

    `key` is the rubric that publishing makes or adds a version to; `content` is a plan
    (`assessments.rules.rubric_plans`). `revision` rises with every change, so that of two editors the
    slower one is told.
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
        ordering = ["key"]
        verbose_name = _("draft of a rubric")
        verbose_name_plural = _("drafts of rubrics")
        constraints = [models.CheckConstraint(condition=~Q(key=""), name="rubric_draft_has_a_key")]

    def __str__(self) -> str:
        return self.key
