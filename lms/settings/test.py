"""What the tests run on: everything of `base`, with fast passwords and mail in memory."""

from lms.settings.base import *

SECRET_KEY = "tests-only"  # noqa: S105
ALLOWED_HOSTS = ["localhost", "testserver"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "private": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
# The index of the admin's search is kept where a test searches (`tests/lms/core/test_search.py`).
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "lms.core.content_search", "AUTO_UPDATE": False}}
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = True
CACHES = CACHES | {
    name: {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": name}
    for name in ("default", "pictures")
}
TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
ACCOUNT_RATE_LIMITS = False
PRIVACY_CONSENT_REQUIRED = False  # tests of the consent page turn it on
WHITENOISE_AUTOREFRESH = True  # looks files up in place: tests collect nothing
