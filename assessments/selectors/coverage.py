"""Which scenario lets which critical criterion be seen, and the rubrics that there are to choose."""

from collections.abc import Collection
from dataclasses import dataclass

from assessments.models import Criterion, RubricVersion, ScenarioVersion
from assessments.rules.scenarios import unprompted
from assessments.selectors.definitions import newest


@dataclass(frozen=True, slots=True)
class CoverageLine:
    """A scenario and which critical criteria its prompts let be seen."""

    scenario: ScenarioVersion
    criteria: list[Criterion]
    seen: list[bool]

    @property
    def cells(self) -> list[tuple[Criterion, bool]]:
        """Each critical criterion, and whether it can be seen."""
        return list(zip(self.criteria, self.seen, strict=True))

    @property
    def complete(self) -> bool:
        return all(self.seen)


@dataclass(frozen=True, slots=True)
class Coverage:
    """The matrix of scenarios and critical criteria."""

    criteria: list[Criterion]
    lines: list[CoverageLine]

    @property
    def lacking(self) -> list[tuple[ScenarioVersion, Criterion]]:
        """What nobody could show in which scenario."""
        return [
            (line.scenario, criterion) for line in self.lines for criterion, seen in line.cells if not seen
        ]


def coverage(rubrics: Collection[int], versions: Collection[ScenarioVersion]) -> Coverage:
    """Whether a prompt provokes each critical criterion in each scenario; an add-on only where called for.

    `rubrics` are versions of rubrics by id, whose criteria are told apart by their keys.
    """
    rows = Criterion.objects.filter(rubric_version__in=set(rubrics), critical=True).order_by("position", "pk")
    criteria = list({one.key: one for one in rows}.values())
    return Coverage(
        criteria,
        [
            CoverageLine(one, criteria, [_covers(one, criterion) for criterion in criteria])
            for one in sorted(versions, key=lambda one: one.pk)
        ],
    )


def newest_rubrics() -> list[RubricVersion]:
    """Every rubric in its newest version, by key."""
    return list(newest(RubricVersion.objects.select_related("rubric"), "rubric"))


def _covers(version: ScenarioVersion, criterion: Criterion) -> bool:
    if criterion.add_on and criterion.key not in version.content.get("add_ons", []):
        return True
    return not unprompted(version.content, [criterion.key])
