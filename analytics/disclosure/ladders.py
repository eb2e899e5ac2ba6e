"""Which categories may stand as one row: a fixed ladder for each dimension, the same in every report.

Steps are nested, so that two codings of one dimension differ by rows that the finer one shows anyway.
What is not stated joins nothing, and neither do cohorts, centers and other names.
"""

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass

Category = Hashable
Label = tuple[Category, ...]

UNSTATED = frozenset({"", None, b"", -1})
"""How "not stated" is stored, whatever the dimension."""


@dataclass(frozen=True, slots=True)
class Ladder:
    """The steps of a dimension from fine to coarse: at each, which categories are one row.

    A category that a step does not name is a row of its own there.
    """

    dimension: str
    steps: tuple[tuple[Label, ...], ...] = ((),)

    def labels(self, step: int, categories: Sequence[Category]) -> list[Label]:
        """The rows of a step that hold any of `categories`, in their order."""
        found: dict[Label, None] = {}
        for category in categories:
            found[self.label(step, category)] = None
        return list(found)

    def label(self, step: int, category: Category) -> Label:
        """The row that a category belongs to."""
        if category in UNSTATED:
            return (category,)
        return next((label for label in self.steps[step] if category in label), (category,))


# The regions in which the federation's statistics are usually grouped, by codes of ISO 3166-2:MX.
REGIONS: tuple[Label, ...] = (
    ("BCN", "BCS", "CHH", "DUR", "SIN", "SON"),
    ("COA", "NLE", "SLP", "TAM"),
    ("AGU", "COL", "GUA", "JAL", "MIC", "NAY", "QUE", "ZAC"),
    ("CMX", "HID", "MEX", "MOR", "PUE", "TLA"),
    ("CAM", "CHP", "GRO", "OAX", "ROO", "TAB", "VER", "YUC"),
)

LADDERS = {
    one.dimension: one
    for one in (
        Ladder("sex"),
        Ladder(
            "age_band",
            (
                (),
                (("30_39", "40_49"), ("50_59", "60_over")),
                (("under_30", "30_39", "40_49"), ("50_59", "60_over")),
            ),
        ),
        Ladder("job_role", ((), (("mediator", "judge", "other"),))),
        Ladder("center"),
        Ladder("office"),
        Ladder("modality"),
        Ladder("state", ((), REGIONS)),
        Ladder("cohort"),
    )
}


def office_ladder(zones: Mapping[Category, str]) -> Ladder:
    """Offices, then the zones that a center has declared; `zones` by office, empty where it is in none."""
    rows: dict[str, list[Category]] = {}
    for office, zone in zones.items():
        if zone:
            rows.setdefault(zone, []).append(office)
    joined = tuple(tuple(own) for own in rows.values() if len(own) > 1)
    return Ladder("office", ((), joined) if joined else ((),))
