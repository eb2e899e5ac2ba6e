"""The shelves of what is asked and rated with, for whoever writes courses."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Count, Model, QuerySet

from assessments.item_types import REGISTRY
from assessments.models import (
    AttemptItem,
    InstrumentVersion,
    ItemDraft,
    ItemVersion,
    RubricVersion,
    ScenarioVersion,
)
from assessments.selectors.definitions import Definition, definition, newest
from assessments.selectors.sittings import Place


@dataclass(frozen=True, slots=True)
class Shelf:
    """One kind: its versions, what they are versions of, and what is counted and needed of each."""

    versions: type[Model]
    kind: str
    counted: str = ""
    needs: tuple[str, ...] = ()


SHELVES = {
    "instruments": Shelf(
        InstrumentVersion, "instrument", "entries", ("entries__item_version__item", "sections")
    ),
    "rubrics": Shelf(RubricVersion, "rubric", "criteria", ("criteria__levels",)),
    "scenarios": Shelf(ScenarioVersion, "scenario"),
    "questions": Shelf(ItemVersion, "item"),
}


def on_shelf(name: str) -> QuerySet[Any]:
    """The newest version of everything of one kind, by key, with `parts`, what it is made of."""
    shelf = SHELVES[name]
    found = newest(shelf.versions._default_manager.select_related(shelf.kind), shelf.kind)
    return found.annotate(parts=Count(shelf.counted, distinct=True)) if shelf.counted else found


@dataclass(frozen=True, slots=True)
class Reading:
    """One thing to be read: what it says, and its questions, laid out as somebody would meet them."""

    definition: Definition
    places: Sequence[Place] = ()


def from_shelf(name: str, uuid: UUID) -> Reading | None:
    """The newest version of the thing with this uuid; None where there is no such thing."""
    shelf = SHELVES[name]
    found = newest(
        shelf.versions._default_manager.filter(**{f"{shelf.kind}__uuid": uuid}).select_related(shelf.kind),
        shelf.kind,
    )
    version: Any = found.prefetch_related(*shelf.needs).first()
    if version is None:
        return None
    asked: list[ItemVersion] = []
    if shelf.kind == "instrument":
        entries = sorted(version.entries.all(), key=lambda entry: entry.position)
        asked = [entry.item_version for entry in entries]
    elif shelf.kind == "item":
        asked = [version]
    return Reading(
        definition(version, shelf.kind), [_place(n, item) for n, item in enumerate(asked, start=1)]
    )


def from_draft(uuid: UUID) -> Reading | None:
    """A draft of a question as if it were a version already, with the number that it would get."""
    found = ItemDraft.objects.filter(item__uuid=uuid).select_related("item").first()
    if found is None:
        return None
    number = found.item.versions.count() + 1
    version = ItemVersion(item=found.item, number=number, type=found.type, content=found.content)
    return Reading(definition(version, "item"), [_place(1, version)])


def _place(position: int, item: ItemVersion) -> Place:
    order = list(REGISTRY[item.type].option_keys(item.content))
    return Place(AttemptItem(position=position, item_version=item, option_order=order, topic=item.item.topic))
