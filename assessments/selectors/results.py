"""What a person may learn of a finished sitting."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from assessments.enums import Feedback, ScoreScope
from assessments.item_types import is_graded
from assessments.models import Score
from assessments.rules.marking import Points
from assessments.selectors.scores import marked_late
from assessments.selectors.sittings import Place, Sitting

Marks = Mapping[Any, float | None]


@dataclass(frozen=True, slots=True)
class ResultLine:
    """A question with whether it was answered rightly; None where nothing is right or wrong."""

    place: Place
    right: bool | None


@dataclass(frozen=True, slots=True)
class Result:
    """`score` is None unless the feedback allows it; `lines` are empty unless it shows answers."""

    score: float | None = None
    max_score: float | None = None
    lines: tuple[ResultLine, ...] = ()

    @property
    def share(self) -> float | None:
        """The score as a proportion of what was possible."""
        return self.score / self.max_score if self.score is not None and self.max_score else None


def result_of(sitting: Sitting) -> Result:
    """The result as the delivery's feedback allows; nothing while the sitting is open."""
    feedback = sitting.delivery.feedback
    if sitting.is_open or feedback == Feedback.NONE:
        return Result()
    total, marks = _stored(sitting) if sitting.attempt.submitted_at else _to_be(sitting)
    lines = _lines(sitting, marks) if feedback == Feedback.ANSWERS else ()
    return Result(*total, lines) if total else Result(lines=lines)


def _stored(sitting: Sitting) -> tuple[Points | None, Marks]:
    score = Score.objects.filter(
        attempt=sitting.attempt, revision=sitting.attempt.revision, scope=ScoreScope.TOTAL
    ).first()
    marks = {one.item.pk: one.response.mark for one in sitting.places if one.response}
    return (Points(score.points, score.maximum) if score else None), marks


def _to_be(sitting: Sitting) -> tuple[Points | None, Marks]:
    """Time ran out and nothing closed the sitting yet: what closing will store."""
    ((_attempt, marked),) = marked_late([sitting.attempt])
    return marked.total, marked.marks


def _lines(sitting: Sitting, marks: Marks) -> tuple[ResultLine, ...]:
    return tuple(
        ResultLine(
            place,
            marks.get(place.item.pk, 0.0) == place.asked.points
            if is_graded(place.item.type, place.item.content)
            else None,
        )
        for place in sitting.places
    )
