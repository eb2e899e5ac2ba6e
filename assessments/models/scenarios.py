"""Stories that are played out in role-plays."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from assessments.models.versions import VersionModel
from lms.core.frozen import NeverChanged
from lms.core.models import PublicModel


class Scenario(PublicModel):
    """A scenario through all its versions. PII: none."""

    key = models.CharField(_("key"), max_length=120, unique=True)

    class Meta:
        ordering = ["key"]
        verbose_name = _("scenario")
        verbose_name_plural = _("scenarios")

    def __str__(self) -> str:
        return self.key


class ScenarioVersion(VersionModel):
    """A scenario as it is played; `assessments.rules.scenarios` says what `content` holds. PII: none."""

    scenario = models.ForeignKey(Scenario, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField(_("number"))
    title = models.JSONField(_("title"))
    content = models.JSONField(_("content"))

    class Meta:
        ordering = ["scenario_id", "number"]
        verbose_name = _("version of a scenario")
        verbose_name_plural = _("versions of scenarios")
        constraints = [
            models.UniqueConstraint(fields=["scenario", "number"], name="scenario_version_number"),
            models.UniqueConstraint(fields=["scenario", "content_hash"], name="scenario_version_content"),
            NeverChanged(name="scenario_version_frozen"),
        ]

    def __str__(self) -> str:
        return f"{self.scenario_id}/{self.number}"
