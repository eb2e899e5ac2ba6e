"""One person's own gain by topic."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from assessments.api import attempt_scores, compared, topic_scores
from assessments.data import AttemptScore, Lessons, TopicScore
from courses import api as courses
from courses.data import AFTER, BEFORE, CohortInfo, Texts
from lms.accounts.models import User


@dataclass(frozen=True, slots=True)
class TopicGain:
    """Right answers of one topic before and after, of `of`; the places are for drawing, 0 to 120.

    `url` and `minutes` are of the lessons that teach it, empty where none do.
    """

    title: Texts
    before: float
    after: float
    of: float
    url: str = ""
    minutes: int = 0

    @property
    def gain(self) -> float:
        """Right answers more than before; less than 0 where there are fewer."""
        return self.after - self.before

    @property
    def x_before(self) -> float:
        """Where the ring of "before" stands."""
        return round(6 + 108 * self.before / self.of, 1)

    @property
    def x_after(self) -> float:
        """Where the dot of "after" stands."""
        return round(6 + 108 * self.after / self.of, 1)


@dataclass(frozen=True, slots=True)
class OwnGain:
    """A person's first pre-test and best post-test of one cohort.

    `before` is on the scale of the post-test, None where the two were different forms that nothing
    puts on one scale; topics are compared only where both were the same form.
    """

    course: Texts
    before: float | None
    after: float
    of: float
    pre_at: datetime
    post_at: datetime
    topics: tuple[TopicGain, ...]
    same_form: bool = True

    @property
    def least(self) -> TopicGain | None:
        """The topic that moved least and still lacks something, if one stands alone."""
        lacking = [topic for topic in self.topics if topic.after < topic.of]
        ordered = sorted(lacking, key=lambda topic: topic.gain / topic.of)
        if not ordered:
            return None
        alone = len(ordered) == 1 or ordered[0].gain / ordered[0].of < ordered[1].gain / ordered[1].of
        return ordered[0] if alone and len(self.topics) > 1 else None


def own_gain(user: User, cohort_ids: Collection[int]) -> OwnGain | None:
    """The gain in the latest of these cohorts in which the person sat both tests."""
    infos = courses.cohort_infos_by_id(cohort_ids)
    deliveries = [one for info in infos.values() for one in info.tests]
    mine = attempt_scores(delivery_ids=deliveries, user_ids=[user.pk])
    pairs = [(info, pair) for info in infos.values() if (pair := _pair(info, mine)) is not None]
    if not pairs:
        return None
    info, (pre, post) = max(pairs, key=lambda found: found[1][1].submitted_at)
    comparison = compared(user=user, before=pre, after=post)
    return OwnGain(
        course=info.course_title,
        before=comparison.before,
        after=post.score,
        of=post.max_score,
        pre_at=pre.submitted_at,
        post_at=post.submitted_at,
        topics=_topics(user, info, pre, post) if comparison.same_form else (),
        same_form=comparison.same_form,
    )


def _pair(info: CohortInfo, mine: Sequence[AttemptScore]) -> tuple[AttemptScore, AttemptScore] | None:
    """The first pre-test and the best post-test, if they are out of the same number of points."""
    pre = [one for one in mine if one.delivery_id in info.deliveries.get(BEFORE, ())]
    post = [one for one in mine if one.delivery_id in info.deliveries.get(AFTER, ())]
    if not pre or not post:
        return None
    best = max(post, key=lambda one: (one.score, -one.number))
    return (pre[0], best) if pre[0].max_score == best.max_score else None


def _topics(user: User, info: CohortInfo, pre: AttemptScore, post: AttemptScore) -> tuple[TopicGain, ...]:
    rows = topic_scores(delivery_ids=[pre.delivery_id, post.delivery_id], user_ids=[user.pk])
    before = {
        one.topic: one for one in rows if (one.delivery_id, one.number) == (pre.delivery_id, pre.number)
    }
    after = {
        one.topic: one for one in rows if (one.delivery_id, one.number) == (post.delivery_id, post.number)
    }
    taught = courses.topic_lessons(info.course_key)
    order = [*(key for key in taught if key in before), *sorted(before.keys() - taught.keys())]
    return tuple(
        _topic(key, taught.get(key), before[key], after[key])
        for key in order
        if key in after and after[key].max_score
    )


def _topic(key: str, lessons: Lessons | None, before: TopicScore, after: TopicScore) -> TopicGain:
    where = (lessons.url, lessons.minutes) if lessons is not None else ("", 0)
    title = lessons.title if lessons is not None else {"es": key}
    return TopicGain(title, before.score, after.score, after.max_score, *where)
