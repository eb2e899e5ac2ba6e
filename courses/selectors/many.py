"""Records of very many people: plain values instead of rows as objects, counts instead of rows."""

from collections import defaultdict
from collections.abc import Collection, Hashable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

from django.db.models import Count, Q, QuerySet

from assessments import api as assessments
from assessments.data import AttemptScore, RatingOutcome, TopicScore
from courses.data import CompletionRow
from courses.models import Cohort, Enrollment, LessonProgress
from courses.selectors.outlines import lesson_minutes
from courses.selectors.records import Records


@dataclass(slots=True)
class Enrolled:
    """An enrollment as far as figures need it; all people of a cohort share its object."""

    pk: int
    user_id: int
    cohort_id: int
    center_id: int | None
    sex: str
    age_band: str
    job_role: str
    office_id: int | None
    status: str
    withdrawn_at: datetime | None
    enrolled_at: datetime
    cohort: Cohort


class ManyRecords(Records):
    """What is known of everybody in some cohorts, or of their people of some centers, by cohort.

    Without `topics` the topics of their tests are not read.
    """

    enrollments: list[Any]

    def __init__(
        self, *, cohort_ids: Collection[int], center_ids: Collection[int] | None, topics: bool = False
    ) -> None:
        self.by_topic = topics
        self.completed: list[CompletionRow] | None = None
        self._rows = enrollments_of(cohort_ids, center_ids)
        self._all = center_ids is None
        super().__init__(_enrolled(self._rows, cohort_ids))

    def lessons_done(self, enrollment: Any) -> int:
        return self._counted.get(enrollment.pk, 0)

    def topics(self) -> list[TopicScore]:
        """The scores by topic of these people's sittings, by delivery, person, number."""
        return self._sittings[1]

    def released(self) -> list[RatingOutcome]:
        """The released ratings of these people, by occasion, person, assessor."""
        return [one for _key, own in sorted(self._ratings.items()) for one in own if one.released]

    @cached_property
    def _sittings(self) -> tuple[list[AttemptScore], list[TopicScore]]:
        marked = self._deliveries(marked=True)
        if self.by_topic:
            return assessments.sitting_scores(delivery_ids=marked, user_ids=self._user_ids)
        return assessments.attempt_scores(delivery_ids=marked, user_ids=self._user_ids), []

    @cached_property
    def _scores(self) -> dict[tuple[int, int], list[AttemptScore]]:
        found: dict[tuple[int, int], list[AttemptScore]] = defaultdict(list)
        for score in self._sittings[0]:
            found[score.delivery_id, score.user_id].append(score)
        return found

    @cached_property
    def _user_ids(self) -> Collection[int] | None:
        return None if self._all else {one.user_id for one in self.enrollments}

    @cached_property
    def _counted(self) -> dict[int, int]:
        """By enrollment, how many lessons were read that the course still has."""
        courses = {one.cohort.course_id: one.cohort.course for one in self.enrollments}
        still = Q(pk__in=())
        for course in courses.values():
            if lessons := list(lesson_minutes(course)):
                still |= Q(enrollment__cohort__course=course, lesson_id__in=lessons)
        rows = LessonProgress.objects.filter(still, enrollment__in=self._rows.order_by())
        return dict(rows.order_by().values_list("enrollment_id").annotate(Count("pk")))


_READ: ContextVar[dict[Hashable, ManyRecords] | None] = ContextVar("read", default=None)


@contextmanager
def one_reading() -> Iterator[None]:
    """Within it the same people are read once, however many reports ask about them."""
    token = _READ.set({})
    try:
        yield
    finally:
        _READ.reset(token)


def many_records(
    *, cohort_ids: Collection[int], center_ids: Collection[int] | None, topics: bool = False
) -> ManyRecords:
    """The records of these people, those at hand within `one_reading`."""
    read = _READ.get()
    if read is None:
        return ManyRecords(cohort_ids=cohort_ids, center_ids=center_ids, topics=topics)
    key = frozenset(cohort_ids), None if center_ids is None else frozenset(center_ids)
    if key not in read or (topics and not read[key].by_topic):
        read[key] = ManyRecords(cohort_ids=cohort_ids, center_ids=center_ids, topics=topics)
    return read[key]


def enrollments_of(cohort_ids: Collection[int], center_ids: Collection[int] | None) -> QuerySet[Enrollment]:
    """The enrollments of the cohorts, of all people or of those of some centers, by cohort."""
    rows = Enrollment.objects.filter(cohort_id__in=cohort_ids).order_by("cohort_id", "pk")
    return rows if center_ids is None else rows.filter(center_id__in=center_ids)


def _enrolled(rows: QuerySet[Enrollment], cohort_ids: Collection[int]) -> Iterator[Any]:
    cohorts = Cohort.objects.select_related("course").in_bulk(list(cohort_ids))
    columns = (
        "pk",
        "user_id",
        "cohort_id",
        "center_id",
        "sex",
        "age_band",
        "job_role",
        "office_id",
        "status",
        "withdrawn_at",
        "enrolled_at",
    )
    for row in rows.values_list(*columns):
        yield Enrolled(*row, cohorts[row[2]])  # type: ignore[call-arg]
