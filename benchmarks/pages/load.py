"""Keeping some connections busy and timing each answer."""

import http.client
import statistics
import threading
import time
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

CONNECTIONS = 8


@dataclass(slots=True)
class Browser:
    """A person's cookies; each request opens a connection, as a proxy does to its server."""

    host: str
    port: int
    cookies: dict[str, str]
    statuses: Counter[int] = field(default_factory=Counter)
    waits: list[float] = field(default_factory=list)

    def get(self, path: str) -> tuple[int, bytes, Mapping[str, str]]:
        return self._send("GET", path, None, {})

    def post(
        self, path: str, body: bytes, content_type: str = "application/x-www-form-urlencoded"
    ) -> tuple[int, bytes, Mapping[str, str]]:
        headers = {
            "Content-Type": content_type,
            "X-CSRFToken": self.cookies["csrftoken"],
            "Accept": "application/json" if content_type.endswith("json") else "text/html",
        }
        return self._send("POST", path, body, headers)

    def _send(
        self, method: str, path: str, body: bytes | None, headers: dict[str, str]
    ) -> tuple[int, bytes, Mapping[str, str]]:
        cookie = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        began = time.perf_counter()
        connection = http.client.HTTPConnection(self.host, self.port, timeout=120)
        connection.request(method, path, body, {"Cookie": cookie, **headers})
        answer = connection.getresponse()
        content = answer.read()
        connection.close()
        self.waits.append(time.perf_counter() - began)
        self.statuses[answer.status] += 1
        return answer.status, content, answer.headers


@dataclass(frozen=True, slots=True)
class Load:
    """What a load cost: answers per second, waiting in ms, and the server's processor ms per answer."""

    answers: int
    per_second: float
    median: float
    p95: float
    cpu: float
    statuses: Mapping[int, int]


Turn = Callable[[Browser], None]


def drive(
    browsers: list[Browser], turn: Callable[[int], Turn], cpu_seconds: Callable[[], float], *, seconds: float
) -> Load:
    """Let every browser take its turns until `seconds` are over; `turn(n)` gives browser n's."""
    for number, browser in enumerate(browsers):
        turn(number)(browser)  # a first one each, so that nothing cold is timed
        browser.waits.clear()
        browser.statuses.clear()
    end = time.perf_counter() + seconds
    errors: list[BaseException] = []

    def work(number: int) -> None:
        own = turn(number)
        try:
            while time.perf_counter() < end:
                own(browsers[number])
        except BaseException as error:
            errors.append(error)

    before, began = cpu_seconds(), time.perf_counter()
    threads = [threading.Thread(target=work, args=(number,)) for number in range(len(browsers))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    took, spent = time.perf_counter() - began, cpu_seconds() - before
    if errors:
        raise errors[0]
    waits = sorted(wait for browser in browsers for wait in browser.waits)
    statuses: Counter[int] = Counter()
    for browser in browsers:
        statuses += browser.statuses
    return Load(
        answers=len(waits),
        per_second=len(waits) / took,
        median=1000 * statistics.median(waits),
        p95=1000 * waits[int(0.95 * (len(waits) - 1))],
        cpu=1000 * spent / len(waits),
        statuses=dict(statuses),
    )
