"""The small course with a follow-up that supervisors are asked beside. Other apps' tests use it too."""

from datetime import timedelta
from functools import cache
from typing import Any

from courses.course_files.schema import CourseFile, InstrumentFile, OpenItem, ScaleItem, ScalePoint
from courses.models import Cohort
from lms.core import clock
from tests.courses import factories as courses

SCALE = {
    "frequency": tuple(
        ScalePoint(value=value, label=courses.both(f"Frecuencia {value}")) for value in range(1, 6)
    )
}


@cache
def course_file() -> CourseFile:
    """Six behaviors, asked of the person and of the supervisor."""
    course = courses.course_file()
    step = courses.step(
        "follow-up",
        "follow_up",
        "post-test",
        instrument="own_view",
        supervisor="supervisors_view",
        required=False,
        minutes=3,
    )
    forms = {"own_view": _form("own_view", ""), "supervisors_view": _form("supervisors_view", "_supervisor")}
    return course.replace(steps=(*course.steps, step), instruments={**course.instruments, **forms})


def _form(key: str, suffix: str) -> InstrumentFile:
    needed = not suffix
    items = tuple(
        ScaleItem(
            key=f"b{place}{suffix}",
            type="scale",
            scale="frequency",
            required=needed,
            stem=courses.both(f"Conducta {place}{suffix}"),
        )
        for place in range(1, 7)
    )
    words = OpenItem(key="b7", type="open", required=False, stem=courses.both("¿Qué ayudó?"))
    return InstrumentFile(
        key=key,
        kind="survey",
        purposes=("follow_up",),
        title=courses.both(f"Cómo trabaja {key}"),
        instructions=courses.both("Piense en el último mes"),
        minutes=3,
        scales=SCALE,
        items=(*items, words),
    )


def over(*, days: int = 100, **fields: Any) -> Cohort:
    """A cohort that ended so many days ago; its follow-up opened 90 days after."""
    today = clock.today()
    fields = {
        "starts_on": today - timedelta(days=days + 20),
        "ends_on": today - timedelta(days=days),
        **fields,
    }
    return courses.make_cohort(**fields)
