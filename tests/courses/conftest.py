"""Fixtures of the courses' tests."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.utils import translation

from courses.course_files import CourseFile, read_course
from courses.course_files.reference import EXAMPLE
from lms.accounts.roles import Role
from tests.courses import factories as courses
from tests.held import held
from tests.lms.factories import make_center, make_person


@pytest.fixture(autouse=True)
def spanish():
    """Each test starts in Spanish, whatever language the one before left active."""
    with translation.override("es-mx"):
        yield


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """The files of the example course, to be broken."""
    return Path(shutil.copytree(EXAMPLE, tmp_path / "course"))


@pytest.fixture(scope="module")
def small_course(django_db_setup, django_db_blocker):
    """The small course, loaded once for a file."""
    with held(django_db_blocker, "es-mx"):
        courses.api.load_course(course=courses.course_file())
        yield


@pytest.fixture(scope="module")
def example_course(django_db_setup, django_db_blocker) -> Iterator[CourseFile]:
    """The example that authors copy, which holds one of everything; loaded once for a file."""
    course = read_course(EXAMPLE)
    with held(django_db_blocker, "es-mx"):
        courses.api.load_course(course=course)
        yield course


@pytest.fixture
def center(db):
    return make_center(name="Centro Sur", code="sur")


@pytest.fixture
def trainer(db):
    return make_person(Role.TRAINER, first_name="Maribel", last_name="Ochoa")


@pytest.fixture
def officer(db):
    return make_person(Role.PROGRAM_OFFICER)


@pytest.fixture
def cohort(center, trainer):
    return courses.make_cohort(centers=[center], trainers=[trainer])


@pytest.fixture
def enrollment(cohort, center):
    """Somebody enrolled who has done nothing yet."""
    person = make_person(center=center, first_name="Itzel", last_name="Cruz", sex="F", birth_year=1990)
    return courses.api.enroll(actor=None, cohort=cohort, user=person)
