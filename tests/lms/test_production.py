"""Production settings: hard, and refusing to start half-configured."""

import os
import subprocess
import sys

import pytest
from django.conf import settings

ENVIRONMENT = {
    "ACUERDO_SECRET_KEY": "k3" * 30 + "abcdefghijklmnop",
    "ACUERDO_HOSTS": "acuerdo.example.mx",
    "ACUERDO_BASE_URL": "https://acuerdo.example.mx",
    "ACUERDO_EMAIL_HOST": "mail.example.mx",
    "ACUERDO_FROM_EMAIL": "Acuerdo <acuerdo@example.mx>",
}
ON = ("STAFF_MFA_REQUIRED", "PRIVACY_CONSENT_REQUIRED", "SESSION_COOKIE_SECURE", "SECURE_SSL_REDIRECT")


def python(*arguments, **changes):
    """Run Python as production would, with some variables changed or (None) taken away."""
    ours = {"DJANGO_SETTINGS_MODULE": "lms.settings.production", "ACUERDO_VAR": str(settings.VAR_DIR)}
    others = {name: value for name, value in os.environ.items() if not name.startswith("ACUERDO_")}
    environment = {**others, **ENVIRONMENT, **ours, **changes}
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=settings.BASE_DIR,
        env={name: value for name, value in environment.items() if value is not None},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.slow("starts Django with the settings of production")
def test_the_deployment_check_finds_nothing():
    result = python("manage.py", "check", "--deploy", "--fail-level", "WARNING")
    assert result.returncode == 0, result.stderr
    assert "no issues (0 silenced)" in result.stdout


def test_what_must_be_on_is_on():
    script = f"import lms.settings.production as s; print(s.DEBUG, [getattr(s, name) for name in {ON!r}])"
    assert python("-c", script).stdout.strip() == "False [True, True, True, True]"


@pytest.mark.parametrize("name", sorted(ENVIRONMENT))
def test_each_missing_secret_refuses_and_names_itself(name):
    result = python("-c", "import lms.settings.production", **{name: None})
    assert result.returncode == 1
    assert f"{name} must be set" in result.stderr


def test_a_short_secret_refuses():
    result = python("-c", "import lms.settings.production", ACUERDO_SECRET_KEY="short")
    assert result.returncode == 1
    assert "at least 50 characters" in result.stderr


@pytest.mark.parametrize(
    "hosts",
    [
        "*",
        "a.mx,*",
        "a.mx, b.mx",
        " a.mx",
        "a.mx,",
        ",a.mx",
        ".a.mx",
        "*.a.mx",
        "a b.mx",
        "https://a.mx",
        "a.mx:443",
    ],
)
def test_a_host_name_with_a_blank_or_a_star_fails_the_deployment_check(hosts):
    result = python("manage.py", "check", "--deploy", "--fail-level", "WARNING", ACUERDO_HOSTS=hosts)
    assert result.returncode != 0
    assert "ACUERDO_HOSTS holds" in result.stderr


@pytest.mark.parametrize("hosts", ["a.mx", "a.mx,b.mx", "10.0.0.7", "[2001:db8::1]", "xn--caf-dma.mx"])
def test_whole_host_names_pass(hosts):
    script = "import lms.settings.production as s; print(','.join(s.ALLOWED_HOSTS))"
    assert python("-c", script, ACUERDO_HOSTS=hosts).stdout.strip() == hosts
