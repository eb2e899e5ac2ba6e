"""The path of new cohorts in the admin: what its role-plays are rated by is chosen there."""

import pytest
from django.urls import reverse

from assessments.models import Occasion
from courses.course_files import ContentError
from courses.models import CourseStep
from courses.services.exporting import export_course
from courses.services.loading import load_course
from courses.services.templates import choose_rubric
from lms.accounts.roles import Role
from lms.core.models import AuditEvent
from tests.assessments import factories as tests_of
from tests.assessments.checks import refused
from tests.courses import factories as make
from tests.lms.factories import make_staff
from tests.markup import flat

pytestmark = pytest.mark.django_db


@pytest.fixture
def step():
    load_course(course=make.course_file())
    found = CourseStep.objects.get(key="assessed")
    prompts = tests_of.prompts("opening", "c02", "c09", "c10")
    found.scenario_versions.add(tests_of.scenario(prompts=prompts))
    return found


@pytest.fixture
def reviewer():
    return make_staff(Role.REVIEWER)


def choose(reviewer, step, version):
    return choose_rubric(actor=reviewer, course=step.course.uuid, step=step.key, rubric=version.uuid)


def test_new_cohorts_rate_by_the_chosen_rubric_and_those_that_stand_by_theirs(step, reviewer):
    before, standing = step.rubric_version, make.make_cohort()
    chosen = tests_of.rubric()
    assert choose(reviewer, step, chosen).rubric_version == choose(reviewer, step, chosen).rubric_version
    later = make.make_cohort()
    assert make.occasion_of(standing).rubric_version == before
    assert make.occasion_of(later).rubric_version == chosen
    event = AuditEvent.objects.get(action="courses.choose_rubric")
    assert (event.actor, event.data["before"], event.data["after"]) == (
        reviewer,
        str(before.uuid),
        str(chosen.uuid),
    )


def test_a_rubric_of_which_something_critical_cannot_be_seen_assesses_nobody(step, reviewer):
    unseen = tests_of.rubric(critical=(1, 2))
    with refused("unseen"):
        choose(reviewer, step, unseen)
    step.refresh_from_db()
    assert (step.rubric_chosen, AuditEvent.objects.filter(action="courses.choose_rubric").count()) == (
        False,
        0,
    )
    step.mode = "coached"
    step.save()
    assert choose(reviewer, step, unseen).rubric_version == unseen
    assert not Occasion.objects.exists()


def test_an_older_version_and_a_step_without_a_rubric_are_refused(step, reviewer):
    older = tests_of.rubric()
    tests_of.rubric(critical=(2, 9))
    with refused("no_rubric"):
        choose(reviewer, step, older)
    with refused("no_step"):
        choose_rubric(actor=reviewer, course=step.course.uuid, step="pre-test", rubric=older.uuid)


def test_loading_the_files_again_leaves_what_was_chosen(step, reviewer):
    chosen = tests_of.rubric()
    choose(reviewer, step, chosen)
    assert load_course(course=make.course_file()).edited == ["small-course/assessed (rubric)"]
    step.refresh_from_db()
    assert step.rubric_version == chosen
    assert load_course(course=make.course_file(), force=True).edited == []
    step.refresh_from_db()
    assert (step.rubric_version == chosen, step.rubric_chosen) == (False, False)


def test_files_written_of_the_course_do_not_pretend_that_nothing_was_chosen(step, reviewer, tmp_path):
    choose(reviewer, step, tests_of.rubric())
    with pytest.raises(ContentError, match="labor_conciliation, which is of no file here"):
        export_course(key=make.COURSE, folder=tmp_path / "course")


def test_the_page_says_what_can_be_seen_and_lets_a_reviewer_choose(client, step, reviewer):
    page = reverse("course_template", args=[step.course.uuid])
    chosen = tests_of.rubric()
    client.force_login(make_staff(Role.EDITOR))
    html = flat(client.get(page).content.decode())
    assert ("sin indicación" in html, "<select" in html) == (False, False)
    url = reverse("course_template_rubric", args=[step.course.uuid, step.key])
    assert client.post(url, {"rubric": chosen.uuid}).status_code == 403
    client.force_login(reviewer)
    assert client.get(page).content.decode().count("<select") == 2  # of the coached one too
    assert client.post(url, {"rubric": "x"}).url == f"{page}#assessed"
    client.post(url, {"rubric": chosen.uuid})
    assert "(elegida en este sitio)" in flat(client.get(page).content.decode())
    step.refresh_from_db()
    assert step.rubric_version == chosen


def test_a_rubric_is_printed_as_an_empty_sheet_in_either_language(client, reviewer):
    version = tests_of.rubric()
    client.force_login(reviewer)

    def sheet(language):
        return client.get(reverse("rubric_paper", args=[version.rubric.uuid, language]), follow=True)

    assert "Conducta 10.4 (es)" in flat(sheet("es").content.decode())
    assert "Conducta 10.4 (en)" in flat(sheet("en").content.decode())
    assert sheet("fr").status_code == 404
