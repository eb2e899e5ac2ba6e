"""Where the same page is in the other languages."""

from wagtail.models import Page


def translations(page: Page, query: str) -> dict[str, str]:
    """Address of the page in each language it is published in, the place in it kept."""
    others = page.get_translations().live().select_related("locale")
    return {other.locale.language_code: f"{other.url}{'?' + query if query else ''}" for other in others}
