"""Parallel forms of a test, from the files to what a cohort's people get."""

import pytest

from analytics.selectors.live_figures import live_figures
from analytics.selectors.own_gain import own_gain
from assessments import api as assessments
from assessments.models import FormSet, InstrumentVersion, ItemTag
from assessments.rules.instrument_plans import Plan
from assessments.selectors.openable import openable
from assessments.services.instrument_drafts import draft_of
from courses.course_files import read_course
from courses.course_files.checks import CHECKS
from courses.course_files.reference import EXAMPLE
from courses.course_files.writer import write_course
from courses.models import CourseStep, CourseStepForm
from courses.services.exporting import export_course
from courses.services.loading import load_course
from courses.services.loading.instruments import form_key
from lms.core import clock
from tests.assessments import factories as tests_of
from tests.courses import factories as courses
from tests.lms.factories import make_person

TEST = "instruments/knowledge_test.yaml"
FORMS = {"A": ("k0", "k1", "k2"), "B": ("k0", "k1", "k4")}


def course_with(forms):
    """The small course, its test in these forms; k1 and k3 are of m2, the others of m1."""
    course = courses.course_file()
    test = course.instruments["knowledge_test"]
    wanted = {key for keys in forms.values() for key in keys} or {item.key for item in test.items}
    items = tuple(item for item in test.items if item.key in wanted)
    changed = test.replace(forms=forms, items=items)
    return course.replace(instruments={**course.instruments, "knowledge_test": changed})


def make_cohort(center, trainer):
    return courses.api.create_cohort(
        actor=None,
        course=courses.KEY,
        name="Cohorte",
        starts_on=clock.today(),
        ends_on=clock.today(),
        centers=[center],
        trainers=[trainer],
    )


def said(course):
    return [str(one) for name in ("form-items", "form-parallel") for one in CHECKS[name].find(course)]


def asked(label):
    version = InstrumentVersion.objects.get(
        instrument__key=f"small-course/{form_key('knowledge_test', label)}"
    )
    keys = version.entries.order_by("position").values_list("item_version__item__key", flat=True)
    return [key.removeprefix("small-course/") for key in keys]


def test_forms_are_alike_in_modules_and_levels():
    assert said(course_with(FORMS)) == []
    (problem,) = said(course_with({"A": ("k0", "k1"), "B": ("k0", "k2")}))
    assert problem.endswith("A and B differ in modules: m1 1, m2 1; m1 2")


def test_one_form_alone_is_refused():
    (problem,) = said(course_with({"A": ("k0",)}))
    assert problem.endswith("one form alone has no other to be parallel to: leave forms out")


def test_an_item_that_no_form_asks_is_said():
    course = course_with(FORMS)
    test = course.instruments["knowledge_test"]
    spare = test.items[0].replace(key="k9")
    more = test.replace(items=(*test.items, spare))
    (problem,) = said(course.replace(instruments={**course.instruments, "knowledge_test": more}))
    assert problem.endswith('no form asks "k9": add it to one, or to the spares')


def test_every_form_asks_about_every_module():
    course = course_with({"A": ("k0", "k2"), "B": ("k0", "k1")})
    (problem,) = CHECKS["test-topics"].find(course)
    assert str(problem).endswith("no item of form A is about topic m2")


def test_forms_are_written_as_they_were_read(tmp_path):
    course = read_course(EXAMPLE)
    test = course.instruments["knowledge_test"]
    forms = {"A": ("k01", "k02"), "B": ("k02", "k01")}
    items = (test.items[0].replace(level="apply", difficulty="hard"), test.items[1])
    changed = course.replace(
        instruments={**course.instruments, "knowledge_test": test.replace(forms=forms, items=items)}
    )
    write_course(changed, tmp_path / "course")
    text = (tmp_path / "course" / TEST).read_text()
    assert "forms:\n  A: [k01, k02]\n  B: [k02, k01]\nitems:\n  - key: k01\n    topic: m1\n" in text
    assert "    level: apply\n    difficulty: hard\n    type: single\n" in text
    assert read_course(tmp_path / "course") == changed


@pytest.mark.django_db
def test_each_form_becomes_an_instrument_and_the_steps_name_them():
    load_course(course=course_with(FORMS))
    assert (asked("A"), asked("B")) == (["k0", "k1", "k2"], ["k0", "k1", "k4"])
    for key in ("pre-test", "post-test"):
        step = CourseStep.objects.get(key=key)
        assert [form.label for form in step.forms.all()] == ["A", "B"]
        assert step.instrument_version == step.forms.get(label="A").instrument_version
    one = FormSet.objects.get()
    assert (one.key, one.purpose) == ("small-course/knowledge_test", "pre_test")
    plan = Plan.from_json(one.plan)
    assert {label: len(list(plan.entries(label))) for label in plan.labels} == {"A": 3, "B": 3}
    assert len(plan.anchors()) == 2
    assert plan.blueprint.targets == {("m1", ""): 2, ("m2", ""): 1}
    before = list(CourseStepForm.objects.values_list("pk", flat=True))
    load_course(course=course_with(FORMS))
    assert list(CourseStepForm.objects.values_list("pk", flat=True)) == before
    assert FormSet.objects.count() == 1
    load_course(course=courses.course_file())
    assert not CourseStepForm.objects.exists()
    assert CourseStep.objects.get(key="pre-test").instrument_version.questions == 5


@pytest.mark.django_db
def test_a_cohort_opens_both_forms_and_a_sitting_asks_one(center, trainer):
    load_course(course=course_with(FORMS))
    cohort = make_cohort(center, trainer)
    delivery = courses.delivery_of(cohort, "pre-test")
    versions = {form.label: form.instrument_version for form in delivery.forms.all()}
    assert list(versions) == ["A", "B"]
    person = make_person(center=center)
    courses.api.enroll(actor=None, cohort=cohort, user=person)
    attempt = assessments.start_attempt(user=person, delivery=delivery)
    assert attempt.instrument_version in versions.values()
    assert attempt.items.count() == 3


@pytest.mark.django_db
def test_level_and_difficulty_are_tags():
    course = course_with({})
    test = course.instruments["knowledge_test"]
    first = test.items[0].replace(level="apply", difficulty="hard", articles=("684-D",))
    items = (first, *test.items[1:])
    load_course(
        course=course.replace(instruments={**course.instruments, "knowledge_test": test.replace(items=items)})
    )
    tags = ItemTag.objects.filter(item__key="small-course/k0").order_by("kind")
    assert list(tags.values_list("kind", "value")) == [
        ("article", "684-D"),
        ("difficulty", "hard"),
        ("level", "apply"),
        ("module", "m1"),
    ]


@pytest.mark.django_db
def test_a_newer_version_of_a_form_goes_back_to_its_instrument(tmp_path):
    course = course_with(FORMS)
    load_course(course=course)
    version = InstrumentVersion.objects.get(instrument__key="small-course/knowledge_test-b")
    items = [entry.item_version for entry in version.entries.order_by("position")]
    assessments.ensure_instrument_version(
        key="small-course/knowledge_test-b",
        title=version.title,
        intro=version.intro,
        minutes=version.minutes,
        items=items[::-1],
    )
    export_course(key="small-course", folder=tmp_path / "course")
    text = (tmp_path / "course" / TEST).read_text()
    assert "forms:\n  A: [k0, k1, k2]\n  B: [k4, k1, k0]\n" in text
    assert text.count("- key: k") == 4


def sit(person, delivery, right):
    """Take what the product hands out, with `right` right answers; the label of the form."""
    attempt = assessments.start_attempt(user=person, delivery=delivery)
    asked = [row.item_version for row in attempt.items.order_by("position")]
    for place, item in enumerate(asked):
        tests_of.answer(attempt, item, "a" if place < right else "b")
    assessments.submit_attempt(user=person, attempt=attempt)
    forms = delivery.forms.all()
    return next(one.label for one in forms if one.instrument_version_id == attempt.instrument_version_id)


@pytest.mark.slow("lives through a course")
@pytest.mark.django_db
def test_a_form_is_passed_by_its_share_and_compared_only_where_that_can_be(center, trainer):
    load_course(course=course_with(FORMS))
    cohort = make_cohort(center, trainer)
    pre, post = (courses.delivery_of(cohort, key) for key in ("pre-test", "post-test"))
    begun = []
    for right in (1, 0):
        person = make_person(center=center)
        enrollment = courses.api.enroll(actor=None, cohort=cohort, user=person)
        before = sit(person, pre, right)
        courses.read_lessons(enrollment)
        after = sit(person, post, 3)
        assert {before, after} == {"A", "B"}
        begun.append(before)
        gain = own_gain(person, [cohort.pk])
        # Two people are too few to say what one form is harder by.
        assert (gain.same_form, gain.before, gain.after, gain.of) == (False, None, 3, 3)
    assert sorted(begun) == ["A", "B"]
    figures = live_figures(courses.api.cohort_infos_by_id([cohort.pk]))
    assert figures.people["post_done"].tolist() == [True, True]
    assert figures.people["passed"].tolist() == [True, True]


@pytest.mark.django_db
def test_a_test_with_forms_is_offered_once_wherever_tests_are_opened():
    load_course(course=course_with(FORMS))
    offered = {one.key: sorted(one.forms) for one in openable()}
    assert offered == {"small-course/knowledge_test": ["A", "B"], "small-course/reaction": [""]}


@pytest.mark.django_db
def test_a_loaded_test_is_changed_in_the_site_with_both_its_forms(trainer):
    load_course(course=course_with(FORMS))
    version = InstrumentVersion.objects.get(instrument__key="small-course/knowledge_test-b")
    draft = draft_of(actor=trainer, instrument=version.instrument.uuid)
    assert draft.key == "small-course/knowledge_test"
    assert Plan.from_json(draft.content).labels == ("A", "B")
