"""Who asked to be sent a report, and how often."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from lms.core.models import PublicModel


class Rhythm(models.TextChoices):
    """When a report is sent."""

    PUBLICATION = "publication", _("With each publication of figures")
    MONTH = "month", _("At the beginning of each month")


class ReportSubscription(PublicModel):
    """A report that one person asked to be told of by letter, until they end it.

    `asked` are the report's filters as they stand in its address, `about` the same in words. `told` is the
    publication or month of the last letter, so that there is one for each. PII: who reads what.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    report = models.CharField(_("report"), max_length=40)
    asked = models.CharField(max_length=200, blank=True)
    about = models.CharField(max_length=200, blank=True)
    rhythm = models.CharField(_("when"), max_length=12, choices=Rhythm)
    since = models.DateTimeField(_("since"))
    told = models.CharField(max_length=20, blank=True)

    class Meta:
        ordering = ["since", "id"]
        verbose_name = _("report by letter")
        verbose_name_plural = _("reports by letter")
        constraints = [
            models.UniqueConstraint(fields=["user", "report", "asked"], name="one_letter_per_report"),
            models.CheckConstraint(condition=Q(rhythm__in=Rhythm.values), name="rhythm_is_known"),
        ]

    def __str__(self) -> str:
        return f"{self.user_id}: {self.report} {self.asked}"
