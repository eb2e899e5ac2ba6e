"""Slowing down whoever tries public addresses one after another."""

from collections.abc import Callable
from datetime import timedelta
from functools import wraps
from typing import Any

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from lms.core.access import View
from lms.core.limits import count_try, used_up

WINDOW = timedelta(minutes=1)


def slowed(action: str, *, most: str, page: str = "core/slow.html") -> Callable[[View], View]:
    """At most so many requests a minute from one network address as the setting `most` says, then `page`.

    All views of one `action` count together.
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            who = _who(request)
            if used_up(action, who, most=getattr(settings, most)):
                return too_slow(request, page, after=WINDOW)
            count_try(action, who, within=WINDOW)
            return view(request, *args, **kwargs)

        return guarded

    return decorate


def is_slowed(request: HttpRequest, action: str, *, most: int) -> bool:
    """Whether this network address has no tries left that lead nowhere (`lead_nowhere`)."""
    return used_up(action, _who(request), most=most)


def lead_nowhere(request: HttpRequest, action: str, *, within: timedelta) -> None:
    """Count a try of this network address that led nowhere."""
    count_try(action, _who(request), within=within)


def too_slow(request: HttpRequest, page: str, *, after: timedelta) -> HttpResponse:
    """The page that says so."""
    response = render(request, page, status=429)
    response["Retry-After"] = str(int(after.total_seconds()))
    return response


def _who(request: HttpRequest) -> str:
    return str(get_adapter(request).get_client_ip(request))


def kept_private(response: HttpResponse) -> HttpResponse:
    """Search engines must not collect the page, and no cache may keep it."""
    response["X-Robots-Tag"] = "noindex, nofollow, noarchive"
    response["Cache-Control"] = "private, no-store"
    return response
