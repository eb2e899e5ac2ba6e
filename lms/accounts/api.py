"""What other apps may use of accounts."""

from lms.accounts.registries import (
    register_merge,
    register_nav,
    register_personal_data,
    register_signup_gate,
)
from lms.accounts.selectors.roles import (
    has_role,
    is_program_officer,
    is_staff_member,
    managed_center_ids,
    register_role_source,
    roles_of,
)

__all__ = [
    "has_role",
    "is_program_officer",
    "is_staff_member",
    "managed_center_ids",
    "register_merge",
    "register_nav",
    "register_personal_data",
    "register_role_source",
    "register_signup_gate",
    "roles_of",
]
