"""Who may open a view. Every view of ours declares it once, and keeps it as `view.access`.

Deny by default is `LoginRequiredMiddleware`'s work; the declaration comes on top, so that a
test can demand that no view forgot to decide. Roles are in `lms.accounts.access`.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse

View = Callable[..., HttpResponse]


@dataclass(frozen=True, slots=True)
class Access:
    """What a view demands: nothing (`is_public`), a signed-in person, or one of `roles`."""

    is_public: bool = False
    roles: frozenset[str] = frozenset()


def declare(view: View, access: Access) -> View:
    """Keep `access` on the view; declaring twice is a mistake, not a refinement."""
    if hasattr(view, "access"):
        raise TypeError(f"{view.__name__} declares its access twice")
    view.access = access  # type: ignore[attr-defined]
    return view


def public(view: View) -> View:
    """Open to everybody, signed in or not."""
    return declare(login_not_required(view), Access(is_public=True))


def signed_in(view: View) -> View:
    """Open to everybody who signed in; whose data it shows is for the view's selector to limit."""
    return declare(view, Access())
