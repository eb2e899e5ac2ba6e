"""Assertions that several tests share."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from lms.core.errors import UserError


@contextmanager
def refused(code: str) -> Iterator[None]:
    """The block is refused in words, with exactly this code."""
    with pytest.raises(UserError) as caught:
        yield
    assert caught.value.code == code
    assert str(caught.value)
