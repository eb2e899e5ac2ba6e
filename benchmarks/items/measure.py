"""One database: people with answers to a test, then the analysis of its questions, step by step."""

import random
import statistics
import sys
import time
from collections.abc import Callable
from datetime import timedelta
from math import exp
from typing import Any

import django

django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402

from analytics.reports.items.analysis import analyze_form  # noqa: E402
from analytics.reports.items.columns import columns_of  # noqa: E402
from assessments import api  # noqa: E402
from assessments.models import Attempt, Response  # noqa: E402
from lms.accounts.models import User  # noqa: E402
from lms.core import clock  # noqa: E402

RUNS = 5
AT_ONCE = 2_000


def main(people: int, questions: int) -> None:
    """Print seconds by the clock and of the processor."""
    call_command("migrate", verbosity=0)
    delivery_id, version_id = fill(people, questions)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")

    def read() -> Any:
        return api.form_marks(delivery_ids=[delivery_id], version_id=version_id)

    form = read()
    columns = columns_of(form)
    print(f"{people:,} people × {questions} questions\n")
    print("| step | wall s | CPU s |\n|---|---|---|")
    measure("rows from the database", read)
    measure("arrays", lambda: columns_of(form))
    measure("figures, options, omega", lambda: analyze_form(columns, audience="own_center"))
    measure("all of it", lambda: analyze_form(columns_of(read()), audience="own_center"))


def measure(name: str, work: Callable[[], object]) -> None:
    walls, cpus = [], []
    for _ in range(RUNS):
        wall, cpu = time.perf_counter(), time.process_time()
        work()
        walls.append(time.perf_counter() - wall)
        cpus.append(time.process_time() - cpu)
    wall, cpu = statistics.median(walls), statistics.median(cpus)
    print(f"| {name} | {wall:.3f} (best {min(walls):.3f}) | {cpu:.3f} |", flush=True)


def fill(people: int, questions: int) -> tuple[int, int]:
    """A marked test with everybody's answers; the delivery and its form."""
    rng = random.Random(8)
    items = [
        api.ensure_item_version(key=f"q{n}", type="single_choice", content=content(n))
        for n in range(questions)
    ]
    text = {"es": "Prueba", "en": "Test"}
    version = api.ensure_instrument_version(key="bench", title=text, intro=text, items=items, minutes=30)
    rules = api.DeliveryRules(opens_at=clock.now() - timedelta(days=1))
    delivery = api.open_delivery(actor=None, instrument_version=version, purpose="pre_test", rules=rules)
    now = clock.now()
    users = User.objects.bulk_create(
        [User(email=f"p{n}@example.org", first_name="P", last_name=str(n)) for n in range(people)], AT_ONCE
    )
    attempts = Attempt.objects.bulk_create(
        [
            Attempt(
                delivery=delivery, instrument_version=version, user=one, started_at=now, submitted_at=now,
                revision=1,
            )
            for one in users
        ],
        AT_ONCE,
    )  # fmt: skip
    responses = []
    for attempt in attempts:
        ability = rng.gauss(0, 1)
        for place, item in enumerate(items):
            right = rng.random() < 1 / (1 + exp((place - questions / 2) / 6 - ability))
            key = "a" if right else rng.choice("bcd")
            responses.append(
                Response(
                    attempt=attempt, item_version=item, answer={"value": key}, saved_at=now,
                    mark=float(right),
                )
            )  # fmt: skip
    Response.objects.bulk_create(responses, AT_ONCE)
    return delivery.pk, version.pk


def content(number: int) -> dict[str, Any]:
    """A question with four options, of which "a" is right."""
    words = {"es": f"Pregunta {number}", "en": f"Question {number}"}
    return {"stem": words, "options": [{"key": key, "text": words} for key in "abcd"], "correct": "a"}


main(*map(int, sys.argv[1:]))
