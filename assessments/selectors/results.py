"""What a person may learn of a finished sitting."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from assessments.data import DeliveryState, Lessons, Onward
from assessments.enums import Feedback, ScoreScope
from assessments.item_types import is_graded
from assessments.models import Score
from assessments.rules.marking import Marked, Points
from assessments.selectors.scores import marked_late
from assessments.selectors.sittings import Place, Sitting

Marks = Mapping[Any, float | None]
# Below this share of a topic's points its lessons are worth another look, where nothing else is asked.
WEAK = 0.8
HALF = 0.5


@dataclass(frozen=True, slots=True)
class ResultLine:
    """A question with whether it was answered rightly; None where nothing is right or wrong."""

    place: Place
    right: bool | None


@dataclass(frozen=True, slots=True)
class Result:
    """`score` is None unless the feedback allows it; `lines` are empty unless it shows answers.

    `topics` are the points by topic, as far as there is a score.
    """

    score: float | None = None
    max_score: float | None = None
    lines: tuple[ResultLine, ...] = ()
    topics: Mapping[str, Points] = field(default_factory=dict)

    @property
    def share(self) -> float | None:
        """The score as a proportion of what was possible."""
        return self.score / self.max_score if self.score is not None and self.max_score else None


def result_of(sitting: Sitting) -> Result:
    """The result as the delivery's feedback allows; nothing while the sitting is open or the result waits."""
    feedback = sitting.delivery.feedback
    if sitting.is_open or feedback == Feedback.NONE or not sitting.delivery.tells:
        return Result()
    marked = _stored(sitting) if sitting.attempt.submitted_at else _to_be(sitting)
    lines = _lines(sitting, marked.marks) if feedback == Feedback.ANSWERS else ()
    return Result(*marked.total, lines, marked.topics) if marked.total else Result(lines=lines)


def _stored(sitting: Sitting) -> Marked:
    scores = Score.objects.filter(attempt=sitting.attempt, revision=sitting.attempt.revision).order_by()
    points = {(one.scope, one.topic): Points(one.points, one.maximum) for one in scores}
    return Marked(
        marks={one.item.pk: one.response.mark for one in sitting.places if one.response},
        total=points.get((ScoreScope.TOTAL, "")),
        topics={topic: found for (_scope, topic), found in points.items() if topic},
    )


def _to_be(sitting: Sitting) -> Marked:
    """Time ran out and nothing closed the sitting yet: what closing will store."""
    ((_attempt, marked),) = marked_late([sitting.attempt])
    return marked


def _lines(sitting: Sitting, marks: Marks) -> tuple[ResultLine, ...]:
    return tuple(
        ResultLine(
            place,
            marks.get(place.item.pk, 0.0) == place.asked.points
            if is_graded(place.item.type, place.item.content) and not place.annulled
            else None,
        )
        for place in sitting.places
    )


@dataclass(frozen=True, slots=True)
class Revisit:
    """A topic to look at once more: what was right of how much, and where it is taught."""

    points: Points
    lessons: Lessons


@dataclass(frozen=True, slots=True)
class TopicResult:
    """One topic of a result: what was right of how much, and "firm", "part" or "weak"."""

    title: Mapping[str, str]
    points: Points
    level: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a result means: whether it passes, whether an earlier one did, and what to look at again.

    `passed` is None where nobody passes or fails, or no score may be told. `left` counts the attempts
    that can still be begun, none once the test has closed.
    """

    needed: int | None = None
    passed: bool | None = None
    before: bool = False
    left: int = 0
    closed: bool = False
    revisit: tuple[Revisit, ...] = ()
    topics: tuple[TopicResult, ...] = ()


def outcome_of(sitting: Sitting, result: Result, state: DeliveryState, onward: Onward) -> Outcome:
    """Of one sitting, beside the best one of the same test; the weakest topic first."""
    if result.score is None or not result.max_score:
        return Outcome()
    mark = onward.needed / result.max_score if onward.needed is not None else WEAK
    weak = [
        Revisit(points, onward.lessons[topic])
        for topic, points in result.topics.items()
        if topic in onward.lessons and points.earned < mark * points.maximum
    ]
    weak.sort(key=lambda one: one.points.earned / one.points.maximum)
    topics = _by_topic(result, onward.lessons, mark)
    if onward.needed is None:
        return Outcome(revisit=tuple(weak), topics=topics)
    passed = result.score >= onward.needed
    best = state.best_score if state.best_score is not None else result.score
    closes_at = sitting.delivery.closes_at
    closed = closes_at is not None and sitting.now >= closes_at
    return Outcome(
        needed=onward.needed,
        passed=passed,
        before=not passed and best >= onward.needed,
        left=0 if closed else state.attempts_left,
        closed=closed,
        revisit=tuple(weak),
        topics=topics,
    )


def _by_topic(result: Result, lessons: Mapping[str, Lessons], mark: float) -> tuple[TopicResult, ...]:
    """Every topic, in the order in which the course teaches them; one that no course teaches by its key."""
    taught = [topic for topic in lessons if topic in result.topics]
    others = [topic for topic in result.topics if topic not in lessons]
    found = []
    for topic in (*taught, *others):
        points = result.topics[topic]
        share = points.earned / points.maximum if points.maximum else 0.0
        level = "firm" if share >= mark - 1e-9 else "part" if share >= HALF else "weak"
        title = lessons[topic].title if topic in lessons else {"es": topic}
        found.append(TopicResult(title, points, level))
    return tuple(found)
