"""Who is signed in, for Django."""

from allauth.account.auth_backends import AuthenticationBackend

from lms.accounts.models import User
from lms.accounts.selectors.signed_in import signed_in_user


class AccountBackend(AuthenticationBackend):
    """Signs people in as allauth does, and loads them with what every page asks about them."""

    def get_user(self, user_id: int | str) -> User | None:
        user = signed_in_user(user_id)
        return user if user is not None and self.user_can_authenticate(user) else None
