"""What one person gained between two tests, where their scores stand on the same scale."""

from collections.abc import Mapping
from dataclasses import dataclass

from assessments import registries
from assessments.data import AttemptScore, Comparison, Onward
from assessments.models import Attempt, DeliveryForm
from assessments.rules.marking import Points
from assessments.selectors.scores import attempt_scores, topic_scores
from lms.accounts.models import User


@dataclass(frozen=True, slots=True)
class TopicGain:
    """Points of one topic before and after, of the same maximum."""

    topic: str
    before: float
    after: float
    of: float

    @property
    def gain(self) -> float:
        """Points more than before; less than 0 where there are fewer."""
        return self.after - self.before


@dataclass(frozen=True, slots=True)
class Gain:
    """What a person gained on the first sitting after, against the first before.

    Nothing of it is told but `comparison` where that puts both on no common scale. `topics` only
    where both got the same form: single topics are not equated.
    """

    comparison: Comparison
    after: float
    of: float
    is_first: bool
    topics: tuple[TopicGain, ...] = ()

    @property
    def before(self) -> float | None:
        """Points before, on the scale of the test after."""
        return self.comparison.before

    @property
    def points(self) -> float | None:
        """Points more than before."""
        return None if self.before is None else self.after - self.before


def gain_of(*, attempt: Attempt, onward: Onward) -> Gain | None:
    """The gain that this sitting's test told.

    None where no test came before it, nobody took that one, or its result waits for its release.
    """
    if onward.before is None:
        return None
    deliveries = [onward.before, attempt.delivery_id]
    mine = attempt_scores(delivery_ids=deliveries, user_ids=[attempt.user_id])
    first: dict[int, AttemptScore] = {}
    for one in mine:
        first.setdefault(one.delivery_id, one)
    if len(first) < 2:
        return None
    before, after = (first[pk] for pk in deliveries)
    pair = _sat(attempt.user, before, after)
    if not pair[0].delivery.tells:
        return None
    comparison = _compared(pair, before, after)
    topics = _topics(attempt.user, before, after) if comparison.same_form else ()
    return Gain(comparison, after.score, after.max_score, after.number == attempt.number, topics)


def _sat(user: User, before: AttemptScore, after: AttemptScore) -> list[Attempt]:
    """The sittings of two scores of one person, each with its delivery."""
    rows = Attempt.objects.filter(user=user, delivery__in=(before.delivery_id, after.delivery_id))
    sat = {(one.delivery_id, one.number): one for one in rows.select_related("delivery")}
    return [sat[one.delivery_id, one.number] for one in (before, after)]


def _compared(pair: list[Attempt], before: AttemptScore, after: AttemptScore) -> Comparison:
    """Whether two scores of one person stand on the same scale, and the first one on that of the second.

    The same form out of the same points is the same scale; of two forms it is what the registered
    scales say, if any does.
    """
    labels = _labels(pair)
    if pair[0].instrument_version_id == pair[1].instrument_version_id:
        same = before.max_score == after.max_score
        return Comparison(same, before.score if same else None, *labels)
    return Comparison(False, registries.on_scale(before.score, pair[0], pair[1]), *labels)


def _labels(pair: list[Attempt]) -> list[str]:
    """The letters of the forms that two sittings got, "" for one without a letter."""
    rows = DeliveryForm.objects.filter(
        delivery__in=[one.delivery_id for one in pair],
        instrument_version__in=[one.instrument_version_id for one in pair],
    ).values_list("delivery_id", "instrument_version_id", "label")
    known: Mapping[tuple[int, int], str] = {(delivery, version): label for delivery, version, label in rows}
    return [known.get((one.delivery_id, one.instrument_version_id), "") for one in pair]


def _topics(user: User, before: AttemptScore, after: AttemptScore) -> tuple[TopicGain, ...]:
    rows = topic_scores(delivery_ids=[before.delivery_id, after.delivery_id], user_ids=[user.pk])
    points: dict[tuple[int, int, str], Points] = {
        (one.delivery_id, one.number, one.topic): Points(one.score, one.max_score) for one in rows
    }
    found = []
    for (delivery, number, topic), late in points.items():
        early = points.get((before.delivery_id, before.number, topic))
        if (delivery, number) != (after.delivery_id, after.number) or early is None:
            continue
        if early.maximum == late.maximum > 0:
            found.append(TopicGain(topic, early.earned, late.earned, late.maximum))
    return tuple(found)
