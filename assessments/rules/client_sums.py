"""What of a closed box of sheets may leave it: sums over many sheets, and which sides stand alone. Pure."""

from collections.abc import Mapping

from assessments.data import ClientSums, ToldBox


def told(by_side: Mapping[str, ClientSums], *, least: int) -> ToldBox | None:
    """What may be told of sheets by the side that they are of; None where all together are too few."""
    everybody = ClientSums()
    for one in by_side.values():
        everybody = everybody.plus(one)
    sides = {side: one for side, one in by_side.items() if side and one.enough(least)}
    if len(sides) >= 2:
        apart = ClientSums()
        for one in sides.values():
            apart = apart.plus(one)
        rest = everybody.minus(apart)
        return ToldBox(everybody if rest.enough(least) else apart, sides)
    return ToldBox(everybody, {}) if everybody.enough(least) else None
