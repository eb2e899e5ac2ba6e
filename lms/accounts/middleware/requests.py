"""What kind of answer a request can use."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.http import urlencode


def wants_page(request: HttpRequest) -> bool:
    """Whether a person is looking at a page: only then does sending them elsewhere help."""
    if request.method not in ("GET", "HEAD") or request.headers.get("X-Requested-With") == "XMLHttpRequest":
        return False
    accepted = request.headers.get("Accept", "text/html")
    return "text/html" in accepted or accepted == "*/*"


def send_to_page(request: HttpRequest, url_name: str) -> HttpResponse:
    """To another page, from which the person comes back to this one."""
    return redirect(f"{reverse(url_name)}?{urlencode({'next': request.get_full_path()})}")


def refuse(request: HttpRequest, message: str | Promise, *, code: str) -> HttpResponse:
    """403 in words, as JSON for a script and as a page for a person."""
    if "text/html" in request.headers.get("Accept", "text/html"):
        return render(request, "accounts/refused.html", {"refusal": message}, status=403)
    return JsonResponse({"error": code, "message": str(message)}, status=403)
