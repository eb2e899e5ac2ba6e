"""What every page's frame needs to know."""

from typing import Any

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from lms.accounts.navigation import main_navigation, role_headers


def navigation(request: HttpRequest) -> dict[str, Any]:
    """The main navigation of the signed-in person and of each role; computed only where a page draws it."""
    return {
        "main_nav": SimpleLazyObject(lambda: main_navigation(request)),
        "role_headers": SimpleLazyObject(lambda: role_headers(request)),
    }
