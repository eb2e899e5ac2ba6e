"""What was typed from tests on paper."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from assessments.models.attempts import Attempt
from assessments.models.deliveries import Delivery
from assessments.models.instruments import InstrumentVersion
from assessments.models.typed_twice import TypedTwice


class PaperEntry(TypedTwice):
    """One person's answer sheet as one hand typed it, and as a second hand did.

    `first`, `second` and `settled` are {place in the test: what was typed}; `settled` are the places where
    the two differed. Only when every place is settled is there a sitting, `attempt`. `edition` says what
    was drawn (`selectors.previews.paper_of`). PII: whose paper it is, the answers, and who typed.
    """

    delivery = models.ForeignKey(Delivery, on_delete=models.PROTECT, related_name="paper_entries")
    instrument_version = models.ForeignKey(InstrumentVersion, on_delete=models.PROTECT, related_name="+")
    edition = models.PositiveSmallIntegerField(_("edition"), default=1)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("person"),
        on_delete=models.PROTECT,
        related_name="paper_entries",
    )
    sat_on = models.DateField(_("date of the test"))
    attempt = models.OneToOneField(
        Attempt, null=True, blank=True, on_delete=models.PROTECT, related_name="paper_entry"
    )

    class Meta:
        ordering = ["delivery_id", "id"]
        verbose_name = _("answer sheet on paper")
        verbose_name_plural = _("answer sheets on paper")
        constraints = [
            models.UniqueConstraint(fields=["delivery", "person"], name="one_paper_per_person"),
            # Four eyes: nobody checks what they typed.
            models.CheckConstraint(
                condition=Q(checked_by__isnull=True)
                | Q(entered_by__isnull=True)
                | ~Q(checked_by=F("entered_by")),
                name="paper_checked_by_another",
            ),
            models.CheckConstraint(
                condition=Q(attempt__isnull=True) | Q(checked_at__isnull=False),
                name="paper_stored_once_checked",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.delivery_id}: {self.person_id}"
