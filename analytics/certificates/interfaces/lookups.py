"""Slowing down whoever tries codes one after another."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

WINDOW = 60
View = Callable[..., HttpResponse]


def limited(view: View) -> View:
    """At most `CERTIFICATE_LOOKUPS_PER_MINUTE` requests a minute from one address, then a page says so."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if _count(request) > settings.CERTIFICATE_LOOKUPS_PER_MINUTE:
            response = render(request, "analytics/certificate_slow.html", status=429)
            response["Retry-After"] = str(WINDOW)
            return response
        return view(request, *args, **kwargs)

    return guarded


def _count(request: HttpRequest) -> int:
    """Requests of this address within the window; the address is the one that sign-in limits use."""
    key = f"certificate-lookups:{get_adapter().get_client_ip(request)}"
    cache.add(key, 0, WINDOW)
    try:
        return cache.incr(key)
    except ValueError:  # it expired between the two lines
        return 1
