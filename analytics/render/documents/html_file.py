"""A document as one HTML file that needs nothing beside it: its styles are in it, as on the page."""

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.safestring import mark_safe
from django.utils.translation import get_language

from analytics.render.documents import html
from analytics.reports.document import Document

STYLES = ("tokens", "base", "controls", "figures", "print")


def render(document: Document) -> bytes:
    """The bytes of the file."""
    css = "\n".join((settings.BASE_DIR / f"static/css/{name}.css").read_text("utf-8") for name in STYLES)
    context = {
        **html.context(document),
        "in_file": True,
        "styles": mark_safe(f"<style>{css}</style>"),  # noqa: S308 - our own sheets
        "language": get_language() or "es-mx",
    }
    return render_to_string("analytics/document_file.html", context).encode()
