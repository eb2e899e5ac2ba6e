"""Finding people; each comes with how far their rights reach."""

from collections.abc import Iterable

from lms.accounts.curp import normalized
from lms.accounts.models import User
from lms.accounts.selectors.roles import ranked
from lms.core.text import address


def by_email(emails: Iterable[str]) -> dict[str, User]:
    """The accounts with these addresses, by address; addresses are stored in lower case."""
    wanted = {address(email) for email in emails}
    return {user.email: user for user in ranked(User.objects.filter(email__in=wanted)).order_by("id")}


def by_curp(curps: Iterable[str]) -> dict[str, User]:
    """The accounts with these CURPs, by CURP."""
    wanted = {normalized(curp) for curp in curps} - {""}
    if not wanted:
        return {}
    return {user.curp or "": user for user in ranked(User.objects.filter(curp__in=wanted)).order_by("id")}
