"""Cohorts: one delivery of a course."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from courses.enums import Modality
from lms.core.models import PublicModel


class Cohort(PublicModel):
    """One delivery of a course, with dates, trainers, centers and people.

    Title, pass mark, result rule, hours and what counts as improved are copied from the course when the
    cohort is made: changing the course later never rewrites what these people had to reach. PII: none.
    """

    name = models.CharField(_("name"), max_length=160)
    code = models.CharField(_("code"), max_length=12, unique=True)
    course = models.ForeignKey("courses.Course", on_delete=models.PROTECT, related_name="cohorts")
    course_title = models.JSONField(default=dict)
    starts_on = models.DateField(_("starts on"))
    ends_on = models.DateField(_("ends on"))
    time_zone = models.CharField(_("time zone"), max_length=40, default="America/Mexico_City")
    centers = models.ManyToManyField("accounts.Center", verbose_name=_("centers"), related_name="cohorts")
    trainers = models.ManyToManyField(
        settings.AUTH_USER_MODEL, through="courses.CohortTrainer", related_name="trained_cohorts"
    )
    modality = models.CharField(_("modality"), max_length=8, choices=Modality, blank=True, default="")
    is_simulated = models.BooleanField(_("simulated"), default=False)
    join_open = models.BooleanField(_("people may join with the code"), default=False)
    pass_mark = models.FloatField(_("pass mark"), default=0.8)
    improved_items = models.PositiveSmallIntegerField(_("items that count as improved"), default=2)
    follow_up_days = models.PositiveSmallIntegerField(default=90)
    hours = models.PositiveSmallIntegerField(_("hours"), default=1)
    result_rule = models.JSONField(_("result rule"), default=dict, blank=True)
    settings = models.JSONField(default=dict, blank=True)
    created_at = models.DateTimeField()

    class Meta:
        ordering = ["-starts_on", "id"]
        verbose_name = _("cohort")
        verbose_name_plural = _("cohorts")
        constraints = [
            models.CheckConstraint(condition=Q(ends_on__gte=F("starts_on")), name="cohort_ends_after_start"),
        ]

    def __str__(self) -> str:
        return self.name


class CohortTrainer(models.Model):
    """Somebody who trains and rates the people of a cohort. PII: who trains where."""

    cohort = models.ForeignKey("courses.Cohort", on_delete=models.CASCADE, related_name="trainer_links")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="trainer_links")

    class Meta:
        ordering = ["cohort_id", "id"]
        constraints = [
            models.UniqueConstraint(fields=["cohort", "user"], name="one_trainer_link_per_cohort"),
        ]

    def __str__(self) -> str:
        return f"{self.cohort_id} {self.user_id}"
