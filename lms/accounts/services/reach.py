"""Who may act on whom: nobody acts on an account with more rights than their own."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from lms.accounts.models import User
from lms.accounts.roles import Role
from lms.accounts.selectors.roles import rank, rank_of
from lms.core.errors import UserError


def must_reach(actor: User | None, *people: User) -> None:
    """Refuse an act on somebody with more rights; commands, which have no actor, are never refused."""
    if actor is not None and any(rank(one) > rank(actor) for one in people):
        raise UserError(
            _("This account has more rights than yours. Ask somebody who has the same rights."),
            code="more_rights",
        )


def must_hold(actor: User | None, roles: Iterable[Role]) -> None:
    """Refuse giving a right that the actor does not have."""
    if actor is not None and any(rank_of({role}) > rank(actor) for role in roles):
        raise UserError(_("You cannot give a role with more rights than yours."), code="more_rights")
