"""Very many invented people who have done things, written in bulk: no answers, but what is made of them."""

import random
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from itertools import islice
from typing import Any, TypeVar

from django.conf import settings
from django.db import connection, transaction
from django.db.models import Model

from assessments.models import (
    Assignment,
    Attempt,
    Criterion,
    CriterionScore,
    InstrumentEntry,
    Rating,
    RatingCase,
    Score,
)
from courses import api as courses
from courses.enums import AgeBand
from courses.models import Cohort, CoursePage, Enrollment, Lesson, LessonProgress
from lms.accounts.models import Center, User
from lms.core import clock
from lms.demo.programme import COURSE

NO_PASSWORD = "!"
BATCH = 5_000
AGES, SEXES, JOBS = AgeBand.values, ("F", "M"), User.JobRole.values
Row = TypeVar("Row", bound=Model)


def make_centers(count: int) -> list[Center]:
    """Centers of the crowd's own; those that are there already are used again."""
    for number in range(count):
        Center.objects.get_or_create(
            code=f"crowd-{number}", defaults={"name": f"Centro de medición {number}"}
        )
    return list(Center.objects.filter(code__startswith="crowd-").order_by("pk")[:count])


def make_cohort(
    code: str,
    people: int,
    centers: Sequence[Center],
    trainer: User,
    *,
    ended: bool = True,
    days_ago: int = 30,
) -> Cohort:
    """A cohort whose people, taking turns over the centers, are through: tests, lessons, a role-play.

    It ended `days_ago`. One that has not `ended` is halfway for all of them: the first test and half of the
    lessons.
    """
    cohort = _cohort(code, centers, trainer, days_ago=days_ago if ended else -50)
    users = _write(User, _users(code, people, centers))
    _write(Enrollment, _enrollments(cohort, users))
    _read_lessons(cohort, ended=ended)
    _sit(cohort, users, "pre_test", short=1)
    if ended:
        _sit(cohort, users, "post_test", short=0)
        _rate(cohort, users, trainer)
    return cohort


def settle() -> None:
    """What a database does in its quiet hours: learn how large the tables are."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def _cohort(code: str, centers: Sequence[Center], trainer: User, *, days_ago: int) -> Cohort:
    page = CoursePage.objects.live().get(slug=COURSE, locale__language_code=settings.LANGUAGE_CODE)
    first = clock.today() - timedelta(days=days_ago + 60)
    return courses.create_cohort(
        actor=None,
        course=page.translation_key,
        name=f"Cohorte {code}",
        starts_on=first,
        ends_on=first + timedelta(days=60),
        centers=centers,
        trainers=[trainer],
        code=code,
        is_simulated=True,
    )


def _users(code: str, count: int, centers: Sequence[Center]) -> Iterator[User]:
    for number in range(count):
        yield User(
            email=f"{code.lower()}-{number}@acuerdo.example",
            first_name="Persona",
            last_name=f"de medición {number}",
            center=centers[number % len(centers)],
            sex=SEXES[number % 2],
            job_role=JOBS[number % 3 % len(JOBS)],
            password=NO_PASSWORD,
        )


def _enrollments(cohort: Cohort, users: Sequence[User]) -> Iterator[Enrollment]:
    now = clock.now()
    for number, user in enumerate(users):
        yield Enrollment(
            cohort=cohort,
            user=user,
            center_id=user.center_id,
            sex=user.sex,
            job_role=user.job_role,
            age_band=AGES[number % len(AGES)],
            enrolled_at=now,
        )


def _read_lessons(cohort: Cohort, *, ended: bool) -> None:
    lessons = list(Lesson.objects.filter(course=cohort.course, is_retired=False).values_list("pk", flat=True))
    read = lessons if ended else lessons[: len(lessons) // 2]
    people, lesson = _table(Enrollment), _table(Lesson)
    _run(
        f"INSERT INTO {_table(LessonProgress)} (enrollment_id, lesson_id, completed_at) "
        f"SELECT person.id, lesson.id, %s FROM {people} person CROSS JOIN {lesson} lesson "
        f"WHERE person.cohort_id = %s AND lesson.id IN ({_places(read)})",
        [_moment(), cohort.pk, *read],
    )


def _sit(cohort: Cohort, users: Sequence[User], kind: str, *, short: int) -> None:
    """One marked sitting each; the points of each topic are drawn, at most `short` below the highest."""
    delivery = cohort.steps.get(kind=kind).delivery
    draw, at = random.Random(delivery.pk), _opened(delivery.opens_at)
    _write(
        Attempt,
        (
            Attempt(
                delivery=delivery,
                instrument_version_id=delivery.instrument_version_id,
                user=user,
                started_at=at,
                submitted_at=at + timedelta(minutes=20),
                seed=draw.getrandbits(60),
                revision=1,
            )
            for user in users
        ),
    )
    attempts, scores = _table(Attempt), _table(Score)
    columns = "(attempt_id, revision, scope, topic, points, maximum, marking_version)"
    for place, (topic, most) in enumerate(sorted(_topics(delivery.instrument_version_id).items())):
        _run(
            f"INSERT INTO {scores} {columns} SELECT id, 1, 'topic', %s, (seed / %s) %% %s, %s, 1 "
            f"FROM {attempts} WHERE delivery_id = %s",
            [topic, 11**place, most + 1 - short, most, delivery.pk],
        )
    _run(
        f"INSERT INTO {scores} {columns} SELECT attempt_id, 1, 'total', '', SUM(points), SUM(maximum), 1 "
        f"FROM {scores} WHERE attempt_id IN (SELECT id FROM {attempts} WHERE delivery_id = %s) "
        "GROUP BY attempt_id",
        [delivery.pk],
    )


def _topics(version_id: int) -> dict[str, int]:
    found: dict[str, int] = {}
    entries = InstrumentEntry.objects.filter(version_id=version_id).order_by("position")
    for topic in entries.values_list("item_version__item__topic", flat=True):
        found[topic] = found.get(topic, 0) + 1
    return found


def _rate(cohort: Cohort, users: Sequence[User], trainer: User) -> None:
    """A released rating each, every criterion decided."""
    occasion, now = cohort.steps.get(kind="role_play", mode="assessed").occasion, clock.now()
    cases = _write(
        RatingCase,
        (RatingCase(occasion=occasion, ratee=user, state="released", released_at=now) for user in users),
    )
    assignments = _write(Assignment, (Assignment(case=case, assessor=trainer) for case in cases))
    _write(
        Rating,
        (Rating(assignment=one, status="submitted", saved_at=now, submitted_at=now) for one in assignments),
    )
    criteria = list(occasion.rubric_version.criteria.order_by("position").values_list("pk", flat=True))
    _run(
        f"INSERT INTO {_table(CriterionScore)} "
        "(rating_id, criterion_id, value, decided, comment, evidence, look_again, seq) "
        f"SELECT rating.id, criterion.id, 2 + (rating.id + criterion.id) %% 3, {_true()}, '', '', "
        f"NOT {_true()}, 1 "
        f"FROM {_table(Rating)} rating "
        f"JOIN {_table(Assignment)} assigned ON assigned.id = rating.assignment_id "
        f"JOIN {_table(RatingCase)} rated ON rated.id = assigned.case_id "
        f"CROSS JOIN {_table(Criterion)} criterion "
        f"WHERE rated.occasion_id = %s AND criterion.id IN ({_places(criteria)})",
        [occasion.pk, *criteria],
    )


def _write(model: type[Row], rows: Iterator[Row]) -> list[Row]:
    found: list[Row] = []
    with transaction.atomic():
        while batch := list(islice(rows, BATCH)):
            found += model._base_manager.bulk_create(batch)
    return found


def _run(sql: str, parameters: Sequence[Any]) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql, parameters)


def _table(model: type[Model]) -> str:
    return connection.ops.quote_name(model._meta.db_table)


def _places(values: Sequence[int]) -> str:
    return ", ".join(["%s"] * len(values))


def _true() -> str:
    return "TRUE" if connection.vendor == "postgresql" else "1"


def _opened(opens_at: datetime) -> datetime:
    return min(opens_at + timedelta(hours=1), clock.now() - timedelta(hours=1))


def _moment() -> Any:
    return connection.ops.adapt_datetimefield_value(clock.now())
