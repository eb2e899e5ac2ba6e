"""Tests and questionnaires."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from assessments.models.items import ItemVersion
from assessments.models.versions import VersionModel
from lms.core.frozen import FrozenRow, NeverChanged
from lms.core.models import PublicModel


class Instrument(PublicModel):
    """A test or questionnaire through all its versions. PII: none."""

    key = models.CharField(_("key"), max_length=120, unique=True)

    class Meta:
        ordering = ["key"]
        verbose_name = _("instrument")
        verbose_name_plural = _("instruments")

    def __str__(self) -> str:
        return self.key


class InstrumentVersion(VersionModel):
    """Question versions in sections, in their order. PII: none.

    `title` and `intro` are `{"es", "en"}`; `minutes` is how long it usually takes; `questions` is
    how many a sitting asks, which is fewer than there are where a section draws some.
    """

    instrument = models.ForeignKey(Instrument, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField(_("number"))
    title = models.JSONField(_("title"))
    intro = models.JSONField(_("introduction"), default=dict)
    minutes = models.PositiveSmallIntegerField(_("minutes"))
    questions = models.PositiveSmallIntegerField(_("questions"))
    items = models.ManyToManyField(ItemVersion, through="InstrumentEntry", related_name="instruments")

    class Meta:
        ordering = ["instrument_id", "number"]
        verbose_name = _("version of an instrument")
        verbose_name_plural = _("versions of instruments")
        constraints = [
            models.UniqueConstraint(fields=["instrument", "number"], name="instrument_version_number"),
            models.UniqueConstraint(fields=["instrument", "content_hash"], name="instrument_version_content"),
            NeverChanged(name="instrument_version_frozen"),
        ]

    def __str__(self) -> str:
        return f"{self.instrument_id}/{self.number}"


class InstrumentSection(FrozenRow):
    """A part of a version, asked whole or drawn from. Frozen. PII: none.

    `title` is `{"es", "en"}` or empty; `draw` is how many of its questions a sitting asks, None
    for all; `draw_rule` says how many of them by tag (`assessments.rules.drawing`).
    """

    version = models.ForeignKey(InstrumentVersion, on_delete=models.CASCADE, related_name="sections")
    position = models.PositiveSmallIntegerField(_("position"))
    title = models.JSONField(_("title"), default=dict)
    draw = models.PositiveSmallIntegerField(_("questions drawn"), null=True, blank=True)
    draw_rule = models.JSONField(_("drawn by"), default=dict, blank=True)

    class Meta:
        ordering = ["version_id", "position"]
        verbose_name = _("section of an instrument")
        verbose_name_plural = _("sections of instruments")
        constraints = [
            models.UniqueConstraint(fields=["version", "position"], name="instrument_section_position"),
            models.CheckConstraint(
                condition=Q(draw__isnull=True) | Q(draw__gte=1), name="section_draws_something"
            ),
            # All questions are all of them, whatever their tags.
            models.CheckConstraint(
                condition=Q(draw__isnull=False) | Q(draw_rule={}), name="section_rule_only_with_a_draw"
            ),
            NeverChanged(name="instrument_section_frozen"),
        ]

    def __str__(self) -> str:
        return f"{self.version_id}: {self.position}"


class InstrumentEntry(FrozenRow):
    """The place of one question in one version of an instrument, and its worth. Frozen. PII: none.

    `position` counts through the whole version; `points` is what a perfect answer earns here, 0
    where nothing is marked.
    """

    version = models.ForeignKey(InstrumentVersion, on_delete=models.CASCADE, related_name="entries")
    section = models.ForeignKey(InstrumentSection, on_delete=models.CASCADE, related_name="entries")
    item_version = models.ForeignKey(ItemVersion, on_delete=models.PROTECT, related_name="entries")
    position = models.PositiveIntegerField(_("position"))
    points = models.FloatField(_("points"))

    class Meta:
        ordering = ["version_id", "position"]
        verbose_name = _("entry of an instrument")
        verbose_name_plural = _("entries of instruments")
        constraints = [
            models.UniqueConstraint(fields=["version", "position"], name="instrument_entry_position"),
            models.UniqueConstraint(fields=["version", "item_version"], name="instrument_entry_item"),
            models.CheckConstraint(condition=Q(points__gte=0), name="instrument_entry_points"),
            NeverChanged(name="instrument_entry_frozen"),
        ]

    def __str__(self) -> str:
        return f"{self.version_id}: {self.position}"
