"""Letters to people, in their own language."""

from typing import Any

from django.conf import settings
from django.core.mail import send_mail
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation

from lms.accounts.models import Invitation, Letter, User
from lms.accounts.registries import letter_sources


def absolute_url(name: str, *args: Any, language: str) -> str:
    """The full address of a page in `language`, for use outside of a request."""
    with translation.override(language):
        return settings.WAGTAILADMIN_BASE_URL.rstrip("/") + reverse(name, args=args)


def send_to(
    user: User | None, letter: str, *, address: str | None = None, language: str = "", **context: Any
) -> None:
    """Send `accounts/email/<letter>_subject.txt` and `_message.txt` to a person.

    Somebody without an account has an address and a language instead.
    """
    with translation.override(user.language if user else language):
        context = {"person": user, "site": settings.WAGTAIL_SITE_NAME, **context}
        subject = render_to_string(f"accounts/email/{letter}_subject.txt", context)
        message = render_to_string(f"accounts/email/{letter}_message.txt", context)
    send_mail(" ".join(subject.split()), message, None, [address or (user.email if user else "")])


def context_of(letter: Letter) -> dict[str, Any]:
    """What the templates of a queued letter need; secrets are made here and kept nowhere."""
    context = dict(letter.context)
    if letter.kind in letter_sources:
        context |= letter_sources[letter.kind](letter) or {}
    if letter.kind == "invitation" and letter.user is not None:
        token = Invitation.token_for(letter.cause)
        context["link"] = absolute_url("invitation", token, language=letter.user.language)
    return context
