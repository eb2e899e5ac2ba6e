"""The daily job does what is due, once, and one chore that fails stops no other."""

from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.core.cache import caches
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import override_settings
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from lms.core import daily
from lms.core.models import AuditEvent, CacheRow
from lms.settings import base

pytestmark = pytest.mark.django_db


@pytest.fixture
def chores(monkeypatch):
    monkeypatch.setattr(daily, "chores", parts := {})
    return parts


def add_event():
    return AuditEvent.objects.create(at=timezone.now(), action="tests.chore").pk and 1


def fail_half_way():
    add_event()
    raise RuntimeError("half way")


def test_a_chore_that_fails_undoes_itself_and_stops_no_other(chores, capsys, caplog):
    caplog.set_level("CRITICAL", "lms.core.daily")
    daily.register_chore("a.breaks", fail_half_way)
    daily.register_chore("b.works", add_event)
    with pytest.raises(CommandError, match="1 failed"):
        call_command("daily")
    told = capsys.readouterr()
    assert (told.out, told.err) == ("b.works: 1\n", "a.breaks: failed (RuntimeError)\n")
    assert AuditEvent.objects.filter(action="tests.chore").count() == 1
    event = AuditEvent.objects.get(action="core.daily")
    assert event.data == {"counts": {"b.works": 1}, "failed": {"a.breaks": "RuntimeError"}}


def test_a_chore_may_make_its_own_transactions(chores):
    def depth():
        return len(connection.savepoint_ids)

    daily.register_chore("a.own", depth, atomic=False)
    daily.register_chore("b.held", depth)
    outside = depth()
    assert daily.run_chores().counts == {"a.own": outside, "b.held": outside + 1}


@pytest.mark.django_db(transaction=True)
def test_every_chore_of_every_app_runs(capsys):
    call_command("daily")
    names = [line.split(": ")[0] for line in capsys.readouterr().out.splitlines()]
    assert names == sorted(daily.chores)
    assert {name.split(".")[0] for name in names} == {
        "accounts",
        "analytics",
        "assessments",
        "core",
        "courses",
    }


def test_what_is_over_goes_and_nothing_else(capsys, monkeypatch):
    of_core = {name: part for name, part in daily.chores.items() if name.startswith("core.")}
    monkeypatch.setattr(daily, "chores", of_core)
    now = timezone.now()
    for key, end in (("old", -1), ("new", 1)):
        Session.objects.create(session_key=key, session_data="", expire_date=now + timedelta(hours=end))
        CacheRow.objects.create(cache_key=key, value="", expires=now + timedelta(hours=end))
    for age, status in ((15, "SUCCESSFUL"), (13, "SUCCESSFUL"), (15, "READY")):
        DBTaskResult.objects.create(
            args_kwargs={"args": [], "kwargs": {}},
            task_path="lms.accounts.services.letters.deliver",
            backend_name="default",
            status=status,
            finished_at=None if status == "READY" else now - timedelta(days=age),
        )
    call_command("daily")
    told = dict(line.split(": ") for line in capsys.readouterr().out.splitlines())
    assert {name: told[name] for name in ("core.sessions", "core.counts", "core.tasks")} == {
        "core.sessions": "1",
        "core.counts": "1",
        "core.tasks": "1",
    }
    assert [one.session_key for one in Session.objects.all()] == ["new"]
    assert [one.cache_key for one in CacheRow.objects.all()] == ["new"]
    assert DBTaskResult.objects.count() == 2
    call_command("daily")
    assert set(dict(line.split(": ") for line in capsys.readouterr().out.splitlines()).values()) == {"0"}


def test_strangers_cannot_flush_a_count():
    with override_settings(CACHES=base.CACHES):
        counts = caches["default"]
        counts.set("mine", [1, 2, 3], 3600)
        for stranger in range(400):  # a file cache with Django's defaults keeps 300
            counts.set(f"stranger-{stranger}", [1], 3600)
        assert counts.get("mine") == [1, 2, 3]
