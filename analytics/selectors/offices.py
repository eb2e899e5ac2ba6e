"""What offices are called, and which of them stand as one row where they are small."""

from collections.abc import Collection, Hashable, Mapping
from dataclasses import dataclass, field

from analytics.disclosure import LADDERS, Ladder, office_ladder
from lms.accounts.models import Office


@dataclass(frozen=True, slots=True)
class Offices:
    """The name of each office and of each zone, which is a tuple of offices; and their ladder."""

    names: Mapping[Hashable, str] = field(default_factory=dict)
    ladder: Ladder = LADDERS["office"]


def offices_of(ids: Collection[int]) -> Offices:
    """Of these offices; nothing is asked where there are none."""
    if not ids:
        return Offices()
    rows = list(Office.objects.filter(pk__in=ids).order_by("name", "pk").values_list("pk", "name", "zone"))
    ladder = office_ladder({pk: zone for pk, _name, zone in rows})
    zones = {pk: zone for pk, _name, zone in rows}
    names: dict[Hashable, str] = {pk: name for pk, name, _zone in rows}
    for step in ladder.steps:
        names |= {row: zones[row[0]] for row in step}  # type: ignore[index]
    return Offices(names, ladder)


def zones() -> dict[str, str]:
    """By office, as releases write it, its zone; a zone never changes."""
    rows = Office.objects.exclude(zone="").order_by("pk").values_list("pk", "zone")
    return {str(pk): zone for pk, zone in rows}
