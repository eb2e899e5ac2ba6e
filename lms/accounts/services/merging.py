"""Making one account of two that belong to the same person."""

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.db import transaction
from django.utils.translation import gettext as _

from lms.accounts.models import RoleGrant, User
from lms.accounts.models.grants import forget_roles
from lms.accounts.registries import merge_parts
from lms.accounts.services.credentials import end_credentials
from lms.accounts.services.reach import must_reach
from lms.core import audit
from lms.core.errors import UserError


def merge_conflicts(*, actor: User | None, kept: User, gone: User) -> list[str]:
    """In words, everything that forbids `actor` making one account of these two."""
    try:
        must_reach(actor, kept, gone)
    except UserError as error:
        return [str(error)]
    if kept.pk == gone.pk:
        return [_("Both are the same account.")]
    found = []
    if not (kept.is_active and gone.is_active):
        found.append(_("One of the accounts is closed."))
    if gone.is_superuser:
        found.append(_("The account to be closed belongs to the system's owner."))
    if kept.curp and gone.curp and kept.curp != gone.curp:
        found.append(_("The accounts have different CURPs, so they belong to two people."))
    for _name, part in sorted(merge_parts.items()):
        found += part.conflicts(kept, gone)
    return found


def merge_people(*, actor: User, kept: User, gone: User) -> dict[str, int]:
    """Move what belongs to `gone` to `kept` and close `gone`; all of it or nothing.

    `gone` stays as an empty, closed account, because the audit log and old letters name it.
    """
    must_reach(actor, kept, gone)
    with transaction.atomic():
        # One merge at a time for each account, and each of what is there when its turn comes.
        locked = User.objects.select_for_update().filter(pk__in=(kept.pk, gone.pk)).order_by("pk").in_bulk()
        kept, gone = locked[kept.pk], locked[gone.pk]
        conflicts = merge_conflicts(actor=actor, kept=kept, gone=gone)
        if conflicts:
            raise UserError(" ".join(conflicts), code="merge_conflict")
        counts = {name: part.move(kept, gone) for name, part in sorted(merge_parts.items())}
        _take_over_facts(kept, gone)
        audit.record(
            actor=actor, action="accounts.merge_people", target=kept, closed=str(gone.uuid), moved=counts
        )
    return counts


def _take_over_facts(kept: User, gone: User) -> None:
    """What the kept account does not know it learns from the other; then the other is emptied."""
    curp = gone.curp
    facts = ("center_id", "sex", "birth_year", "state", "last_name")
    known = {name: getattr(kept, name) or getattr(gone, name) for name in facts}
    end_credentials(gone)
    EmailAddress.objects.filter(user=gone).delete()
    Authenticator.objects.filter(user=gone).delete()
    gone.curp, gone.is_active = None, False
    gone.email = f"merged-{gone.uuid.hex}@invalid.example"
    gone.set_unusable_password()
    gone.save()
    for name, value in known.items():
        setattr(kept, name, value)
    kept.curp = kept.curp or curp
    kept.save()


def no_conflicts(kept: User, gone: User) -> list[str]:
    """Roles of two accounts never stand in each other's way."""
    return []


def move_roles(kept: User, gone: User) -> int:
    """Accounts' own share in a merge."""
    held = set(RoleGrant.objects.filter(user=kept, revoked_at=None).values_list("role", "center_id"))
    moved = 0
    for grant in RoleGrant.objects.filter(user=gone, revoked_at=None).order_by("id"):
        if (grant.role, grant.center_id) not in held:
            moved += RoleGrant.objects.filter(pk=grant.pk).update(user=kept)
    forget_roles(kept)
    kept.groups.add(*gone.groups.all())
    gone.groups.clear()
    return moved
