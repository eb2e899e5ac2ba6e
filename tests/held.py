"""Rows that the tests of a whole file start from, made once."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.db import transaction
from django.utils import translation

from tests.assessments import factories


@contextmanager
def held(django_db_blocker: Any, language: str) -> Iterator[None]:
    """What is made within is there until the end, and then gone: for fixtures of a file.

    The rows are there from the first test on that asks for them, so tests that need an emptier database come
    first in their file; none of the file may commit. Objects are read anew by each test: it may change them.
    """
    with django_db_blocker.unblock(), translation.override(language), transaction.atomic():
        yield
        transaction.set_rollback(True)


@contextmanager
def measured_by(request: pytest.FixtureRequest, language: str) -> Iterator[None]:
    """Questions, an opinion form and a rubric, held for a file that may find them."""
    if not _may_hold(request):
        yield
        return
    request.getfixturevalue("django_db_setup")
    with held(request.getfixturevalue("django_db_blocker"), language):
        factories.knowledge_test()
        factories.opinion_form()
        factories.rubric()
        yield


def _may_hold(request: pytest.FixtureRequest) -> bool:
    """Whether rows may be held for the file: it asks for a database, keeps to it and counts nothing."""
    own = [item for item in request.session.items if item.path == request.path]
    marks = [mark for item in own for mark in item.iter_markers("django_db")]
    counting = any(item.get_closest_marker("from_nothing") for item in own)
    return bool(marks) and not counting and not any(mark.kwargs.get("transaction") for mark in marks)
