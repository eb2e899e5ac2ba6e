"""What is measured: who asks for what, and the least ratio to the bare view that was promised."""

import json
from collections.abc import Callable
from dataclasses import dataclass

from django.core.cache import cache
from django.urls import reverse
from django.utils.translation import override

from assessments import api as assessments
from benchmarks.pages import people
from benchmarks.pages.load import CONNECTIONS, Browser, Turn
from lms.accounts.models import User

JSON = "application/json"


class UnexpectedAnswer(RuntimeError):
    """A page answered something else than it must: the measurement would be of nothing."""


@dataclass(frozen=True, slots=True)
class Scene:
    """One line of the table. `beside` names the bare scene of the same kind; `target` the least ratio."""

    name: str
    who: list[User]
    turn: Callable[[int], Turn]
    beside: str = ""
    target: float | None = None


def expect(answer: tuple[int, bytes, object], status: int = 200) -> bytes:
    """The body; anything but `status` stops the measurement."""
    if answer[0] != status:
        raise UnexpectedAnswer(f"{answer[0]} instead of {status}: {answer[1][:500]!r}")
    return answer[1]


def getting(path: str) -> Callable[[int], Turn]:
    """Everybody asks for the same page."""
    return lambda number: lambda browser: expect(browser.get(path)) and None


def scenes() -> list[Scene]:
    """All of them; needs the demo's data."""
    course, lessons = people.course_addresses()
    readers = people.halfway(CONNECTIONS)
    takers = people.newcomers(CONNECTIONS)
    with override("es-mx"):
        return [
            Scene("bare view", readers, getting("/bare/")),
            Scene("sign-in page", readers, _signed_out(reverse("account_login")), "bare view"),
            Scene("My learning", readers, getting(reverse("learning")), "bare view", 0.4),
            Scene("course", readers, getting(course), "bare view", 0.4),
            Scene("lesson", readers, getting(lessons[1]), "bare view", 0.4),
            Scene("question page", takers, _question_page(takers), "bare view", 0.5),
            Scene("bare save", takers, _bare_save),
            Scene("autosave", takers, _autosave(takers), "bare save", 0.5),
            Scene("center, warm", _managers(), getting(reverse("center_home")), "bare view"),
            Scene("program, warm", _officers(), getting(reverse("program_home")), "bare view"),
            Scene("program, cold", _officers(), _cold(reverse("program_home")), "bare view"),
        ]


def attempt(user: User, browser: Browser) -> None:
    """A whole attempt of the pre-test by its saves: look, start, each answer, review, hand in."""
    delivery = people.pre_test().delivery
    with override("es-mx"):
        start = reverse("attempt_start", args=[delivery.uuid])
    expect(browser.get(start))
    expect(browser.post(start, b""), 302)
    sitting = _sitting(user)
    expect(browser.get(sitting.page))
    epoch = json.loads(expect(browser.post(sitting.claim, b"{}", JSON)))["epoch"]
    for item, values in sitting.questions:
        saved = json.loads(expect(browser.post(sitting.save, _edit(item, values[0], epoch, 1), JSON)))
        if not saved["applied"]:
            raise UnexpectedAnswer("the answer was not stored")
    expect(browser.get(sitting.review))
    expect(browser.post(sitting.submit, b""), 302)


@dataclass(frozen=True, slots=True)
class Sitting:
    """The addresses of one open sitting, its questions by uuid with what may be answered."""

    page: str
    claim: str
    save: str
    review: str
    submit: str
    questions: list[tuple[str, list[str]]]


def _sitting(user: User) -> Sitting:
    from assessments.models import Attempt
    from assessments.selectors.sittings import own_sitting

    row = Attempt.objects.get(user=user, submitted_at__isnull=True)
    places = own_sitting(user=user, uuid=row.uuid).places
    names = ("attempt", "attempt_claim", "attempt_autosave", "attempt_review", "attempt_submit")
    with override("es-mx"):
        addresses = [reverse(name, args=[row.uuid]) for name in names]
    return Sitting(
        *addresses, [(str(place.item.uuid), [one["key"] for one in place.options]) for place in places]
    )


def _started(user: User) -> Sitting:
    assessments.start_attempt(user=user, delivery=people.pre_test().delivery)
    return _sitting(user)


def _question_page(takers: list[User]) -> Callable[[int], Turn]:
    sittings = [_started(user) for user in takers]
    return lambda number: lambda browser: expect(browser.get(f"{sittings[number].page}?item=7")) and None


def _autosave(takers: list[User]) -> Callable[[int], Turn]:
    """Each edit is newer than the one before, by a sequence that never goes back."""
    sequences = [0] * len(takers)
    sittings: dict[int, Sitting] = {}
    epochs: dict[int, int] = {}

    def turn(number: int) -> Turn:
        def work(browser: Browser) -> None:
            if number not in sittings:
                sittings[number] = _sitting(takers[number])
                claimed = expect(browser.post(sittings[number].claim, b"{}", JSON))
                epochs[number] = json.loads(claimed)["epoch"]
            sitting = sittings[number]
            sequences[number] += 1
            sequence = sequences[number]
            item, values = sitting.questions[sequence % len(sitting.questions)]
            body = _edit(item, values[sequence % len(values)], epochs[number], sequence)
            expect(browser.post(sitting.save, body, JSON))

        return work

    return turn


def _bare_save(number: int) -> Turn:
    return lambda browser: expect(browser.post("/bare/save/", _edit("x", "a", 1, 1), JSON)) and None


def _edit(item: str, value: str, epoch: int, seq: int) -> bytes:
    return json.dumps(
        {"item": item, "answer": [value], "flagged": False, "epoch": epoch, "seq": seq}
    ).encode()


def _signed_out(path: str) -> Callable[[int], Turn]:
    def turn(number: int) -> Turn:
        def work(browser: Browser) -> None:
            stranger = Browser(browser.host, browser.port, {})
            expect(stranger.get(path))
            browser.waits += stranger.waits
            browser.statuses += stranger.statuses

        return work

    return turn


def _cold(path: str) -> Callable[[int], Turn]:
    """The cache is emptied before each request; what a process keeps in memory stays."""

    def work(browser: Browser) -> None:
        cache.clear()
        expect(browser.get(path))

    return lambda number: work


def _managers() -> list[User]:
    return [people.demo_account("gerencia")] * CONNECTIONS


def _officers() -> list[User]:
    return [people.demo_account("programa")] * CONNECTIONS
