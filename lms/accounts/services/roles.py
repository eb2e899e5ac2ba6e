"""Giving and taking roles."""

from django.contrib.auth.models import Group
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from lms.accounts.models import Center, RoleGrant, User
from lms.accounts.models.grants import forget_roles
from lms.accounts.roles import Role
from lms.accounts.services.credentials import end_sessions
from lms.accounts.services.reach import must_hold, must_reach
from lms.core import audit, clock
from lms.core.errors import UserError

EDITORS_GROUP = "Editors"
"""Wagtail's own group: its members write content and submit it for review."""

REVIEWERS_GROUP = "Moderators"
"""Wagtail's own group: its members also approve and publish. Nobody else enters Wagtail's admin."""

GROUPS = {
    Role.EDITOR: EDITORS_GROUP,
    Role.REVIEWER: REVIEWERS_GROUP,
    Role.ADMINISTRATOR: REVIEWERS_GROUP,
}


def grant_role(*, actor: User | None, user: User, role: Role, center: Center | None = None) -> RoleGrant:
    """Give a role, for one center or everywhere; giving it twice is giving it once."""
    if role == Role.CENTER_MANAGER and center is None:
        raise UserError(_("Say which center this person manages."), code="center_missing")
    if role != Role.CENTER_MANAGER and center is not None:
        raise UserError(_("Only a center manager's role is tied to a center."), code="center_not_allowed")
    must_reach(actor, user)
    must_hold(actor, [role])
    in_force = RoleGrant.objects.filter(user=user, role=role, center=center, revoked_at=None)
    try:
        with transaction.atomic():
            if known := in_force.first():
                return known
            grant = RoleGrant.objects.create(
                user=user, role=role, center=center, granted_by=actor, granted_at=clock.now()
            )
            _sync_groups(user)
            audit.record(
                actor=actor,
                action="accounts.grant_role",
                target=user,
                role=role,
                center=center and str(center.uuid),
            )
    except IntegrityError:
        return in_force.get()
    return grant


def revoke_role(*, actor: User | None, grant: RoleGrant) -> None:
    """Take a role back, and end the sessions that were begun with it.

    The last administrator keeps theirs: somebody must be able to give it again.
    """
    must_reach(actor, grant.user)
    with transaction.atomic():
        others = RoleGrant.objects.filter(role=Role.ADMINISTRATOR, revoked_at=None, user__is_active=True)
        if grant.role == Role.ADMINISTRATOR and not others.exclude(user_id=grant.user_id).exists():
            raise UserError(
                _("This is the last administrator. Give the role to somebody else first."),
                code="last_administrator",
            )
        changed = RoleGrant.objects.filter(pk=grant.pk, revoked_at=None).update(revoked_at=clock.now())
        if changed:
            forget_roles(grant.user)
            end_sessions(grant.user)
            _sync_groups(grant.user)
            audit.record(
                actor=actor,
                action="accounts.revoke_role",
                target=grant.user,
                role=grant.role,
                center=grant.center and str(grant.center.uuid),
            )


def _sync_groups(user: User) -> None:
    """Membership of Wagtail's groups follows the roles, and nothing else."""
    held = user.role_grants.filter(role__in=GROUPS, revoked_at=None).values_list("role", flat=True)
    wanted = {GROUPS[Role(role)] for role in held}
    for name in sorted(set(GROUPS.values())):
        group, _created = Group.objects.get_or_create(name=name)
        if name in wanted:
            user.groups.add(group)
        else:
            user.groups.remove(group)
