"""Changing a person's address."""

from allauth.account.models import EmailAddress
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from lms.accounts.models import User
from lms.accounts.services.addresses import check_address
from lms.accounts.services.credentials import end_credentials
from lms.accounts.services.invitations import send_invitation
from lms.accounts.services.letters import queue_letter
from lms.accounts.services.reach import must_reach
from lms.core import audit
from lms.core.errors import UserError


def change_email(*, actor: User, user: User, email: str) -> None:
    """Give a person another address, and tell both the old and the new one.

    What was issued for the old address ends. Somebody who waits for an invitation gets a new one.
    The new address is not proved yet: the person proves it by the code sent at the next sign-in.
    An old address that nobody ever proved may be a stranger's and is told nothing.
    """
    email = check_address(email)
    must_reach(actor, user)
    try:
        with transaction.atomic():
            before = User.objects.select_for_update().get(pk=user.pk).email
            if email == before:
                raise UserError(_("This is the address already."), code="same")
            user.email = email
            user.save(update_fields=["email"])
            waits = end_credentials(user) and user.is_active and user.last_login is None
            proved = EmailAddress.objects.filter(user=user, email=before, verified=True).exists()
            EmailAddress.objects.filter(user=user).delete()
            EmailAddress.objects.create(user=user, email=email, primary=True, verified=False)
            event = audit.record(actor=actor, action="accounts.change_email", target=user)
            if waits:
                send_invitation(actor=actor, user=user)
            told = ([before] if proved else []) + ([] if waits else [email])
            for address in told:
                queue_letter(
                    user=user,
                    kind="address_changed",
                    cause=str(event.uuid),
                    address=address,
                    context={"before": before, "after": email},
                )
    except IntegrityError as error:
        user.refresh_from_db(fields=["email"])
        raise UserError(_("This address belongs to another account."), code="email_taken") from error
