"""A one-page form: what was sent, and how it is laid out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from uuid import UUID

from django.http import QueryDict

from assessments.interfaces.answers import values_of
from assessments.item_types import REGISTRY, Answer, Templates
from assessments.models import ItemVersion
from assessments.selectors.sittings import templates_of

# Longer runs of the same scale invite the same answer all the way down.
GROUP_SIZE = 6


def read_sheet(data: QueryDict, items: Sequence[ItemVersion]) -> dict[UUID, list[str]]:
    """The values sent for each question; each field is named after its item version's uuid."""
    return {item.uuid: values_of(data, str(item.uuid)) for item in items}


@dataclass(frozen=True, slots=True)
class Line:
    """One question of the form, with what was sent for it and what is wrong with that."""

    position: int
    item: ItemVersion
    value: Answer
    problem: str = ""

    @property
    def templates(self) -> Templates:
        return templates_of(self.item)

    @property
    def options(self) -> Sequence[Mapping[str, object]]:
        return self.item.content.get("options", [])


@dataclass(frozen=True, slots=True)
class Group:
    """Questions under one heading; without `title` the heading counts them.

    `goes_on`: it stands under the same title as the one before, which is not said twice.
    """

    title: Mapping[str, str] | None
    is_scale: bool
    lines: list[Line]
    goes_on: bool = False

    @property
    def heading(self) -> Mapping[str, str] | None:
        return None if self.goes_on else self.title

    @property
    def first(self) -> int:
        return self.lines[0].position

    @property
    def last(self) -> int:
        return self.lines[-1].position


class Sheet:
    """The form with what was sent."""

    def __init__(
        self,
        items: Sequence[ItemVersion],
        raw: Mapping[UUID, Sequence[str]],
        problems: Mapping[UUID, str],
    ) -> None:
        self.lines = [
            Line(
                position, item, REGISTRY[item.type].echo(raw.get(item.uuid, ())), problems.get(item.uuid, "")
            )
            for position, item in enumerate(items, start=1)
        ]

    @property
    def problems(self) -> list[Line]:
        return [line for line in self.lines if line.problem]

    @property
    def is_empty(self) -> bool:
        """Whether nothing at all was answered."""
        return all(line.value in (None, "", [], ()) for line in self.lines)

    @property
    def groups(self) -> list[Group]:
        found: list[Group] = []
        for (is_scale, _title), run in groupby(self.lines, key=_heading):
            lines = list(run)
            size, title = GROUP_SIZE if is_scale else len(lines), lines[0].item.content.get("group")
            for start in range(0, len(lines), size):
                goes_on = bool(found and title and found[-1].title == title)
                found.append(Group(title, is_scale, lines[start : start + size], goes_on))
        return found


def _heading(line: Line) -> tuple[bool, str]:
    kind = REGISTRY[line.item.type]
    return kind.is_scale, str(line.item.content.get("group") or "")
