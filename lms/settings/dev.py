"""Trying out and developing on one machine: SQLite, mail in files, localhost only."""

from lms.settings.base import *

DEBUG = True
SECRET_KEY = "development-only-never-in-production"  # noqa: S105
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "[::1]"]
INTERNAL_IPS: list[str] = []
STORAGES = {
    **STORAGES,
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = True

INSTALLED_APPS = [*INSTALLED_APPS, "lms.demo"]
