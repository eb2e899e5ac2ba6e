"""Finding people, each with how far their rights reach; and where they are."""

from collections.abc import Iterable

from django.contrib.auth.models import AnonymousUser

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


def zone_of(user: User | AnonymousUser) -> str:
    """The person's own zone, else the center's, else "" for the project's."""
    if not user.is_authenticated:
        return ""
    return user.time_zone or (user.center.time_zone if user.center_id and user.center else "")
