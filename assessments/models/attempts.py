"""What people answered."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from assessments.enums import EvidenceReason
from assessments.item_types import Answer
from assessments.models.deliveries import Delivery
from assessments.models.instruments import InstrumentVersion
from assessments.models.items import ItemVersion
from lms.core.frozen import FrozenRow, NeverChanged
from lms.core.models import PublicModel


class Attempt(PublicModel):
    """One sitting. PII: who, when and how well.

    Anonymous sheets are no sittings: they lie in the ballot box (`assessments.models.ballots`).
    `instrument_version` is the form that this sitting got. `epoch` rises each time the sitting is
    opened, and stale tabs are told so; `tab` is the one that opened it, by a name that it made up for
    this sitting, so that one whose claim was granted and never answered is known again. `revision` names
    the scores in force (`Score`); 0 means that nothing is marked.
    """

    delivery = models.ForeignKey(Delivery, on_delete=models.PROTECT, related_name="attempts")
    instrument_version = models.ForeignKey(
        InstrumentVersion, on_delete=models.PROTECT, related_name="attempts"
    )
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="attempts")
    number = models.PositiveSmallIntegerField(_("number"), default=1)
    started_at = models.DateTimeField(_("started"))
    due_at = models.DateTimeField(_("due"), null=True, blank=True)
    submitted_at = models.DateTimeField(_("submitted"), null=True, blank=True)
    epoch = models.PositiveIntegerField(default=0)
    tab = models.UUIDField(null=True, blank=True, editable=False)
    seed = models.BigIntegerField(default=0)
    revision = models.PositiveSmallIntegerField(_("revision of the scores"), default=0)

    class Meta:
        ordering = ["delivery_id", "user_id", "number", "id"]
        verbose_name = _("attempt")
        verbose_name_plural = _("attempts")
        indexes = [
            # What a scheduled task and every report ask: whose time ran out.
            models.Index(fields=["due_at"], name="open_attempt_due", condition=Q(submitted_at__isnull=True)),
        ]
        constraints = [
            models.UniqueConstraint(fields=["delivery", "user", "number"], name="attempt_number"),
            models.UniqueConstraint(
                fields=["delivery", "user"],
                condition=Q(submitted_at__isnull=True),
                name="one_open_attempt_per_person",
            ),
            models.CheckConstraint(
                condition=Q(revision=0) | Q(submitted_at__isnull=False), name="only_ended_attempts_are_marked"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.delivery_id}: {self.user_id} ({self.number})"


class AttemptItem(FrozenRow):
    """One question of one sitting, as it was laid before the person. Frozen. PII: through the sitting.

    `option_order` holds the keys of the options in the order shown, `topic` what the question was
    about then, `points` what a perfect answer earns. Nothing of it is ever worked out again.
    """

    attempt = models.ForeignKey(Attempt, on_delete=models.PROTECT, related_name="items", db_index=False)
    position = models.PositiveSmallIntegerField(_("position"))
    item_version = models.ForeignKey(ItemVersion, on_delete=models.PROTECT, related_name="+")
    option_order = models.JSONField(_("order of the options"), default=list)
    topic = models.CharField(_("topic"), max_length=60, blank=True)
    points = models.FloatField(_("points"))

    class Meta:
        ordering = ["attempt_id", "position"]
        verbose_name = _("question of an attempt")
        verbose_name_plural = _("questions of attempts")
        constraints = [
            models.UniqueConstraint(fields=["attempt", "position"], name="attempt_item_position"),
            models.UniqueConstraint(fields=["attempt", "item_version"], name="attempt_item_once"),
            models.CheckConstraint(condition=Q(points__gte=0), name="attempt_item_points"),
            NeverChanged(name="attempt_item_frozen"),
        ]

    def __str__(self) -> str:
        return f"{self.attempt_id}: {self.position}"


def packed(value: Answer) -> dict[str, Answer]:
    """How an answer is stored; an empty one has no key, so that a query can tell on any database."""
    return {} if value is None else {"value": value}


class Response(models.Model):
    """The latest answer that counts: `{"value": …}`, as its item type gives it; `{}` when taken back.

    `seq` rises with each edit; `flagged` is the person's own "look at this again"; `mark` is what the
    answer earns by its key: it counts, and is told to somebody, once the sitting has a revision. PII:
    what a person answered.
    """

    # A unique index below begins with the sitting: one of its own would be written for nothing.
    attempt = models.ForeignKey(Attempt, on_delete=models.CASCADE, related_name="responses", db_index=False)
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


class ResponseEvidence(FrozenRow):
    """An answer that came too late or lost a conflict: kept, flagged by its reason, never counted.

    Frozen but for words that erasure blanks. PII: what a person answered.
    """

    attempt = models.ForeignKey(Attempt, on_delete=models.PROTECT, related_name="evidence", db_index=False)
    item_version = models.ForeignKey(ItemVersion, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(_("reason"), max_length=12, choices=EvidenceReason)
    answer = models.JSONField(_("answer"), default=dict)
    seq = models.PositiveIntegerField()
    epoch = models.PositiveIntegerField()
    received_at = models.DateTimeField(_("received"))

    class Meta:
        ordering = ["attempt_id", "received_at", "id"]
        verbose_name = _("answer that does not count")
        verbose_name_plural = _("answers that do not count")
        constraints = [
            models.CheckConstraint(
                condition=Q(reason__in=EvidenceReason.values), name="evidence_has_a_known_reason"
            ),
            # A queue that is sent again and again leaves one row, not one for each try.
            models.UniqueConstraint(
                fields=["attempt", "item_version", "reason", "epoch", "seq"], name="evidence_once"
            ),
            NeverChanged(name="evidence_frozen", may_change=("answer",)),
        ]

    def __str__(self) -> str:
        return f"{self.attempt_id}: {self.item_version_id} ({self.reason})"

    @property
    def value(self) -> Answer:
        """The answer itself; None when it was taken back."""
        return self.answer.get("value")
