"""Behavior-anchored scales."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from assessments.models.versions import VersionModel
from lms.core.frozen import FrozenRow, NeverChanged
from lms.core.models import PublicModel


class Rubric(PublicModel):
    """A rubric through all its versions. PII: none."""

    key = models.CharField(_("key"), max_length=120, unique=True)

    class Meta:
        ordering = ["key"]
        verbose_name = _("rubric")
        verbose_name_plural = _("rubrics")

    def __str__(self) -> str:
        return self.key


class RubricVersion(VersionModel):
    """A rubric as assessors use it. PII: none.

    `levels` is `[{"value", "label": {es, en}}]`; `rules` are the thresholds of
    `assessments.rules.competence.CompetenceRules`. `weights` is {criterion: weight}, 1 where it says
    nothing; `instructions` is {es, en}. `structure_hash` stays the same where only wording changed, so
    that figures of two versions may be put together.
    """

    rubric = models.ForeignKey(Rubric, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField(_("number"))
    title = models.JSONField(_("title"))
    levels = models.JSONField(_("levels"), default=list)
    rules = models.JSONField(_("rules"), default=dict)
    weights = models.JSONField(_("weights"), default=dict, blank=True)
    instructions = models.JSONField(_("instructions"), default=dict, blank=True)
    structure_hash = models.CharField(max_length=64, editable=False, db_index=True)

    class Meta:
        ordering = ["rubric_id", "number"]
        verbose_name = _("version of a rubric")
        verbose_name_plural = _("versions of rubrics")
        constraints = [
            models.UniqueConstraint(fields=["rubric", "number"], name="rubric_version_number"),
            models.UniqueConstraint(fields=["rubric", "content_hash"], name="rubric_version_content"),
            NeverChanged(name="rubric_version_frozen"),
        ]

    def __str__(self) -> str:
        return f"{self.rubric_id}/{self.number}"


class Criterion(FrozenRow):
    """What is looked at; a critical one must reach its own minimum. PII: none.

    An add-on is used only where a scenario of the occasion calls for it.
    """

    rubric_version = models.ForeignKey(RubricVersion, on_delete=models.CASCADE, related_name="criteria")
    position = models.PositiveSmallIntegerField(_("position"))
    key = models.CharField(_("key"), max_length=60)
    title = models.JSONField(_("title"))
    critical = models.BooleanField(_("critical"), default=False)
    add_on = models.BooleanField(_("only with some scenarios"), default=False)

    class Meta:
        ordering = ["rubric_version_id", "position"]
        verbose_name = _("criterion")
        verbose_name_plural = _("criteria")
        constraints = [
            models.UniqueConstraint(fields=["rubric_version", "position"], name="criterion_position"),
            models.UniqueConstraint(fields=["rubric_version", "key"], name="criterion_key"),
            NeverChanged(name="criterion_frozen"),
        ]

    def __str__(self) -> str:
        return self.key


class Level(FrozenRow):
    """What one level of one criterion looks like in the room (`anchor`: {es, en}). PII: none."""

    criterion = models.ForeignKey(Criterion, on_delete=models.CASCADE, related_name="levels")
    value = models.PositiveSmallIntegerField(_("value"))
    anchor = models.JSONField(_("behavior"))

    class Meta:
        ordering = ["criterion_id", "value"]
        verbose_name = _("level")
        verbose_name_plural = _("levels")
        constraints = [
            models.UniqueConstraint(fields=["criterion", "value"], name="level_value"),
            NeverChanged(name="level_frozen"),
        ]

    def __str__(self) -> str:
        return f"{self.criterion_id}: {self.value}"
