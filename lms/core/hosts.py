"""Under which names the site answers."""

from django.conf import settings
from django.core.exceptions import DisallowedHost
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.request import split_domain_port


def is_ours(request: HttpRequest) -> bool:
    """Whether the request asks for the site by one of its names."""
    try:
        request.get_host()
    except DisallowedHost:
        return False
    return True


def own_address(request: HttpRequest) -> str | None:
    """The same address under the site's own name, where it is known by which (`HOSTS_LED_TO`)."""
    domain, port = split_domain_port(request.META.get("HTTP_HOST", ""))
    name = settings.HOSTS_LED_TO.get(domain)
    if name is None:
        return None
    return f"{request.scheme}://{name}{f':{port}' if port else ''}{request.get_full_path()}"


def lead_to(address: str) -> HttpResponse:
    """A redirect that repeats what was sent, for the browser remembers nothing of the other name."""
    response = HttpResponseRedirect(address)
    response.status_code = 307
    return response
