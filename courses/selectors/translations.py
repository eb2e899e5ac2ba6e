"""Where the same page is in the other languages."""

from django.http import HttpRequest
from wagtail.models import Page


def translations(page: Page, request: HttpRequest) -> dict[str, str]:
    """Address of the page in each language it is published in, the place in it kept."""
    query = request.META.get("QUERY_STRING", "")
    others = page.get_translations().live().select_related("locale")
    return {
        other.locale.language_code: f"{other.get_url(request)}{'?' + query if query else ''}"
        for other in others
    }
