import pytest
from django.core.management import call_command


@pytest.mark.django_db
def test_public_pages_answer_in_both_languages(client):
    for language in ("es-mx", "en"):
        for page in ("help", "accessibility", "styleguide", "privacy"):
            assert client.get(f"/{language}/{page}/").status_code == 200


@pytest.mark.django_db
def test_models_and_migrations_agree():
    call_command("makemigrations", "--check", "--dry-run", verbosity=0)
