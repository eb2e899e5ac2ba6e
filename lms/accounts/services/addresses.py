"""E-mail addresses as people type and paste them."""

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from lms.core import text
from lms.core.errors import UserError


def check_address(typed: str) -> str:
    """The address as it is stored; refused in words if it is none."""
    address = text.address(typed)
    if not address:
        raise UserError(_("The e-mail is missing."), code="email_invalid")
    try:
        validate_email(address)
    except ValidationError as error:
        raise UserError(_("This is not an e-mail address."), code="email_invalid") from error
    return address
