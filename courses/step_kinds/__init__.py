"""The kinds of steps that a path can have: one module each, and one line here.

Nothing outside this package names a kind: other modules ask a kind what it is (`kind_of(step.kind).live`)
or ask here which kinds are something (`measuring(AFTER)`).
"""

from collections.abc import Iterable
from functools import cache
from typing import Any

from courses.step_kinds.base import Knowledge, StepKind
from courses.step_kinds.baseline import Baseline
from courses.step_kinds.certificate import Certificate
from courses.step_kinds.evaluation import Evaluation
from courses.step_kinds.follow_up import FollowUp
from courses.step_kinds.lessons import Lessons
from courses.step_kinds.post_test import PostTest
from courses.step_kinds.pre_test import PreTest
from courses.step_kinds.role_play import RolePlay

# In the order in which a path has them, which is the order of what a certificate still lacks.
REGISTRY: dict[str, StepKind] = {
    kind.key: kind
    for kind in (
        Baseline(),
        PreTest(),
        Lessons(),
        RolePlay(),
        PostTest(),
        Evaluation(),
        Certificate(),
        FollowUp(),
    )
}

__all__ = [
    "REGISTRY",
    "Knowledge",
    "StepKind",
    "choices",
    "counted",
    "kind_of",
    "measuring",
    "missing_words",
    "not_reached",
    "reading",
]


def kind_of(key: str) -> StepKind:
    """The kind stored as `key`; KeyError for one that nothing registered."""
    return REGISTRY[key]


def choices() -> list[tuple[str, Any]]:
    """Keys and labels, for the field that stores a kind."""
    return [(kind.key, kind.label) for kind in REGISTRY.values()]


@cache
def measuring(moment: str) -> frozenset[str]:
    """Keys of the kinds whose delivery measures this moment (see courses.data)."""
    return frozenset(kind.key for kind in REGISTRY.values() if kind.measures == moment)


@cache
def reading() -> frozenset[str]:
    """Keys of the kinds that are done by reading the course."""
    return frozenset(kind.key for kind in REGISTRY.values() if kind.reading)


def counted() -> list[StepKind]:
    """The kinds that a list of cohorts has a figure for."""
    return [kind for kind in REGISTRY.values() if kind.counted]


def not_reached(names: Iterable[str]) -> list[str]:
    """Of the conditions not met, those whose step was done, but not well enough: kinds name them last."""
    undone = {next(iter(kind.missing)) for kind in REGISTRY.values() if kind.missing}
    return [name for name in names if name not in undone]


def missing_words(names: Iterable[str]) -> list[str]:
    """In words what a certificate still lacks, by the names of the conditions."""
    words = {name: text for kind in REGISTRY.values() for name, text in kind.missing.items()}
    return [str(words[name]) for name in names]
