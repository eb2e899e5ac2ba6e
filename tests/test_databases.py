"""The ground that every test stands on: a copy of a template, and a copy again after a test that commits."""

import pytest
from django.apps import apps
from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from wagtail.models import Locale, Page, Site

from lms.core.models import AuditEvent
from tests import databases


def rows():
    """Every row of every table by its primary key."""
    return {
        model._meta.label: sorted(model._base_manager.values_list("pk", flat=True), key=str)
        for model in apps.get_models()
        if model._meta.managed and not model._meta.proxy
    }


@pytest.mark.django_db(transaction=True)
def test_a_database_laid_out_again_is_as_migrations_made_it():
    before = rows()
    assert before[Locale._meta.label]
    assert before[Page._meta.label]
    assert before[Site._meta.label]
    assert before[ContentType._meta.label]
    assert before[Permission._meta.label]
    Group.objects.create(name="left behind")
    Site.objects.all().delete()
    Locale.objects.create(language_code="nah")
    assert rows() != before

    databases.lay_out(connection.settings_dict["NAME"])

    assert rows() == before
    assert ContentType.objects.get_for_model(AuditEvent).pk in before[ContentType._meta.label]


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("time", [1, 2])
def test_nothing_committed_reaches_the_next_test(time):
    assert not Group.objects.filter(name="left behind").exists()
    Group.objects.create(name="left behind")


def test_the_template_is_made_of_migrations_and_of_the_lock_file():
    names = {str(path.relative_to(databases.ROOT)) for path in databases.ingredients()}
    assert {f"{app}/migrations/0001_initial.py" for app in ("lms/core", "lms/accounts", "courses")} <= names
    assert {"requirements/run.txt", "requirements/dev.txt"} <= names
    assert "lms/accounts/models/users.py" in names  # a migration imports it


def test_a_changed_migration_makes_another_template(tmp_path):
    migration = tmp_path / "0002_more.py"
    migration.write_text("operations = []", encoding="utf-8")
    before = databases.key([migration])
    assert databases.key([migration]) == before
    migration.write_text("operations = [1]", encoding="utf-8")
    assert databases.key([migration]) != before
