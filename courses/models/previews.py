"""What the editor shows of a page before anybody else sees it."""

from typing import Any, ClassVar

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from wagtail.models import Page


def place_of(page: Page, pages: list[Any]) -> int:
    """Which one of `pages` this is, from 1; one that is not published yet comes last, and joins them."""
    if page.pk not in [other.pk for other in pages]:
        pages.append(page)
    return [other.pk for other in pages].index(page.pk) + 1


class PreviewedPage:
    """A page of a course as it is being written, with what readers will find around it.

    Readers get theirs from the kept outlines (`courses.views.pages`); a page that is not published
    is in none, so `get_context` of each page reads its own place in the tree.
    """

    # Who reads a course is a matter of enrollment; Wagtail's own doors would promise what nobody keeps.
    private_page_options: ClassVar[list[str]] = []

    def get_full_url(self, request: HttpRequest | None = None) -> str | None:
        """The address for letters: where this site is reached, whatever Wagtail's row of sites says."""
        address: str | None = self.get_url(request)  # type: ignore[attr-defined]
        if address is None or "://" in address:
            return address
        return settings.WAGTAILADMIN_BASE_URL.rstrip("/") + address

    full_url = property(get_full_url)

    def make_preview_request(
        self,
        original_request: HttpRequest | None = None,
        preview_mode: str | None = None,
        extra_request_attrs: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """As Wagtail does, and the practice questions can be answered: the query travels along."""
        extra = dict(extra_request_attrs or {})
        if original_request is not None:
            extra["preview_query"] = original_request.GET
        return super().make_preview_request(original_request, preview_mode, extra)  # type: ignore[misc]
