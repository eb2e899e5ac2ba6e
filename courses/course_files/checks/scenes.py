"""Scenes: every choice leads somewhere, every point is reached, and every way comes to an end."""

from collections.abc import Iterator

from courses.course_files.checks.base import promises
from courses.course_files.checks.lessons import texts
from courses.course_files.markup import faults
from courses.course_files.problems import Problem
from courses.course_files.schema.course import CourseFile
from courses.course_files.schema.lessons import SceneBlock


def scenes(course: CourseFile) -> Iterator[SceneBlock]:
    """Every scene in every language."""
    for _lesson, text in texts(course):
        yield from (block for block in text.blocks if isinstance(block, SceneBlock))


@promises("scene-ways", "scenes whose choices lead on to points that exist, all reached, and to an end")
def ways(course: CourseFile) -> Iterator[Problem]:
    for scene in scenes(course):
        keys = [step.key for step in scene.steps]
        for key in sorted({key for key in keys if keys.count(key) > 1}):
            yield scene.problem("steps", f'the key "{key}" is used twice: rename one')
        led_to = set(keys[:1])
        for number, step in enumerate(scene.steps):
            if len(step.choices) == 1:
                yield step.problem("choices", "has two choices or more, or none at an end")
            for choice in step.choices:
                led_to.add(choice.goes)
                if choice.goes not in keys:
                    yield choice.problem("goes", f'there is no point "{choice.goes}"')
                elif keys.index(choice.goes) <= number:
                    yield choice.problem("goes", f'"{choice.goes}" stands before: a scene only goes on')
        for step in scene.steps:
            if step.key not in led_to:
                yield step.problem("key", f'no choice leads to "{step.key}"')


@promises("scene-words", "scenes in the Markdown of lessons, without glossary references")
def words(course: CourseFile) -> Iterator[Problem]:
    for scene in scenes(course):
        for step in scene.steps:
            for line in step.text.split("\n"):
                for message in faults(line):
                    yield step.problem("text", message)
            if "[[" in step.text:
                # A link to a word would lead away from the point that is being played.
                yield step.problem("text", "a scene has no glossary references")
