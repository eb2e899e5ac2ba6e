"""Every course that comes with the platform: whole, and loaded side by side."""

import pytest
from django.core.management import call_command

from assessments.models import Instrument, Item, Rubric
from courses.course_files import examine_course
from courses.management.commands.load_course import shipped
from courses.models import Course, CoursePage, CourseStep
from courses.services.loading.keys import page_key


def test_the_first_course_stands_first_and_the_example_is_none_of_them():
    names = [folder.name for folder in shipped()]
    assert names[0] == "labor_conciliation"
    assert "training_of_trainers" in names
    assert "example" not in names


@pytest.mark.parametrize("folder", shipped(), ids=lambda folder: folder.name)
def test_a_shipped_course_has_no_problem(folder):
    assert [str(one) for one in examine_course(folder)[1]] == []


@pytest.mark.slow("loads every course that ships")
@pytest.mark.django_db
def test_all_of_them_are_loaded_side_by_side():
    call_command("load_course", "--all", verbosity=0)
    assert Course.objects.count() == len(shipped())
    assert CoursePage.objects.count() == 2 * len(shipped())
    trainers = page_key("training-of-trainers")
    steps = CourseStep.objects.filter(course__uuid=trainers).order_by("position")
    assert list(steps.values_list("kind", flat=True)) == [
        "baseline",
        "lessons",
        "role_play",
        "role_play",
        "post_test",
        "evaluation",
        "certificate",
        "follow_up",
    ]
    assert Rubric.objects.filter(key="training-of-trainers/trainer_observation").exists()
    # One key in two courses is two instruments.
    assert Instrument.objects.filter(key__endswith="/reaction").count() >= 2
    assert Item.objects.filter(key__startswith="training-of-trainers/v").count() == 12
