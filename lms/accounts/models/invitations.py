"""Invitations by which people enter accounts that were made for them."""

import hashlib
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import models
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from lms.core.models import PublicModel


class Invitation(PublicModel):
    """One letter to one person at one address, good until it is used, replaced or too old.

    Only a hash of the token is kept, and the token follows from the secret key, which is no part of the
    database: a copy of the database opens no account, and a letter sent again holds the same link.
    PII: who was invited, by whom, when and at which address.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="invitations")
    address = models.EmailField(_("e-mail"), blank=True)
    token_hash = models.CharField(max_length=64, unique=True)
    sent_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    sent_at = models.DateTimeField(_("sent at"))
    expires_at = models.DateTimeField(_("valid until"))
    accepted_at = models.DateTimeField(_("accepted at"), null=True, blank=True)

    class Meta:
        ordering = ["-sent_at", "-id"]
        verbose_name = _("invitation")
        verbose_name_plural = _("invitations")

    def __str__(self) -> str:
        return f"{self.user} {self.sent_at:%Y-%m-%d}"

    def is_open(self, now: datetime) -> bool:
        """Whether the letter can still be used at `now`: by this person, who is still at this address."""
        person = self.user
        waits = person.is_active and person.last_login is None and person.email == self.address
        return waits and self.accepted_at is None and now < self.expires_at

    @staticmethod
    def token_for(uuid: Any) -> str:
        """The token in the letter of the invitation `uuid`."""
        return salted_hmac("lms.accounts.invitation", str(uuid), algorithm="sha256").hexdigest()


def hash_token(token: str) -> str:
    """What is stored of a token. It is random and long, so a plain hash cannot be reversed."""
    return hashlib.sha256(token.encode()).hexdigest()
