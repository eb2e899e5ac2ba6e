"""Forms that somebody without an account is asked to answer about a person."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from assessments.enums import OPEN_REQUESTS, RequestState
from assessments.item_types import Answer
from assessments.models.deliveries import Delivery
from lms.accounts.models import Letter
from lms.core.models import PublicModel


class SheetRequest(PublicModel):
    """One sheet that a supervisor is asked for about one person, from the address on to the answers.

    The address is there only while it is needed. Only a hash of the link's token is kept, and the token
    follows from the secret key, so a copy of the database opens no form; `number` rises with each new link,
    and the one before opens nothing any more. `answers` is `{item version's id: answer}`.
    PII: the person, the supervisor's address, what the supervisor said of the person.
    """

    delivery = models.ForeignKey(Delivery, on_delete=models.PROTECT, related_name="requests")
    about = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="sheets_about")
    state = models.CharField(_("status"), max_length=8, choices=RequestState, default=RequestState.WAITING)
    address = models.EmailField(_("e-mail"), blank=True)
    language = models.CharField(_("language"), max_length=5)
    number = models.PositiveSmallIntegerField(_("number of the link"), default=1)
    token_hash = models.CharField(max_length=64, null=True, blank=True, unique=True)
    letter = models.ForeignKey(Letter, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    asked_at = models.DateTimeField(_("asked"), null=True, blank=True)
    reminded_at = models.DateTimeField(_("reminded"), null=True, blank=True)
    expires_at = models.DateTimeField(_("the link works until"), null=True, blank=True)
    ended_at = models.DateTimeField(_("answered, declined or expired"), null=True, blank=True)
    answers = models.JSONField(_("answers"), default=dict, blank=True)

    class Meta:
        ordering = ["delivery_id", "about_id"]
        verbose_name = _("request to a supervisor")
        verbose_name_plural = _("requests to supervisors")
        indexes = [models.Index(fields=["state", "expires_at"], name="sheet_requests_due")]
        constraints = [
            models.UniqueConstraint(fields=["delivery", "about"], name="one_sheet_request_per_person"),
            models.CheckConstraint(
                condition=Q(state__in=RequestState.values), name="sheet_request_state_is_known"
            ),
            # Whoever was asked has an address; whoever need not be asked any more has none.
            models.CheckConstraint(
                condition=Q(state__in=OPEN_REQUESTS) & ~Q(address="")
                | ~Q(state__in=OPEN_REQUESTS) & Q(address=""),
                name="sheet_request_address_while_needed",
            ),
            models.CheckConstraint(
                condition=Q(state=RequestState.ASKED, token_hash__isnull=False, expires_at__isnull=False)
                | ~Q(state=RequestState.ASKED),
                name="sheet_request_asked_has_a_link",
            ),
            models.CheckConstraint(
                condition=Q(state=RequestState.ANSWERED) | Q(answers={}),
                name="sheet_request_answers_once_answered",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.delivery_id}: {self.about_id}"

    def is_open(self, now: datetime) -> bool:
        """Whether the link can be used at `now`."""
        return self.state == RequestState.ASKED and self.expires_at is not None and now < self.expires_at

    def answer_to(self, item_version_id: int) -> Answer:
        """What the sheet says to one question; None when it was left empty."""
        return self.answers.get(str(item_version_id))

    @staticmethod
    def token_for(uuid: Any, number: int) -> str:
        """The token in the link `number` of the request `uuid`."""
        return salted_hmac("assessments.request", f"{uuid}:{number}", algorithm="sha256").hexdigest()
