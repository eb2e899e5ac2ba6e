"""The template of a course's path."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from assessments.api import DeliveryRules
from courses.course_files.schema import CourseFile, InstrumentFile, StepFile
from courses.data import AFTER, BEFORE
from courses.models import Course, CourseStep, CourseStepForm
from courses.services.loading.instruments import Loaded, both
from courses.services.loading.report import LoadReport
from courses.step_kinds import StepKind, kind_of


def ensure_steps(
    course: CourseFile,
    key: UUID,
    instruments: Mapping[str, Loaded],
    rubrics: Mapping[str, Any],
    scenarios: Mapping[str, Any],
    *,
    report: LoadReport,
    force: bool,
) -> bool:
    """Make the template say what the files say; whether anything changed.

    Cohorts keep the copy that they were made with. A rubric that somebody chose on the site is left and
    named in the report, unless `force`.
    """
    owner = Course.objects.get(uuid=key)
    present = {
        step.key: step
        for step in CourseStep.objects.filter(course=owner).prefetch_related("scenario_versions", "forms")
    }
    changed = _set_result_rule(owner, course)
    for position, step in enumerate(course.steps, start=1):
        fields = _fields(course, step, position, instruments, rubrics)
        known = present.pop(step.key, None)
        if known is not None and known.rubric_chosen and not force:
            if known.rubric_version != fields.pop("rubric_version"):
                report.edited.append(f"{course.key}/{step.key} (rubric)")
        elif known is not None:
            fields["rubric_chosen"] = False
        if known is None:
            known = CourseStep.objects.create(course=owner, key=step.key, **fields)
            changed = True
        elif any(getattr(known, name) != value for name, value in fields.items()):
            CourseStep.objects.filter(pk=known.pk).update(**fields)
            changed = True
        changed |= _set_forms(known, instruments.get(step.instrument))
        changed |= _set_scenarios(known, [scenarios[one] for one in step.scenarios])
    if present:
        CourseStep.objects.filter(pk__in=[step.pk for step in present.values()]).delete()
        changed = True
    return changed


def _set_result_rule(owner: Course, course: CourseFile) -> bool:
    rule = course.settings.result
    wanted = rule.model_dump(mode="json") if rule else {}
    if owner.result_rule == wanted:
        return False
    owner.result_rule = wanted
    owner.save(update_fields=["result_rule"])
    return True


def _set_forms(step: CourseStep, loaded: Loaded | None) -> bool:
    wanted = {label: version.pk for label, version in loaded.forms.items()} if loaded else {}
    if wanted == {form.label: form.instrument_version_id for form in step.forms.all()}:
        return False
    step.forms.all().delete()
    CourseStepForm.objects.bulk_create(
        CourseStepForm(step=step, label=label, instrument_version_id=pk) for label, pk in wanted.items()
    )
    return True


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
    instruments: Mapping[str, Loaded],
    rubrics: Mapping[str, Any],
) -> dict[str, Any]:
    loaded, supervisor = instruments.get(step.instrument), instruments.get(step.supervisor)
    return {
        "position": position,
        "kind": step.kind,
        "mode": step.mode,
        "title": both(step.title),
        "unlocked_by": both(step.unlocked_by),
        "after": list(step.after),
        "required": step.required,
        "minutes": step.minutes,
        "instrument_version": loaded.version if loaded else None,
        "supervisor_version": supervisor.version if supervisor else None,
        "rubric_version": rubrics.get(step.rubric),
        "rules": _rules(course.instruments.get(step.instrument), kind_of(step.kind)),
    }


def _rules(form: InstrumentFile | None, kind: StepKind) -> dict[str, Any]:
    """What holds for the delivery of a step, whatever the cohort.

    What is measured before the course has no clock: nobody passes or fails it. Gains are measured
    on the first sitting after it, and the best one decides about passing.
    """
    if form is None:
        return {}
    attempts = {str(key): number for key, number in form.attempts.items()}
    return DeliveryRules(
        time_limit=None if kind.measures == BEFORE else form.time_limit_minutes,
        max_attempts=attempts.get(kind.key, 1),
        counts="best" if kind.measures == AFTER else "first",
        shuffle=kind.marked,
        feedback="score" if kind.measures == AFTER else "none",
        anonymous=form.anonymous,
    ).to_json()
