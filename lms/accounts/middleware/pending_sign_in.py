"""Sign-in that has begun: a code that was sent, a second step that is awaited."""

from collections.abc import Callable
from typing import Any

from allauth.account.internal.flows.email_verification_by_code import EMAIL_VERIFICATION_CODE_SESSION_KEY
from allauth.account.internal.flows.login import clear_authentication_records
from allauth.account.internal.stagekit import LOGIN_SESSION_KEY
from allauth.account.internal.userkit import str_to_user_id
from allauth.account.utils import url_str_to_user_pk
from django.conf import settings
from django.http import HttpRequest, HttpResponse

from lms.accounts.models import User

Handler = Callable[[HttpRequest], HttpResponse]

_BOUND = "sign_in_bound_to"


class PendingSignInMiddleware:
    """Ends a sign-in in progress when what it was begun for has changed.

    allauth keeps it in the visitor's session with the person's key alone. Here the person's session hash
    of that moment is kept beside it; it differs after another password or address, after closing,
    erasing or the loss of a role (`services.credentials`).
    """

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if settings.SESSION_COOKIE_NAME in request.COOKIES:
            _drop_what_ended(request)
        response = self.get_response(request)
        if request.session.modified:
            _bind(request.session)
        return response


def _drop_what_ended(request: HttpRequest) -> None:
    session = request.session
    begun = _begun(session)
    if begun is not None and session.get(_BOUND) != [begun, _issued_for(begun[0])]:
        for key in (LOGIN_SESSION_KEY, EMAIL_VERIFICATION_CODE_SESSION_KEY, _BOUND):
            session.pop(key, None)
        if not request.user.is_authenticated:
            clear_authentication_records(request)


def _bind(session: Any) -> None:
    begun = _begun(session)
    if begun is None:
        session.pop(_BOUND, None)
    elif (session.get(_BOUND) or [None])[0] != begun:
        session[_BOUND] = [begun, _issued_for(begun[0])]


def _begun(session: Any) -> list[Any] | None:
    """Whom the sign-in in progress is for and when it began: [key, moment, moment]; None without one."""
    login = session.get(LOGIN_SESSION_KEY) or {}
    address = session.get(EMAIL_VERIFICATION_CODE_SESSION_KEY) or {}
    if login.get("user_pk"):
        key = url_str_to_user_pk(login["user_pk"])
    elif address.get("user_id"):
        key = str_to_user_id(address["user_id"])
    else:
        return None
    return [key, login.get("initiated_at"), address.get("at")]


def _issued_for(key: int) -> str:
    user = User.objects.filter(pk=key).first()
    return user.get_session_auth_hash() if user is not None else ""
