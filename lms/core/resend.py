"""What was typed is not lost when a session ends: the page that says so holds it, to be sent once more.

Nothing of it is stored, neither here nor on the device, so an anonymous form stays anonymous and a
stranger fills nothing. Only what a page of this site sent comes back: a forged form is never offered.
"""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

TOKEN = "csrfmiddlewaretoken"  # noqa: S105 - the name of a field
MOST = 400_000
"""Letters: more than any form of ours takes."""
LONG = 30
SECRET = ("password", "code", "otp", "credential", "token")
"""Fields whose names hold these are never written into a page."""


def typed(request: HttpRequest) -> list[tuple[str, str]]:
    """The fields that a page of ours sent, in order; none where they must not, or need not, come back."""
    if request.method != "POST" or not _is_own(request) or request.FILES:
        return []
    fields = [(name, value) for name, values in request.POST.lists() for value in values if name != TOKEN]
    if any(word in name.lower() for name, _value in fields for word in SECRET):
        return []
    return fields if sum(len(value) for _name, value in fields) <= MOST else []


def offer(request: HttpRequest, fields: list[tuple[str, str]]) -> HttpResponse:
    """403: nothing was sent yet; sign in if need be, then press one button."""
    texts = [value for _name, value in fields if len(value) > LONG and " " in value.strip()]
    context = {"fields": fields, "texts": texts, "address": request.get_full_path()}
    return render(request, "resend.html", context, status=403)


def _is_own(request: HttpRequest) -> bool:
    """Whether the browser itself says that a page of this site sent it."""
    site = request.headers.get("Sec-Fetch-Site")
    own = f"{request.scheme}://{request.get_host()}"
    return site == "same-origin" if site else request.headers.get("Origin") == own
