"""The rubrics of role-plays, where somebody chose another one on the site."""

from courses.course_files import CourseFile
from courses.course_files.problems import Problem
from courses.models import CourseStep
from courses.services.loading.keys import page_key


def with_chosen_rubrics(course: CourseFile, problems: list[Problem]) -> CourseFile:
    """The course with what was chosen; a rubric that is none of the course's files is noted."""
    rows = CourseStep.objects.filter(course__uuid=page_key(course.key), rubric_chosen=True)
    chosen = dict(rows.values_list("key", "rubric_version__rubric__key"))
    prefix, steps = f"{course.key}/", []
    for step in course.steps:
        key = chosen.get(step.key, f"{prefix}{step.rubric}")
        if not key.startswith(prefix):
            problems.append(Problem(f"step {step.key}", 0, "", f"rated by {key}, which is of no file here"))
        steps.append(step.replace(rubric=key.removeprefix(prefix)))
    return course.replace(steps=tuple(steps))
