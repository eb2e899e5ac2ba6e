"""Questions."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from assessments.models.versions import VersionModel
from lms.core.frozen import NeverChanged
from lms.core.models import PublicModel


class Item(PublicModel):
    """A question through all its wordings. PII: none."""

    key = models.CharField(_("key"), max_length=120, unique=True)

    class Meta:
        ordering = ["key"]
        verbose_name = _("question")
        verbose_name_plural = _("questions")

    def __str__(self) -> str:
        return self.key


class ItemVersion(VersionModel):
    """A question as people meet it; `content` is what its item type defines. PII: none."""

    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField(_("number"))
    type = models.CharField(_("type"), max_length=40)
    content = models.JSONField(_("content"))
    topic = models.CharField(_("topic"), max_length=60, blank=True)

    class Meta:
        ordering = ["item_id", "number"]
        verbose_name = _("version of a question")
        verbose_name_plural = _("versions of questions")
        constraints = [
            models.UniqueConstraint(fields=["item", "number"], name="item_version_number"),
            models.UniqueConstraint(fields=["item", "content_hash"], name="item_version_content"),
            NeverChanged(name="item_version_frozen"),
        ]

    def __str__(self) -> str:
        return f"{self.item_id}/{self.number}"
