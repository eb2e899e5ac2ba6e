"""Who takes part in a cohort, and which lessons they have read."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from courses.enums import AgeBand, EnrollmentSource, EnrollmentStatus
from lms.core.models import PublicModel


class Enrollment(PublicModel):
    """One person in one cohort, with the facts for disaggregation as they were on that day.

    `center`, `office`, `job_role`, `sex`, `age_band` and `state` are copies and stay as they are: moving to
    another center never rewrites past figures. PII: who takes part, and those six facts.
    """

    cohort = models.ForeignKey("courses.Cohort", on_delete=models.PROTECT, related_name="enrollments")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="enrollments")
    status = models.CharField(
        _("status"), max_length=10, choices=EnrollmentStatus, default=EnrollmentStatus.ACTIVE
    )
    source = models.CharField(max_length=8, choices=EnrollmentSource, default=EnrollmentSource.MANUAL)
    enrolled_at = models.DateTimeField(_("enrolled at"))
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    center = models.ForeignKey(
        "accounts.Center", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    office = models.ForeignKey(
        "accounts.Office", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    job_role = models.CharField(max_length=20, blank=True)
    sex = models.CharField(max_length=1, blank=True)
    age_band = models.CharField(max_length=10, choices=AgeBand, blank=True)
    state = models.CharField(max_length=3, blank=True)

    class Meta:
        ordering = ["cohort_id", "id"]
        verbose_name = _("enrollment")
        verbose_name_plural = _("enrollments")
        indexes = [models.Index(fields=["user", "status"]), models.Index(fields=["cohort", "center"])]
        constraints = [
            models.UniqueConstraint(fields=["cohort", "user"], name="one_enrollment_per_cohort_and_person"),
        ]

    def __str__(self) -> str:
        return f"{self.cohort_id} {self.user_id}"


class LessonProgress(models.Model):
    """One lesson that one enrolled person marked as read. PII: what the person read, and when."""

    enrollment = models.ForeignKey(
        "courses.Enrollment", on_delete=models.CASCADE, related_name="lesson_progress"
    )
    lesson = models.ForeignKey("courses.Lesson", on_delete=models.PROTECT, related_name="progress")
    completed_at = models.DateTimeField()

    class Meta:
        ordering = ["enrollment_id", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["enrollment", "lesson"], name="one_progress_per_enrollment_and_lesson"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.enrollment_id} {self.lesson_id}"


class RosterUpload(PublicModel):
    """A table of people between its upload and its import; only its uploader can open it.

    Kept on the server so that nothing personal travels through the browser twice, and removed when
    it was applied or has expired. PII: the whole table.
    """

    cohort = models.ForeignKey("courses.Cohort", on_delete=models.CASCADE, related_name="+")
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    uploaded_at = models.DateTimeField()
    file_name = models.CharField(max_length=200)
    header = models.JSONField(default=list)
    rows = models.JSONField(default=list)
    mapping = models.JSONField(default=dict)

    class Meta:
        ordering = ["uploaded_at", "id"]
        verbose_name = _("roster upload")
        verbose_name_plural = _("roster uploads")

    def __str__(self) -> str:
        return self.file_name
