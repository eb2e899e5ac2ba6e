"""Somebody who takes a test over plain HTTP, as the page's script does, and keeps a diary."""

import contextlib
import http.client
import json
import random
import threading
import time
from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.test import Client

from assessments.models import Attempt, Delivery
from lms.accounts.models import User
from tests.assessments import factories as make
from tests.services import PATIENCE

TOKEN = "t" * 32
CHOICES = "abcd"


@dataclass(frozen=True, slots=True)
class Reply:
    """What came back; `status` 0 if nothing did."""

    status: int
    body: bytes = b""
    location: str = ""

    def json(self) -> dict[str, Any]:
        return json.loads(self.body)


@dataclass
class Diary:
    """What was sent and what was acknowledged, by question."""

    sent: dict[UUID, dict[int, str]] = field(default_factory=lambda: defaultdict(dict))
    acknowledged: dict[UUID, int] = field(default_factory=dict)
    troubles: int = 0  # requests without an answer, or with one of the server's own failures

    @property
    def edits(self) -> int:
        return sum(len(one) for one in self.sent.values())


class Taker:
    """One person with a session; threads may share one, each request has a connection of its own."""

    def __init__(self, port: int, delivery: Delivery, *, user: User | None = None) -> None:
        self.port, self.delivery = port, delivery
        self.user = user or make.person()
        browser = Client()
        browser.force_login(self.user)
        self.cookies = f"sessionid={browser.cookies['sessionid'].value}; csrftoken={TOKEN}"
        self.diary = Diary()
        self.statuses: list[int] = []
        self.attempt: UUID | None = None
        self.epoch = 1
        self.items: list[UUID] = []

    def take_up(self, attempt: Attempt) -> "Taker":
        """Go on with a sitting that a service began."""
        self.attempt, self.epoch = attempt.uuid, attempt.epoch
        self.items = list(attempt.items.order_by("position").values_list("item_version__uuid", flat=True))
        return self

    def post(self, path: str, content: dict[str, Any] | None = None) -> Reply:
        """POST JSON, or an empty form; status 0 when the connection broke."""
        headers = {"Host": f"localhost:{self.port}", "Cookie": self.cookies, "X-CSRFToken": TOKEN}
        body = "" if content is None else json.dumps(content)
        kind = "application/x-www-form-urlencoded" if content is None else "application/json"
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        try:
            connection.request("POST", f"/es-mx/{path}", body, {**headers, "Content-Type": kind})
            reply = connection.getresponse()
            found = Reply(reply.status, reply.read(), reply.headers.get("Location", ""))
        except (OSError, http.client.HTTPException):
            found = Reply(0)
        finally:
            connection.close()
        self.statuses.append(found.status)
        return found

    def start(self) -> Reply:
        return self.post(f"tests/{self.delivery.uuid}/")

    def save(self, item: UUID, seq: int, answer: str) -> Reply:
        """Send one edit once."""
        self.diary.sent[item][seq] = answer
        sent = {"item": str(item), "answer": [answer], "flagged": False, "seq": seq, "epoch": self.epoch}
        reply = self.post(f"attempts/{self.attempt}/autosave/", sent)
        if reply.status == 200:
            self.diary.acknowledged[item] = max(self.diary.acknowledged.get(item, 0), reply.json()["seq"])
        return reply

    def hand_in(self) -> Reply:
        return self.post(f"attempts/{self.attempt}/hand-in/", {"epoch": self.epoch})

    def insist(self, act: Any) -> Reply:
        """Do it again until the server has an answer of its own, as the page's queue does."""
        until = time.monotonic() + PATIENCE
        while True:
            reply = act()
            if 0 < reply.status < 500 or time.monotonic() > until:
                return reply
            self.diary.troubles += 1
            time.sleep(0.05)

    def answer_until(self, over: threading.Event, chance: random.Random) -> None:
        """Change one answer after the other; the last edit is insisted on too."""
        numbers: dict[UUID, int] = defaultdict(int)
        while not over.is_set():
            item, answer = chance.choice(self.items), chance.choice(CHOICES)
            numbers[item] += 1
            self.insist(lambda item=item, answer=answer: self.save(item, numbers[item], answer))
            time.sleep(0.01)


def together(acts: list[Any]) -> list[Any]:
    """Do all at the same moment; what each returned."""
    gate = threading.Barrier(len(acts))
    results: list[Any] = [None] * len(acts)

    def run(place: int) -> None:
        gate.wait()
        results[place] = acts[place]()

    threads = [threading.Thread(target=run, args=(place,)) for place in range(len(acts))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results


@contextlib.contextmanager
def at_work(takers: list[Taker], chance: random.Random):
    """All answer, until the end of the block; then each finishes the edit it is at."""
    over = threading.Event()
    threads = [
        threading.Thread(target=one.answer_until, args=(over, random.Random(chance.random())))
        for one in takers
    ]
    for thread in threads:
        thread.start()
    try:
        yield
    finally:
        over.set()
        for thread in threads:
            thread.join()
