"""A small course, cohorts and people in them: plain functions. Other apps' tests use them too."""

from collections.abc import Sequence
from datetime import date, timedelta
from functools import cache
from typing import Any

from assessments import api as assessments
from courses import api
from courses.course_files.schema import (
    Anchors,
    CheckBlock,
    CheckOption,
    CourseFile,
    CourseSettings,
    CriterionFile,
    HeadingBlock,
    InstrumentFile,
    LawBlock,
    LessonFile,
    LessonText,
    ModuleFile,
    NoteBlock,
    OpenItem,
    OptionFile,
    RubricFile,
    RubricRules,
    ScaleItem,
    ScalePoint,
    SingleItem,
    StepFile,
    TermFile,
    TermWords,
    Text,
    TextBlock,
)
from courses.models import Cohort, Course, Enrollment
from courses.services.loading.keys import page_key
from lms.accounts.models import Center, User
from lms.core import clock
from tests.assessments import factories as tests_of

COURSE = "small-course"
KEY = page_key(COURSE)


def both(words: str) -> Text:
    return Text(es=f"{words} (es)", en=f"{words} (en)")


def lesson(key: str, minutes: int = 4, words: str = "Texto de la lección") -> LessonFile:
    def text(language: str) -> LessonText:
        options = tuple(
            CheckOption(text=f"Opción {place}", correct=place == 2, feedback=f"Sobre la {place}.")
            for place in (1, 2, 3)
        )
        blocks = (
            TextBlock(text=f"{both(words).get(language)} [[certificate|constancia]]"),
            HeadingBlock(text=f"Encabezado {language}"),
            LawBlock(article="684-B", title="El deber", text="Se concilia."),
            NoteBlock(title="En la audiencia", text="Diga esto."),
            CheckBlock(stem="¿Qué procede?", options=options, explanation="Es la segunda."),
        )
        title = f"{key} {language}"
        return LessonText(title=title, summary=f"Resumen de {title}", blocks=blocks)

    return LessonFile(
        name=key,
        key=key,
        minutes=minutes,
        articles=("684-B",),
        terms=("certificate",),
        es=text("es"),
        en=text("en"),
    )


def step(key: str, kind: Any, *after: str, **fields: Any) -> StepFile:
    fields = {"minutes": 30, "required": True, **fields}
    return StepFile(
        key=key, kind=kind, title=both(key), after=after, unlocked_by=both(f"abre {key}"), **fields
    )


STEPS = (
    step("pre-test", "pre_test", instrument="knowledge_test"),
    step("lessons", "lessons", "pre-test", minutes=12),
    step("coached", "role_play", "pre-test", mode="coached", rubric="rubric", required=False, minutes=90),
    step("assessed", "role_play", "lessons", mode="assessed", rubric="rubric", minutes=60),
    step("post-test", "post_test", "lessons", instrument="knowledge_test"),
    step("evaluation", "evaluation", "post-test", instrument="reaction", minutes=4),
    step("certificate", "certificate", "assessed", "post-test", "evaluation", minutes=0),
)


def module(key: str, title: str, summary: str, *lessons: LessonFile) -> ModuleFile:
    return ModuleFile(name=key, key=key, topic=key, title=both(title), summary=both(summary), lessons=lessons)


@cache
def course_file() -> CourseFile:
    """Two modules with three lessons in all, a test of five questions, a rubric, an opinion form."""
    return CourseFile(
        key=COURSE,
        title=both("Curso chico"),
        summary=both("De qué trata"),
        hours=3,
        hours_note=both("La suma"),
        law_text_date=date(2025, 2, 21),
        law_text_url="https://example.org/lft.pdf",
        review_notes=(),
        settings=CourseSettings(
            pass_mark=0.8, improved_items=2, follow_up_days=90, competent_rubric="rubric"
        ),
        steps=STEPS,
        modules=(
            module("m1", "Uno", "Primero", lesson("l1"), lesson("l2")),
            module("m2", "Dos", "Segundo", lesson("l3")),
        ),
        glossary={
            "certificate": TermFile(
                **{
                    language: TermWords(term=f"Constancia ({language})", definition=f"Documento ({language})")
                    for language in ("es", "en")
                }
            )
        },
        instruments={"knowledge_test": _knowledge_test(), "reaction": _reaction()},
        spare_items=(),
        rubrics={"rubric": _rubric()},
        scenarios={},
    )


def _knowledge_test() -> InstrumentFile:
    options = tuple(OptionFile(key=key, text=both(f"Opción {key}")) for key in "abcd")
    return InstrumentFile(
        key="knowledge_test",
        kind="test",
        purposes=("pre_test", "post_test"),
        title=both("Evaluación"),
        instructions=both("Conteste"),
        minutes=30,
        time_limit_minutes=30,
        attempts={"pre_test": 1, "post_test": 2},
        items=tuple(
            SingleItem(
                key=f"k{place}",
                type="single",
                stem=both(f"Pregunta {place}"),
                topic=f"m{1 + place % 2}",
                options=options,
                correct="a",
            )
            for place in range(5)
        ),
    )


def _reaction() -> InstrumentFile:
    return InstrumentFile(
        key="reaction",
        kind="survey",
        purposes=("evaluation",),
        title=both("Opinión"),
        instructions=both("Anónima"),
        minutes=4,
        anonymous=True,
        scales={
            "agreement": tuple(ScalePoint(value=value, label=both(f"Nivel {value}")) for value in range(1, 6))
        },
        items=(
            ScaleItem(key="r1", type="scale", scale="agreement", stem=both("Es útil")),
            OpenItem(key="r2", type="open", required=False, stem=both("¿Qué mejoraría?")),
        ),
    )


def asking_twice() -> CourseFile:
    """The same course, which also asks how people work before it and some weeks after it."""
    course = course_file()
    form = InstrumentFile(
        key="work",
        kind="survey",
        purposes=("baseline", "follow_up"),
        title=both("Cómo trabajo"),
        instructions=both("Piense en su último mes"),
        minutes=3,
        scales={
            "frequency": tuple(ScalePoint(value=value, label=both(f"Nivel {value}")) for value in range(1, 6))
        },
        items=(
            *(
                ScaleItem(key=f"w{place}", type="scale", scale="frequency", stem=both(f"Conducta {place}"))
                for place in range(1, 7)
            ),
            OpenItem(key="w7", type="open", required=False, stem=both("¿Qué ayudó?")),
        ),
    )
    asked = {"instrument": "work", "required": False, "minutes": 3}
    return course.replace(
        steps=(
            step("baseline", "baseline", **asked),
            *course.steps,
            step("follow-up", "follow_up", "post-test", **asked),
        ),
        instruments={**course.instruments, "work": form},
    )


def tell(enrollment: Enrollment, key: str, *values: int, words: str = "") -> None:
    """Send the form on how one works, with the six values; 3 where not given."""
    opened = delivery_of(enrollment.cohort, key)
    given = {
        item.uuid: [words] if item.type == "open_text" else [str(values[place] if place < len(values) else 3)]
        for place, item in enumerate(tests_of.items_of(opened))
    }
    assessments.submit_sheet(user=enrollment.user, delivery=opened, raw=given)


def _rubric() -> RubricFile:
    anchors = Anchors(**{f"level_{n}": both(f"N{n}") for n in range(1, 5)})
    return RubricFile(
        key="rubric",
        title=both("Rúbrica"),
        instructions=both("Califique"),
        levels=tuple(ScalePoint(value=n, label=both(f"Nivel {n}")) for n in range(1, 5)),
        not_observed=both("N/O"),
        rules=RubricRules(
            pass_mean=3.0,
            critical_min=3,
            fail_at_or_below=1,
            min_observed=1,
            comment_at_or_below=2,
            moderation_gap=2,
        ),
        criteria=(CriterionFile(key="opening", title=both("Apertura"), critical=True, anchors=anchors),),
    )


def without_lesson(key: str) -> CourseFile:
    """The course after somebody took one lesson out of the files."""
    course = course_file()
    modules = tuple(
        module.replace(lessons=tuple(one for one in module.lessons if one.key != key))
        for module in course.modules
    )
    return course.replace(modules=modules)


def make_cohort(*, centers: Sequence[Center] = (), trainers: Sequence[User] = (), **fields: Any) -> Cohort:
    """A cohort of the small course, under way; the course is loaded where it is not there yet."""
    if not Course.objects.filter(key=COURSE).exists():
        api.load_course(course=course_file())
    today = clock.today()
    fields = {
        "name": "Cohorte A",
        "starts_on": today - timedelta(days=4),
        "ends_on": today + timedelta(days=10),
        **fields,
    }
    return api.create_cohort(actor=None, course=KEY, centers=centers, trainers=trainers, **fields)


def delivery_of(cohort: Cohort, key: str) -> Any:
    return cohort.steps.select_related("delivery").get(key=key).delivery


def occasion_of(cohort: Cohort, key: str = "assessed") -> Any:
    return cohort.steps.select_related("occasion").get(key=key).occasion


def take_test(enrollment: Enrollment, key: str = "pre-test", *, right: int = 2) -> Any:
    """Take a test with `right` right answers of five."""
    opened = delivery_of(enrollment.cohort, key)
    return tests_of.finished_attempt(enrollment.user, opened, right=right)


def read_lessons(enrollment: Enrollment, *keys: str) -> None:
    for key in keys or ("l1", "l2", "l3"):
        api.complete_lesson(enrollment=enrollment, lesson_key=page_key(COURSE, "lesson", key))


def evaluate(enrollment: Enrollment) -> None:
    """Send the opinion form."""
    opened = delivery_of(enrollment.cohort, "evaluation")
    first = tests_of.items_of(opened)[0]
    assessments.submit_sheet(user=enrollment.user, delivery=opened, raw={first.uuid: ["4"]})


def hold(cohort: Cohort, key: str = "assessed") -> None:
    """Let a role-play have been held an hour ago, so that people can be rated on it."""
    about = occasion_of(cohort, key)
    if not about.has_begun:
        held_at = clock.now() - timedelta(hours=1)
        assessments.reschedule_occasion(actor=None, occasion=about, held_at=held_at)


def rate(
    enrollment: Enrollment, trainer: User, value: int, key: str = "assessed", *, release: bool = True
) -> None:
    """Rate a person on the only criterion of a role-play that was held, and release that."""
    hold(enrollment.cohort, key)
    marks = {"opening": assessments.Mark(value=value, decided=True, comment="Vi esto.")}
    people = {"actor": trainer, "occasion": occasion_of(enrollment.cohort, key), "subject": enrollment.user}
    assessments.save_rating(**people, marks=marks)
    assessments.submit_rating(**people, judgment=2)
    if release:
        assessments.release_case(**people)


def release(enrollment: Enrollment, trainer: User, key: str = "assessed") -> None:
    """Let the person read how they were rated."""
    occasion = occasion_of(enrollment.cohort, key)
    assessments.release_case(actor=trainer, occasion=occasion, subject=enrollment.user)
