"""What a center asks the parties of its hearings, period by period, and the ways in which it does."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from assessments.enums import TicketKind
from assessments.models.deliveries import Delivery
from lms.accounts.models import Center
from lms.core.models import PublicModel


class ClientSurvey(PublicModel):
    """A center's questionnaire for the parties of its hearings; closed while `closed_at` says so.

    PII: who opened it. Nothing of a case and nobody of a hearing is in any of these tables.
    """

    center = models.OneToOneField(Center, on_delete=models.PROTECT, related_name="client_survey")
    opened_at = models.DateTimeField(_("opened"))
    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    closed_at = models.DateTimeField(_("closed"), null=True, blank=True)

    class Meta:
        ordering = ["center_id"]
        verbose_name = _("survey of clients")
        verbose_name_plural = _("surveys of clients")

    def __str__(self) -> str:
        return f"{self.center_id}"


class ClientPeriod(PublicModel):
    """Four months of a survey, with the ballot box of their sheets; longer where too few sheets came.

    Once its delivery is closed nothing is added to the box any more. PII: none.
    """

    survey = models.ForeignKey(ClientSurvey, on_delete=models.PROTECT, related_name="periods")
    delivery = models.OneToOneField(Delivery, on_delete=models.PROTECT, related_name="client_period")
    starts_on = models.DateField(_("first day"))
    ends_on = models.DateField(_("last day"))

    class Meta:
        ordering = ["survey_id", "starts_on"]
        verbose_name = _("period of a survey of clients")
        verbose_name_plural = _("periods of surveys of clients")
        constraints = [
            models.UniqueConstraint(fields=["survey", "starts_on"], name="one_client_period_per_start"),
            models.CheckConstraint(
                condition=Q(ends_on__gt=F("starts_on")), name="client_period_ends_after_its_start"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.survey_id}: {self.starts_on}"


class TicketBatch(PublicModel):
    """Codes made at once: printed on slips, given by one tablet, or for sheets that staff type from paper.

    `made` is how many; those of a tablet are made one by one and not counted, since a count that rises with
    each sheet would say when it came. Only a hash of a tablet's token is kept. PII: who made them.
    """

    survey = models.ForeignKey(ClientSurvey, on_delete=models.PROTECT, related_name="batches")
    kind = models.CharField(_("kind"), max_length=6, choices=TicketKind)
    made = models.PositiveSmallIntegerField(_("codes"), default=0)
    made_at = models.DateTimeField(_("made"))
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    expires_at = models.DateTimeField(_("valid until"))
    ended_at = models.DateTimeField(_("ended"), null=True, blank=True)
    token_hash = models.CharField(max_length=64, null=True, blank=True, unique=True)

    class Meta:
        ordering = ["survey_id", "-made_at", "-id"]
        verbose_name = _("batch of codes")
        verbose_name_plural = _("batches of codes")
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=TicketKind.values), name="ticket_batch_kind"),
            models.CheckConstraint(
                condition=Q(kind=TicketKind.TABLET, token_hash__isnull=False)
                | (~Q(kind=TicketKind.TABLET) & Q(token_hash__isnull=True)),
                name="ticket_batch_token_of_a_tablet",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.survey_id}: {self.kind} {self.made}"

    @staticmethod
    def token_for(uuid: Any) -> str:
        """The token in the link of the tablet `uuid`; it follows from the secret key."""
        return salted_hmac("assessments.tablet", str(uuid), algorithm="sha256").hexdigest()

    def is_open(self, now: datetime) -> bool:
        """Whether its codes let sheets in at `now`."""
        return self.ended_at is None and now < self.expires_at
