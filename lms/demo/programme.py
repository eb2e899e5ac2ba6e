"""The simulated programme: four cohorts of one course, three finished and one under way."""

import random
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import transaction

from analytics import api as analytics
from assessments import api as assessments
from courses import api as courses
from courses.enums import EnrollmentSource
from courses.models import Cohort, CoursePage, Enrollment, Lesson
from lms.accounts import api as accounts
from lms.accounts.models import Center, User
from lms.accounts.roles import STAFF_ROLES, Role
from lms.core import clock
from lms.demo import agreements, clients, exam_days, outside, results, stories, supervisors
from lms.demo.accounts import ACCOUNTS, make_accounts
from lms.demo.people import SEED, Simulated, make_centers, make_people
from lms.demo.simulate import Simulation


@dataclass(frozen=True, slots=True)
class Plan:
    """One cohort: when it began, how long it lasts, how many people, how much of it has passed."""

    name: str
    days_ago: int
    days: int
    people: int
    share: float


PLANS = (
    Plan("A", 330, 56, 120, 1.0),
    Plan("B", 215, 56, 125, 1.0),
    Plan("C", 100, 63, 115, 1.0),
    Plan("D", 24, 56, 90, 0.45),
)
# The course that people are simulated in; the others stand in the demo to be read.
COURSE = "labor-conciliation-foundations"
# So many of the first cohort are asked whether they want to teach.
CANDIDATES = 12
# How much of a cohort's time has passed when a role-play is held.
HELD = {"coached": 0.4, "assessed": 0.84}


def is_loaded() -> bool:
    """Whether the programme is already there."""
    return Cohort.objects.filter(is_simulated=True).exists()


def load(report: Callable[[str], object]) -> None:
    """Simulate everything in one transaction: an interrupted start leaves nothing half-done."""
    rng = random.Random(SEED)  # noqa: S311 - a simulation needs a seed, not a secret
    with transaction.atomic():
        with _at(clock.today() - timedelta(days=PLANS[0].days_ago + 30)):
            centers = make_centers()
            users = make_accounts(centers)
            _grant(users, centers)
        people = make_people(rng, centers)
        course = CoursePage.objects.get(slug=COURSE, locale__language_code=settings.LANGUAGE_CODE)
        lessons = list(
            Lesson.objects.filter(course__uuid=course.translation_key, is_retired=False)
            .order_by("position")
            .values_list("pk", flat=True)
        )
        trainers = [users["capacitadora"], users["evaluador"]]
        for plan in PLANS:
            group, people = people[: plan.people], people[plan.people :]
            if plan is PLANS[0]:
                group.append(Simulated(users["egresada"], 1.1, 1.9, finished=True))
            if plan.share < 1:
                group.append(Simulated(users["conciliadora"], 0.4, 1.3, shown=True))
            starts_on = clock.today() - timedelta(days=plan.days_ago)
            with _at(starts_on - timedelta(days=5)):
                cohort = _cohort(
                    plan, starts_on, course.translation_key, centers.values(), trainers, users["programa"]
                )
                enrollments = _enroll(cohort, group)
                _hold_role_plays(cohort, users["programa"])
                _cast(cohort, trainers[0], [person.user for _row, person in reversed(enrollments)])
            Simulation(rng, cohort, lessons, share=plan.share).live(enrollments, trainers)
            if plan.share == 1:
                # After everything else of the cohort, and by chance of its own: nobody's answers move.
                chance = random.Random(f"{SEED} {plan.name}")  # noqa: S311 - as above
                with _at(cohort.ends_on):
                    named = supervisors.name_them(chance, cohort, enrollments, users["gerencia"])
                supervisors.hear(chance, cohort, named)
            # Drawing a certificate takes a tenth of a second: one cohort's are enough to look at.
            issued = 0
            if plan.name == "A":
                with _at(cohort.ends_on + timedelta(days=4)):
                    issued = _issue(cohort, users["programa"])
            if plan.name == "C":
                step = cohort.steps.select_related("occasion").get(key="assessed-role-play")
                results.show(step.occasion, trainers=trainers, officer=users["programa"], at=_at)
            report(f"  {cohort.name}: {len(enrollments)} people, {issued} certificates")
            if plan.name == "A":
                candidates = [row.user for row, _person in enrollments[:CANDIDATES]]
        outside.open_practice(trainers[0], [row.user for row, _person in enrollments])
        outside.open_selection(users["programa"], candidates)
        assessments.refresh_difficulties()
        cohort = exam_days.load(
            course=course.translation_key,
            center=centers["ccl-bajio"],
            users=users,
            officer=users["programa"],
        )
        report(f"  {cohort.name}: {len(exam_days.PEOPLE)} people, two exam days")
        stories.load(users["programa"])
        sheets = clients.load(random.Random(SEED), centers, users["gerencia"], _at)  # noqa: S311 - as above
        report(f"  {sheets} sheets of parties of hearings, in three centers")
        analytics.publish()
        analytics.start_subscription(
            actor=users["gerencia"], report="center", asked="", about="", rhythm="publication"
        )
        agreements.load(users["programa"], users["administracion"])


@contextmanager
def _at(day: date) -> Iterator[None]:
    """Let what is done meanwhile have been done on that day, so that nothing is dated today that was not."""
    moment = datetime.combine(day, time(17), tzinfo=UTC)
    usual = clock.now
    setattr(clock, "now", lambda: moment)  # noqa: B010 - the one clock is a module's function
    try:
        yield
    finally:
        setattr(clock, "now", usual)  # noqa: B010


def _grant(users: dict[str, User], centers: dict[str, Center]) -> None:
    for account in ACCOUNTS:
        if account.role in STAFF_ROLES:
            center = centers[account.center] if account.role == Role.CENTER_MANAGER else None
            accounts.grant_role(actor=None, user=users[account.local], role=account.role, center=center)


def _cohort(
    plan: Plan,
    starts_on: date,
    course: UUID,
    centers: Iterable[Center],
    trainers: Iterable[User],
    officer: User,
) -> Cohort:
    return courses.create_cohort(
        actor=officer,
        course=course,
        name=f"Cohorte {plan.name}",
        starts_on=starts_on,
        ends_on=starts_on + timedelta(days=plan.days),
        centers=centers,
        trainers=trainers,
        code=f"DEMO{plan.name}",
        join_open=plan.share < 1,
        modality="on_site" if plan.name == "A" else "remote",
        is_simulated=True,
    )


def _hold_role_plays(cohort: Cohort, officer: User) -> None:
    """Two days: everybody is rated on the day of the session, and its comments come after it."""
    for step in cohort.steps.filter(occasion__isnull=False).select_related("occasion"):
        share = HELD[step.mode]
        day = cohort.starts_on + timedelta(days=round((cohort.ends_on - cohort.starts_on).days * share))
        day -= timedelta(days=max(0, day.weekday() - 4))  # nobody trains at the weekend
        held_at = datetime.combine(day, time(9), tzinfo=ZoneInfo(cohort.time_zone))
        courses.schedule_role_play(actor=officer, step=step, held_at=held_at)


def _cast(cohort: Cohort, trainer: User, players: Sequence[User]) -> None:
    """One group plays each scenario of the coached session; the first is whoever tries the demo."""
    occasion = cohort.steps.select_related("occasion").get(key="coached-role-play").occasion
    waiting = iter(players)
    for version in occasion.scenario_versions.order_by("scenario__key"):
        roles = [role["key"] for role in version.content["roles"] if role["key"] != "conciliator"]
        cast = dict(zip(roles, waiting, strict=False))
        assessments.cast_roles(actor=trainer, occasion=occasion, scenario_version=version, add=cast)


def _issue(cohort: Cohort, officer: User) -> int:
    info = courses.cohort_infos_by_id([cohort.pk])[cohort.pk]
    earned = {row.enrollment_id for row in courses.completion_rows(cohort_ids=[cohort.pk]) if row.complete}
    people = [one for one in courses.enrollment_infos(cohort_ids=[cohort.pk]) if one.id in earned]
    return len(analytics.issue_certificates(actor=officer, cohort=info, enrollments=people).new)


def _enroll(cohort: Cohort, group: Sequence[Simulated]) -> list[tuple[Enrollment, Simulated]]:
    by_user = {person.user.pk: person for person in group}
    User.objects.filter(pk__in=by_user).update(date_joined=clock.now())
    courses.enroll_many(
        actor=None, cohort=cohort, users=[person.user for person in group], source=EnrollmentSource.ROSTER
    )
    rows = Enrollment.objects.filter(cohort=cohort).order_by("id")
    return [(row, by_user[row.user_id]) for row in rows]
