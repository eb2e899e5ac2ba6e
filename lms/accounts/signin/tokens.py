"""Links for choosing another password."""

from typing import Any

from allauth.account.forms import EmailAwarePasswordResetTokenGenerator

from lms.accounts.models import User


class ResetTokens(EmailAwarePasswordResetTokenGenerator):
    """A link also ends with the sessions of its time: closing an account, losing a role, another address."""

    def _make_hash_value(self, user: User, timestamp: int) -> Any:
        return f"{super()._make_hash_value(user, timestamp)}|{user.access_version}|{user.is_active}"
