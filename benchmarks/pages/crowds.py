"""What pages cost when very many people have done things: processor ms of the server per answer."""

import sys
import time
from collections.abc import Callable, Mapping, Sequence

from django.urls import reverse
from django.utils.translation import override

from analytics.api import publish
from benchmarks.pages import crowd, people, site
from benchmarks.pages.load import Browser
from benchmarks.pages.scenes import expect
from lms.accounts.models import RoleGrant, User
from lms.accounts.roles import Role
from lms.core import clock

TURNS = 20
CENTERS = 40
COHORT = 1_000
# People in all when the pages of a center and of the program are measured.
CENTER_AT, PROGRAM_AT = 10_000, 100_000

Tell = Callable[..., None]


def measure(settings: Mapping[str, str], sizes: Sequence[int], tell: Tell) -> None:
    """One person's pages in cohorts of each size, then a center's and the program's page."""
    if not sizes:
        return
    trainer = people.demo_account("capacitadora")
    centers = crowd.make_centers(CENTERS)
    for size in sizes:
        cohort = crowd.make_cohort(f"G{size}", size, centers[:1], trainer, ended=False)
        user = User.objects.filter(enrollments__cohort=cohort).order_by("pk")[size // 2]
        course, lessons = people.course_addresses()
        with override("es-mx"):
            pages = {"My learning": reverse("learning"), "course": course, "lesson": lessons[1]}
        crowd.settle()
        with site.serving(dict(settings)) as server:
            browser = Browser("localhost", server.port, people.cookies_of(user))
            cpu = {name: _warm(server, browser, path) for name, path in pages.items()}
        tell(kind="crowd", what="Cohort", people=size, cpu=cpu)
    manager = _manager(centers[-1])
    made = 0
    for number, size in enumerate((CENTER_AT, PROGRAM_AT)):
        began = time.perf_counter()
        while made < size:
            crowd.make_cohort(f"H{made}", COHORT, centers, trainer)
            made += COHORT
        crowd.settle()
        making = time.process_time()
        release = publish()
        print(
            f"{made:,} people made in {time.perf_counter() - began:.0f} s; release {release.number} "
            f"made in {time.process_time() - making:.1f} s of processor",
            file=sys.stderr,
        )
        tell(kind="crowd", what="Program", people=made, cpu=_reports(settings, manager, last=number == 1))


def _reports(settings: Mapping[str, str], manager: User, *, last: bool) -> dict[str, float]:
    with override("es-mx"):
        center, program = reverse("center_home"), reverse("program_home")
    officer = people.demo_account("programa")
    with site.serving(dict(settings)) as server:
        cpu = {}
        for name, user, path in (("center", manager, center), ("program", officer, program)):
            browser = Browser("localhost", server.port, people.cookies_of(user))
            for _worker in range(4):  # each worker loads the statistics once
                expect(browser.get(path))
            # Cold it is measured in `benchmarks.reports`: workers keep pages in their own memory.
            cpu[f"{name}, warm"] = _warm(server, browser, path, turns=4)
    return cpu


def _manager(center: crowd.Center) -> User:
    user, _made = User.objects.get_or_create(
        email="crowd-manager@acuerdo.example",
        defaults={"first_name": "Gerencia", "last_name": "de medición", "password": crowd.NO_PASSWORD},
    )
    RoleGrant.objects.get_or_create(
        user=user, role=Role.CENTER_MANAGER, center=center, defaults={"granted_at": clock.now()}
    )
    return user


def _warm(server: site.Server, browser: Browser, path: str, *, turns: int = TURNS) -> float:
    for _turn in range(4):
        expect(browser.get(path))
    return _spent(server, browser, path, turns)


def _spent(server: site.Server, browser: Browser, path: str, turns: int) -> float:
    before = server.cpu_seconds()
    for _turn in range(turns):
        expect(browser.get(path))
    return (server.cpu_seconds() - before) / turns * 1000
