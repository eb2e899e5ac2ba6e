"""Objections to released results."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from assessments.enums import AppealFinding, AppealStepKind
from assessments.models.rating_cases import RatingCase
from lms.core.models import PublicModel


class Appeal(PublicModel):
    """The one objection that a person may make to a released result. PII: their words.

    `closes_on` is the last day on which it could be made. It is open until its decision is done.
    """

    case = models.OneToOneField(RatingCase, on_delete=models.PROTECT, related_name="appeal")
    grounds = models.TextField(_("what is objected to"))
    filed_at = models.DateTimeField(_("filed"))
    closes_on = models.DateField(_("last day"))
    decided_at = models.DateTimeField(_("decided"), null=True, blank=True)

    class Meta:
        ordering = ["filed_at", "id"]
        verbose_name = _("appeal")
        verbose_name_plural = _("appeals")
        constraints = [models.CheckConstraint(condition=~Q(grounds=""), name="appeal_says_something")]

    def __str__(self) -> str:
        return f"{self.case_id}"


class AppealStep(models.Model):
    """One step of an appeal: asked of somebody, and once `done_at` what they found. PII: who, their words.

    `scores` is {criterion: level or null}: what was rated anew, or decided.
    """

    appeal = models.ForeignKey(Appeal, on_delete=models.PROTECT, related_name="steps")
    kind = models.CharField(_("step"), max_length=10, choices=AppealStepKind)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="appeal_steps")
    finding = models.CharField(_("finding"), max_length=10, choices=AppealFinding, blank=True)
    reason = models.TextField(_("reason"), blank=True)
    scores = models.JSONField(_("levels"), default=dict, blank=True)
    asked_at = models.DateTimeField(_("asked"))
    done_at = models.DateTimeField(_("done"), null=True, blank=True)

    class Meta:
        ordering = ["appeal_id", "id"]
        verbose_name = _("step of an appeal")
        verbose_name_plural = _("steps of appeals")
        constraints = [
            models.UniqueConstraint(fields=["appeal", "kind"], name="one_appeal_step_of_a_kind"),
            models.CheckConstraint(
                condition=Q(kind__in=AppealStepKind.values), name="appeal_step_kind_is_known"
            ),
            models.CheckConstraint(
                condition=Q(done_at__isnull=True) | ~Q(reason=""), name="appeal_step_has_its_reason"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.appeal_id}: {self.kind}"
