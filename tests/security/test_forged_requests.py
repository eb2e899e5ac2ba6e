"""What changes something needs a POST that our own page sent."""

import pytest
from django.test import Client

from tests.security.addresses import address, our_patterns
from tests.security.crawl import client_of, empty

SIGNED_IN = ("administrator", "self")


@pytest.mark.slow("posts to every address")
def test_no_post_without_its_token_reaches_a_view(world):
    let_through = []
    for role in SIGNED_IN:
        client = client_of(world, role, enforce_csrf_checks=True)
        for name in our_patterns():
            response = client.post(address(world, name, "A", role), **(empty(name) | {"data": {"x": "1"}}))
            if response.status_code != 403 or "csrf" not in str(response.templates[0].name).lower():
                let_through.append((role, name, response.status_code))
    assert let_through == []


def test_a_stranger_cannot_forge_one_either(world):
    client = Client(enforce_csrf_checks=True)
    statuses = {
        name: client.post(address(world, name, "A", "anonymous"), **empty(name)).status_code
        for name in our_patterns()
    }
    assert set(statuses.values()) == {403}


def test_the_autosave_asks_for_the_token_as_well(world):
    client = client_of(world, "self", enforce_csrf_checks=True)
    url = address(world, "attempt_autosave", "A", "self")
    assert client.post(url, {"answer": ["a"]}, content_type="application/json").status_code == 403


@pytest.mark.slow("asks every address in three ways")
def test_other_verbs_change_nothing(world):
    client = client_of(world, "administrator")
    statuses = {
        (name, verb): getattr(client, verb)(address(world, name, "A", "administrator")).status_code
        for name in our_patterns()
        for verb in ("put", "patch", "delete")
    }
    assert [key for key, status in statuses.items() if status >= 500] == []
