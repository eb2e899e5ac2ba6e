"""What is said is checked in English here; that it is said in Spanish is for the catalogs' tests."""

import pytest
from django.utils import translation


@pytest.fixture(autouse=True)
def english(spanish):
    with translation.override("en"):
        yield
