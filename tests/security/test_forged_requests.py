"""What changes something needs a POST that our own page sent."""

from collections.abc import Iterator
from contextlib import contextmanager
from unittest import mock

import pytest
from django.http import HttpResponse
from django.middleware import csrf
from django.test import Client

from tests.security.addresses import address, our_patterns
from tests.security.crawl import client_of, empty

SIGNED_IN = ("administrator", "self")
REFUSED = "refused, and not drawn again"


@contextmanager
def one_refusal_drawn() -> Iterator[None]:
    """Draw the page that refuses a forged request once: it is the same for every address."""
    views = [csrf._get_failure_view()]

    def refuse(request, reason=""):
        return views.pop()(request, reason=reason) if views else HttpResponse(REFUSED, status=403)

    with mock.patch.object(csrf, "_get_failure_view", return_value=refuse):
        yield
    assert views == []


def is_refused(response: HttpResponse) -> bool:
    drawn = response.templates and "csrf" in str(response.templates[0].name).lower()
    return response.status_code == 403 and (drawn or response.content.decode() == REFUSED)


@pytest.mark.slow("posts to every address")
def test_no_post_without_its_token_reaches_a_view(world):
    let_through = []
    for role in SIGNED_IN:
        client = client_of(world, role, enforce_csrf_checks=True)
        with one_refusal_drawn():
            for name in our_patterns():
                response = client.post(
                    address(world, name, "A", role), **(empty(name) | {"data": {"x": "1"}})
                )
                if not is_refused(response):
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
