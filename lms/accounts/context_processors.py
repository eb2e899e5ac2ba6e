"""What every page's frame needs to know."""

from typing import Any

from django.http import HttpRequest


def navigation(request: HttpRequest) -> dict[str, Any]:
    """The main navigation of the signed-in person."""
    return {"main_nav": []}
