"""Production: only tightens `base`, and refuses to start without its secrets."""

import os
import re

from django.core.exceptions import ImproperlyConfigured

from lms.settings.base import *


def required(name: str, *, strip: bool = True) -> str:
    """The environment variable, or a refusal to start that names it."""
    value = os.environ.get(name, "").strip()
    if not value:
        raise ImproperlyConfigured(f"{name} must be set in production; see docs/operators.md")
    return value if strip else os.environ[name]


def host_names(text: str) -> list[str]:
    """The names in `text`, separated by commas; a refusal to start unless each is one whole name, bare."""
    names = text.split(",")
    for name in names:
        if not re.fullmatch(r"[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?|\[[0-9A-Fa-f:.]+\]", name):
            raise ImproperlyConfigured(
                f"ACUERDO_HOSTS holds {name!r}, which is no host name: write each name in full, without "
                "blanks, wildcards, https:// or a port, and a comma between two; see docs/operators.md"
            )
    return names


SECRET_KEY = required("ACUERDO_SECRET_KEY")
if len(SECRET_KEY) < 50:
    raise ImproperlyConfigured("ACUERDO_SECRET_KEY must have at least 50 characters")
ALLOWED_HOSTS = host_names(required("ACUERDO_HOSTS", strip=False))
WAGTAILADMIN_BASE_URL = required("ACUERDO_BASE_URL")
CSRF_TRUSTED_ORIGINS = [WAGTAILADMIN_BASE_URL]

EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
EMAIL_HOST = required("ACUERDO_EMAIL_HOST")
EMAIL_PORT = int(os.environ.get("ACUERDO_EMAIL_PORT", "587"))
EMAIL_HOST_USER = os.environ.get("ACUERDO_EMAIL_USER", "")
EMAIL_HOST_PASSWORD = os.environ.get("ACUERDO_EMAIL_PASSWORD", "")
EMAIL_USE_TLS = True
DEFAULT_FROM_EMAIL = required("ACUERDO_FROM_EMAIL")

STAFF_MFA_REQUIRED = True
SECURE_SSL_REDIRECT = True
SECURE_HSTS_SECONDS = 60 * 60 * 24 * 365
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True
SESSION_COOKIE_NAME = "__Host-session"
CSRF_COOKIE_NAME = "__Host-csrf"
# Whether the proxy in front sets X-Forwarded-Proto is for the operator to say: trusting it
# unasked would let anybody claim TLS.
if os.environ.get("ACUERDO_BEHIND_PROXY") == "1":
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    ALLAUTH_TRUSTED_PROXY_COUNT = 1
