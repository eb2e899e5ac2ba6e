"""One person's own gain by topic."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from assessments.api import delivery_states
from assessments.data import Lessons, OwnSitting, TopicScore
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
    infos = courses.cohort_infos_by_id(cohort_ids).values()
    tests = [one for info in infos for one in info.tests]
    states = delivery_states(user=user, delivery_ids=tests)
    # Without those whose results wait for their release.
    told = (states[pk] for pk in sorted(states) if states[pk].best_score is not None)
    sittings = [one for state in told for one in state.marked]
    return gain_in(infos, sittings, lambda info: courses.topic_lessons(info.course_key))


def gain_in(
    infos: Iterable[CohortInfo],
    sittings: Sequence[OwnSitting],
    lessons_of: Callable[[CohortInfo], Mapping[str, Lessons]],
) -> OwnGain | None:
    """The same, of cohorts and of marked sittings by delivery, in order, that are at hand."""
    pairs = [(info, pair) for info in infos if (pair := _pair(info, sittings)) is not None]
    if not pairs:
        return None
    info, (pre, post) = max(pairs, key=lambda found: found[1][1].score.submitted_at)
    same = pre.instrument_version_id == post.instrument_version_id
    return OwnGain(
        course=info.course_title,
        before=pre.score.score if same else _on_scale(info, pre, post),
        after=post.score.score,
        of=post.score.max_score,
        pre_at=pre.score.submitted_at,
        post_at=post.score.submitted_at,
        topics=_topics(lessons_of(info), pre, post) if same else (),
        same_form=same,
    )


def _on_scale(info: CohortInfo, pre: OwnSitting, post: OwnSitting) -> float | None:
    """The first score on the scale of the other form; statistics are loaded where there are two forms."""
    from analytics.selectors.form_links import on_scale_in

    forms = pre.instrument_version_id, post.instrument_version_id
    return on_scale_in({info.id: info}, pre.score.score, *forms)


def _pair(info: CohortInfo, mine: Sequence[OwnSitting]) -> tuple[OwnSitting, OwnSitting] | None:
    """The first pre-test and the best post-test, if they are out of the same number of points."""
    pre = [one for one in mine if one.delivery_id in info.deliveries.get(BEFORE, ())]
    post = [one for one in mine if one.delivery_id in info.deliveries.get(AFTER, ())]
    if not pre or not post:
        return None
    best = max(post, key=lambda one: (one.score.score, -one.score.number))
    return (pre[0], best) if pre[0].score.max_score == best.score.max_score else None


def _topics(taught: Mapping[str, Lessons], pre: OwnSitting, post: OwnSitting) -> tuple[TopicGain, ...]:
    before, after = ({one.topic: one for one in sitting.topics} for sitting in (pre, post))
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
