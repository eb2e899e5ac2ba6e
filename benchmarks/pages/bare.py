"""The least that a view of this kind can cost: session, user, one template; one durable row."""

import json

from django.db import connection, transaction
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template import engines

TABLE = "benchmark_row"
PAGE = engines["django"].from_string(
    "<!DOCTYPE html><html lang=es><title>Bare</title><p>{{ user.email }}</p>"
    "<ul>{% for one in rows %}<li>{{ one }}</li>{% endfor %}</ul></html>"
)


def page(request: HttpRequest) -> HttpResponse:
    """Who is signed in, and twenty lines."""
    return HttpResponse(PAGE.render({"user": request.user, "rows": range(20)}, request))


def save(request: HttpRequest) -> HttpResponse:
    """One row, durable before the answer leaves."""
    sent = json.loads(request.body)
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {TABLE} (who, said) VALUES (%s, %s)",
            [request.user.pk, json.dumps(sent)],
        )
    return JsonResponse({"saved": True})


def make_table() -> None:
    """The table of `save`, outside every model."""
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE TABLE IF NOT EXISTS {TABLE} (who bigint, said text)")
