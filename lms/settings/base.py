"""Settings that hold everywhere, and are safe by themselves; `production` only tightens them."""

import os
from pathlib import Path

from csp.constants import NONE, SELF, UNSAFE_INLINE
from django.utils.translation import gettext_lazy as _

from lms.core.private_files import keep_private

BASE_DIR = Path(__file__).resolve().parent.parent.parent
VAR_DIR = Path(os.environ.get("ACUERDO_VAR", BASE_DIR / "var"))
keep_private(VAR_DIR)

DEBUG = False
ALLOWED_HOSTS: list[str] = []
# Names of this machine from which people are led to its own one; only the demo has such.
HOSTS_LED_TO: dict[str, str] = {}
ROOT_URLCONF = "lms.urls"
WSGI_APPLICATION = "lms.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
SITE_ID = 1

INSTALLED_APPS = [
    "lms.core",
    "lms.accounts",
    "assessments",
    "courses",
    "analytics",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "wagtail_localize",
    "wagtail_localize.locales",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "django_tasks",
    "django_tasks_db",
    "csp",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    # Outside WhiteNoise, so that files served without a precompressed copy are small as well.
    "django.middleware.gzip.GZipMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "lms.core.middleware.ContentSecurityPolicyMiddleware",
    "lms.core.middleware.PermissionsMiddleware",
    "lms.core.middleware.GateMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "lms.core.middleware.SignInMiddleware",
    "lms.accounts.middleware.PendingSignInMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "lms.accounts.middleware.StaffMfaMiddleware",
    "lms.accounts.middleware.AdminDoorMiddleware",
    "lms.accounts.middleware.ConsentMiddleware",
    "lms.accounts.middleware.TimeZoneMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "lms.core.middleware.NoStoreMiddleware",
]

FORM_RENDERER = "lms.core.fields.Renderer"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "OPTIONS": {
            "loaders": [
                (
                    "lms.core.drawing.Loader",
                    [
                        "django.template.loaders.filesystem.Loader",
                        "django.template.loaders.app_directories.Loader",
                    ],
                )
            ],
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "lms.accounts.context_processors.navigation",
            ],
            "builtins": ["lms.core.templatetags.acuerdo"],
        },
    }
]

# SQLite as measured for a small center: IMMEDIATE keeps two writers from failing with "locked",
# FULL keeps the last answers when the power goes. With recursive triggers REPLACE deletes in the
# sight of the triggers that keep frozen rows. What is deleted is overwritten (decision 0028).
SQLITE_OPTIONS = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA recursive_triggers=ON;"
    " PRAGMA secure_delete=ON;",
}


def database_from_environment() -> dict[str, object]:
    """PostgreSQL when ACUERDO_DB_NAME is set, otherwise the SQLite file below VAR_DIR."""
    if name := os.environ.get("ACUERDO_DB_NAME"):
        return {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": name,
            "USER": os.environ.get("ACUERDO_DB_USER", ""),
            "PASSWORD": os.environ.get("ACUERDO_DB_PASSWORD", ""),
            "HOST": os.environ.get("ACUERDO_DB_HOST", ""),
            "PORT": os.environ.get("ACUERDO_DB_PORT", ""),
            "CONN_MAX_AGE": 60,
            "CONN_HEALTH_CHECKS": True,
        }
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": os.environ.get("ACUERDO_SQLITE", VAR_DIR / "acuerdo.sqlite3"),
        "OPTIONS": SQLITE_OPTIONS,
    }


DATABASES = {"default": database_from_environment()}
# PostgreSQL, in processes that serve pages only: a migration or a loader may take its time.
PAGE_TIMEOUTS = {"lock_timeout": "3s", "statement_timeout": "15s"}

# Language, number and time: Spanish first; Mexico has four time zones, so people see their own.
LANGUAGE_CODE = "es-mx"
LANGUAGES = [("es-mx", _("Spanish")), ("en", _("English"))]
WAGTAIL_CONTENT_LANGUAGES = LANGUAGES
WAGTAIL_I18N_ENABLED = True
USE_I18N = True
USE_TZ = True
TIME_ZONE = "America/Mexico_City"
# The last two hold what Wagtail's and Django's own Spanish lack or say stiffly; our words come before them.
CATALOGS = ("core", "accounts", "assessments", "courses", "analytics", "wagtail", "django")
LOCALE_PATHS = [BASE_DIR / "locale" / catalog for catalog in CATALOGS]

# People and sign-in
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["lms.accounts.signin.backend.AccountBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
WAGTAILADMIN_LOGIN_URL = LOGIN_URL
LOGIN_REDIRECT_URL = "home"
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_ADAPTER = "lms.accounts.signin.adapter.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_PASSWORD_RESET_TOKEN_GENERATOR = "lms.accounts.signin.tokens.ResetTokens"  # noqa: S105 - a path
ACCOUNT_SESSION_REMEMBER = True
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
ACCOUNT_FORMS = {
    "add_email": "lms.accounts.signin.forms.AddEmailForm",
    "change_password": "lms.accounts.signin.forms.ChangePasswordForm",
    "confirm_email_verification_code": "lms.accounts.signin.forms.ConfirmEmailCodeForm",
    "confirm_login_code": "lms.accounts.signin.forms.ConfirmLoginCodeForm",
    "login": "lms.accounts.signin.forms.LoginForm",
    "reauthenticate": "lms.accounts.signin.forms.ReauthenticateForm",
    "request_login_code": "lms.accounts.signin.forms.RequestLoginCodeForm",
    "reset_password": "lms.accounts.signin.forms.ResetPasswordForm",
    "reset_password_from_key": "lms.accounts.signin.forms.ResetPasswordKeyForm",
    "set_password": "lms.accounts.signin.forms.SetPasswordForm",
    "signup": "lms.accounts.signin.forms.SignupForm",
}
MFA_FORMS = {
    "activate_totp": "lms.accounts.signin.forms.ActivateAppForm",
    "add_webauthn": "lms.accounts.signin.forms.AddPasskeyForm",
    "authenticate": "lms.accounts.signin.forms.CodeForm",
    "edit_webauthn": "lms.accounts.signin.forms.RenamePasskeyForm",
    "reauthenticate": "lms.accounts.signin.forms.CodeAgainForm",
}
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 15 * 60  # mail is slow where lines are weak
MFA_ADAPTER = "lms.accounts.signin.mfa_adapter.MfaAdapter"
MFA_TOTP_ISSUER = "Acuerdo"
STAFF_MFA_REQUIRED = False
MANAGERS_SEE_INDIVIDUAL_SCORES = False  # completion by name, scores only where the body's policy allows it
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_REAUTHENTICATION_REQUIRED = True
INVITATION_DAYS = 14
# How long a supervisor can answer from the letter on, and when one who has not is reminded, once.
SUPERVISOR_LINK_DAYS = 30
SUPERVISOR_REMINDER_DAYS = 10
# How long the codes on slips for the parties of hearings work, and sheets on paper may be typed after saying
# how many there are.
CLIENT_SLIP_DAYS = 180
CLIENT_PAPER_DAYS = 14

# Whether a browser may keep a test that is under way, to go on without a line; see docs/operators.md.
OFFLINE_TESTS = os.environ.get("ACUERDO_OFFLINE_TESTS", "1") != "0"

# Privacy: who is responsible for people's data is for the operator to say; see docs/operators.md.
PRIVACY_CONSENT_REQUIRED = True
PRIVACY_CONTROLLER = os.environ.get("ACUERDO_PRIVACY_CONTROLLER", "")
PRIVACY_ADDRESS = os.environ.get("ACUERDO_PRIVACY_ADDRESS", "")
PRIVACY_CONTACT = os.environ.get("ACUERDO_PRIVACY_CONTACT", "")

# The smallest group shown to each audience in reports (settings only raise it).
SMALL_GROUP_MINIMUMS = {"own_center": 5, "shared": 10, "public": 11}
# What assessed role-plays ask of assessors without a licence: "off", "warn" or "block".
ASSESSOR_LICENCE = os.environ.get("ACUERDO_ASSESSOR_LICENCE", "warn")
CERTIFICATE_LOOKUPS_PER_MINUTE = 60
# Openings of forms that people without an account answer, from one network address: a whole center is one.
FORM_OPENINGS_PER_MINUTE = 120

# Content
WAGTAIL_SITE_NAME = "Acuerdo"
WAGTAILADMIN_BASE_URL = os.environ.get("ACUERDO_BASE_URL", "http://localhost:8000")
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAILADMIN_PERMITTED_LANGUAGES = LANGUAGES
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_PASSWORD_RESET_ENABLED = False
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = False
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False
WAGTAILDOCS_EXTENSIONS = ["csv", "docx", "odt", "pdf", "pptx", "txt", "xlsx"]
WAGTAILDOCS_SERVE_METHOD = "serve_view"
WAGTAILSEARCH_BACKENDS: dict[str, dict[str, object]] = {"default": {"BACKEND": "lms.core.content_search"}}
WAGTAILIMAGES_EXTENSIONS = ["gif", "jpg", "jpeg", "png", "webp"]
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 5 * 1024 * 1024
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 25_000_000  # unpacked, each takes four bytes

# Work that need not keep anybody waiting: rows in the database, done by `manage.py db_worker`.
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

# Days that `manage.py daily` keeps what nobody needs any more.
RETENTION_DAYS = {"invitations": 365, "letters": 365, "paper_photos": 365, "story_slips": 365, "tasks": 14}

# Rate limits are counted in "default": in a table, which every process sees and which strangers cannot
# fill (each of them is counted first). What can be made anew, such as pictures, is kept apart from it.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "core_cacherow",
        "OPTIONS": {"MAX_ENTRIES": 200_000},
    },
    # Wagtail would keep here which sizes an image has; the text of a lesson is kept whole, and a process must
    # not offer sizes that another one replaced.
    "renditions": {"BACKEND": "django.core.cache.backends.dummy.DummyCache"},
    "pictures": {
        "BACKEND": "django.core.cache.backends.filebased.FileBasedCache",
        "LOCATION": VAR_DIR / "cache",
        "OPTIONS": {"MAX_ENTRIES": 2_000},
    },
    # Pages of reports, as drawn last: in the memory of each process, so that nothing of them is on any disk.
    "reports": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "LOCATION": "reports",
        "TIMEOUT": 300,
        "OPTIONS": {"MAX_ENTRIES": 200},
    },
}

# Files
STATIC_URL = "/static/"
STATIC_ROOT = BASE_DIR / "staticfiles"
STATICFILES_DIRS = [BASE_DIR / "static"]
MEDIA_URL = "/media/"
MEDIA_ROOT = VAR_DIR / "media"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    # What only our own pages hand out (certificates); no web server may serve this folder.
    "private": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": VAR_DIR / "private"},
    },
    "staticfiles": {
        "BACKEND": "lms.core.static_files.HashedStaticFiles",
        "OPTIONS": {"file_permissions_mode": 0o644, "directory_permissions_mode": 0o755},
    },
}
FILE_UPLOAD_PERMISSIONS = 0o600
FILE_UPLOAD_DIRECTORY_PERMISSIONS = 0o700
# A whole request, a file of 5 MB and what goes with it; more is refused unread. docs/operators.md gives
# the proxy the same limit. Without files nothing needs half of it.
REQUEST_MAX_BYTES = 6 * 1024 * 1024
DATA_UPLOAD_MAX_MEMORY_SIZE = 3 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000

# E-mail: files by default, so that trying out never writes to anybody
EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
EMAIL_FILE_PATH = VAR_DIR / "mail"
DEFAULT_FROM_EMAIL = os.environ.get("ACUERDO_FROM_EMAIL", "Acuerdo <acuerdo@localhost>")

# Security
SESSION_ENGINE = "lms.core.sessions"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 60 * 60 * 24 * 14
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "lms.core.views.csrf_failure"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "media-src": [SELF],
        "worker-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    }
}
# Wagtail's editor shows a page that is being written in a frame: the page's own policy, but for this.
PREVIEW_CONTENT_SECURITY_POLICY = {"DIRECTIVES": {"frame-ancestors": [SELF]}}
# Wagtail's admin writes scripts and styles into its pages and previews pages in a frame.
ADMIN_CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        **CONTENT_SECURITY_POLICY["DIRECTIVES"],
        "script-src": [SELF, UNSAFE_INLINE],
        "style-src": [SELF, UNSAFE_INLINE],
        "img-src": [SELF, "data:", "blob:"],
        "frame-src": [SELF],
        "frame-ancestors": [SELF],
        "base-uri": [SELF],
    }
}
SILENCED_SYSTEM_CHECKS: list[str] = []

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"without_secrets": {"()": "lms.core.secret_paths.WithoutSecrets"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "filters": ["without_secrets"]}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
