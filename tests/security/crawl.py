"""Opening every address as everybody, and what came back."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from typing import Any
from unittest import mock

from django.core.cache import cache
from django.db import connection, transaction
from django.http import HttpResponse
from django.test import Client
from django.test.client import MULTIPART_CONTENT
from django.urls import URLResolver

from lms.accounts.models import User
from tests.security.addresses import address, letters_of, our_patterns
from tests.security.sides import World

ROLES = (
    "anonymous", "self", "peer", "other", "trainer A", "trainer B", "manager", "officer", "editor",
    "reviewer", "administrator", "deactivated",
)  # fmt: skip
# Django counts sessions and the last sign-in by itself; neither is data.
NOT_DATA = ("django_session",)


@dataclass(frozen=True, slots=True)
class Visit:
    """One answer: whose request, for what, and what came."""

    role: str
    name: str
    letter: str
    url: str
    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def is_page(self) -> bool:
        return self.headers.get("Content-Type", "").startswith("text/html")

    @property
    def text(self) -> str:
        return self.body.decode()


@dataclass(slots=True)
class Crawl:
    """All answers to GET, and the statements that wrote something meanwhile."""

    visits: list[Visit] = field(default_factory=list)
    writes: list[str] = field(default_factory=list)

    def pages(self, *roles: str) -> Iterator[Visit]:
        """The pages that these people (default: all) got."""
        return (one for one in self.visits if one.is_page and (not roles or one.role in roles))

    def dressed(self) -> Iterator[Visit]:
        """The pages in our own dress: those of Wagtail's admin wear its own."""
        return (one for one in self.pages() if "/admin/" not in one.url)


def client_of(world: World, role: str, **options: bool) -> Client:
    """A client signed in as somebody of the world; the deactivated one was in before."""
    client = Client(**options)
    if role != "anonymous":
        client.force_login(User.objects.get(pk=world.people[role].pk))
    return client


def crawl(world: World, asked: Callable[[str, str, str, str], bool]) -> Crawl:
    """GET every address of ours as every role, with the objects of either cohort, where `asked` says so."""
    found = Crawl()
    for role in ROLES:
        client = client_of(world, role)
        with connection.execute_wrapper(Watch(found.writes)), few_refusals():
            for name in our_patterns():
                for letter in filter(partial(asked, role, name, "GET"), letters_of(name)):
                    url = address(world, name, letter, role)
                    cache.clear()
                    response = client.get(url)
                    found.visits.append(visit(role, name, letter, url, response))
    return found


@contextmanager
def few_refusals() -> Iterator[None]:
    """Draw the page of a refusal once for each status: two of three answers are one, and all say the same."""
    drawn: set[int] = set()
    usual = URLResolver.resolve_error_handler

    def handler(resolver: URLResolver, status: int) -> Callable[..., HttpResponse]:
        if status not in drawn:
            drawn.add(status)
            return usual(resolver, status)
        return lambda request, exception=None: HttpResponse(status=status, content_type="text/plain")

    with mock.patch.object(URLResolver, "resolve_error_handler", handler):
        yield


def post(world: World, client: Client, role: str, name: str, letter: str) -> HttpResponse:
    """POST an empty form (or JSON, where that is taken) to an address, and take back what it did."""
    with transaction.atomic():
        cache.clear()
        response = client.post(address(world, name, letter, role), **empty(name))
        transaction.set_rollback(True)
    return response


def empty(name: str) -> dict[str, Any]:
    """Nothing, as the view `name` takes it."""
    takes_json = getattr(our_patterns()[name].callback, "takes_json", False)
    return {"data": {}, "content_type": "application/json" if takes_json else MULTIPART_CONTENT}


def visit(role: str, name: str, letter: str, url: str, response: HttpResponse) -> Visit:
    return Visit(role, name, letter, url, response.status_code, dict(response.items()), response.content)


@dataclass(slots=True)
class Watch:
    """Notes every statement that changes data."""

    writes: list[str]

    def __call__(self, execute, sql, params, many, context):
        verb, *rest = sql.split(maxsplit=3)
        if verb.upper() in ("INSERT", "UPDATE", "DELETE", "REPLACE") and not any(
            table in " ".join(rest) for table in NOT_DATA
        ):
            self.writes.append(sql[:200])
        return execute(sql, params, many, context)
