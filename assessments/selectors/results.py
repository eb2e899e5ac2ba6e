"""What a person may learn of a finished sitting."""

from collections.abc import Mapping
from dataclasses import dataclass

from assessments.enums import Feedback
from assessments.item_types import REGISTRY, is_graded
from assessments.rules.marking import Question, mark_all
from assessments.selectors.sittings import Place, Sitting


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
    def percent(self) -> float | None:
        return 100 * self.score / self.max_score if self.score is not None and self.max_score else None


def result_of(sitting: Sitting) -> Result:
    """The result as the delivery's feedback allows; nothing while the sitting is open."""
    feedback = sitting.delivery.feedback
    if sitting.is_open or feedback == Feedback.NONE:
        return Result()
    questions = [Question(one.item.pk, one.item.type, one.item.content) for one in sitting.places]
    marked = mark_all(questions, {one.item.pk: one.value for one in sitting.places})
    lines = _lines(sitting, marked.marks) if feedback == Feedback.ANSWERS else ()
    return Result(marked.score, marked.max_score, lines)


def _lines(sitting: Sitting, marks: Mapping[object, float | None]) -> tuple[ResultLine, ...]:
    return tuple(
        ResultLine(
            place,
            marks[place.item.pk] == REGISTRY[place.item.type].max_mark(place.item.content)
            if is_graded(place.item.type, place.item.content)
            else None,
        )
        for place in sitting.places
    )
