"""How people saw their own performance, beside how others rated it."""

from dataclasses import dataclass

from assessments.enums import AssessorKind
from assessments.models import Criterion, Occasion, Rating
from assessments.selectors.comparison import Comparison


@dataclass(frozen=True, slots=True)
class OwnLine:
    """One criterion: one's own level, those of the assessors in their order; None is N/O."""

    criterion: Criterion
    own: int | None
    others: list[int | None]


def own_view(*, occasion: Occasion, subject_id: int) -> Rating | None:
    """What the person said of themselves on the occasion, with its scores."""
    return (
        Rating.objects.standing()
        .filter(
            assignment__case__occasion=occasion,
            assignment__case__ratee_id=subject_id,
            assignment__kind=AssessorKind.SELF,
        )
        .prefetch_related("scores")
        .first()
    )


def beside(view: Rating, comparison: Comparison) -> list[OwnLine]:
    """The person's own levels beside those that stand, criterion by criterion."""
    own = {score.criterion_id: score.value for score in view.scores.all()}
    return [
        OwnLine(
            line.criterion,
            own.get(line.criterion.pk),
            [cell.score.value if cell.score else None for cell in line.cells],
        )
        for line in comparison.lines
    ]
