"""What every request of a signed-in person passes through."""

from lms.accounts.middleware.admin_door import AdminDoorMiddleware
from lms.accounts.middleware.consent import ConsentMiddleware
from lms.accounts.middleware.pending_sign_in import PendingSignInMiddleware
from lms.accounts.middleware.staff_mfa import StaffMfaMiddleware
from lms.accounts.middleware.time_zone import TimeZoneMiddleware

__all__ = [
    "AdminDoorMiddleware",
    "ConsentMiddleware",
    "PendingSignInMiddleware",
    "StaffMfaMiddleware",
    "TimeZoneMiddleware",
]
