"""The shelves of what is asked and rated with, for whoever writes courses."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Count, Model, QuerySet

from assessments.models import InstrumentVersion, ItemVersion, RubricVersion, ScenarioVersion
from assessments.selectors.definitions import Definition, definition, newest


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


def from_shelf(name: str, uuid: UUID) -> Definition | None:
    """What the newest version says of the thing with this uuid; None where there is no such thing."""
    shelf = SHELVES[name]
    found = newest(
        shelf.versions._default_manager.filter(**{f"{shelf.kind}__uuid": uuid}).select_related(shelf.kind),
        shelf.kind,
    )
    version = found.prefetch_related(*shelf.needs).first()
    return None if version is None else definition(version, shelf.kind)
