"""A test that is being built, as plain values: forms in one plan, with sections in common.

A section stands in every form under the same title and with the same draw; which questions it holds
differs by form. A question that stands in two forms is an anchor.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any
from uuid import UUID

LABELS = ("A", "B")
LANGUAGES = ("es", "en")
MAX_ITEMS = 200
MAX_SECTIONS = 20
Cell = tuple[str, str]
Texts = Mapping[str, str]


def no_text() -> dict[str, str]:
    """An empty text in every language."""
    return dict.fromkeys(LANGUAGES, "")


def names_item(said: str) -> bool:
    """Whether it is written as an `Entry` names a question: a plan with anything else could not be read."""
    try:
        return str(UUID(said)) == said
    except ValueError:
        return False


@dataclass(frozen=True, slots=True)
class Entry:
    """A question (its uuid) and what a perfect answer earns; None: what its type gives."""

    item: str
    points: float | None = None


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the test; `draw` and `rule` as in `assessments.rules.drawing`, `items` by form."""

    title: Texts = field(default_factory=no_text)
    draw: int | None = None
    rule: Mapping[str, Any] = field(default_factory=dict)
    items: Mapping[str, Sequence[Entry]] = field(default_factory=dict)

    def of(self, label: str) -> tuple[Entry, ...]:
        """The section's questions in one form."""
        return tuple(self.items.get(label, ()))

    def asked(self, label: str) -> int:
        """How many of them a sitting asks."""
        return len(self.of(label)) if self.draw is None else self.draw

    def holding(self, label: str, entries: Sequence[Entry]) -> "Section":
        """The section with other questions in one form."""
        return replace(self, items={**self.items, label: tuple(entries)})


@dataclass(frozen=True, slots=True)
class Blueprint:
    """How many questions a form should hold of each module at each `kind`: {(module, value): number}."""

    kind: str = "level"
    targets: Mapping[Cell, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Plan:
    """Everything that publishing needs. `labels` are the forms, at least one."""

    title: Texts = field(default_factory=no_text)
    intro: Texts = field(default_factory=no_text)
    purpose: str = "pre_test"
    minutes: int = 30
    labels: Sequence[str] = LABELS[:1]
    sections: Sequence[Section] = (Section(),)
    blueprint: Blueprint = field(default_factory=Blueprint)

    def entries(self, label: str) -> Iterator[Entry]:
        """The questions of one form in their order."""
        for section in self.sections:
            yield from section.of(label)

    def items(self) -> set[str]:
        """Every question of any form."""
        return {one.item for label in self.labels for one in self.entries(label)}

    def asked(self, label: str) -> int:
        """How many questions a sitting of one form asks."""
        return sum(section.asked(label) for section in self.sections)

    def anchors(self) -> set[str]:
        """The questions that stand in every form; none where there is one form only."""
        if len(self.labels) < 2:
            return set()
        return set.intersection(*({one.item for one in self.entries(label)} for label in self.labels))

    def to_json(self) -> dict[str, Any]:
        """The plan as it is stored."""
        return {
            "title": dict(self.title),
            "intro": dict(self.intro),
            "purpose": self.purpose,
            "minutes": self.minutes,
            "labels": list(self.labels),
            "sections": [
                {
                    "title": dict(one.title),
                    "draw": one.draw,
                    "rule": dict(one.rule),
                    "items": {label: [[e.item, e.points] for e in one.of(label)] for label in self.labels},
                }
                for one in self.sections
            ],
            "blueprint": {
                "kind": self.blueprint.kind,
                "targets": [[*cell, number] for cell, number in sorted(self.blueprint.targets.items())],
            },
        }

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> "Plan":
        """The plan that `to_json` gave."""
        blueprint = stored["blueprint"]
        return cls(
            title=stored["title"],
            intro=stored["intro"],
            purpose=stored["purpose"],
            minutes=stored["minutes"],
            labels=tuple(stored["labels"]),
            sections=tuple(
                Section(
                    title=one["title"],
                    draw=one["draw"],
                    rule=one["rule"],
                    items={
                        label: tuple(Entry(*entry) for entry in entries)
                        for label, entries in one["items"].items()
                    },
                )
                for one in stored["sections"]
            ),
            blueprint=Blueprint(
                blueprint["kind"],
                {(module, value): number for module, value, number in blueprint["targets"]},
            ),
        )
