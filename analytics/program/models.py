"""What the program promised to measure: versions that never change, each with its reason."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from analytics.releases.models import Release
from lms.core.frozen import FrozenRow, NeverChanged
from lms.core.models import PublicModel


class Indicator(PublicModel):
    """An indicator of the program, by its code; what it means is in its versions. PII: none."""

    code = models.SlugField(_("code"), max_length=12, unique=True)
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    is_active = models.BooleanField(_("in use"), default=True)

    class Meta:
        ordering = ["position", "code"]
        verbose_name = _("indicator")
        verbose_name_plural = _("indicators")

    def __str__(self) -> str:
        return self.code


class IndicatorVersion(FrozenRow, PublicModel):
    """The sheet of an indicator as of a day: the highest number holds, releases keep the one they had.

    `sheet` has the fields of `analytics.program.sheets`: texts in both languages, baseline, thresholds.
    PII: who wrote it.
    """

    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField(_("version"))
    sheet = models.JSONField(default=dict)
    reason = models.TextField(_("reason"))
    created_at = models.DateTimeField()
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ["indicator_id", "number"]
        verbose_name = _("version of an indicator")
        verbose_name_plural = _("versions of indicators")
        constraints = [
            models.UniqueConstraint(fields=["indicator", "number"], name="one_version_of_an_indicator"),
            NeverChanged(name="indicator_version_frozen", may_change=("created_by",)),
        ]

    def __str__(self) -> str:
        return f"{self.indicator_id}, {self.number}"


class Target(FrozenRow, PublicModel):
    """What an indicator should reach in a period, or at the end (`period` empty); the latest holds.

    PII: who set it.
    """

    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, related_name="targets")
    period = models.CharField(_("period"), max_length=10, blank=True, default="")
    value = models.FloatField(_("target"))
    reason = models.TextField(_("reason"))
    created_at = models.DateTimeField()
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ["indicator_id", "period", "id"]
        verbose_name = _("target")
        verbose_name_plural = _("targets")
        constraints = [NeverChanged(name="target_frozen", may_change=("created_by",))]

    def __str__(self) -> str:
        return f"{self.indicator_id} {self.period}: {self.value}"


class DeviationNote(PublicModel):
    """Why an indicator missed its target, or went far beyond it: facts, cause, action, date, approval.

    `facts` are those of the release and are never typed. Once approved it does not change.
    PII: who wrote and who approved it.
    """

    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, related_name="notes")
    release = models.ForeignKey(Release, on_delete=models.PROTECT, related_name="notes")
    period = models.CharField(_("period"), max_length=10, blank=True, default="")
    facts = models.JSONField(default=dict)
    cause = models.TextField(_("cause"))
    action = models.TextField(_("action"))
    due_on = models.DateField(_("until"))
    written_at = models.DateTimeField()
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    approved_at = models.DateTimeField(_("approved"), null=True)
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ["-written_at", "-id"]
        verbose_name = _("note on a deviation")
        verbose_name_plural = _("notes on deviations")
        constraints = [
            models.UniqueConstraint(fields=["indicator", "release", "period"], name="one_note_per_deviation")
        ]

    def __str__(self) -> str:
        return f"{self.indicator_id}: {self.cause[:40]}"
