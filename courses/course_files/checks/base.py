"""Checks by name: each says what it promises and finds where a course breaks the promise."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from courses.course_files.problems import Problem
from courses.course_files.schema.course import CourseFile

Finder = Callable[[CourseFile], Iterable[Problem]]


@dataclass(frozen=True, slots=True)
class Check:
    """`promise` completes "A course that passes has …"; docs/authors.md lists them."""

    name: str
    promise: str
    find: Finder


CHECKS: dict[str, Check] = {}


def promises(name: str, promise: str) -> Callable[[Finder], Finder]:
    """Register a check under its name."""

    def register(find: Finder) -> Finder:
        if name in CHECKS:
            raise ValueError(f"two checks are called {name}")
        CHECKS[name] = Check(name, promise, find)
        return find

    return register


def check(course: CourseFile) -> Iterator[Problem]:
    """Everything that the checks find."""
    for each in CHECKS.values():
        yield from each.find(course)
