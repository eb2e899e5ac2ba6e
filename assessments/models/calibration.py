"""Cases that every assessor rates, and licences to assess."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from assessments.models.rubrics import Rubric, RubricVersion
from assessments.models.versions import VersionModel
from lms.core.frozen import NeverChanged
from lms.core.models import PublicModel


class SeedCase(VersionModel):
    """A written case with the levels agreed on and why. PII: none, people in it are invented.

    `content` is `{"summary", "text": {es, en}, "minutes"}`; `reference` is
    `{criterion: {"level": level or null, "reason": {es, en}}}`, told once somebody has rated the case.
    """

    key = models.CharField(_("key"), max_length=120)
    number = models.PositiveIntegerField(_("number"))
    title = models.JSONField(_("title"))
    rubric_version = models.ForeignKey(RubricVersion, on_delete=models.PROTECT, related_name="seed_cases")
    content = models.JSONField(_("content"))
    reference = models.JSONField(_("reference"))

    class Meta:
        ordering = ["key", "number"]
        verbose_name = _("calibration case")
        verbose_name_plural = _("calibration cases")
        constraints = [
            models.UniqueConstraint(fields=["key", "number"], name="seed_case_number"),
            models.UniqueConstraint(fields=["key", "content_hash"], name="seed_case_content"),
            NeverChanged(name="seed_case_frozen"),
        ]

    def __str__(self) -> str:
        return f"{self.key}/{self.number}"


class SeedRating(PublicModel):
    """How somebody rated a calibration case, once: afterwards they know the reference. PII: who.

    `scores` is {criterion: level or null}.
    """

    case = models.ForeignKey(SeedCase, on_delete=models.PROTECT, related_name="ratings")
    assessor = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="seed_ratings"
    )
    scores = models.JSONField(_("levels"))
    rated_at = models.DateTimeField(_("rated"))

    class Meta:
        ordering = ["rated_at", "id"]
        verbose_name = _("rating of a calibration case")
        verbose_name_plural = _("ratings of calibration cases")
        constraints = [
            models.UniqueConstraint(fields=["case", "assessor"], name="one_seed_rating_per_assessor"),
        ]

    def __str__(self) -> str:
        return f"{self.case_id}: {self.assessor_id}"


class AssessorLicence(PublicModel):
    """That somebody may decide about people with a rubric, from a day to a day. PII: who.

    `basis` are the figures that it rests on; whoever issued it may have had reasons beside them.
    """

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="assessor_licences"
    )
    rubric = models.ForeignKey(Rubric, on_delete=models.PROTECT, related_name="licences")
    issued_on = models.DateField(_("issued"))
    expires_on = models.DateField(_("expires"))
    basis = models.JSONField(_("basis"), default=dict)
    reason = models.TextField(_("reason"), blank=True)
    issued_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="licences_issued"
    )
    revoked_at = models.DateTimeField(_("revoked"), null=True, blank=True)

    class Meta:
        ordering = ["rubric_id", "user_id", "id"]
        verbose_name = _("licence to assess")
        verbose_name_plural = _("licences to assess")
        constraints = [
            models.CheckConstraint(
                condition=Q(expires_on__gt=F("issued_on")), name="licence_holds_for_a_time"
            ),
            models.UniqueConstraint(
                fields=["user", "rubric"],
                condition=Q(revoked_at__isnull=True),
                name="one_licence_in_force_per_rubric",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user_id}: {self.rubric_id}"
