"""The path of a course: what its steps name exists, and its minutes add up."""

from collections.abc import Iterator

from courses.course_files.checks.base import promises
from courses.course_files.checks.rubrics import meant
from courses.course_files.problems import Problem
from courses.course_files.schema.course import CourseFile

HOURS_SLACK_MINUTES = 30


@promises("step-key-once", "steps with keys of their own")
def key_once(course: CourseFile) -> Iterator[Problem]:
    seen: set[str] = set()
    for step in course.steps:
        if step.key in seen:
            yield step.problem("key", f'the key "{step.key}" is used twice: rename one')
        seen.add(step.key)


@promises("step-needs", "a form for each test and opinion, a rubric and a mode for each role-play")
def needs(course: CourseFile) -> Iterator[Problem]:
    for step in course.steps:
        if step.kind in ("pre_test", "post_test", "evaluation", "follow_up") and not step.instrument:
            yield step.problem("instrument", "this step needs an instrument")
        if step.kind == "role_play" and not (step.rubric and step.mode):
            yield step.problem("mode", "a role-play has a rubric and is coached or assessed")
        if step.supervisor and step.kind != "follow_up":
            yield step.problem("supervisor", "supervisors are asked beside a follow-up alone")
        if step.supervisor in course.instruments and course.instruments[step.supervisor].anonymous:
            yield step.problem("supervisor", "what supervisors say is about a person: it is not anonymous")


@promises(
    "step-baseline", "a starting point that comes first, is not required and asks what the follow-up asks"
)
def baseline(course: CourseFile) -> Iterator[Problem]:
    later = {step.instrument for step in course.steps if step.kind == "follow_up"}
    for position, step in enumerate(course.steps):
        if step.kind != "baseline":
            continue
        if position:
            yield step.problem("key", "must come first: later it does not tell how people worked before")
        if step.required:
            yield step.problem("required", "must be false: nothing waits for it")
        if not step.instrument or step.instrument not in later:
            yield step.problem(
                "instrument", "must be the form of the follow-up: else there is nothing to compare"
            )


@promises("step-references", "forms, rubrics, scenarios and earlier steps that exist")
def references(course: CourseFile) -> Iterator[Problem]:
    known = {
        "instrument": set(course.instruments),
        "supervisor": set(course.instruments),
        "rubric": set(course.rubrics),
        "scenarios": set(course.scenarios),
        "after": {step.key for step in course.steps},
    }
    for step in course.steps:
        named = [("instrument", step.instrument), ("supervisor", step.supervisor), ("rubric", step.rubric)]
        named += [("scenarios", key) for key in step.scenarios] + [("after", key) for key in step.after]
        for name, key in named:
            if key and key not in known[name]:
                yield step.problem(name, f'there is no "{key}"{meant(key, known[name])}')
    rubric = course.settings.competent_rubric if course.settings else ""
    if rubric and rubric not in course.rubrics:
        message = f'there is no rubric "{rubric}"{meant(rubric, set(course.rubrics))}'
        yield course.settings.problem("competent_rubric", message)


@promises("step-order", "steps that come after the steps that unlock them")
def order(course: CourseFile) -> Iterator[Problem]:
    keys = [step.key for step in course.steps]
    for position, step in enumerate(course.steps):
        for key in step.after:
            if key in keys[position:]:
                yield step.problem("after", f'"{key}" does not come before this step: it could never open')


@promises("step-scenarios", "scenarios rated with the rubric of their step")
def scenarios(course: CourseFile) -> Iterator[Problem]:
    for step in course.steps:
        for key in step.scenarios:
            scenario = course.scenarios.get(key)
            if scenario is None or scenario.rubric not in course.rubrics:
                continue
            if step.rubric in course.rubrics and scenario.rubric != step.rubric:
                message = f'the scenario "{key}" is rated with the rubric "{scenario.rubric}"'
                yield step.problem("scenarios", message)


@promises("course-hours", f"hours within {HOURS_SLACK_MINUTES} minutes of what the required steps add up to")
def hours(course: CourseFile) -> Iterator[Problem]:
    # The certificate prints the hours: what nobody had to do is not among them.
    total = sum(step.minutes for step in course.steps if step.required)
    if course.hours and abs(course.hours * 60 - total) > HOURS_SLACK_MINUTES:
        message = f"says {course.hours}, but the required steps add up to {total} minutes"
        yield course.problem("hours", message)


@promises("course-reading", "as many minutes in the step of the lessons as the lessons take")
def reading(course: CourseFile) -> Iterator[Problem]:
    total = sum(lesson.minutes for lesson in course.lessons)
    for step in course.steps:
        if step.kind == "lessons" and step.minutes != total:
            yield step.problem("minutes", f"the lessons add up to {total} minutes")


@promises("course-law", "the https address of the official text of the law")
def law(course: CourseFile) -> Iterator[Problem]:
    if course.law_text_url and not course.law_text_url.startswith("https://"):
        yield course.problem("law_text_url", "must be an https address")


@promises("course-result", "a result rule that the assessed role-plays of the path can meet")
def result(course: CourseFile) -> Iterator[Problem]:
    rule = course.settings.result if course.settings else None
    if rule is None or not rule.scenarios:
        return
    assessed = sum(step.kind == "role_play" and step.mode == "assessed" for step in course.steps)
    if rule.scenarios > assessed:
        yield rule.problem("scenarios", f"the path has only {assessed} assessed role-plays")
    if rule.grey_zone and rule.mean != "together":
        yield rule.problem("grey_zone", "one more role-play can only decide where all are taken together")
