"""What the bank keeps about questions beside what they say: how they are found, discussed and kept apart."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from assessments.models.items import Item
from lms.core.models import PublicModel


class ItemCard(models.Model):
    """What a question asks, in plain words, so that lists find it. Derived: `services.item_cards`. PII: none.

    Of its draft, where there is one, else of its newest version; words as `lms.core.text.plain` leaves them.
    """

    item = models.OneToOneField(Item, primary_key=True, on_delete=models.CASCADE, related_name="card")
    type = models.CharField(_("type"), max_length=40, db_index=True)
    words_es = models.TextField(blank=True)
    words_en = models.TextField(blank=True)

    class Meta:
        ordering = ["item_id"]
        verbose_name = _("card of a question")
        verbose_name_plural = _("cards of questions")

    def __str__(self) -> str:
        return f"{self.item_id}"


class ItemPrint(models.Model):
    """One band of a question's words in one language: who shares one may read alike. Derived. PII: none."""

    item = models.ForeignKey(Item, on_delete=models.CASCADE, related_name="prints")
    language = models.CharField(max_length=2)
    value = models.BigIntegerField()

    class Meta:
        ordering = ["item_id", "language", "value"]
        verbose_name = _("print of a question")
        verbose_name_plural = _("prints of questions")
        constraints = [
            # In this order it is what look-ups by value read.
            models.UniqueConstraint(fields=["value", "language", "item"], name="item_print_once"),
        ]

    def __str__(self) -> str:
        return f"{self.item_id}: {self.value}"


class ItemEnemy(models.Model):
    """Two questions that may not stand in one form, and why; `low` has the smaller id. PII: who said so."""

    low = models.ForeignKey(Item, on_delete=models.CASCADE, related_name="enemies_above")
    high = models.ForeignKey(Item, on_delete=models.CASCADE, related_name="enemies_below")
    reason = models.CharField(_("reason"), max_length=200)
    set_at = models.DateTimeField(_("set"))
    set_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ["low_id", "high_id"]
        verbose_name = _("pair of enemies")
        verbose_name_plural = _("pairs of enemies")
        constraints = [
            models.UniqueConstraint(fields=["low", "high"], name="item_enemy_pair"),
            models.CheckConstraint(condition=Q(low__lt=F("high")), name="item_enemy_in_order"),
        ]

    def __str__(self) -> str:
        return f"{self.low_id} / {self.high_id}"


class ItemComment(PublicModel):
    """What somebody said of a question; answers hang on the comment that opened the thread.

    A thread is open until somebody closes it. PII: who wrote and who closed it, and the words.
    """

    item = models.ForeignKey(Item, on_delete=models.CASCADE, related_name="comments")
    thread = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.CASCADE, related_name="answers"
    )
    text = models.TextField(_("comment"), max_length=4000)
    written_at = models.DateTimeField(_("written"))
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    closed_at = models.DateTimeField(_("closed"), null=True, blank=True)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ["item_id", "written_at", "id"]
        verbose_name = _("comment on a question")
        verbose_name_plural = _("comments on questions")
        constraints = [
            # Threads are closed, never single answers.
            models.CheckConstraint(
                condition=Q(thread__isnull=True) | Q(closed_at__isnull=True),
                name="item_comment_answer_is_open",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.item_id}: {self.written_at:%Y-%m-%d %H:%M}"


class ItemPicture(models.Model):
    """A picture that questions show, kept once, named by the SHA-256 of its bytes. PII: none.

    In the database and not among the files of the site: what is asked in a test is nobody's to fetch
    by its name, and what is imported stands or falls with its transaction.
    """

    digest = models.CharField(max_length=64, primary_key=True)
    kind = models.CharField(max_length=4, choices=[("png", "PNG"), ("jpeg", "JPEG")])
    width = models.PositiveIntegerField(_("width"))
    height = models.PositiveIntegerField(_("height"))
    data = models.BinaryField()
    kept_at = models.DateTimeField(_("kept"), default=timezone.now)

    class Meta:
        ordering = ["digest"]
        verbose_name = _("picture of questions")
        verbose_name_plural = _("pictures of questions")
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=["png", "jpeg"]), name="item_picture_kind"),
        ]

    def __str__(self) -> str:
        return self.digest[:12]
