"""Role-plays and what assessors said of them."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from assessments.enums import OccasionMode, RatingStatus
from assessments.models.rubrics import Criterion, RubricVersion
from lms.core.models import PublicModel


class Occasion(PublicModel):
    """A role-play or session to be rated; `title` is {es, en}. PII: none."""

    rubric_version = models.ForeignKey(RubricVersion, on_delete=models.PROTECT, related_name="occasions")
    mode = models.CharField(_("mode"), max_length=10, choices=OccasionMode)
    title = models.JSONField(_("title"))
    held_at = models.DateTimeField(_("held"), null=True, blank=True)

    class Meta:
        ordering = ["held_at", "id"]
        verbose_name = _("occasion")
        verbose_name_plural = _("occasions")

    def __str__(self) -> str:
        return f"{self.get_mode_display()} {self.pk}"


class Rating(PublicModel):
    """One assessor's view of one person on one occasion. PII: who rated whom, and the comments.

    `revision` rises with each save, so that a stale tab cannot overwrite a newer one.
    """

    occasion = models.ForeignKey(Occasion, on_delete=models.PROTECT, related_name="ratings")
    subject = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="ratings_received"
    )
    assessor = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="ratings_given"
    )
    status = models.CharField(_("status"), max_length=10, choices=RatingStatus, default=RatingStatus.DRAFT)
    comment = models.TextField(_("overall comment"), blank=True)
    revision = models.PositiveIntegerField(default=0)
    saved_at = models.DateTimeField(_("saved"))
    submitted_at = models.DateTimeField(_("submitted"), null=True, blank=True)

    class Meta:
        ordering = ["occasion_id", "subject_id", "assessor_id"]
        verbose_name = _("rating")
        verbose_name_plural = _("ratings")
        constraints = [
            models.UniqueConstraint(
                fields=["occasion", "subject", "assessor"], name="one_rating_per_assessor_and_person"
            ),
            models.CheckConstraint(
                condition=Q(status=RatingStatus.DRAFT, submitted_at__isnull=True)
                | Q(status=RatingStatus.SUBMITTED, submitted_at__isnull=False),
                name="submitted_rating_has_its_moment",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.occasion_id}: {self.subject_id} / {self.assessor_id}"

    @property
    def is_submitted(self) -> bool:
        return self.status == RatingStatus.SUBMITTED


class CriterionScore(models.Model):
    """A level, or N/O (`value` empty), with a comment. `decided` is false while only a comment
    was typed. PII: part of a rating."""

    rating = models.ForeignKey(Rating, on_delete=models.CASCADE, related_name="scores")
    criterion = models.ForeignKey(Criterion, on_delete=models.PROTECT, related_name="scores")
    value = models.PositiveSmallIntegerField(_("level"), null=True, blank=True)
    decided = models.BooleanField(default=True)
    comment = models.TextField(_("comment"), blank=True)

    class Meta:
        ordering = ["rating_id", "criterion_id"]
        verbose_name = _("score on a criterion")
        verbose_name_plural = _("scores on criteria")
        constraints = [
            models.UniqueConstraint(fields=["rating", "criterion"], name="one_score_per_criterion"),
            models.CheckConstraint(
                condition=Q(decided=True) | Q(value__isnull=True), name="undecided_score_has_no_level"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.rating_id}: {self.criterion_id}"
