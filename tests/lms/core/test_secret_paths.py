"""Whoever reads the server's log is let in by nothing that stands there."""

import io
import logging

import pytest
from django.urls import reverse

from lms.core.secret_paths import WithoutSecrets

pytestmark = pytest.mark.django_db
SECRET = "k3Jx-9_fQ2TTokenThatOpens"


@pytest.fixture
def logged():
    """What the handler of the settings writes."""
    (handler,) = (
        one
        for one in logging.getLogger().handlers
        if any(isinstance(each, WithoutSecrets) for each in one.filters)
    )
    written = io.StringIO()
    before = handler.setStream(written)
    yield written.getvalue
    handler.setStream(before)


@pytest.mark.parametrize(
    ("name", "arguments"),
    [
        ("invitation", [SECRET]),
        ("supervisor_sheet", [SECRET]),
        ("client_sheet", [SECRET]),
        ("client_tablet", [SECRET]),
        ("client_tablet_sheet", [SECRET, SECRET[::-1]]),
    ],
)
def test_a_refused_address_is_logged_without_what_lets_in(client, logged, name, arguments):
    address = reverse(name, args=arguments)
    response = client.put(address)
    assert response.status_code >= 400
    assert address.replace(SECRET, "…").replace(SECRET[::-1], "…") in logged()
    assert SECRET not in logged()
    assert SECRET[::-1] not in logged()


def test_other_addresses_are_logged_as_they_are(client, logged):
    client.put("/en/opinion/sent/")
    assert "/en/opinion/sent/" in logged()
