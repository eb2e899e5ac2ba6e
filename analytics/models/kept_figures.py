"""Figures of whole cohorts, kept so that the page on a large program need not read everybody."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class KeptFigures(models.Model):
    """The figures of one cohort's people as they were at `as_of`; whoever reads them says so.

    A copy, never a source: dropping it loses nothing. `basis` marks what they rest on; a row whose mark
    no longer holds is not used. `columns` are people without names (`analytics.facts.PERSON`, packed).
    PII: facts and scores of people who are not named, which can be told apart in a small cohort.
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
        return f"{self.cohort_id}: {self.as_of:%Y-%m-%d %H:%M}"
