"""What somebody has to look after on an exam day."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from assessments.enums import ConcernKind, IncidentKind, IncidentState
from assessments.models.exam_days import ExamDay
from assessments.models.rating_cases import RatingCase
from lms.core.models import PublicModel


class Incident(PublicModel):
    """Something that happened in a room, or a call for help. PII: who reported and settled it, their words.

    While one about a case is open its sheets are talked over, whatever they say.
    """

    day = models.ForeignKey(ExamDay, on_delete=models.CASCADE, related_name="incidents")
    case = models.ForeignKey(
        RatingCase, null=True, blank=True, on_delete=models.PROTECT, related_name="incidents"
    )
    kind = models.CharField(_("what happened"), max_length=12, choices=IncidentKind)
    text = models.TextField(_("in words"), blank=True)
    state = models.CharField(_("status"), max_length=10, choices=IncidentState, default=IncidentState.OPEN)
    reported_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="incidents_reported"
    )
    reported_at = models.DateTimeField(_("reported"))
    resolution = models.TextField(_("what was done"), blank=True)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="incidents_settled",
    )
    settled_at = models.DateTimeField(_("settled"), null=True, blank=True)

    class Meta:
        ordering = ["day_id", "id"]
        verbose_name = _("incident")
        verbose_name_plural = _("incidents")
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=IncidentKind.values), name="incident_kind_is_known"),
            models.CheckConstraint(
                condition=Q(state=IncidentState.OPEN, settled_at__isnull=True)
                | Q(state=IncidentState.SETTLED, settled_at__isnull=False),
                name="settled_incident_has_its_moment",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.day_id}: {self.kind}"

    @property
    def is_open(self) -> bool:
        return self.state == IncidentState.OPEN


class Concern(PublicModel):
    """A worry about a person's conduct, for whoever leads the day alone; it never changes a rating.

    PII: who raised it, about whom, and the words of both. The person hears of it (`told_at`) and may
    answer before anybody concludes.
    """

    case = models.ForeignKey(RatingCase, on_delete=models.PROTECT, related_name="concerns")
    kind = models.CharField(_("about"), max_length=10, choices=ConcernKind)
    text = models.TextField(_("in words"))
    raised_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="concerns_raised"
    )
    raised_at = models.DateTimeField(_("raised"))
    told_at = models.DateTimeField(_("told to the person"), null=True, blank=True)
    answer = models.TextField(_("answer"), blank=True)
    answered_at = models.DateTimeField(_("answered"), null=True, blank=True)
    conclusion = models.TextField(_("conclusion"), blank=True)
    concluded_at = models.DateTimeField(_("concluded"), null=True, blank=True)

    class Meta:
        ordering = ["case_id", "id"]
        verbose_name = _("concern")
        verbose_name_plural = _("concerns")
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=ConcernKind.values), name="concern_kind_is_known"),
            models.CheckConstraint(condition=~Q(text=""), name="concern_says_something"),
            models.CheckConstraint(
                condition=Q(concluded_at__isnull=True) | Q(told_at__isnull=False),
                name="nobody_concludes_unheard",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case_id}: {self.kind}"
