"""What enrolled people have done: read when it is asked for, and once, for all of them together.

Everything is asked about these people alone, so that one person's page reads one person's rows,
whatever the size of their cohort.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from uuid import UUID

from assessments import api as assessments
from assessments.data import AttemptScore, DeliveryState, RatingOutcome
from assessments.rules.results import Result, ResultRule, performances_of, result
from courses import registries
from courses.data import AFTER, BEFORE, OPINION, Requirements
from courses.models import Cohort, CohortStep, Enrollment, LessonProgress
from courses.rules.requirements import Record, requirements
from courses.selectors.outlines import lesson_minutes
from courses.step_kinds import REGISTRY, StepKind, kind_of, measuring
from lms.accounts.models import User
from lms.core.composed import Composed

_LESSONS_READ = Composed(
    lambda enrollments: (
        LessonProgress.objects.filter(enrollment_id__in=enrollments)
        .order_by()
        .values_list("enrollment_id", "lesson_id")
    )
)
_STEPS = Composed(
    lambda cohorts: (
        CohortStep.objects.filter(cohort_id__in=cohorts)
        .select_related("delivery", "occasion")
        .order_by("cohort_id", "position", "id")
    )
)


@dataclass(frozen=True, slots=True)
class _Asked:
    """What a cohort asks of its people: kinds of steps, role-plays that count, and by which rule."""

    demanded: Sequence[StepKind]
    counted: Sequence[CohortStep]
    rule: ResultRule


class Records:
    """What is known of some enrollments, whose cohorts and courses are loaded with them.

    `steps` may be given where they were read already, or to look at some steps only.
    """

    def __init__(self, enrollments: Iterable[Enrollment], steps: Iterable[CohortStep] | None = None) -> None:
        self.enrollments = list(enrollments)
        self._given = None if steps is None else list(steps)
        self._asked_of: dict[int, _Asked] = {}
        self._steps_of: dict[tuple[int, frozenset[str]], list[CohortStep]] = {}

    @cached_property
    def steps(self) -> dict[int, list[CohortStep]]:
        """The path of each cohort, by id."""
        if self._given is None:
            return steps_by_cohort({one.cohort_id for one in self.enrollments})
        found: dict[int, list[CohortStep]] = defaultdict(list)
        for step in self._given:
            found[step.cohort_id].append(step)
        return found

    def steps_of(self, enrollment: Enrollment, kinds: frozenset[str]) -> list[CohortStep]:
        """The steps of these kinds on the person's path, picked once for all people of a cohort."""
        key = enrollment.cohort_id, kinds
        if key not in self._steps_of:
            steps = self.steps.get(enrollment.cohort_id, [])
            self._steps_of[key] = [step for step in steps if step.kind in kinds]
        return self._steps_of[key]

    def known(self, enrollment: Enrollment) -> "Known":
        """What is known of one of the people."""
        return Known(self, enrollment)

    def requirements(self, enrollment: Enrollment) -> Requirements:
        """What of the certificate's conditions the person meets."""
        record, pass_mark = self._record(enrollment), enrollment.cohort.pass_mark
        demanded = self._asked(enrollment).demanded
        checks = [check for kind in demanded for check in kind.checks(record, pass_mark)]
        return requirements(record, checks, pass_mark)

    def has_finished(self, enrollment: Enrollment, kinds: frozenset[str]) -> bool:
        """Whether the person handed in anything of these kinds."""
        return any(self.is_finished(enrollment, step) for step in self.steps_of(enrollment, kinds))

    def scores_of(self, enrollment: Enrollment, kinds: frozenset[str]) -> list[AttemptScore]:
        """Scores of all sittings of these kinds, the first sitting first."""
        found = [
            one for step in self.steps_of(enrollment, kinds) for one in self.step_scores(enrollment, step)
        ]
        return sorted(found, key=lambda one: (one.submitted_at, one.number))

    def best_of(self, enrollment: Enrollment, kinds: frozenset[str]) -> tuple[float, float | None] | None:
        """The best score of these kinds and what it is out of."""
        scores = self.scores_of(enrollment, kinds)
        best = max(scores, key=lambda one: one.score, default=None)
        return None if best is None else (best.score, best.max_score)

    def lessons_read(self, enrollment: Enrollment) -> set[int]:
        """Lessons read that the course still has."""
        return self._read[enrollment.pk] & lesson_minutes(enrollment.cohort.course).keys()

    def lessons_done(self, enrollment: Enrollment) -> int:
        """How many lessons those are."""
        return len(self.lessons_read(enrollment))

    def is_finished(self, enrollment: Enrollment, step: CohortStep) -> bool:
        return (step.delivery_id, enrollment.user_id) in self._finished

    def sitting(self, enrollment: Enrollment, step: CohortStep) -> DeliveryState | None:
        """The state of a delivery, which is read for one person only."""
        return None

    def step_scores(self, enrollment: Enrollment, step: CohortStep) -> Sequence[AttemptScore]:
        return self._scores.get((step.delivery_id or 0, enrollment.user_id), [])

    def ratings_of(self, enrollment: Enrollment, step: CohortStep) -> Sequence[RatingOutcome]:
        """Released ratings of one role-play: what the person may read, and what counts."""
        found = self._ratings.get((step.occasion_id or 0, enrollment.user_id), [])
        return [one for one in found if one.released]

    def is_rated(self, enrollment: Enrollment, step: CohortStep) -> bool:
        """Whether somebody has handed in a rating, released or not."""
        return (step.occasion_id, enrollment.user_id) in self._ratings

    def is_certified(self, enrollment: Enrollment) -> bool:
        return any(one.enrollment_id == enrollment.pk and one.closes_path for one in self.certificates)

    @cached_property
    def _user_ids(self) -> Collection[int] | None:
        """Whose rows are read; None where everybody's are."""
        return {one.user_id for one in self.enrollments}

    @cached_property
    def _read(self) -> dict[int, set[int]]:
        read: dict[int, set[int]] = defaultdict(set)
        for enrollment_id, lesson_id in _LESSONS_READ(enrollments=[one.pk for one in self.enrollments]):
            read[enrollment_id].add(lesson_id)
        return read

    def _deliveries(self, *, marked: bool = False) -> list[int]:
        return [
            step.delivery_id
            for steps in self.steps.values()
            for step in steps
            if step.delivery_id is not None and (kind_of(step.kind).marked or not marked)
        ]

    @cached_property
    def _finished(self) -> set[tuple[int, int]]:
        return assessments.participation(delivery_ids=self._deliveries(), user_ids=self._user_ids)

    @cached_property
    def _scores(self) -> dict[tuple[int, int], list[AttemptScore]]:
        found: dict[tuple[int, int], list[AttemptScore]] = defaultdict(list)
        marked = self._deliveries(marked=True)
        for score in assessments.attempt_scores(delivery_ids=marked, user_ids=self._user_ids):
            found[score.delivery_id, score.user_id].append(score)
        return found

    @cached_property
    def _ratings(self) -> dict[tuple[int, int], list[RatingOutcome]]:
        occasions = [
            step.occasion_id
            for steps in self.steps.values()
            for step in steps
            if step.occasion_id is not None
        ]
        found: dict[tuple[int, int], list[RatingOutcome]] = defaultdict(list)
        if occasions:
            for rating in assessments.rating_outcomes(occasion_ids=occasions, user_ids=self._user_ids):
                if rating.submitted:
                    found[rating.occasion_id, rating.subject_id].append(rating)
        return found

    @cached_property
    def certificates(self) -> Sequence[registries.CertificateLike]:
        """The latest certificate of each of the people, as the apps above know them."""
        return registries.certificates([one.pk for one in self.enrollments])

    def result(self, enrollment: Enrollment) -> Result:
        """What the person's assessed role-plays come to, by the rule of the cohort."""
        asked = self._asked(enrollment)
        ratings = (one for step in asked.counted for one in self.ratings_of(enrollment, step))
        return result(performances_of(ratings), asked.rule)

    def _asked(self, enrollment: Enrollment) -> "_Asked":
        """What the cohort asks for, worked out once for all of its people."""
        found = self._asked_of.get(enrollment.cohort_id)
        if found is None:
            steps = self.steps.get(enrollment.cohort_id, [])
            demanded = {step.kind for step in steps if kind_of(step.kind).is_demanded(step)}
            found = self._asked_of[enrollment.cohort_id] = _Asked(
                [kind for kind in REGISTRY.values() if kind.key in demanded],
                [step for step in steps if kind_of(step.kind).live and kind_of(step.kind).counts(step)],
                ResultRule.from_json(enrollment.cohort.result_rule),
            )
        return found

    def _record(self, enrollment: Enrollment) -> Record:
        best = self.best_of(enrollment, measuring(AFTER))
        return Record(
            enrollment_id=enrollment.pk,
            lessons_done=self.lessons_done(enrollment),
            lessons_total=len(lesson_minutes(enrollment.cohort.course)),
            pre_done=self.has_finished(enrollment, measuring(BEFORE)),
            post_best=best[0] if best else None,
            post_max=best[1] if best else None,
            result=self.result(enrollment),
            evaluated=self.has_finished(enrollment, measuring(OPINION)),
        )


class OwnRecords(Records):
    """The same of one person: what was started counts too, and one reading of their sittings says it all.

    Without `scored` it tells what was done, and nothing of scores. `read` may give the lessons read,
    as ids by enrollment, where a page has asked for them already. `beside` are deliveries outside the paths
    that are asked about together with them, of `user`, who may have no enrollment. `receipts` are theirs
    (`assessments.api.receipts_of`), where they came with the enrollments.
    """

    def __init__(
        self,
        enrollments: Iterable[Enrollment],
        steps: Iterable[CohortStep] | None = None,
        *,
        scored: bool = True,
        read: Mapping[int, set[int]] | None = None,
        beside: Sequence[Any] = (),
        user: User | None = None,
        receipts: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(enrollments, steps)
        self._scored, self._beside, self._receipts = scored, beside, receipts
        self._user = self.enrollments[0].user if user is None and self.enrollments else user
        if read is not None:
            self._read = dict(read)

    def is_finished(self, enrollment: Enrollment, step: CohortStep) -> bool:
        state = self.sitting(enrollment, step)
        return state is not None and state.attempts_used > (state.open_attempt is not None)

    def best_of(self, enrollment: Enrollment, kinds: frozenset[str]) -> tuple[float, float | None] | None:
        states = [self.sitting(enrollment, step) for step in self.steps_of(enrollment, kinds)]
        found = [
            (one.best_score, one.max_score)
            for one in states
            if one is not None and one.best_score is not None
        ]
        return max(found, key=lambda pair: pair[0], default=None)

    def sitting(self, enrollment: Enrollment, step: CohortStep) -> DeliveryState | None:
        return self.states.get(step.delivery_id or 0)

    @cached_property
    def states(self) -> Mapping[int, DeliveryState]:
        """How each delivery stands, by its id."""
        steps = [step for steps in self.steps.values() for step in steps]
        deliveries = [*(step.delivery for step in steps if step.delivery is not None), *self._beside]
        if self._user is None or not deliveries:
            return {}
        return assessments.own_states(
            user=self._user, deliveries=deliveries, scored=self._scored, receipts=self._receipts
        )


class Known:
    """One person out of records, as the kinds of steps look at them (courses.step_kinds.base)."""

    def __init__(self, found: Records, enrollment: Enrollment) -> None:
        self._found, self._enrollment = found, enrollment

    @property
    def cohort(self) -> Cohort:
        return self._enrollment.cohort

    @property
    def enrollment_uuid(self) -> UUID:
        return self._enrollment.uuid

    @property
    def pass_mark(self) -> float:
        return self._enrollment.cohort.pass_mark

    def lessons(self) -> Mapping[int, int]:
        return lesson_minutes(self._enrollment.cohort.course)

    def lessons_read(self) -> Collection[int]:
        return self._found.lessons_read(self._enrollment)

    def finished(self, step: Any) -> bool:
        return self._found.is_finished(self._enrollment, step)

    def sitting(self, step: Any) -> DeliveryState | None:
        return self._found.sitting(self._enrollment, step)

    def scores(self, step: Any) -> Sequence[float]:
        return [one.score for one in self._found.step_scores(self._enrollment, step)]

    def rated(self, step: Any) -> bool:
        return self._found.is_rated(self._enrollment, step)

    def released(self, step: Any) -> bool:
        return bool(self._found.ratings_of(self._enrollment, step))

    def certified(self) -> bool:
        return self._found.is_certified(self._enrollment)

    def complete(self) -> bool:
        return self._found.requirements(self._enrollment).complete


def steps_by_cohort(cohort_ids: Collection[int]) -> dict[int, list[CohortStep]]:
    """The path of each cohort, in order, with what is behind each step."""
    steps: dict[int, list[CohortStep]] = defaultdict(list)
    for step in _STEPS(cohorts=list(cohort_ids)):
        steps[step.cohort_id].append(step)
    return steps
