"""What parties of hearings say of how they were treated, as it is published. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from assessments.data import ClientSums

WORKER, EMPLOYER = "worker", "employer"
# Of the form: who answers, how satisfied they are, and what is said of voice, neutrality, respect and trust.
SIDE, OVERALL = "h01", "c13"
STATEMENTS = frozenset(f"c{number:02}" for number in range(1, 9))


@dataclass(frozen=True, slots=True)
class Clients:
    """One closed box of one center. `sides` is empty where they may not be told apart."""

    center: int
    first: date
    last: date
    whole: ClientSums
    sides: Mapping[str, ClientSums] = field(default_factory=dict)


def together(sums: Iterable[ClientSums]) -> ClientSums:
    """Several as one."""
    found = ClientSums()
    for one in sums:
        found = found.plus(one)
    return found


def of_side(boxes: Iterable[Clients], side: str) -> ClientSums:
    """The sheets of one side, of the boxes in which sides are told apart."""
    return together(one.sides[side] for one in boxes if side in one.sides)


def stored(whole: ClientSums, sides: Mapping[str, ClientSums]) -> dict[str, Any]:
    """As a release keeps it."""
    return {"whole": list(whole), "sides": {side: list(own) for side, own in sorted(sides.items())}}


def read(kept: Mapping[str, Any]) -> tuple[ClientSums, dict[str, ClientSums]]:
    """What was stored."""
    return ClientSums(*kept["whole"]), {side: ClientSums(*own) for side, own in kept["sides"].items()}
