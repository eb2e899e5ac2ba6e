"""Who asks: people of the demo and of a cohort of its own, already signed in."""

import secrets
from collections.abc import Iterable
from datetime import timedelta
from importlib import import_module

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.auth.hashers import make_password

from courses import api as courses
from courses.models import Cohort, CohortStep, CoursePage
from lms.accounts.models import Center, User
from lms.accounts.services.privacy import give_consent
from lms.core import clock
from lms.demo.programme import COURSE

COHORT = "BENCH"


def cookies_of(user: User) -> dict[str, str]:
    """The cookies of somebody who signed in and took note of the privacy notice."""
    give_consent(user=user, language=user.language)
    session = import_module(settings.SESSION_ENGINE).SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.create()
    return {
        settings.SESSION_COOKIE_NAME: session.session_key,
        settings.CSRF_COOKIE_NAME: secrets.token_hex(16),
        settings.LANGUAGE_COOKIE_NAME: "es-mx",
    }


def newcomers(count: int) -> list[User]:
    """People of a cohort of their own who have done nothing yet: they may all begin the pre-test."""
    cohort = Cohort.objects.filter(code=COHORT).first() or _cohort()
    center = Center.objects.order_by("pk").first()
    have = User.objects.filter(enrollments__cohort=cohort).count()
    password = make_password(None)
    people = User.objects.bulk_create(
        User(
            email=f"bench-{have + number}@acuerdo.example",
            first_name="Persona",
            last_name=f"de prueba {have + number}",
            center=center,
            password=password,
        )
        for number in range(count)
    )
    courses.enroll_many(actor=None, cohort=cohort, users=people, source="manual")
    return people


def halfway(count: int) -> list[User]:
    """People of the running cohort of the demo who have read some lessons and not all."""
    cohort = Cohort.objects.get(code="DEMOD")
    found = User.objects.filter(
        enrollments__cohort=cohort, enrollments__lesson_progress__isnull=False, is_active=True
    )
    return list(found.distinct().order_by("pk")[:count])


def demo_account(local: str) -> User:
    """One of the accounts that the demo prints."""
    return User.objects.get(email=f"{local}@acuerdo.example")


def pre_test() -> CohortStep:
    """The step of the cohort of newcomers that all of them may take."""
    return CohortStep.objects.select_related("delivery").get(cohort__code=COHORT, key="pre-test")


def course_addresses() -> tuple[str, list[str]]:
    """The address of the course and of its lessons, in Spanish."""
    page = CoursePage.objects.live().get(slug=COURSE, locale__language_code=settings.LANGUAGE_CODE)
    lessons: Iterable = page.get_descendants().live().filter(depth=page.depth + 2).order_by("path")
    return page.url, [lesson.url for lesson in lessons]


def _cohort() -> Cohort:
    page = CoursePage.objects.live().get(slug=COURSE, locale__language_code=settings.LANGUAGE_CODE)
    today = clock.today()
    return courses.create_cohort(
        actor=None,
        course=page.translation_key,
        name="Cohorte de medición",
        starts_on=today - timedelta(days=1),
        ends_on=today + timedelta(days=60),
        centers=Center.objects.order_by("pk")[:1],
        code=COHORT,
        is_simulated=True,
    )
