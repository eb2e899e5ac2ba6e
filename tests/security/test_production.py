"""What production tightens beyond the deployment check, which `tests/lms` runs."""

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
print(s.SESSION_COOKIE_NAME, s.CSRF_COOKIE_NAME, s.CSRF_COOKIE_SECURE, s.SESSION_COOKIE_HTTPONLY)
print(s.SECURE_HSTS_SECONDS, s.SECURE_HSTS_INCLUDE_SUBDOMAINS, s.CSRF_TRUSTED_ORIGINS, s.ALLOWED_HOSTS)
print("lms.demo" in s.INSTALLED_APPS, getattr(s, "SECURE_PROXY_SSL_HEADER", None))
"""


def shown(tmp_path, script, **changed):
    environment = {key: value for key, value in os.environ.items() if not key.startswith("ACUERDO_")}
    environment |= REQUIRED | {"ACUERDO_VAR": str(tmp_path)} | changed
    command = [sys.executable, "-c", script]
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)


def test_cookies_transport_and_hosts(tmp_path):
    assert shown(tmp_path, SHOW).stdout.splitlines() == [
        "__Host-session __Host-csrf True True",
        "31536000 True ['https://acuerdo.example.org'] ['acuerdo.example.org']",
        "False None",
    ]


def test_a_proxy_is_believed_only_when_the_operator_says_so(tmp_path):
    lines = shown(tmp_path, SHOW, ACUERDO_BEHIND_PROXY="1").stdout.splitlines()
    assert lines[2] == "False ('HTTP_X_FORWARDED_PROTO', 'https')"


@pytest.mark.parametrize("name", ["ACUERDO_SECRET_KEY", "ACUERDO_HOSTS"])
def test_a_blank_is_no_value(tmp_path, name):
    done = shown(tmp_path, "import lms.settings.production", **{name: "  "})
    assert done.returncode == 1
    assert f"{name} must be set in production" in done.stderr
