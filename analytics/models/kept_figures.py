"""A table that nobody writes any more."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class KeptFigures(models.Model):
    """Empty, and neither written nor read: it held figures of last night, before there were releases.

    Releases took their place (ADR 0056); the table stays, since migrations take nothing away (ADR 0035).
    """

    cohort = models.OneToOneField("courses.Cohort", on_delete=models.CASCADE, related_name="+")
    as_of = models.DateTimeField(_("as of"))
    basis = models.CharField(max_length=200)
    columns = models.BinaryField()
    topics = models.JSONField(default=dict)
    ratings = models.JSONField(default=list)

    class Meta:
        ordering = ["cohort_id"]
        verbose_name = _("kept figures")
        verbose_name_plural = _("kept figures")

    def __str__(self) -> str:
        return str(self.cohort_id)
