"""Fixtures for every test, and where and in which order tests run (`tests/plan.py`)."""

import gc
import os
import time
from collections.abc import Iterator
from unittest import mock

import pytest
from hypothesis import HealthCheck, settings

from tests import plan

# Before anything imports NumPy. Its threads would wait for one another on cores that other tests use.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
os.environ.setdefault("OMP_NUM_THREADS", "1")

# How fast a machine makes examples is no property of what is tested.
settings.register_profile("acuerdo", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("acuerdo")

SLOW = 1.0  # seconds of processor time
SPENT = "processor seconds"


@pytest.fixture(scope="session")
def django_db_setup(
    django_test_environment: None, django_db_blocker, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[None]:
    """This process's database, a copy of the template; see tests/databases.py.

    Takes the place of pytest-django's fixture, which migrates in each process. A test that commits ends
    with the database copied anew instead of emptied, so the next one finds what migrations made.
    """
    from django.db import connection
    from django.test import TransactionTestCase

    from tests import databases

    name = f"test_{connection.settings_dict['NAME']}_{os.environ.get('PYTEST_XDIST_WORKER', '')}"
    if connection.vendor == "sqlite":
        name = str(tmp_path_factory.mktemp("database") / "test.sqlite3")
    with django_db_blocker.unblock():
        databases.lay_out(name)

    def lay_out_anew(case: TransactionTestCase) -> None:
        databases.lay_out(name)

    with mock.patch.object(TransactionTestCase, "_fixture_teardown", lay_out_anew):
        yield
    with django_db_blocker.unblock():
        databases.remove(name)


def pytest_configure(config: pytest.Config) -> None:
    """Pages are tested in Spanish, so its catalogs have to be there."""
    if not hasattr(config, "workerinput"):
        from lms.core.catalogs import compile_catalogs

        compile_catalogs()


@pytest.fixture(scope="session", autouse=True)
def parts_of_other_settings() -> Iterator[None]:
    """Parts of pages that a process keeps (`lms.core.drawing`) are of the settings they were drawn with."""
    from django.core.signals import setting_changed

    from lms.core import drawing

    def forget(**_changed: object) -> None:
        drawing.forget()

    setting_changed.connect(forget)
    yield
    setting_changed.disconnect(forget)


@pytest.fixture(autouse=True)
def language_of_the_site() -> None:
    """Each test begins in the site's language, whatever the last page of the test before was read in."""
    from django.conf import settings
    from django.utils import translation

    if settings.configured:
        translation.activate(settings.LANGUAGE_CODE)


def pytest_collection_finish(session: pytest.Session) -> None:
    """Look for cycles seldom, and never among what was imported: it cost a twentieth of the time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(100_000, 20, 50)


def asks_for_database(item: pytest.Item) -> bool:
    fixtures = set(getattr(item, "fixturenames", ()))
    return bool(fixtures & plan.DATABASE_FIXTURES) or item.get_closest_marker("django_db") is not None


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Longest first; on the second database only what can differ there."""
    mistaken = [
        item.nodeid for item in items if plan.within(item.nodeid, plan.PURE) and asks_for_database(item)
    ]
    if mistaken:
        raise pytest.UsageError(f"{mistaken[0]} asks for a database, but tests/plan.py says it is pure")
    unexplained = [
        item.nodeid for item in items if (slow := item.get_closest_marker("slow")) and not any(slow.args)
    ]
    if unexplained:
        raise pytest.UsageError(f"{unexplained[0]}: slow() needs its reason")
    items.sort(key=lambda item: plan.rank(item.nodeid))
    if config.getoption("second_database"):
        once = [item for item in items if not asks_for_database(item) or plan.runs_once(item.nodeid)]
        config.hook.pytest_deselected(items=once)
        items[:] = [item for item in items if item not in set(once)]


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--second-database", action="store_true", help="leave out what runs on one database (tests/plan.py)"
    )


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log):
    """One process runs what belongs together: a file, or a folder that shares something costly."""
    from xdist.scheduler import LoadScopeScheduling

    class Grouped(LoadScopeScheduling):
        def _split_scope(self, nodeid: str) -> str:
            return plan.group(nodeid)

    return Grouped(config, log)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item: pytest.Item):
    """Note the processor time of a test, which a busy machine hardly changes."""
    began = _processor_seconds()
    try:
        return (yield)
    finally:
        item.user_properties.append((SPENT, _processor_seconds() - began))


def pytest_terminal_summary(terminalreporter) -> None:
    """Name the tests that are slow without saying why. It warns only: a timing fails nothing."""
    unmarked = []
    for report in terminalreporter.getreports("passed"):
        spent = dict(report.user_properties).get(SPENT, 0.0)
        if report.when == "call" and spent > SLOW and "slow" not in report.keywords:
            unmarked.append(f"{spent:5.1f} s  {report.nodeid}")
    if unmarked:
        terminalreporter.section("over a second without a mark slow(reason)")
        for line in sorted(unmarked, reverse=True):
            terminalreporter.line(line)


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Where everything must run, a skipped test is a failure."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if os.environ.get("CI") == "true" and reporter and reporter.getreports("skipped"):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def _processor_seconds() -> float:
    spent = os.times()
    return time.process_time() + spent.children_user + spent.children_system
