"""Cohorts with people who have done things, written as rows: their services have own tests."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from itertools import count
from typing import Any

from assessments.models import (
    AnonymousReceipt,
    AnonymousSheet,
    Assignment,
    Attempt,
    AttemptItem,
    ClientPeriod,
    ClientSurvey,
    Criterion,
    CriterionScore,
    Delivery,
    ItemVersion,
    Occasion,
    Rating,
    RatingCase,
    Response,
    Score,
    SheetRequest,
)
from assessments.rules.marking import Marked
from assessments.services.scoring import mark_attempt, score_rows
from courses.models import Cohort, CohortStep, CohortTrainer, Course, Enrollment
from lms.accounts.models import Center, RoleGrant, User
from lms.accounts.roles import Role
from lms.core import clock
from tests.assessments import factories as assessments

_numbers = count(1)
ITEMS = 4


def center(name: str = "", **fields: Any) -> Center:
    number = next(_numbers)
    return Center.objects.create(
        code=fields.pop("code", f"c{number}"), name=name or f"Centro {number}", **fields
    )


def staff(role: Role, *, of: Center | None = None, **fields: Any) -> User:
    """Somebody who holds a role, for a center if it is a manager."""
    user = assessments.person(**fields)
    RoleGrant.objects.create(user=user, role=role, center=of, granted_at=clock.now())
    return user


def cohort(
    *, centers: Sequence[Center] = (), trainers: Sequence[User] = (), items: int = ITEMS, **fields: Any
) -> Cohort:
    """A cohort whose path is pre-test, role-play, post-test, evaluation and certificate."""
    number = next(_numbers)
    created = Cohort.objects.create(
        name=fields.pop("name", f"Cohorte {number}"),
        code=f"K{number}",
        course=fields.pop("course", None) or Course.objects.create(key="course"),
        course_title={
            "es": "Conciliación laboral: formación básica",
            "en": "Labor conciliation: foundations",
        },
        starts_on=fields.pop("starts_on", date(2026, 9, 7)),
        ends_on=fields.pop("ends_on", date(2026, 10, 1)),
        hours=fields.pop("hours", 11),
        pass_mark=fields.pop("pass_mark", 0.75),
        improved_items=fields.pop("improved_items", 2),
        created_at=clock.now(),
        **fields,
    )
    created.centers.set(centers)
    for trainer in trainers:
        CohortTrainer.objects.create(cohort=created, user=trainer)
    test = assessments.knowledge_test(items)
    # Answers come in until the last day of the cohort, which lies behind unless a test says otherwise.
    closes = datetime.combine(created.ends_on + timedelta(days=1), time(), tzinfo=UTC)
    span = {"opens_at": closes - timedelta(days=60), "closes_at": closes}
    steps = (
        ("pre_test", "", {"delivery": assessments.delivery(test, purpose="pre_test", **span)}),
        ("role_play", "assessed", {"occasion": assessments.occasion()}),
        (
            "post_test",
            "",
            {"delivery": assessments.delivery(test, purpose="post_test", max_attempts=2, **span)},
        ),
        ("evaluation", "", {"delivery": assessments.evaluation(**span)}),
        ("certificate", "", {}),
    )
    for position, (kind, mode, behind) in enumerate(steps, start=1):
        CohortStep.objects.create(
            cohort=created, key=kind.replace("_", "-"), position=position, kind=kind, mode=mode,
            title=assessments.text(kind), **behind,
        )  # fmt: skip
    return created


def delivery_of(about: Cohort, kind: str) -> Delivery:
    return about.steps.select_related("delivery").get(kind=kind).delivery


def occasion_of(about: Cohort) -> Occasion:
    return about.steps.select_related("occasion").get(kind="role_play").occasion


def enrolled(about: Cohort, *, at: Center | None = None, sex: str = "F", **fields: Any) -> Enrollment:
    """A new person in the cohort, with their frozen facts."""
    user = fields.pop("user", None) or assessments.person(center=at, sex=sex)
    return Enrollment.objects.create(
        cohort=about,
        user=user,
        center=at,
        sex=sex,
        job_role=fields.pop("job_role", "conciliator"),
        age_band=fields.pop("age_band", "30_39"),
        enrolled_at=clock.now(),
        **fields,
    )


def sat(enrollment: Enrollment, kind: str, right: int, *, number: int = 1) -> Attempt:
    """A finished test with `right` right answers, the first questions right and the rest wrong."""
    return all_sat([(enrollment, right)], kind, number=number)[0]


def all_sat(given: Iterable[tuple[Enrollment, int]], kind: str, *, number: int = 1) -> list[Attempt]:
    """The same of many people of one cohort at once, each with how many answers were right."""
    people, rights = zip(*given, strict=True)
    paper = _paper(people[0].cohort, kind)
    delivery, items = paper.delivery, paper.items
    at = clock.now() - timedelta(days=20) + timedelta(minutes=number)
    attempts = Attempt.objects.bulk_create(
        Attempt(
            delivery=delivery, instrument_version_id=delivery.instrument_version_id, user=one.user,
            number=number, started_at=at, submitted_at=at, revision=1,
        )
        for one in people
    )  # fmt: skip
    AttemptItem.objects.bulk_create(
        AttemptItem(
            attempt=attempt, position=place, item_version=item, option_order=list("abcd"),
            topic=item.item.topic, points=1,
        )
        for attempt in attempts
        for place, item in enumerate(items, start=1)
    )  # fmt: skip
    Response.objects.bulk_create(
        Response(
            attempt=attempt, item_version=item, answer={"value": "a" if place < right else "b"}, saved_at=at,
            mark=1.0 if place < right else 0.0,
        )
        for attempt, right in zip(attempts, rights, strict=True)
        for place, item in enumerate(items)
    )  # fmt: skip
    for attempt, right in zip(attempts, rights, strict=True):
        if right not in paper.marked:
            paper.marked[right] = mark_attempt(attempt)[0]
    Score.objects.bulk_create(
        row
        for attempt, right in zip(attempts, rights, strict=True)
        for row in score_rows(attempt, paper.marked[right], revision=1)
    )
    return attempts


@dataclass
class _Paper:
    """A cohort's test, and what so many right answers come to: the same for everybody, so marked once."""

    delivery: Delivery
    items: list[ItemVersion]
    marked: dict[int, Marked] = field(default_factory=dict)


def _paper(about: Cohort, kind: str) -> _Paper:
    papers: dict[str, _Paper] = about.__dict__.setdefault("_papers", {})
    if kind not in papers:
        delivery = delivery_of(about, kind)
        papers[kind] = _Paper(delivery, assessments.items_of(delivery))
    return papers[kind]


def _role_play(about: Cohort) -> tuple[Occasion, list[Criterion]]:
    """A cohort's role-play, and the criteria of its rubric in order."""
    if "_rated_by" not in about.__dict__:
        occasion = occasion_of(about)
        about.__dict__["_rated_by"] = occasion, list(occasion.rubric_version.criteria.order_by("position"))
    return about.__dict__["_rated_by"]


def rated(enrollment: Enrollment, assessor: User, *values: int | None) -> Rating:
    """A released rating; the values are those of the ten criteria, 3 where not given."""
    occasion, criteria = _role_play(enrollment.cohort)
    case, _created = RatingCase.objects.get_or_create(
        occasion=occasion,
        ratee=enrollment.user,
        defaults={"state": "released", "released_at": clock.now()},
    )
    rating = Rating.objects.create(
        assignment=Assignment.objects.create(case=case, assessor=assessor),
        status="submitted",
        saved_at=clock.now(),
        submitted_at=clock.now(),
    )
    CriterionScore.objects.bulk_create(
        CriterionScore(rating=rating, criterion=one, value=values[place] if place < len(values) else 3)
        for place, one in enumerate(criteria)
    )
    return rating


def opined(enrollment: Enrollment, *values: int) -> None:
    """An anonymous evaluation: the answers, and apart from them the receipt."""
    paper = _paper(enrollment.cohort, "evaluation")
    delivery, statements = paper.delivery, [item for item in paper.items if item.type == "likert"]
    given = zip(statements, values or (4,) * len(statements), strict=True)
    AnonymousSheet.objects.create(delivery=delivery, answers={str(item.pk): value for item, value in given})
    AnonymousReceipt.objects.create(delivery=delivery, user=enrollment.user, on=clock.today())


def asking(about: Cohort, *, baseline: bool = True, opened: int = 40, supervisors: bool = False) -> None:
    """Let a cohort's path ask how people work, before and after; the follow-up opened so many days ago.

    Their supervisors may be asked the same beside it.
    """
    form = assessments.work_form()
    now = clock.now()
    steps = (
        ("baseline", {"opens_at": now - timedelta(days=200), "closes_at": now - timedelta(days=186)}),
        ("follow_up", {"opens_at": now - timedelta(days=opened)}),
    )
    for position, (kind, window) in enumerate(steps if baseline else steps[1:], start=10):
        CohortStep.objects.create(
            cohort=about, key=kind.replace("_", "-"), position=position, kind=kind, required=False,
            title=assessments.text(kind),
            delivery=assessments.delivery(form, purpose=kind, shuffle=False, **window),
            supervisor=assessments.delivery(form, purpose=kind, shuffle=False, **window)
            if supervisors and kind == "follow_up"
            else None,
        )  # fmt: skip


def seen_by(enrollment: Enrollment, *values: int | None) -> None:
    """What somebody's supervisor marked, None for what was left blank."""
    delivery = enrollment.cohort.steps.get(kind="follow_up").supervisor
    given = zip(assessments.items_of(delivery), values, strict=False)
    SheetRequest.objects.create(
        delivery=delivery, about=enrollment.user, state="answered", language="es-mx",
        answers={str(item.pk): value for item, value in given if value is not None},
    )  # fmt: skip


def client_box(at: Center, first: date, last: date) -> Delivery:
    """A period of the center's survey of parties of hearings, open from the first to the last day."""
    survey, _made = ClientSurvey.objects.get_or_create(center=at, defaults={"opened_at": clock.now()})
    ends = datetime.combine(last + timedelta(days=1), time(), tzinfo=UTC)
    delivery = assessments.delivery(
        assessments.client_form(), purpose="survey", anonymous=True, shuffle=False,
        opens_at=datetime.combine(first, time(), tzinfo=UTC), closes_at=ends,
    )  # fmt: skip
    ClientPeriod.objects.create(survey=survey, delivery=delivery, starts_on=first, ends_on=last)
    return delivery


def client_sheets(
    delivery: Delivery, side: str, count: int, overall: int | None, treated: int | None
) -> None:
    """So many sheets of one side, with one answer to the question on the whole and one to all statements."""
    answers: dict[str, Any] = {}
    for item in assessments.items_of(delivery):
        name = item.item.key.rpartition("/")[2]
        if name == "h01" and side:
            answers[str(item.pk)] = side
        elif item.type == "likert" and (value := overall if name == "c13" else treated) is not None:
            answers[str(item.pk)] = value
    AnonymousSheet.objects.bulk_create(
        AnonymousSheet(delivery=delivery, answers=answers) for _sheet in range(count)
    )


def told(enrollment: Enrollment, kind: str, *values: int) -> None:
    """The form on how somebody works, with these six answers."""
    paper = _paper(enrollment.cohort, kind)
    delivery, items = paper.delivery, paper.items
    at = delivery.opens_at + timedelta(days=1)
    attempt = Attempt.objects.create(
        delivery=delivery, instrument_version_id=delivery.instrument_version_id, user=enrollment.user,
        number=1, started_at=at, submitted_at=at, revision=1,
    )  # fmt: skip
    AttemptItem.objects.bulk_create(
        AttemptItem(attempt=attempt, position=place, item_version=item, option_order=[], points=0.0)
        for place, item in enumerate(items, start=1)
    )
    Response.objects.bulk_create(
        Response(attempt=attempt, item_version=item, answer={"value": value}, saved_at=at)
        for item, value in zip(items, values, strict=False)
    )


def finisher(about: Cohort, assessor: User, *, pre: int = 1, post: int = 4, **fields: Any) -> Enrollment:
    """Somebody who has done everything that the certificate asks for."""
    enrollment = enrolled(about, **fields)
    sat(enrollment, "pre_test", pre)
    sat(enrollment, "post_test", post)
    rated(enrollment, assessor)
    opined(enrollment)
    return enrollment


def crowd(about: Cohort, count: int, assessor: User, *, at: Center | None = None) -> None:
    """People who took both tests and were rated, in a handful of statements: scores without answers."""
    number, now = next(_numbers), clock.now()
    users = User.objects.bulk_create(
        User(email=f"crowd-{number}-{place}@example.org", first_name="P", center=at) for place in range(count)
    )
    Enrollment.objects.bulk_create(
        Enrollment(cohort=about, user=user, center=at, sex="F", age_band="30_39", enrolled_at=now)
        for user in users
    )
    for kind in ("pre_test", "post_test"):
        delivery = delivery_of(about, kind)
        sittings = Attempt.objects.bulk_create(
            Attempt(
                delivery=delivery, instrument_version_id=delivery.instrument_version_id, user=user,
                started_at=now, submitted_at=now, revision=1,
            )
            for user in users
        )  # fmt: skip
        Score.objects.bulk_create(
            Score(
                attempt=one, revision=1, scope="topic" if topic else "total", topic=topic,
                points=maximum / 2, maximum=maximum, marking_version=1,
            )
            for one in sittings
            for topic, maximum in (("", 4), ("m1", 2), ("m2", 2))
        )  # fmt: skip
    occasion = occasion_of(about)
    cases = RatingCase.objects.bulk_create(
        RatingCase(occasion=occasion, ratee=user, state="released", released_at=now) for user in users
    )
    assigned = Assignment.objects.bulk_create(Assignment(case=case, assessor=assessor) for case in cases)
    ratings = Rating.objects.bulk_create(
        Rating(assignment=one, status="submitted", saved_at=now, submitted_at=now) for one in assigned
    )
    criteria = list(occasion.rubric_version.criteria.all())
    CriterionScore.objects.bulk_create(
        CriterionScore(rating=rating, criterion=one, value=3) for rating in ratings for one in criteria
    )
