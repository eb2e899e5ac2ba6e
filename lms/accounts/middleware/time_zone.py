"""Times in the zone of the person who reads them."""

import zoneinfo
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from lms.accounts.selectors.people import zone_of

Handler = Callable[[HttpRequest], HttpResponse]


class TimeZoneMiddleware:
    """Shows times in the person's own zone, else the center's, else the project's."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        name = zone_of(request.user)
        if not name:
            return self.get_response(request)
        with timezone.override(zoneinfo.ZoneInfo(name)):
            return self.get_response(request)
