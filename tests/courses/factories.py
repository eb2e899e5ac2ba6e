"""A small course, cohorts and people in them: plain functions. Other apps' tests use them too."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from assessments import api as assessments
from courses import api
from courses.content_model import (
    Block,
    CourseFile,
    CourseSettings,
    CriterionFile,
    InstrumentFile,
    ItemFile,
    LessonFile,
    LessonText,
    ModuleFile,
    OptionFile,
    RubricFile,
    RubricRules,
    ScalePoint,
    StepFile,
    TermFile,
    Text,
)
from courses.models import Cohort, Enrollment
from courses.services.loading.keys import page_key
from lms.accounts.models import Center, User
from lms.core import clock
from tests.assessments import factories as tests_of

COURSE = "small-course"
KEY = page_key(COURSE)


def both(words: str) -> Text:
    return Text(f"{words} (es)", f"{words} (en)")


def lesson(key: str, minutes: int = 4, words: str = "Texto de la lección") -> LessonFile:
    def body(language: str) -> LessonText:
        text = both(words).get(language)
        options = [
            {"text": f"Opción {place}", "correct": place == 2, "feedback": f"Sobre la {place}."}
            for place in (1, 2, 3)
        ]
        blocks = (
            Block("text", {"html": f'<p>{text} <a href="#term-certificate" class="term">constancia</a></p>'}),
            Block("heading", {"text": f"Encabezado {language}"}),
            Block(
                "law", {"law": "LFT", "article": "684-B", "title": "El deber", "html": "<p>Se concilia.</p>"}
            ),
            Block("note", {"title": "En la audiencia", "html": "<p>Diga esto.</p>"}),
            Block("check", {"stem": "¿Qué procede?", "options": options, "explanation": "Es la segunda."}),
        )
        title = f"{key} {language}"
        return LessonText(title, f"Resumen de {title}", blocks, 300, f"{key}.{language}.md")

    return LessonFile(key, minutes, ("684-B",), ("certificate",), body("es"), body("en"))


def step(key: str, kind: str, *after: str, **fields: Any) -> StepFile:
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


@cache
def course_file() -> CourseFile:
    """Two modules with three lessons in all, a test of five questions, a rubric, an opinion form."""
    questions = tuple(
        ItemFile(
            key=f"k{place}",
            type="single",
            stem=both(f"Pregunta {place}"),
            topic=f"m{1 + place % 2}",
            options=tuple(OptionFile(key, both(f"Opción {key}")) for key in "abcd"),
            correct="a",
        )
        for place in range(5)
    )
    agreement = tuple(ScalePoint(value, both(f"Nivel {value}")) for value in range(1, 6))
    opinion = ItemFile(key="r1", type="scale", stem=both("Es útil"), scale="agreement")
    words = ItemFile(key="r2", type="open", stem=both("¿Qué mejoraría?"), required=False)
    criterion = CriterionFile("opening", both("Apertura"), True, tuple(both(f"N{n}") for n in range(1, 5)))
    return CourseFile(
        folder=Path(),
        key=COURSE,
        title=both("Curso chico"),
        summary=both("De qué trata"),
        hours=3,
        hours_note=both("La suma"),
        law_text_date=date(2025, 2, 21),
        law_text_url="https://example.org/lft.pdf",
        review_notes=(),
        settings=CourseSettings(0.8, 2, 90, "rubric"),
        steps=STEPS,
        modules=(
            ModuleFile("m1", "m1", both("Uno"), both("Primero"), (lesson("l1"), lesson("l2"))),
            ModuleFile("m2", "m2", both("Dos"), both("Segundo"), (lesson("l3"),)),
        ),
        glossary={"certificate": TermFile("certificate", both("Constancia"), both("Documento"))},
        instruments={
            "knowledge_test": InstrumentFile(
                "knowledge_test", "test", ("pre_test", "post_test"), both("Evaluación"), both("Conteste"), 30,
                False, questions, time_limit_minutes=30, attempts={"pre_test": 1, "post_test": 2},
            ),
            "reaction": InstrumentFile(
                "reaction", "survey", ("evaluation",), both("Opinión"), both("Anónima"), 4, True,
                (opinion, words), scales={"agreement": agreement},
            ),
        },
        spare_items=(),
        rubrics={
            "rubric": RubricFile(
                "rubric", both("Rúbrica"), both("Califique"),
                tuple(ScalePoint(n, both(f"Nivel {n}")) for n in range(1, 5)), both("N/O"),
                RubricRules(3.0, 3, 1, 1, 2, 2), (criterion,), (),
            )
        },
        scenarios={},
    )  # fmt: skip


def without_lesson(key: str) -> CourseFile:
    """The course after somebody took one lesson out of the files."""
    course = course_file()
    modules = tuple(
        replace(module, lessons=tuple(one for one in module.lessons if one.key != key))
        for module in course.modules
    )
    return replace(course, modules=modules)


def make_cohort(*, centers: Sequence[Center] = (), trainers: Sequence[User] = (), **fields: Any) -> Cohort:
    """A cohort of the small course, under way; the course is loaded first."""
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


def rate(
    enrollment: Enrollment, trainer: User, value: int, key: str = "assessed", *, release: bool = True
) -> None:
    """Rate a person on the only criterion, and release that."""
    marks = {"opening": assessments.Mark(value=value, decided=True, comment="Vi esto.")}
    people = {"actor": trainer, "occasion": occasion_of(enrollment.cohort, key), "subject": enrollment.user}
    assessments.save_rating(**people, marks=marks)
    assessments.submit_rating(**people)
    if release:
        assessments.release_case(**people)


def release(enrollment: Enrollment, trainer: User, key: str = "assessed") -> None:
    """Let the person read how they were rated."""
    occasion = occasion_of(enrollment.cohort, key)
    assessments.release_case(actor=trainer, occasion=occasion, subject=enrollment.user)
