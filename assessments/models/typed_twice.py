"""What stands on paper, typed by one hand and read again by another."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from lms.core.models import PublicModel


class TypedTwice(PublicModel):
    """`first` and `second` are {field: what was typed}; `settled` are the fields where the two differed.

    Its tables see to it that nobody checks what they typed. PII: who typed.
    """

    first = models.JSONField(default=dict)
    second = models.JSONField(default=dict)
    settled = models.JSONField(default=dict)
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("typed by"),
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    entered_at = models.DateTimeField(_("typed"))
    checked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("checked by"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    checked_at = models.DateTimeField(_("checked"), null=True, blank=True)

    class Meta:
        abstract = True
