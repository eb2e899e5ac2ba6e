"""Second factors: secrets are encrypted where they are stored."""

import base64
import hashlib
import io

import segno
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.utils.translation import gettext as _

from lms.accounts.models import User


class MfaAdapter(DefaultMFAAdapter):
    """A copy of the database alone yields no working second factor.

    The keys follow from SECRET_KEY and SECRET_KEY_FALLBACKS, so that a key can be replaced
    without locking anybody out.
    """

    def generate_authenticator_name(self, user: User, type: Authenticator.Type) -> str:
        number = Authenticator.objects.filter(user=user, type=type).count() + 1
        return _("Passkey %(number)d") % {"number": number}

    def build_totp_svg(self, url: str) -> str:
        """On white, whatever the theme: cameras do not read light codes on dark."""
        drawing = io.BytesIO()
        segno.make(url).save(drawing, kind="svg", xmldecl=False, scale=4, border=3, light="#fff")
        return drawing.getvalue().decode()

    def encrypt(self, text: str) -> str:
        return _box().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return _box().decrypt(encrypted_text.encode()).decode()


def _box() -> MultiFernet:
    secrets = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return MultiFernet([Fernet(_key(secret)) for secret in secrets])


def _key(secret: str) -> bytes:
    return base64.urlsafe_b64encode(hashlib.sha256(b"acuerdo.mfa:" + secret.encode()).digest())
