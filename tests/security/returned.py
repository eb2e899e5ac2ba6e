"""Forms as they come back from being sent empty, and the pages that packages serve in our dress."""

import contextlib
from typing import Any

from django.core.cache import cache
from django.db import transaction
from django.test import Client
from django.urls import NoReverseMatch, reverse

from tests.security.addresses import address, our_patterns, patterns
from tests.security.crawl import Visit, client_of, visit
from tests.security.matrix import EXPECTED
from tests.security.sides import World

# Between them they may send every form.
SENDERS = ("self", "trainer A", "administrator")
# A browser sends its token with every form, so none arrives quite empty.
TOKEN = {"csrfmiddlewaretoken": "x"}


def sent_back(world: World) -> list[Visit]:
    """The pages on which something is missing, of every form that may come back at all."""
    found = []
    for role in SENDERS:
        client = client_of(world, role)
        for name in our_patterns():
            if EXPECTED[name, "POST", "A"][role] in "2V":
                url = address(world, name, "A", role)
                found.append(visit(role, name, "A", url, _post(client, url)))
    answered = [one for one in found if one.is_page and one.status in (200, 400, 409, 422)]
    return [one for one in answered if "/admin/" not in one.url]


def entrance(world: World) -> list[Visit]:
    """The pages about accounts that a package serves, got and with an empty form sent."""
    found = []
    names = {one.name for _route, one in patterns() if (one.name or "").startswith(("account_", "mfa_"))}
    for role in ("anonymous", "administrator"):
        for name in sorted(names):
            with contextlib.suppress(NoReverseMatch):
                url, client = reverse(name), client_of(world, role)
                found.append(visit(role, name, "A", url, client.get(url)))
                found.append(visit(role, name, "A", url, _post(client, url)))
    return [one for one in found if one.is_page and one.status == 200]


def _post(client: Client, url: str) -> Any:
    with transaction.atomic():
        cache.clear()
        response = client.post(url, TOKEN)
        transaction.set_rollback(True)
    return response
