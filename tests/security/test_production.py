"""The shipped configuration: hard by itself, and refusing to start half-configured."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
REQUIRED = {
    "ACUERDO_SECRET_KEY": "x7" * 20 + "-a-long-and-varied-secret-Qz93!",
    "ACUERDO_HOSTS": "acuerdo.example.org",
    "ACUERDO_BASE_URL": "https://acuerdo.example.org",
    "ACUERDO_EMAIL_HOST": "mail.example.org",
    "ACUERDO_FROM_EMAIL": "Acuerdo <acuerdo@example.org>",
}
SHOW = """
from lms.settings import production as s
print(s.DEBUG, s.SESSION_COOKIE_SECURE, s.CSRF_COOKIE_SECURE, s.SESSION_COOKIE_HTTPONLY, s.STAFF_MFA_REQUIRED)
print(s.SECURE_SSL_REDIRECT, s.SECURE_HSTS_SECONDS, s.SESSION_COOKIE_NAME, s.PRIVACY_CONSENT_REQUIRED)
print("lms.demo" in s.INSTALLED_APPS, getattr(s, "SECURE_PROXY_SSL_HEADER", None))
"""


def run(tmp_path, *arguments, **changed):
    environment = {key: value for key, value in os.environ.items() if not key.startswith("ACUERDO_")}
    environment |= REQUIRED | changed
    environment |= {"DJANGO_SETTINGS_MODULE": "lms.settings.production", "ACUERDO_VAR": str(tmp_path)}
    environment = {key: value for key, value in environment.items() if value is not None}
    command = [sys.executable, *arguments]
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)


def test_the_deployment_check_has_no_warning(tmp_path):
    done = run(tmp_path, "manage.py", "check", "--deploy", "--fail-level", "WARNING")
    assert (done.returncode, done.stdout.strip()) == (0, "System check identified no issues (0 silenced)."), (
        done.stderr
    )


@pytest.mark.parametrize("name", sorted(REQUIRED))
def test_it_refuses_to_start_without(tmp_path, name):
    done = run(tmp_path, "-c", "import lms.settings.production", **{name: None})
    assert done.returncode == 1
    assert f"{name} must be set in production" in done.stderr


@pytest.mark.parametrize(
    ("secret", "refusal"),
    [("  ", "must be set in production"), ("short", "must have at least 50 characters")],
)
def test_a_secret_that_is_none_is_refused(tmp_path, secret, refusal):
    done = run(tmp_path, "-c", "import lms.settings.production", ACUERDO_SECRET_KEY=secret)
    assert f"ACUERDO_SECRET_KEY {refusal}" in done.stderr


def test_what_production_tightens(tmp_path):
    assert run(tmp_path, "-c", SHOW).stdout.splitlines() == [
        "False True True True True",
        "True 31536000 __Host-session True",
        "False None",
    ]


def test_a_proxy_is_believed_only_when_the_operator_says_so(tmp_path):
    shown = run(tmp_path, "-c", SHOW, ACUERDO_BEHIND_PROXY="1").stdout.splitlines()
    assert shown[2] == "False ('HTTP_X_FORWARDED_PROTO', 'https')"
