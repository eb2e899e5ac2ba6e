"""What a person's pages and a trainer's lists cost the database, with 3 and with 300 people.

Everything of the request counts: session, person, roles, notice, navigation, language.
"""

from datetime import timedelta

import pytest

from assessments.api import DeliveryRules, add_people, open_outside, start_attempt
from assessments.models import Attempt, Moderation, RatingCase, Score
from courses.models import Cohort, Enrollment, Lesson, LessonProgress
from courses.selectors.access import CohortHost
from lms.accounts.models import User
from lms.accounts.roles import Role
from lms.accounts.selectors.roles import is_staff_member
from lms.accounts.services.privacy import give_consent
from lms.core import clock
from tests.assessments import factories as tests_of
from tests.budgets import counted, same_cost
from tests.courses import factories as courses
from tests.lms.accounts.codes import give_app
from tests.lms.factories import make_person

pytestmark = pytest.mark.django_db


@pytest.fixture
def cohort(small_course, cohort):
    """Of the course that is loaded once for this file."""
    return cohort


@pytest.fixture(autouse=True)
def production(settings):
    """Each page asks whether its reader took note of the privacy notice, and staff prove a second factor."""
    settings.PRIVACY_CONSENT_REQUIRED = True
    settings.STAFF_MFA_REQUIRED = True


def crowd(cohort: Cohort, center, many: int) -> None:
    """People who have done the pre-test and read a lesson, as rows: services have their own tests."""
    now = clock.now()
    start = User.objects.count()
    users = User.objects.bulk_create(
        User(email=f"p{start + n}@example.org", first_name=f"P{n}", last_name="Zeta", center=center)
        for n in range(many)
    )
    enrollments = Enrollment.objects.bulk_create(
        Enrollment(cohort=cohort, user=user, center=center, enrolled_at=now) for user in users
    )
    first = Lesson.objects.order_by("position")[0]
    LessonProgress.objects.bulk_create(
        LessonProgress(enrollment=one, lesson=first, completed_at=now) for one in enrollments
    )
    pre = courses.delivery_of(cohort, "pre-test")
    attempts = Attempt.objects.bulk_create(
        Attempt(
            delivery=pre, instrument_version_id=pre.instrument_version_id, user=user,
            started_at=now - timedelta(hours=1), submitted_at=now, revision=1,
        )
        for user in users
    )  # fmt: skip
    Score.objects.bulk_create(
        Score(attempt=one, revision=1, scope="total", points=2, maximum=5, marking_version=1)
        for one in attempts
    )


def spent(client, url):
    """What the second look costs: what a process keeps was made by the first."""
    assert client.get(url).status_code == 200
    with counted() as found:
        assert client.get(url).status_code == 200
    return found


def signed_in(client, user):
    give_consent(user=user, language="es-mx")
    client.force_login(user)
    if is_staff_member(user):
        give_app(user)
        session = client.session
        session["account_authentication_methods"] = [{"method": "mfa", "type": "totp", "at": 0}]
        session["account_authentication_methods_user"] = str(user.pk)
        session.save()
    return client


@pytest.fixture
def halfway(enrollment, client):
    """Somebody with a center who did the pre-test and read a lesson."""
    courses.take_test(enrollment)
    courses.read_lessons(enrollment, "l1")
    return signed_in(client, enrollment.user)


@pytest.mark.parametrize(
    ("url", "queries"),
    [
        ("/es-mx/courses/small-course/m1/l2/", 6),
        ("/en/courses/small-course/m1/l2/", 6),
        ("/es-mx/courses/small-course/m1/", 6),
        ("/es-mx/courses/small-course/", 6),
        ("/es-mx/learning/", 8),
    ],
)
def test_a_persons_pages_cost_the_same_whatever_the_size_of_the_cohort(
    halfway, enrollment, center, url, queries
):
    crowd(enrollment.cohort, center, 2)
    few = spent(halfway, url)
    few.within(queries=queries, rows=20)
    assert few.repeated == []
    crowd(enrollment.cohort, center, 297)
    same_cost([few, spent(halfway, url)])


def test_my_learning_of_somebody_with_everything(halfway, enrollment, center, trainer):
    """Both tests, ratings that were talked over, an evaluation, a test outside cohorts that is under way."""
    courses.read_lessons(enrollment)
    courses.rate(enrollment, trainer, 3)
    at = {"reason": "Distan.", "opened_at": clock.now(), "decided_at": clock.now()}
    case = RatingCase.objects.get(ratee=enrollment.user)
    Moderation.objects.create(case=case, moderator=trainer, outcome="agreed", scores={"opening": 2}, **at)
    courses.take_test(enrollment, "post-test", right=4)
    courses.evaluate(enrollment)
    outside = open_outside(
        actor=make_person(Role.PROGRAM_OFFICER),
        forms={"": tests_of.knowledge_test()},
        title=tests_of.text("Repaso"),
        purpose="practice",
        rules=DeliveryRules(opens_at=clock.now() - timedelta(hours=1), max_attempts=3),
    )
    add_people(actor=outside.opened_by, delivery=outside, people=[enrollment.user])
    start_attempt(user=enrollment.user, delivery=outside)
    crowd(enrollment.cohort, center, 2)
    few = spent(halfway, "/es-mx/learning/")
    few.within(queries=10, rows=30)
    assert few.repeated == []
    page = halfway.get("/es-mx/learning/").content.decode()
    assert all(words in page for words in ("Repaso", "own-gain"))
    crowd(enrollment.cohort, center, 297)
    same_cost([few, spent(halfway, "/es-mx/learning/")])


def test_opening_a_test_asks_about_its_taker_alone(halfway, enrollment, center):
    courses.read_lessons(enrollment)
    post = courses.delivery_of(enrollment.cohort, "post-test")

    def asked():
        with counted() as found:
            assert CohortHost().may_take(enrollment.user, post)
        return found

    asked()
    few = asked()
    few.within(queries=4, rows=14)
    crowd(enrollment.cohort, center, 300)
    same_cost([few, asked()])


def test_the_page_before_a_test_asks_for_nothing_that_comes_after_it(client, enrollment, center):
    """Session and person, access, the sittings so far, the pass mark, and the way back."""
    crowd(enrollment.cohort, center, 300)
    pre = courses.delivery_of(enrollment.cohort, "pre-test")
    signed_in(client, enrollment.user)
    with counted() as found:
        assert client.get(f"/es-mx/tests/{pre.uuid}/").status_code == 200
    found.within(queries=9, rows=20)


def test_starting_a_test_whatever_the_size_of_the_cohort(client, enrollment, center):
    """Session, person and center, access, the sitting with its questions, the audit log."""
    crowd(enrollment.cohort, center, 300)
    pre = courses.delivery_of(enrollment.cohort, "pre-test")
    signed_in(client, enrollment.user)
    with counted() as found:
        assert client.post(f"/es-mx/tests/{pre.uuid}/").status_code == 302
    found.within(queries=12, rows=30)


def test_the_list_of_a_cohorts_people_reads_its_page_only(client, enrollment, trainer, center):
    # One of the queries asks whose words wait for marking.
    courses.take_test(enrollment)
    courses.rate(enrollment, trainer, 3)
    crowd(enrollment.cohort, center, 30)
    signed_in(client, trainer)
    url = f"/es-mx/cohorts/{enrollment.cohort.uuid}/?page=1"
    few = spent(client, url)
    few.within(queries=16, rows=120)
    crowd(enrollment.cohort, center, 270)
    many = spent(client, url)
    many.within(queries=16, rows=120)


def test_the_list_of_cohorts_counts_in_the_database(client, enrollment, trainer, center):
    crowd(enrollment.cohort, center, 2)
    signed_in(client, trainer)
    few = spent(client, "/es-mx/cohorts/")
    few.within(queries=10, rows=15)
    crowd(enrollment.cohort, center, 297)
    same_cost([few, spent(client, "/es-mx/cohorts/")])


def test_a_managers_list_of_cohorts_does_too(client, enrollment, center):
    manager = make_person(Role.CENTER_MANAGER, center=center)
    crowd(enrollment.cohort, center, 2)
    signed_in(client, manager)
    few = spent(client, "/es-mx/cohorts/")
    crowd(enrollment.cohort, center, 297)
    same_cost([few, spent(client, "/es-mx/cohorts/")])
