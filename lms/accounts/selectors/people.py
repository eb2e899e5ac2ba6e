"""Finding people."""

from collections.abc import Iterable

from lms.accounts.models import User


def by_email(emails: Iterable[str]) -> dict[str, User]:
    """The accounts with these addresses, by address; addresses are stored in lower case."""
    wanted = {email.strip().lower() for email in emails}
    return {user.email: user for user in User.objects.filter(email__in=wanted).order_by("id")}


def by_curp(curps: Iterable[str]) -> dict[str, User]:
    """The accounts with these CURPs, by CURP."""
    wanted = {curp.strip().upper() for curp in curps if curp.strip()}
    if not wanted:
        return {}
    return {user.curp or "": user for user in User.objects.filter(curp__in=wanted).order_by("id")}
