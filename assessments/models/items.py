"""Questions."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from assessments.enums import DraftState, ItemStatus, TagKind
from assessments.models.versions import VersionModel
from lms.core.frozen import NeverChanged
from lms.core.models import PublicModel


class Item(PublicModel):
    """A question through all its wordings. PII: who wrote and who reviewed it.

    `key` is "course/item": a question that stands in several instruments is one item, so that its
    answers can be compared across forms. What is said *about* a question is here, and changing it
    makes no new version. `difficulty` is the share of its points that `difficulty_n` people earned at
    their first sitting (`services.item_figures`).
    """

    key = models.CharField(_("key"), max_length=120, unique=True)
    topic = models.CharField(_("topic"), max_length=60, blank=True)
    status = models.CharField(
        _("status"), max_length=8, choices=ItemStatus, default=ItemStatus.DRAFT, db_index=True
    )
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("author"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    reviewer = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("reviewer"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )

    difficulty = models.FloatField(_("difficulty"), null=True, blank=True)
    difficulty_n = models.PositiveIntegerField(_("people behind the difficulty"), default=0)

    class Meta:
        ordering = ["key"]
        verbose_name = _("question")
        verbose_name_plural = _("questions")
        constraints = [
            models.CheckConstraint(condition=models.Q(status__in=ItemStatus.values), name="item_status"),
        ]

    def __str__(self) -> str:
        return self.key


class ItemDraft(models.Model):
    """A wording of a question that nobody is asked yet. PII: who wrote it last.

    Unlike a version it may lack words in a language, and may still change. `source` names the file
    that it came from, `note` says why a reviewer gave it back.
    """

    item = models.OneToOneField(Item, on_delete=models.CASCADE, related_name="draft")
    type = models.CharField(_("type"), max_length=40)
    content = models.JSONField(_("content"))
    state = models.CharField(
        pgettext_lazy("of a draft", "state"), max_length=8, choices=DraftState, default=DraftState.DRAFT
    )
    edited_at = models.DateTimeField(_("edited"))
    edited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("edited by"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    source = models.CharField(_("source"), max_length=120, blank=True)
    note = models.TextField(_("note"), blank=True, default="")

    class Meta:
        ordering = ["item_id"]
        verbose_name = _("draft of a question")
        verbose_name_plural = _("drafts of questions")
        constraints = [
            models.CheckConstraint(condition=models.Q(state__in=DraftState.values), name="item_draft_state"),
        ]

    def __str__(self) -> str:
        return f"{self.item_id}"


class ItemTag(models.Model):
    """One thing by which questions are found and drawn. PII: none."""

    item = models.ForeignKey(Item, on_delete=models.CASCADE, related_name="tags")
    kind = models.CharField(_("kind"), max_length=10, choices=TagKind)
    value = models.CharField(_("value"), max_length=80)

    class Meta:
        ordering = ["item_id", "kind", "value"]
        verbose_name = _("tag")
        verbose_name_plural = _("tags")
        indexes = [models.Index(fields=["kind", "value"], name="item_tag_kind_value")]
        constraints = [
            models.UniqueConstraint(fields=["item", "kind", "value"], name="one_tag_per_item_and_value"),
            models.CheckConstraint(condition=models.Q(kind__in=TagKind.values), name="item_tag_kind"),
        ]

    def __str__(self) -> str:
        return f"{self.kind}: {self.value}"


class ItemVersion(VersionModel):
    """A question as people meet it; `content` is what its item type defines. PII: none."""

    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField(_("number"))
    type = models.CharField(_("type"), max_length=40)
    content = models.JSONField(_("content"))

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
