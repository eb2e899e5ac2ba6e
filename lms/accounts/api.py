"""What other apps may use of accounts."""

from lms.accounts.mail import absolute_url
from lms.accounts.models.grants import forget_roles
from lms.accounts.personal_data import keep, move_rows, register_rows
from lms.accounts.registries import (
    register_letter,
    register_merge,
    register_nav,
    register_personal_data,
    register_signup_gate,
)
from lms.accounts.selectors.letters import invitation_letters
from lms.accounts.selectors.people import by_curp, by_email, zone_of
from lms.accounts.selectors.roles import (
    center_managers,
    has_role,
    holders_of,
    is_program_officer,
    is_staff_member,
    managed_center_ids,
    register_role_source,
    roles_of,
)
from lms.accounts.services.invitations import invite
from lms.accounts.services.letters import queue_letter, retry_letter
from lms.accounts.services.people import create_or_update_person, match_people, save_people
from lms.accounts.services.roles import grant_role, revoke_role

__all__ = [
    "absolute_url",
    "by_curp",
    "by_email",
    "center_managers",
    "create_or_update_person",
    "forget_roles",
    "grant_role",
    "has_role",
    "holders_of",
    "invitation_letters",
    "invite",
    "is_program_officer",
    "is_staff_member",
    "keep",
    "managed_center_ids",
    "match_people",
    "move_rows",
    "queue_letter",
    "register_letter",
    "register_merge",
    "register_nav",
    "register_personal_data",
    "register_role_source",
    "register_rows",
    "register_signup_gate",
    "retry_letter",
    "revoke_role",
    "roles_of",
    "save_people",
    "zone_of",
]
