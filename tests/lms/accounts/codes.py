"""One-time codes as an authenticator app would show them."""

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    generate_totp_secret,
    hotp_value,
    yield_hotp_counters_from_time,
)

from lms.accounts.models import User


def give_app(user: User) -> str:
    """Set up an authenticator app for a person; returns the secret."""
    secret = generate_totp_secret()
    TOTP.activate(user, secret)
    RecoveryCodes.activate(user)
    return secret


def code_for(secret: str) -> str:
    """The code that the app shows now."""
    return format_hotp_value(hotp_value(secret, next(yield_hotp_counters_from_time())))


def stored_secret(user: User) -> str:
    """What the database holds of the app's secret."""
    return Authenticator.objects.get(user=user, type=Authenticator.Type.TOTP).data["secret"]
