"""What people answered."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from assessments.item_types import Answer
from assessments.models.deliveries import Delivery
from assessments.models.items import ItemVersion
from lms.core.models import PublicModel


class Attempt(PublicModel):
    """One sitting. PII: who, when and how well.

    Anonymous sheets are no sittings: they lie in the ballot box (`assessments.models.ballots`).
    `epoch` rises each time the sitting is opened, and stale tabs are told so.
    """

    delivery = models.ForeignKey(Delivery, on_delete=models.PROTECT, related_name="attempts")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="attempts")
    number = models.PositiveSmallIntegerField(_("number"), default=1)
    started_at = models.DateTimeField(_("started"))
    due_at = models.DateTimeField(_("due"), null=True, blank=True)
    submitted_at = models.DateTimeField(_("submitted"), null=True, blank=True)
    epoch = models.PositiveIntegerField(default=0)
    seed = models.BigIntegerField(default=0)
    score = models.FloatField(_("score"), null=True, blank=True)
    max_score = models.FloatField(_("highest possible score"), null=True, blank=True)

    class Meta:
        ordering = ["delivery_id", "user_id", "number", "id"]
        verbose_name = _("attempt")
        verbose_name_plural = _("attempts")
        constraints = [
            models.UniqueConstraint(fields=["delivery", "user", "number"], name="attempt_number"),
            models.UniqueConstraint(
                fields=["delivery", "user"],
                condition=Q(submitted_at__isnull=True),
                name="one_open_attempt_per_person",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.delivery_id}: {self.user_id} ({self.number})"


def packed(value: Answer) -> dict[str, Answer]:
    """How an answer is stored; an empty one has no key, so that a query can tell on any database."""
    return {} if value is None else {"value": value}


class Response(models.Model):
    """One answer: `{"value": …}`, in the form its item type gives it; `{}` when taken back.

    `seq` rises with each edit; `flagged` is the person's own "look at this again"; `mark` is set
    once, on submission. PII: what a person answered.
    """

    attempt = models.ForeignKey(Attempt, on_delete=models.CASCADE, related_name="responses")
    item_version = models.ForeignKey(ItemVersion, on_delete=models.PROTECT, related_name="responses")
    answer = models.JSONField(_("answer"), default=dict)
    seq = models.PositiveIntegerField(default=0)
    flagged = models.BooleanField(_("marked for review"), default=False)
    saved_at = models.DateTimeField(_("saved"))
    mark = models.FloatField(_("mark"), null=True, blank=True)

    class Meta:
        ordering = ["attempt_id", "item_version_id"]
        verbose_name = _("answer")
        verbose_name_plural = _("answers")
        constraints = [
            models.UniqueConstraint(fields=["attempt", "item_version"], name="one_answer_per_question"),
        ]

    def __str__(self) -> str:
        return f"{self.attempt_id}: {self.item_version_id}"

    @property
    def value(self) -> Answer:
        """The answer itself; None when it was taken back."""
        return self.answer.get("value")
