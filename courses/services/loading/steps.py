"""The template of a course's path."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from assessments.api import DeliveryRules
from courses.course_files.schema import CourseFile, InstrumentFile, StepFile
from courses.enums import StepKind
from courses.models import CourseStep
from courses.services.loading.instruments import both


def ensure_steps(
    course: CourseFile,
    key: UUID,
    instruments: Mapping[str, Any],
    rubrics: Mapping[str, Any],
    scenarios: Mapping[str, Any],
) -> bool:
    """Make the template say what the files say; whether anything changed.

    Cohorts keep the copy that they were made with.
    """
    present = {
        step.key: step
        for step in CourseStep.objects.filter(course_key=key).prefetch_related("scenario_versions")
    }
    changed = False
    for position, step in enumerate(course.steps, start=1):
        fields = _fields(course, step, position, instruments, rubrics)
        known = present.pop(step.key, None)
        if known is None:
            known = CourseStep.objects.create(course_key=key, key=step.key, **fields)
            changed = True
        elif any(getattr(known, name) != value for name, value in fields.items()):
            CourseStep.objects.filter(pk=known.pk).update(**fields)
            changed = True
        changed |= _set_scenarios(known, [scenarios[one] for one in step.scenarios])
    if present:
        CourseStep.objects.filter(pk__in=[step.pk for step in present.values()]).delete()
        changed = True
    return changed


def _set_scenarios(step: CourseStep, versions: list[Any]) -> bool:
    wanted = {version.pk for version in versions}
    if wanted == {version.pk for version in step.scenario_versions.all()}:
        return False
    step.scenario_versions.set(wanted)
    return True


def _fields(
    course: CourseFile,
    step: StepFile,
    position: int,
    instruments: Mapping[str, Any],
    rubrics: Mapping[str, Any],
) -> dict[str, Any]:
    return {
        "position": position,
        "kind": step.kind,
        "mode": step.mode,
        "title": both(step.title),
        "unlocked_by": both(step.unlocked_by),
        "after": list(step.after),
        "required": step.required,
        "minutes": step.minutes,
        "instrument_version": instruments.get(step.instrument),
        "rubric_version": rubrics.get(step.rubric),
        "rules": _rules(course.instruments.get(step.instrument), step.kind),
    }


def _rules(form: InstrumentFile | None, kind: str) -> dict[str, Any]:
    """What holds for the delivery of a step, whatever the cohort.

    The pre-test has no clock: nobody passes or fails it. Gains are measured on the first post-test,
    and the best one decides about passing.
    """
    if form is None:
        return {}
    return DeliveryRules(
        time_limit=None if kind == StepKind.PRE_TEST else form.time_limit_minutes,
        max_attempts=form.attempts.get(kind, 1),
        counts="best" if kind == StepKind.POST_TEST else "first",
        shuffle=kind in (StepKind.PRE_TEST, StepKind.POST_TEST),
        feedback="score" if kind == StepKind.POST_TEST else "none",
        anonymous=form.anonymous,
    ).to_json()
