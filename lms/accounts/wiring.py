"""What accounts fill into their own registries, as the apps above do."""

from django.utils.translation import gettext_lazy as _

from lms.accounts import privacy
from lms.accounts.data import NavItem
from lms.accounts.models import User
from lms.accounts.registries import register_merge, register_nav
from lms.accounts.roles import Role
from lms.accounts.services import letters, merging
from lms.accounts.services.invitations import forget_old_invitations
from lms.accounts.signin import signals  # noqa: F401 - connects the receivers
from lms.accounts.wagtail_profiles import follow_accounts
from lms.core.daily import register_chore

ADMINISTRATORS = frozenset({Role.ADMINISTRATOR})
CONTENT = frozenset({Role.EDITOR, Role.REVIEWER, Role.ADMINISTRATOR})
NAV = (
    NavItem(_("People"), "people", ADMINISTRATORS, 60, ("person", "merge")),
    NavItem(_("Centers"), "centers", ADMINISTRATORS, 61, ("center_edit", "center_add")),
    NavItem(_("Content"), "wagtailadmin_home", CONTENT, 70),
    NavItem(_("My account"), "account", frozenset(), 90, ("account", "mfa_", "my_data")),
)


def navigation(user: User) -> tuple[NavItem, ...]:
    """Entries of the main navigation; which of them a person sees their roles say."""
    return NAV


def wire() -> None:
    """Called once, when the apps are ready."""
    follow_accounts()
    register_nav(navigation)
    register_merge("accounts.roles", conflicts=merging.no_conflicts, move=merging.move_roles)
    privacy.register_all()
    register_chore("accounts.letters", letters.send_due_letters, atomic=False)
    register_chore("accounts.old_letters", letters.forget_old_letters)
    register_chore("accounts.old_invitations", forget_old_invitations)
