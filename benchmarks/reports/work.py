"""The crowds, and the reports on them with their budgets."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from types import SimpleNamespace

from django.conf import settings
from django.core.cache import caches
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from analytics.api import publish
from analytics.facts import due
from analytics.models import Release
from analytics.program import donor, donor_content
from analytics.reports.gain import gain_among
from analytics.reports.program.centers import side_by_side
from analytics.selectors.released import released
from analytics.selectors.scopes import everybody_scope
from benchmarks.pages import crowd, people
from benchmarks.reports import whole_releases
from benchmarks.reports.spent import Spent, spent
from courses.data import AFTER, BEFORE
from courses.models import Enrollment
from lms.accounts.models import Center, RoleGrant, User
from lms.accounts.roles import Role
from lms.core import clock

CENTERS, COHORT, MONTHS = 40, 50, 12
PROGRAM_AT, PAIR_CENTERS = 100_000, 500


@dataclass(frozen=True, slots=True)
class Measured:
    """What was measured, and how much it may be."""

    what: str
    spent: Spent
    seconds: float
    statements: int | None = None
    megabytes: float | None = None

    @property
    def missed(self) -> bool:
        """Whether any of it is more than it may be."""
        return (
            self.spent.median > self.seconds
            or (self.statements is not None and self.spent.statements > self.statements)
            or (self.megabytes is not None and self.spent.megabytes > self.megabytes)
        )

    def line(self) -> str:
        """A row of the table."""
        budget = f"{self.seconds} s"
        budget += "" if self.statements is None else f", {self.statements} statements"
        budget += "" if self.megabytes is None else f", {self.megabytes:.0f} MB"
        own = self.spent
        return (
            f"| {self.what} | {budget} | {own.median:.3f}{' **missed**' if self.missed else ''} "
            f"| {own.seconds[0]:.3f} | {own.seconds[-1]:.3f} | {own.statements} | {own.megabytes:.0f} |"
        )


def fill(size: int) -> str:
    """So many people in all, and a release of them; what was done."""
    if size > whole_releases.LIVE_AT_MOST:
        return whole_releases.make(size, PAIR_CENTERS if size > PROGRAM_AT else CENTERS)
    trainer, centers = people.demo_account("capacitadora"), crowd.make_centers(CENTERS)
    have = Enrollment.objects.filter(cohort__code__startswith="R").count()
    if have >= size:
        return "there already"
    for number in range(have // COHORT, size // COHORT):
        own = centers[number % CENTERS]
        days = 15 + 30 * (number // CENTERS % MONTHS)
        crowd.make_cohort(f"R{number}", COHORT, [own], trainer, days_ago=days)
    crowd.settle()
    made = Spent((), 0, 0.0)

    def release() -> None:
        publish()

    made = spent(release, runs=1)
    return f"release made in {made.median:.1f} s with {made.statements} statements, {made.megabytes:.0f} MB"


def of_center() -> Iterator[Measured]:
    """The page of a manager of one of the centers, with nothing kept and with what was kept."""
    look = _page("center_home", _manager())
    look()
    yield Measured("center's page, cold", spent(look, before=_forget), 0.3, 45)
    yield Measured("center's page, warm", spent(look, before=look), 0.04, 25)


def of_program() -> Iterator[Measured]:
    """The page of whoever answers for the program, and the donor's workbook."""
    look = _page("program_home", people.demo_account("programa"))
    look()
    yield Measured("program's page, cold", spent(look, before=_forget), 1.0, 30)
    yield Measured("program's page, warm", spent(look, before=look), 1.0, 25)
    layout, release = donor.layouts()["ilab"], Release.objects.latest("number")

    def workbook() -> bytes:
        with override("es-mx"):
            return donor.write(layout, donor_content.content(everybody_scope(), release, layout))

    yield Measured("donor's workbook, 40 centers × 12 months", spent(workbook), 10.0)


def of_pairs() -> Iterator[Measured]:
    """The gain of everybody and by center."""

    def gain() -> object:
        scope = everybody_scope()
        found = released(scope).figures
        return gain_among(due(found, BEFORE, AFTER)), side_by_side(scope, found)

    reverse("program_home")  # a server that answers has loaded what is behind all its addresses
    limit = 2.0 if settings.DATABASES["default"]["ENGINE"].endswith("postgresql") else 4.0
    yield Measured("gain of everybody and by center, 1,000,000 pairs", spent(gain), limit, None, 300)


def _forget() -> None:
    for one in caches.all():
        one.clear()


def _page(name: str, user: User) -> Callable[[], object]:
    client = Client(HTTP_HOST="localhost")
    for key, value in people.cookies_of(user).items():
        client.cookies[key] = value
    with override("es-mx"):
        address = reverse(name)

    def look() -> object:
        answer = client.get(address)
        assert answer.status_code == 200, answer.status_code
        return SimpleNamespace(size=len(answer.content))

    return look


def _manager() -> User:
    center = Center.objects.get(code="crowd-0")
    user, _made = User.objects.get_or_create(
        email="crowd-manager@acuerdo.example",
        defaults={"first_name": "Gerencia", "last_name": "de medición", "password": crowd.NO_PASSWORD},
    )
    RoleGrant.objects.get_or_create(
        user=user, role=Role.CENTER_MANAGER, center=center, defaults={"granted_at": clock.now()}
    )
    return user
