"""Panels that set pass marks: studies, judges, what they said in each round, and the record."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from analytics.standards.enums import Method
from lms.core.frozen import FrozenRow, NeverChanged
from lms.core.models import PublicModel


class StandardStudy(PublicModel):
    """One panel on one version of a test. `round` counts from 1; while `is_open`, judges say what they think.

    `borderline` describes the person who just passes, in the words of whoever convened it. PII: who did.
    """

    version = models.ForeignKey(
        "assessments.InstrumentVersion", on_delete=models.PROTECT, related_name="standard_studies"
    )
    method = models.CharField(_("method"), max_length=10, choices=Method)
    borderline = models.TextField(_("who just passes"))
    round = models.PositiveSmallIntegerField(_("round"), default=1)
    is_open = models.BooleanField(_("open"), default=True)
    created_at = models.DateTimeField()
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ["-created_at", "-id"]
        verbose_name = _("panel on a pass mark")
        verbose_name_plural = _("panels on pass marks")
        constraints = [
            models.CheckConstraint(condition=Q(method__in=Method.values), name="standard_method"),
            models.CheckConstraint(condition=Q(round__gte=1), name="standard_round"),
        ]

    def __str__(self) -> str:
        return f"{self.version_id}: {self.method}"


class StandardJudge(models.Model):
    """Somebody who judges in a panel. PII: who."""

    study = models.ForeignKey(StandardStudy, on_delete=models.CASCADE, related_name="judges")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="standard_panels"
    )

    class Meta:
        ordering = ["study_id", "id"]
        verbose_name = _("judge of a panel")
        verbose_name_plural = _("judges of panels")
        constraints = [models.UniqueConstraint(fields=["study", "user"], name="one_seat_per_judge")]

    def __str__(self) -> str:
        return f"{self.study_id}: {self.user_id}"


class StandardRating(models.Model):
    """What one judge said in one round; `figures` reads `values`. PII: whose judgment."""

    judge = models.ForeignKey(StandardJudge, on_delete=models.CASCADE, related_name="ratings")
    round = models.PositiveSmallIntegerField(_("round"))
    values = models.JSONField(default=dict)
    sent_at = models.DateTimeField()

    class Meta:
        ordering = ["judge_id", "round"]
        verbose_name = _("judgment of a panel")
        verbose_name_plural = _("judgments of panels")
        constraints = [models.UniqueConstraint(fields=["judge", "round"], name="one_judgment_per_round")]

    def __str__(self) -> str:
        return f"{self.judge_id}: {self.round}"


class StandardRecord(FrozenRow, PublicModel):
    """The mark that was approved and on what it rests: method, judges, interval, reason. Frozen.

    `share`, `low` and `high` are shares of the points; `course_key` is the course whose pass mark it became,
    "" for none. PII: who approved it.
    """

    study = models.OneToOneField(StandardStudy, on_delete=models.PROTECT, related_name="record")
    share = models.FloatField(_("pass mark"))
    low = models.FloatField(null=True)
    high = models.FloatField(null=True)
    judges = models.PositiveSmallIntegerField(_("judges"))
    is_provisional = models.BooleanField(_("provisional"))
    reason = models.TextField(_("reason"))
    course_key = models.CharField(max_length=255, blank=True)
    approved_at = models.DateTimeField(_("approved"))
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ["-approved_at", "-id"]
        verbose_name = _("record of a pass mark")
        verbose_name_plural = _("records of pass marks")
        constraints = [
            models.CheckConstraint(condition=Q(share__gte=0, share__lte=1), name="standard_share"),
            NeverChanged(name="standard_record_frozen", may_change=("approved_by",)),
        ]

    def __str__(self) -> str:
        return f"{self.study_id}: {self.share}"
