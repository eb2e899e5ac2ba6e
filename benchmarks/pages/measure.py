"""One database's measurement: `python -m benchmarks.pages.measure`, run by `benchmarks.pages`."""

import contextlib
import json
import os
import sys
import time
from pathlib import Path

import django
from django.core.management import call_command


def main() -> None:
    """Prepare, serve, measure; each line of output is one JSON object."""
    django.setup()
    seconds = float(sys.argv[1])
    with contextlib.redirect_stdout(sys.stderr):
        call_command("demo", no_serve=True)
    from benchmarks.pages import bare, site
    from benchmarks.pages.disk import bytes_per_attempt
    from benchmarks.pages.load import CONNECTIONS, Browser, drive
    from benchmarks.pages.people import cookies_of, newcomers
    from benchmarks.pages.scenes import attempt, scenes

    bare.make_table()
    found = scenes()
    own = site.environment(Path(os.environ["ACUERDO_VAR"]), {})
    with site.serving(own) as server:
        tell(kind="memory", when="fresh", megabytes=server.worker_megabytes())
        cookies = {user.pk: cookies_of(user) for scene in found for user in scene.who}
        for scene in found:
            browsers = [Browser("localhost", server.port, dict(cookies[user.pk])) for user in scene.who]
            load = drive(browsers, scene.turn, server.cpu_seconds, seconds=seconds)
            tell(
                kind="page",
                name=scene.name,
                beside=scene.beside,
                target=scene.target,
                answers=load.answers,
                per_second=load.per_second,
                median=load.median,
                p95=load.p95,
                cpu=load.cpu,
            )
        takers = newcomers(3 * CONNECTIONS)
        spent = []
        for user in takers:
            browser = Browser("localhost", server.port, cookies_of(user))
            before, began = server.cpu_seconds(), time.perf_counter()
            attempt(user, browser)
            spent.append((server.cpu_seconds() - before, time.perf_counter() - began))
        warm = sorted(cpu for cpu, _wall in spent[CONNECTIONS:])
        tell(
            kind="attempt",
            cpu=[warm[0], warm[len(warm) // 2], warm[-1]],
            requests=sum(browser.statuses.values()),
            statements=statements(),
        )
        tell(kind="disk", bytes=bytes_per_attempt())
        tell(kind="memory", when="at the end", megabytes=server.worker_megabytes())
    from benchmarks.pages import crowds

    crowds.measure(own, [int(size) for size in sys.argv[2].split(",") if size], tell)


def statements() -> int:
    """Statements of a whole attempt, by the same requests through Django's own client."""
    from django.db import connection
    from django.test import Client

    from benchmarks.pages.load import Browser
    from benchmarks.pages.people import cookies_of, newcomers
    from benchmarks.pages.scenes import attempt

    (user,) = newcomers(1)
    client, count = Client(HTTP_HOST="localhost"), 0
    for name, value in cookies_of(user).items():
        client.cookies[name] = value

    def counting(execute, sql, params, many, context):
        nonlocal count
        count += 1
        return execute(sql, params, many, context)

    class InProcess(Browser):
        """Asks this process; only what the product sends to the database is counted."""

        def _send(self, method, path, body, headers):
            sent = {
                "HTTP_X_CSRFTOKEN": headers.get("X-CSRFToken", ""),
                "HTTP_ACCEPT": headers.get("Accept", ""),
            }
            with connection.execute_wrapper(counting):
                if method == "GET":
                    answer = client.get(path, **sent)
                else:
                    answer = client.post(path, body, content_type=headers["Content-Type"], **sent)
            return answer.status_code, answer.content, answer.headers

    attempt(user, InProcess("", 0, {"csrftoken": client.cookies["csrftoken"].value}))
    return count


def tell(**facts: object) -> None:
    """One line for the process that made the table."""
    print(json.dumps(facts), flush=True)


main()
