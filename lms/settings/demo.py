"""The demo and the browser tests: production's behavior on localhost, without TLS and mail server."""

from lms.settings.base import *


def local_secret() -> str:
    """A secret of this installation's own, made at the first start and kept beside its data."""
    from django.core.management.utils import get_random_secret_key

    file = VAR_DIR / "secret_key"
    if not file.exists():
        file.write_text(get_random_secret_key())
        file.chmod(0o600)
    return file.read_text()


SECRET_KEY = local_secret()
ALLOWED_HOSTS = ["localhost"]
HOSTS_LED_TO = {"127.0.0.1": "localhost", "[::1]": "localhost"}
STORAGES = {
    **STORAGES,
    "staticfiles": {"BACKEND": "lms.core.static_files.PlainStaticFiles"},
}
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = True
INSTALLED_APPS = [*INSTALLED_APPS, "lms.demo"]
