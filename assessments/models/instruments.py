"""Tests and questionnaires."""

from django.db import models
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
    """An ordered set of question versions. PII: none.

    `title` and `intro` are `{"es", "en"}`; `minutes` is how long it usually takes.
    """

    instrument = models.ForeignKey(Instrument, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField(_("number"))
    title = models.JSONField(_("title"))
    intro = models.JSONField(_("introduction"), default=dict)
    minutes = models.PositiveSmallIntegerField(_("minutes"))
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


class InstrumentEntry(FrozenRow):
    """The place of one question in one version of an instrument. PII: none."""

    version = models.ForeignKey(InstrumentVersion, on_delete=models.CASCADE, related_name="entries")
    item_version = models.ForeignKey(ItemVersion, on_delete=models.PROTECT, related_name="entries")
    position = models.PositiveIntegerField(_("position"))

    class Meta:
        ordering = ["version_id", "position"]
        verbose_name = _("entry of an instrument")
        verbose_name_plural = _("entries of instruments")
        constraints = [
            models.UniqueConstraint(fields=["version", "position"], name="instrument_entry_position"),
            models.UniqueConstraint(fields=["version", "item_version"], name="instrument_entry_item"),
            NeverChanged(name="instrument_entry_frozen"),
        ]

    def __str__(self) -> str:
        return f"{self.version_id}: {self.position}"
