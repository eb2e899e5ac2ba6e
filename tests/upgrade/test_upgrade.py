"""The database of each earlier release becomes what migrating an empty one makes, and loses nothing."""

import contextlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.urls import reverse
from django.utils import translation

from analytics.models import Certificate
from assessments.models import Score
from courses.models import LessonPage
from lms.accounts.models import User
from lms.core import quick_migrations
from tests import databases
from tests.upgrade import dumps, history, snapshot
from tests.upgrade.schema import Rows, rows, schema, table_columns

HERE = Path(__file__).parent
RELEASES = sorted(folder.name for folder in HERE.iterdir() if (folder / "sqlite.sql").exists())


@dataclass(frozen=True, slots=True)
class Upgrade:
    """What a fresh database is made of, and what the old one held before and after."""

    fresh: set[str]
    upgraded: set[str]
    before: Rows
    after: Rows


@pytest.fixture(scope="module", params=RELEASES)
def upgrade(
    request: pytest.FixtureRequest, django_db_setup, django_db_blocker, tmp_path_factory
) -> Iterator[Upgrade]:
    """The release's database, upgraded; in use until the module ends."""
    name = "upgraded"
    if connection.vendor == "sqlite":
        name = str(tmp_path_factory.mktemp("upgraded") / "database.sqlite3")
    with django_db_blocker.unblock():
        fresh = schema()
        with databases.elsewhere(name):
            dumps.load(dumps.read(HERE / request.param))
            columns = table_columns()
            before = rows(columns)
            with _drawing():
                call_command("migrate", verbosity=0)
            yield Upgrade(fresh, schema(), before, rows(columns))


def _drawing() -> contextlib.AbstractContextManager[None]:
    """How models are drawn up: on SQLite as Django does, so that the short way is held equal to it there.

    What is drawn is no matter of the database, and the short way takes a tenth of the time.
    """
    return contextlib.nullcontext() if connection.vendor == "sqlite" else quick_migrations.drawing_less()


def test_the_release_being_made_has_its_snapshot():
    assert snapshot.version() in RELEASES
    for release in RELEASES:
        assert (HERE / release / "postgresql.sql").exists()


def test_it_is_made_of_what_a_fresh_one_is_made_of(upgrade):
    assert sorted(upgrade.fresh - upgrade.upgraded) == []
    assert sorted(upgrade.upgraded - upgrade.fresh) == []


def test_every_row_is_as_it_was(upgrade):
    lost = {table: gone for table, found in upgrade.before.items() if (gone := found - upgrade.after[table])}
    assert lost.keys() - history.EMPTIED == set(), lost
    assert not any(upgrade.after[table] for table in history.EMPTIED)


def test_there_is_a_row_of_every_kind_that_the_release_knew(upgrade):
    assert history.empty_kinds(upgrade.before.keys()) == set()


def test_what_a_comparison_would_miss_is_seen(upgrade):
    """The control: a trigger less, a column less and a rule less are named."""
    trigger, on_table = {
        "sqlite": ("score_frozen_update", ""),
        "postgresql": ("score_frozen", "ON assessments_score"),
    }[connection.vendor]
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"DROP TRIGGER {trigger} {on_table}")
        cursor.execute("ALTER TABLE analytics_scorefile DROP COLUMN content")
        cursor.execute("DROP INDEX one_open_moderation_per_case")
        missing = upgrade.upgraded - schema()
        transaction.set_rollback(True)
    assert len(missing) == 3
    for name in (trigger, "content", "one_open_moderation_per_case"):
        assert [line for line in missing if name in line], name


def test_rows_that_never_change_still_refuse_it(upgrade):
    score = Score.objects.earliest("pk")
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"UPDATE assessments_score SET points = 99 WHERE id = {score.pk}")
    assert Score.objects.get(pk=score.pk).points == score.points


def test_people_read_their_lesson_their_score_and_their_certificate(upgrade):
    learner = User.objects.get(email=history.LEARNER)
    client = Client()
    client.force_login(learner)
    with translation.override("es-mx"):
        lesson = LessonPage.objects.get(locale__language_code="es-mx", slug="l1")
        page = client.get(lesson.url)
        assert page.status_code == 200
        assert "Opción 2" in page.content.decode()
        attempt = learner.attempts.get(delivery__purpose="post_test")
        page = client.get(reverse("attempt_submitted", args=[attempt.uuid]))
        assert page.status_code == 200
        assert f"{history.RIGHT_AFTER} de 5" in page.content.decode()
        certificate = Certificate.objects.get(user=learner)
        page = Client().get(reverse("certificate_verify", args=[certificate.code]))
        assert page.status_code == 200
        assert "Itzel Cruz" in page.content.decode()
    first = learner.attempts.get(delivery__purpose="pre_test")
    totals = first.scores.filter(scope="total").order_by("revision").values_list("points", flat=True)
    assert list(totals) == [history.RIGHT_BEFORE, history.MARKED_ANEW]
