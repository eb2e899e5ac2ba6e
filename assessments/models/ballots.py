"""The ballot box: anonymous sheets, comments, receipts and codes, in tables of their own.

Nothing here counts: keys are random, and no row knows a moment, a session or a row of another of
these tables. Only `assessments.services.ballots` writes here, and it rewrites the rows that
stand beside a new one, so that the database's own columns and the order on disk say nothing either.
"""

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from assessments.item_types import Answer
from assessments.models.client_surveys import TicketBatch
from assessments.models.deliveries import Delivery
from assessments.models.items import ItemVersion
from assessments.models.unsampled import Unsampled


class BallotRow(models.Model):
    """A row under a random key, found by its delivery."""

    key = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)

    class Meta:
        abstract = True


class AnonymousSheet(BallotRow):
    """One sheet's answers without words, `{item version's id: answer}`. PII: none; not whose it is."""

    delivery = models.ForeignKey(
        Delivery, on_delete=models.PROTECT, related_name="anonymous_sheets", db_index=False
    )
    answers = models.JSONField(_("answers"), default=dict)
    paper = models.BooleanField(_("typed from paper"), default=False)

    class Meta:
        ordering = ["delivery_id", "key"]
        verbose_name = _("anonymous sheet")
        verbose_name_plural = _("anonymous sheets")
        indexes = [models.Index(fields=["delivery", "key"], name="anonymous_sheet_place")]
        constraints = [Unsampled(name="anonymous_sheet_unsampled")]

    def __str__(self) -> str:
        return f"{self.delivery_id}: {self.key}"

    def answer_to(self, item_version_id: int) -> Answer:
        """What the sheet says to one question; None when it was left empty."""
        return self.answers.get(str(item_version_id))


class AnonymousComment(BallotRow):
    """Words under one open question. PII: whatever the person wrote; not who, nor which sheet.

    A comment stands alone: two comments of one person have nothing in common.
    """

    delivery = models.ForeignKey(
        Delivery, on_delete=models.PROTECT, related_name="anonymous_comments", db_index=False
    )
    item_version = models.ForeignKey(ItemVersion, on_delete=models.PROTECT, related_name="+")
    text = models.TextField(_("comment"))

    class Meta:
        ordering = ["delivery_id", "key"]
        verbose_name = _("anonymous comment")
        verbose_name_plural = _("anonymous comments")
        indexes = [models.Index(fields=["delivery", "key"], name="anonymous_comment_place")]
        constraints = [Unsampled(name="anonymous_comment_unsampled")]

    def __str__(self) -> str:
        return f"{self.delivery_id}: {self.key}"


class AnonymousReceipt(BallotRow):
    """That a person took part in an anonymous delivery, and on which day; never what they said.

    PII: the person and the day. Nothing joins it to a sheet or a comment.
    """

    delivery = models.ForeignKey(Delivery, on_delete=models.PROTECT, related_name="receipts", db_index=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    on = models.DateField(_("day"))

    class Meta:
        ordering = ["delivery_id", "user_id"]
        verbose_name = _("receipt")
        verbose_name_plural = _("receipts")
        indexes = [models.Index(fields=["delivery", "key"], name="anonymous_receipt_place")]
        constraints = [
            models.UniqueConstraint(fields=["delivery", "user"], name="one_receipt_per_person"),
            Unsampled(name="anonymous_receipt_unsampled"),
        ]

    def __str__(self) -> str:
        return f"{self.delivery_id}: {self.user_id}"


class AnonymousTicket(models.Model):
    """A code that lets one sheet in, once: with the sheet the row goes, and nothing says which it was.

    Only a hash under the secret key is kept, so a copy of the database opens no form; none of what staff
    type from paper. PII: none.
    """

    key = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    batch = models.ForeignKey(TicketBatch, on_delete=models.CASCADE, related_name="tickets")
    code_hash = models.CharField(max_length=64, null=True, blank=True, unique=True)

    class Meta:
        ordering = ["batch_id", "key"]
        verbose_name = _("code for one sheet")
        verbose_name_plural = _("codes for one sheet")
        constraints = [Unsampled(name="anonymous_ticket_unsampled")]

    def __str__(self) -> str:
        return f"{self.batch_id}: {self.key}"


class StorySlip(BallotRow):
    """That somebody would tell how a course went in their work, and where they can be reached.

    PII: whatever the person wrote to be reached by. It knows neither who nor which sheet: the box is that of
    a follow-up, and of its people nobody can tell by it who wrote one. `lot` is drawn once and stays when
    the row is written anew: who is called is drawn by it.
    """

    delivery = models.ForeignKey(Delivery, on_delete=models.PROTECT, related_name="+", db_index=False)
    worked = models.BooleanField(_("it helped"))
    contact = models.CharField(_("where to reach them"), max_length=120)
    lot = models.UUIDField(default=uuid.uuid4, editable=False)

    class Meta:
        ordering = ["delivery_id", "key"]
        verbose_name = _("slip of a volunteer")
        verbose_name_plural = _("slips of volunteers")
        indexes = [models.Index(fields=["delivery", "key"], name="story_slip_place")]
        constraints = [Unsampled(name="story_slip_unsampled")]

    def __str__(self) -> str:
        return f"{self.delivery_id}: {self.key}"
