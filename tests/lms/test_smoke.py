from pathlib import Path

import pytest
from django.core.management import call_command

from lms.accounts.roles import Role

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.django_db
def test_public_pages_answer_in_both_languages(client):
    for language in ("es-mx", "en"):
        for page in ("help", "accessibility", "styleguide", "privacy"):
            assert client.get(f"/{language}/{page}/").status_code == 200


@pytest.mark.django_db
def test_the_style_guide_shows_rating_messages_and_the_header_of_every_role(client):
    page = client.get("/en/styleguide/").content.decode()
    for piece in ('class="crit"', 'class="toast"', 'class="alert plain autosave"'):
        assert page.count(piece) >= 2, piece
    for role in Role:
        assert page.count(f'<span class="who">{role.label}</span>') == 2, role


@pytest.mark.parametrize("folder", ["templates", "lms", "courses", "assessments", "analytics"])
def test_dates_are_written_in_one_style(folder):
    """ "Dec. 18, 2026, 9 a.m.", never "12/18/2026 9 a.m." beside it."""
    files = [one for kind in ("*.html", "*.py") for one in (ROOT / folder).rglob(kind)]
    assert [str(one) for one in files if "SHORT_DATE" in one.read_text()] == []


@pytest.mark.django_db
def test_models_and_migrations_agree():
    call_command("makemigrations", "--check", "--dry-run", verbosity=0)
