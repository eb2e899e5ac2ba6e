"""How one person says they work: before the course, and some weeks after it."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from assessments.api import own_scale_answers
from assessments.data import ScaleAnswer
from courses.data import BASELINE, LATER, CohortInfo, Texts
from lms.accounts.models import User


@dataclass(frozen=True, slots=True)
class Behavior:
    """What somebody does how often, in the words that they chose each time."""

    stem: Texts
    before: Texts
    later: Texts

    @property
    def is_same(self) -> bool:
        """Whether the answer is the same."""
        return self.before == self.later


@dataclass(frozen=True, slots=True)
class OwnWork:
    """Both sheets of one course, question by question, with the days on which they were sent."""

    course: Texts
    before_at: datetime
    later_at: datetime
    behaviors: tuple[Behavior, ...]


def own_work(user: User, infos: Collection[CohortInfo]) -> OwnWork | None:
    """Of the cohorts in which the person sent both, the one with the latest sheet."""
    ids = [one for info in infos for what in (BASELINE, LATER) for one in info.deliveries.get(what, ())]
    found = []
    if ids and (answers := own_scale_answers(user=user, delivery_ids=ids)):
        for info in infos:
            before, later = (
                {one.key: one for one in answers if one.delivery_id in info.deliveries.get(what, ())}
                for what in (BASELINE, LATER)
            )
            if both := [(one, later[key]) for key, one in before.items() if key in later]:
                found.append(_work(info.course_title, both))
    return max(found, key=lambda one: one.later_at, default=None)


def _work(course: Texts, both: list[tuple[ScaleAnswer, ScaleAnswer]]) -> OwnWork:
    before, later = both[0]
    behaviors = tuple(Behavior(one.stem, one.words, other.words) for one, other in both)
    return OwnWork(course, before.sent_at, later.sent_at, behaviors)
