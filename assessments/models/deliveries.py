"""Instruments opened to people."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from assessments.enums import ONE_PAGE, Feedback, Purpose
from assessments.models.instruments import InstrumentVersion
from lms.core.models import PublicModel


class Delivery(PublicModel):
    """One instrument version, opened for a window under rules. PII: none.

    Who may take it is said by the registry that courses fill (`assessments.registries`).
    """

    instrument_version = models.ForeignKey(
        InstrumentVersion, on_delete=models.PROTECT, related_name="deliveries"
    )
    purpose = models.CharField(_("purpose"), max_length=20, choices=Purpose)
    opens_at = models.DateTimeField(_("opens"))
    closes_at = models.DateTimeField(_("closes"), null=True, blank=True)
    time_limit = models.PositiveSmallIntegerField(_("time limit in minutes"), null=True, blank=True)
    max_attempts = models.PositiveSmallIntegerField(_("attempts"), default=1)
    shuffle = models.BooleanField(_("shuffle questions and options"), default=True)
    feedback = models.CharField(_("feedback"), max_length=10, choices=Feedback, default=Feedback.NONE)
    anonymous = models.BooleanField(_("anonymous"), default=False)

    class Meta:
        ordering = ["opens_at", "id"]
        verbose_name = _("delivery")
        verbose_name_plural = _("deliveries")
        constraints = [
            models.CheckConstraint(
                condition=Q(closes_at__isnull=True) | Q(closes_at__gt=F("opens_at")),
                name="delivery_closes_after_it_opens",
            ),
            models.CheckConstraint(condition=Q(max_attempts__gte=1), name="delivery_allows_an_attempt"),
            # Two anonymous sheets could not be told to be one person's.
            models.CheckConstraint(
                condition=Q(anonymous=False) | Q(max_attempts=1), name="anonymous_delivery_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_purpose_display()} {self.pk}"

    @property
    def on_one_page(self) -> bool:
        """Whether all questions stand on one page, sent once."""
        return self.purpose in ONE_PAGE
