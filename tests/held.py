"""Rows that the tests of a whole file start from, made once."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import transaction
from django.utils import translation


@contextmanager
def held(django_db_blocker: Any, language: str) -> Iterator[None]:
    """What is made within is there until the end, and then gone: for fixtures of a file.

    The rows are there from the first test on that asks for them, so tests that need an emptier database come
    first in their file; none of the file may commit. Objects are read anew by each test: it may change them.
    """
    with django_db_blocker.unblock(), translation.override(language), transaction.atomic():
        yield
        transaction.set_rollback(True)
