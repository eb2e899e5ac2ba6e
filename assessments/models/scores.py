"""Marks of sittings, as rows that reports sum up in SQL."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from assessments.enums import ScoreScope
from assessments.models.attempts import Attempt
from lms.core.frozen import FrozenRow, NeverChanged


class Score(FrozenRow):
    """The points of one sitting, in all or in one topic, of one marking. Frozen. PII: through the sitting.

    Written with the closing of the sitting. Marking anew adds rows of the next `revision`;
    `Attempt.revision` names those in force. `marking_version` names the rules that marked.
    """

    attempt = models.ForeignKey(Attempt, on_delete=models.PROTECT, related_name="scores", db_index=False)
    revision = models.PositiveSmallIntegerField(_("revision"))
    scope = models.CharField(_("scope"), max_length=5, choices=ScoreScope)
    topic = models.CharField(_("topic"), max_length=60, blank=True)
    points = models.FloatField(_("points"))
    maximum = models.FloatField(_("highest possible points"))
    marking_version = models.PositiveSmallIntegerField(_("version of the marking"))

    class Meta:
        ordering = ["attempt_id", "revision", "scope", "topic"]
        verbose_name = _("score")
        verbose_name_plural = _("scores")
        constraints = [
            models.UniqueConstraint(
                fields=["attempt", "revision", "scope", "topic"], name="one_score_per_scope"
            ),
            models.CheckConstraint(
                condition=Q(scope=ScoreScope.TOTAL, topic="") | (Q(scope=ScoreScope.TOPIC) & ~Q(topic="")),
                name="score_names_its_topic",
            ),
            models.CheckConstraint(
                condition=Q(points__gte=0) & Q(points__lte=F("maximum")) & Q(revision__gte=1),
                name="score_is_possible",
            ),
            NeverChanged(name="score_frozen"),
        ]

    def __str__(self) -> str:
        return f"{self.attempt_id}/{self.revision} {self.topic or self.scope}: {self.points}"


class Regrade(FrozenRow):
    """A sitting marked anew with another outcome: why, before and after. Frozen. PII: who did it.

    `before` and `after` map "" (the total) and each topic to `[points, maximum]`.
    """

    attempt = models.ForeignKey(Attempt, on_delete=models.PROTECT, related_name="regrades")
    from_revision = models.PositiveSmallIntegerField(_("from revision"))
    to_revision = models.PositiveSmallIntegerField(_("to revision"))
    at = models.DateTimeField(_("at"))
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    reason = models.CharField(_("reason"), max_length=200)
    before = models.JSONField(_("before"))
    after = models.JSONField(_("after"))

    class Meta:
        ordering = ["attempt_id", "to_revision"]
        verbose_name = _("marking anew")
        verbose_name_plural = _("markings anew")
        constraints = [
            models.UniqueConstraint(fields=["attempt", "to_revision"], name="one_regrade_per_revision"),
            models.CheckConstraint(
                condition=Q(to_revision=F("from_revision") + 1), name="regrade_is_the_next_revision"
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="regrade_has_a_reason"),
            NeverChanged(name="regrade_frozen", may_change=("actor",)),
        ]

    def __str__(self) -> str:
        return f"{self.attempt_id}: {self.from_revision} → {self.to_revision}"
