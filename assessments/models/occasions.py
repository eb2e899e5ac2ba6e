"""Role-plays and other performances to be rated."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from assessments.enums import OccasionMode
from assessments.models.rubrics import RubricVersion
from assessments.models.scenarios import ScenarioVersion
from lms.core import clock
from lms.core.models import PublicModel


class Occasion(PublicModel):
    """A role-play or session to be rated; `title` is {es, en}. PII: none.

    A step of a cohort may point at it, or nothing: a calibration exercise stands alone. `add_ons`
    are the keys of the rubric's extra criteria that its scenarios call for. With `peers` those who are
    rated may rate each other too, beside the assessors and never in the result.
    """

    rubric_version = models.ForeignKey(RubricVersion, on_delete=models.PROTECT, related_name="occasions")
    mode = models.CharField(_("mode"), max_length=10, choices=OccasionMode)
    title = models.JSONField(_("title"))
    held_at = models.DateTimeField(_("held"), null=True, blank=True)
    add_ons = models.JSONField(_("extra criteria"), default=list, blank=True)
    peers = models.BooleanField(_("peers rate each other"), default=False)
    scenario_versions = models.ManyToManyField(
        ScenarioVersion, through="OccasionScenario", related_name="occasions"
    )

    class Meta:
        ordering = ["held_at", "id"]
        verbose_name = _("occasion")
        verbose_name_plural = _("occasions")

    def __str__(self) -> str:
        return f"{self.get_mode_display()} {self.pk}"

    @property
    def has_begun(self) -> bool:
        """Whether people may be rated on it: not before its session; without a date, always."""
        return self.held_at is None or clock.now() >= self.held_at


class OccasionScenario(models.Model):
    """A scenario that is played on an occasion. PII: none."""

    occasion = models.ForeignKey(Occasion, on_delete=models.CASCADE, related_name="scenario_links")
    scenario_version = models.ForeignKey(
        ScenarioVersion, on_delete=models.PROTECT, related_name="occasion_links"
    )

    class Meta:
        ordering = ["occasion_id", "id"]
        verbose_name = _("scenario of an occasion")
        verbose_name_plural = _("scenarios of occasions")
        constraints = [
            models.UniqueConstraint(
                fields=["occasion", "scenario_version"], name="scenario_once_per_occasion"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.occasion_id}: {self.scenario_version_id}"


class RoleCast(models.Model):
    """Who plays which role, and so may read its secret sheet. PII: who takes part, as what."""

    occasion = models.ForeignKey(Occasion, on_delete=models.CASCADE, related_name="cast")
    scenario_version = models.ForeignKey(ScenarioVersion, on_delete=models.PROTECT, related_name="cast")
    role = models.CharField(_("role in the scenario"), max_length=60)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="roles_played")

    class Meta:
        ordering = ["occasion_id", "scenario_version_id", "role", "id"]
        verbose_name = _("role played")
        verbose_name_plural = _("roles played")
        constraints = [
            models.UniqueConstraint(
                fields=["occasion", "scenario_version", "role", "user"], name="role_once_per_person"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.occasion_id}: {self.role} / {self.user_id}"
