"""Who may open a view: `public`, `signed_in`, or people who hold one of some `roles`."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.account.adapter import get_adapter
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse

from lms.accounts.roles import Role
from lms.accounts.selectors.roles import roles_of
from lms.core.access import Access, View, declare, public, signed_in

__all__ = ["public", "roles", "signed_in", "visitor"]


def visitor(request: HttpRequest) -> str:
    """Whom to count a request for: the person, else the network address it came from."""
    if request.user.is_authenticated:
        return f"person:{request.user.uuid}"
    return f"address:{get_adapter(request).get_client_ip(request)}"


def roles(*allowed: Role) -> Callable[[View], View]:
    """Open to people who hold one of `allowed`; others get the page that says so (403)."""
    if not allowed:
        raise TypeError("name at least one role, or use signed_in")

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if roles_of(request.user).isdisjoint(allowed):
                raise PermissionDenied
            return view(request, *args, **kwargs)

        return declare(guarded, Access(roles=frozenset(allowed)))

    return decorate
