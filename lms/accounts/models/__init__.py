"""People, centers and the roles that join them."""

from lms.accounts.models.centers import Center
from lms.accounts.models.grants import RoleGrant
from lms.accounts.models.users import User

__all__ = ["Center", "RoleGrant", "User"]
