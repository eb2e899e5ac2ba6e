"""The entries of analytics in the main navigation."""

from django.utils.translation import gettext_lazy as _

from lms.accounts.data import NavItem
from lms.accounts.models import User
from lms.accounts.roles import Role

ITEMS = (
    NavItem(_("My center"), "center_home", frozenset({Role.CENTER_MANAGER}), 20),
    NavItem(_("Program"), "program_home", frozenset({Role.PROGRAM_OFFICER}), 25),
    NavItem(
        _("Scores"),
        "scores_upload",
        frozenset({Role.TRAINER, Role.CENTER_MANAGER, Role.PROGRAM_OFFICER}),
        60,
        ("scores_",),
    ),
)


def items(user: User) -> tuple[NavItem, ...]:
    """The same for everybody; accounts leave out what a person's roles do not open."""
    return ITEMS
