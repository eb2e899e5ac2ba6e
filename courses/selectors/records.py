"""What many enrolled people have done, in a number of queries that does not grow with them."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from uuid import UUID

from assessments import api as assessments
from assessments.data import AttemptScore, RatingOutcome
from courses import registries
from courses.enums import RolePlayMode, StepKind
from courses.models import CohortStep, Enrollment, LessonProgress
from courses.rules.requirements import Demands, Record
from courses.selectors.outlines import lesson_minutes

AnsweredBy = set[tuple[int, int]]


@dataclass(slots=True)
class Records:
    """Everything known of some enrollments; looked up by enrollment and step."""

    enrollments: list[Enrollment]
    steps: dict[int, list[CohortStep]] = field(default_factory=dict)
    lessons: dict[UUID, dict[UUID, int]] = field(default_factory=dict)
    read: dict[int, set[UUID]] = field(default_factory=dict)
    finished: AnsweredBy = field(default_factory=set)
    scores: dict[tuple[int, int], list[AttemptScore]] = field(default_factory=dict)
    ratings: dict[tuple[int, int], list[RatingOutcome]] = field(default_factory=dict)
    rated: AnsweredBy = field(default_factory=set)
    certified: set[int] = field(default_factory=set)

    def lessons_of(self, enrollment: Enrollment) -> dict[UUID, int]:
        return self.lessons.get(enrollment.cohort.course_key, {})

    def lessons_read(self, enrollment: Enrollment) -> set[UUID]:
        """Lessons read that the course still has."""
        return self.read.get(enrollment.pk, set()) & self.lessons_of(enrollment).keys()

    def steps_of(self, enrollment: Enrollment, kind: str, mode: str = "") -> list[CohortStep]:
        found = [step for step in self.steps.get(enrollment.cohort_id, []) if step.kind == kind]
        return [step for step in found if not mode or step.mode == mode]

    def has_finished(self, enrollment: Enrollment, kind: str) -> bool:
        steps = self.steps_of(enrollment, kind)
        return any((step.delivery_id, enrollment.user_id) in self.finished for step in steps)

    def scores_of(self, enrollment: Enrollment, kind: str) -> list[AttemptScore]:
        """Scores of all sittings of one kind of test, the first sitting first."""
        steps = self.steps_of(enrollment, kind)
        found = [one for step in steps for one in self.scores.get((step.delivery_id, enrollment.user_id), [])]
        return sorted(found, key=lambda one: (one.submitted_at, one.number))

    def ratings_of(self, enrollment: Enrollment, step: CohortStep) -> list[RatingOutcome]:
        """Released ratings of one role-play: what the person may read, and what counts."""
        return self.ratings.get((step.occasion_id, enrollment.user_id), [])

    def is_rated(self, enrollment: Enrollment, step: CohortStep) -> bool:
        """Whether somebody has handed in a rating, released or not."""
        return (step.occasion_id, enrollment.user_id) in self.rated

    def demands(self, enrollment: Enrollment) -> Demands:
        steps = [step for step in self.steps.get(enrollment.cohort_id, []) if step.required]
        kinds = {step.kind for step in steps}
        return Demands(
            lessons=StepKind.LESSONS in kinds,
            post_test=StepKind.POST_TEST in kinds,
            role_play=any(
                step.kind == StepKind.ROLE_PLAY and step.mode == RolePlayMode.ASSESSED for step in steps
            ),
            evaluation=StepKind.EVALUATION in kinds,
            pass_mark=enrollment.cohort.pass_mark,
        )

    def record(self, enrollment: Enrollment) -> Record:
        scores = self.scores_of(enrollment, StepKind.POST_TEST)
        best = max(scores, key=lambda one: one.score, default=None)
        assessed = self.steps_of(enrollment, StepKind.ROLE_PLAY, RolePlayMode.ASSESSED)
        return Record(
            enrollment_id=enrollment.pk,
            lessons_done=len(self.lessons_read(enrollment)),
            lessons_total=len(self.lessons_of(enrollment)),
            pre_done=self.has_finished(enrollment, StepKind.PRE_TEST),
            post_best=best.score if best else None,
            post_max=best.max_score if best else None,
            ratings=tuple(one.competent for step in assessed for one in self.ratings_of(enrollment, step)),
            evaluated=self.has_finished(enrollment, StepKind.EVALUATION),
        )


def records(enrollments: Iterable[Enrollment]) -> Records:
    """Read everything about `enrollments` (their cohorts loaded with them)."""
    found = Records(list(enrollments))
    cohort_ids = {one.cohort_id for one in found.enrollments}
    found.steps = steps_by_cohort(cohort_ids)
    steps = [step for own in found.steps.values() for step in own]
    found.lessons = lesson_minutes({one.cohort.course_key for one in found.enrollments})
    found.read = _lessons_read([one.pk for one in found.enrollments])
    delivery_ids = [step.delivery_id for step in steps if step.delivery_id is not None]
    marked = [step.delivery_id for step in steps if step.kind in (StepKind.PRE_TEST, StepKind.POST_TEST)]
    found.finished = assessments.participation(delivery_ids=delivery_ids)
    for score in assessments.attempt_scores(delivery_ids=[one for one in marked if one is not None]):
        found.scores.setdefault((score.delivery_id, score.user_id), []).append(score)
    occasion_ids = [step.occasion_id for step in steps if step.occasion_id is not None]
    for rating in assessments.rating_outcomes(occasion_ids=occasion_ids):
        if rating.submitted:
            found.rated.add((rating.occasion_id, rating.subject_id))
        if rating.released:
            found.ratings.setdefault((rating.occasion_id, rating.subject_id), []).append(rating)
    found.certified = registries.certified([one.pk for one in found.enrollments])
    return found


def steps_by_cohort(cohort_ids: Collection[int]) -> dict[int, list[CohortStep]]:
    """The path of each cohort, in order, with what is behind each step."""
    steps: dict[int, list[CohortStep]] = defaultdict(list)
    rows = CohortStep.objects.filter(cohort_id__in=cohort_ids).select_related("delivery", "occasion")
    for step in rows.order_by("cohort_id", "position", "id"):
        steps[step.cohort_id].append(step)
    return steps


def _lessons_read(enrollment_ids: Collection[int]) -> dict[int, set[UUID]]:
    read: dict[int, set[UUID]] = defaultdict(set)
    rows = LessonProgress.objects.filter(enrollment_id__in=enrollment_ids)
    for enrollment_id, key in rows.order_by("id").values_list("enrollment_id", "lesson_key"):
        read[enrollment_id].add(key)
    return read
