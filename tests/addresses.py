"""Pages under other addresses than those of the whole site."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.conf import settings

from lms.core import drawing


@contextmanager
def served_by(urlconf: str) -> Iterator[None]:
    """Take addresses from this module for a while.

    Without the signal of a changed setting: at that Django forgets every address that it has worked out,
    which then costs each test as much as its first page. It keeps those of each module apart anyway.
    """
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(settings, "ROOT_URLCONF", urlconf)
        drawing.forget()
        yield
    drawing.forget()
