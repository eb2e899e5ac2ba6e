"""People, centers, the roles that join them, invitations, letters and consents."""

from lms.accounts.models.centers import Center, Office
from lms.accounts.models.consents import Consent
from lms.accounts.models.grants import RoleGrant
from lms.accounts.models.invitations import Invitation
from lms.accounts.models.letters import Letter
from lms.accounts.models.users import User

__all__ = ["Center", "Consent", "Invitation", "Letter", "Office", "RoleGrant", "User"]
