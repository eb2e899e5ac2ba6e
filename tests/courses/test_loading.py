"""Loading a course from its files, again and again."""

import pytest
from django.core.management import call_command
from wagtail.models import Page, Revision, Site, Task, Workflow

from assessments.api import DeliveryRules
from assessments.models import (
    Instrument,
    InstrumentEntry,
    InstrumentVersion,
    Item,
    ItemVersion,
    RubricVersion,
)
from courses.models import Course, CoursePage, CourseStep, LessonPage, LessonProgress, ModulePage
from courses.selectors.outlines import outline
from courses.services.loading import load_course
from courses.services.loading.keys import page_key
from lms.core import clock
from lms.core.models import AuditEvent
from tests.courses import factories as courses

pytestmark = pytest.mark.django_db


def load(course=None, **options):
    return load_course(course=course or courses.course_file(), **options)


def lesson(key, language="es-mx"):
    return LessonPage.objects.get(slug=key, locale__language_code=language)


def test_the_review_of_pages_has_a_name_that_editors_understand():
    load_course(course=courses.course_file())
    assert [one.name for one in (*Workflow.objects.all(), *Task.objects.all())] == [
        "Revisión de contenido"
    ] * 2
    Workflow.objects.update(name="Nuestra revisión")
    load_course(course=courses.course_file())
    assert Workflow.objects.get().name == "Nuestra revisión"


def test_a_course_becomes_pages_in_both_languages_with_the_same_keys():
    report = load()
    assert (report.created, report.updated) == (12, 0)  # 1 course, 2 modules, 3 lessons; twice
    spanish, english = lesson("l1"), lesson("l1", "en")
    assert spanish.translation_key == english.translation_key
    assert (spanish.title, english.title) == ("l1 es", "l1 en")
    assert spanish.url == "/es-mx/courses/small-course/m1/l1/"
    assert english.url == "/en/courses/small-course/m1/l1/"
    assert Site.objects.get().root_page.locale.language_code == "es-mx"


def test_loading_again_changes_nothing(small_course):
    before = (Page.objects.count(), Revision.objects.count(), AuditEvent.objects.count())
    versions = (ItemVersion.objects.count(), InstrumentVersion.objects.count())
    again = load()
    assert (again.created, again.updated, again.unchanged, again.moved) == (0, 0, 12, 0)
    assert (Page.objects.count(), Revision.objects.count(), AuditEvent.objects.count()) == before
    assert (ItemVersion.objects.count(), InstrumentVersion.objects.count()) == versions


@pytest.mark.slow("loads a course three times")
def test_an_editors_change_stays_until_forced(small_course):
    page = lesson("l2")
    page.title = "Título de la editora"
    page.save_revision().publish()
    changed = courses.course_file()
    rewritten = changed.modules[0].lessons[1].replace(minutes=5)
    module = changed.modules[0].replace(lessons=(changed.modules[0].lessons[0], rewritten))
    changed = changed.replace(modules=(module, changed.modules[1]))
    report = load(changed)
    assert report.edited == ["es-mx: Título de la editora"]
    assert lesson("l2").title == "Título de la editora"
    assert lesson("l2", "en").minutes == 5
    assert load(changed, force=True).edited == []
    assert (lesson("l2").title, lesson("l2").minutes) == ("l2 es", 5)


def test_lessons_follow_the_order_of_the_files(small_course):
    course = courses.course_file()
    first = course.modules[0]
    swapped = course.replace(modules=(first.replace(lessons=first.lessons[::-1]), course.modules[1]))
    load(swapped)
    assert [one.title for one in outline(Course.objects.get()).lessons] == ["l2 es", "l1 es", "l3 es"]


def test_a_lesson_that_moves_to_another_module_keeps_its_progress(small_course, enrollment):
    courses.take_test(enrollment)
    courses.read_lessons(enrollment, "l2")
    course = courses.course_file()
    one, two = course.modules
    moved = (one.replace(lessons=one.lessons[:1]), two.replace(lessons=(*one.lessons[1:], *two.lessons)))
    load(course.replace(modules=moved))
    assert lesson("l2").get_parent().slug == "m2"
    assert LessonProgress.objects.get().lesson.uuid == lesson("l2").translation_key


def test_a_page_that_left_the_files_is_named_and_left_alone(small_course):
    report = load(courses.without_lesson("l2"))
    assert report.not_in_files == ["l2 es", "l2 en"]
    assert lesson("l2").live


def test_the_template_of_the_path_follows_the_files(small_course):
    steps = CourseStep.objects.filter(course__uuid=courses.KEY).order_by("position")
    assert [step.key for step in steps] == [step.key for step in courses.STEPS]
    post = steps.get(key="post-test")
    rules = DeliveryRules.from_json(post.rules)
    assert rules == DeliveryRules(time_limit=30, max_attempts=2, counts="best", feedback="score")
    assert post.after == ["lessons"]
    before = DeliveryRules.from_json(steps.get(key="pre-test").rules)
    assert (before.time_limit, before.counts, before.feedback) == (None, "first", "none")
    assert steps.get(key="lessons").rules == {}
    assert DeliveryRules.from_json(steps.get(key="evaluation").rules).anonymous
    load(courses.course_file().replace(steps=courses.STEPS[:2]))
    assert CourseStep.objects.count() == 2


def test_a_cohort_keeps_the_path_it_was_made_with(small_course, cohort):
    load(courses.course_file().replace(steps=courses.STEPS[:2]))
    assert cohort.steps.count() == 7


def test_the_shipped_course_has_no_problem(capsys):
    call_command("check_course")
    assert "6 modules" in capsys.readouterr().out


def test_the_outline_falls_back_to_spanish_where_nothing_is_translated(small_course):
    ModulePage.objects.get(slug="m2", locale__language_code="en").unpublish()
    lesson("l3", "en").unpublish()
    english = outline(Course.objects.get(), "en")
    assert [module.title for module in english.modules] == ["Uno (en)", "Dos (es)"]
    assert english.lessons[2].url == "/es-mx/courses/small-course/m2/l3/"
    assert CoursePage.objects.filter(translation_key=courses.KEY).count() == 2


@pytest.fixture
def example(example_course):
    return example_course


def test_items_in_reserve_stand_in_the_bank_and_in_no_form(example):
    spare = Item.objects.get(key="example-course/s01")
    version = spare.versions.get()
    assert (version.type, version.content["correct"]) == ("single_choice", "a")
    assert not InstrumentEntry.objects.filter(item_version__item=spare).exists()


def test_every_form_is_loaded_whether_a_step_asks_it_or_not(example):
    unasked = example.instruments["opinion"].replace(key="exit", purposes=("survey",))
    load(example.replace(instruments={**example.instruments, "exit": unasked}))
    keys = Instrument.objects.filter(key__startswith="example-course/").values_list("key", flat=True)
    assert list(keys) == [f"example-course/{key}" for key in ("exit", "knowledge_test", "opinion")]
    entries = InstrumentVersion.objects.get(instrument__key="example-course/exit").entries
    assert [entry.item_version.type for entry in entries.order_by("position")] == [
        "likert",
        "number",
        "single_choice",
        "open_text",
    ]


def test_a_question_in_two_forms_is_one_item(example):
    test, opinion = (example.instruments[key] for key in ("knowledge_test", "opinion"))
    shared = test.replace(key="form_b", items=(*test.items[:1], *example.spare_items))
    load(
        example.replace(
            instruments={"knowledge_test": test, "form_b": shared, "opinion": opinion}, spare_items=()
        )
    )
    assert InstrumentEntry.objects.filter(item_version__item__key="example-course/k01").count() == 2
    assert ItemVersion.objects.filter(item__key="example-course/k01").count() == 1


def test_what_a_question_asks_for_reaches_its_content(example):
    def content(key):
        return ItemVersion.objects.get(item__key=f"example-course/{key}").content

    assert content("k02") == {
        "stem": example.instruments["knowledge_test"].items[1].stem.model_dump(),
        "low": 0,
        "high": 100,
        "correct": 45,
        "tolerance": 0,
    }
    assert {name: content("o02")[name] for name in ("low", "high", "required")} == {
        "low": 0,
        "high": 10,
        "required": True,
    }
    assert "correct" not in content("o03")
    assert not content("o03")["required"]
    assert content("o01")["group"] == {"es": "Contenido", "en": "Content"}


def test_a_rubric_brings_its_instructions_weights_and_add_ons(example):
    version = RubricVersion.objects.get(rubric__key="example-course/hearing")
    assert version.instructions == example.rubrics["hearing"].instructions.model_dump()
    assert version.weights == {"opening": 2.0}
    assert list(version.criteria.order_by("position").values_list("key", "add_on")) == [
        ("opening", False),
        ("remote", True),
    ]


def test_a_step_brings_its_scenarios_to_the_occasion_of_each_cohort(example, officer):
    scenario = example.scenarios["unpaid_wages"]
    step = CourseStep.objects.get(key="role-play")
    version = step.scenario_versions.get()
    assert version.scenario.key == "example-course/unpaid_wages"
    assert version.title == scenario.title.model_dump()
    assert version.content["facts"] == scenario.facts.model_dump()
    assert [role["sheet"]["en"] for role in version.content["roles"]] == [
        "You know the facts and nothing else.",
        "You need the money **this week**.",
    ]
    assert version.content["rubric"] == "hearing"
    today = clock.today()
    cohort = courses.api.create_cohort(
        actor=officer,
        course=page_key("example-course"),
        name="A",
        starts_on=today,
        ends_on=today,
        centers=[],
    )
    occasion = cohort.steps.get(key="role-play").occasion
    assert [one.scenario_version for one in occasion.scenario_links.all()] == [version]
    assert occasion.add_ons == ["remote"]


def test_a_scenario_that_leaves_a_step_leaves_the_template(example):
    loads = AuditEvent.objects.filter(action="courses.load_course")
    before = loads.count()
    bare = tuple(step.replace(scenarios=()) for step in example.steps)
    report = load(example.replace(steps=bare))
    assert not CourseStep.objects.get(key="role-play").scenario_versions.exists()
    assert report.changed == 0
    assert loads.count() == before + 1
