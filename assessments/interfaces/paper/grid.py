"""The grid in which papers are typed: a row for each person, a cell for each question."""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from uuid import UUID

from django.http import QueryDict

from assessments.rules.paper_answers import Shape, choices, shape_of
from assessments.selectors.sittings import Place
from lms.core.text import visible

LONGEST = 4000
MOST_FIELDS = 2000
MOST_ROWS = 25


@dataclass(frozen=True, slots=True)
class GridCell:
    """A field: its name, the question's number, what was typed, and how wide it is."""

    name: str
    number: int
    typed: str
    is_wrong: bool
    size: int
    is_long: bool


@dataclass(frozen=True, slots=True)
class GridLine:
    """A row: whose paper it is (`uuid` of the person or the paper), its cells, and what is wrong."""

    uuid: str
    name: str
    cells: Sequence[GridCell]
    problem: str = ""


def rows_a_page(places: Sequence[Place]) -> int:
    """How many papers fit on one page."""
    return max(1, min(MOST_ROWS, MOST_FIELDS // max(1, len(places))))


def line(
    uuid: str,
    name: str,
    places: Sequence[Place],
    typed: Mapping[str, str],
    *,
    wrong: Sequence[int] = (),
    problem: str = "",
) -> GridLine:
    """One row with what was typed in it."""
    cells = [
        GridCell(
            name=f"c-{uuid}-{place.position}",
            number=place.position,
            typed=typed.get(str(place.position), ""),
            is_wrong=place.position in wrong,
            size=_size(place),
            is_long=_is_long(place),
        )
        for place in places
    ]
    return GridLine(uuid, name, cells, problem)


def typed_in(data: QueryDict, uuid: str, places: Sequence[Place]) -> dict[str, str]:
    """{place: what was typed} of one row; empty where nothing was."""
    found = {
        str(place.position): visible(data.get(f"c-{uuid}-{place.position}", "")).strip()[:LONGEST]
        for place in places
    }
    return {place: words for place, words in found.items() if words}


def rows_in(data: QueryDict) -> set[UUID]:
    """The rows in which something was typed, by their uuid."""
    found = set()
    for name in data:
        if name.startswith("c-") and visible(data.get(name, "")).strip():
            with suppress(ValueError):
                found.add(UUID(name[2:38]))
    return found


def _size(place: Place) -> int:
    content = place.item.content
    shape = shape_of(place.item.type, content)
    if shape is Shape.WRITTEN:
        return 10
    if shape is Shape.PAIRS:
        return max(2, len(content["rows"]))
    return max(2, len(choices(content))) if shape in (Shape.SEVERAL, Shape.ORDER) else 2


def _is_long(place: Place) -> bool:
    return (
        shape_of(place.item.type, place.item.content) is Shape.WRITTEN
        and place.item.content.get("max_length", 0) > 200
    )
