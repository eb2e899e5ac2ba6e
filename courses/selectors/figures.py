"""Rows for counting and for statistics: people as ids, with the facts frozen at enrollment."""

from collections.abc import Collection
from dataclasses import replace
from typing import Any

from django.db.models import Count, Q, Sum

from courses.data import AFTER, BEFORE, STOOD, CohortFigures, CompletionRow, PersonScores, Requirements
from courses.enums import EnrollmentStatus
from courses.models import Enrollment
from courses.selectors.many import ManyRecords, many_records
from courses.selectors.records import Records
from courses.selectors.standings import Standings
from courses.step_kinds import measuring


def requirements(enrollment_ids: Collection[int]) -> dict[int, Requirements]:
    """What of the certificate's conditions each enrollment meets."""
    rows = Enrollment.objects.filter(pk__in=enrollment_ids).select_related("cohort__course").order_by("pk")
    found = Records(rows)
    standings = Standings(found)
    return {one.pk: _with_standing(found, standings, one) for one in found.enrollments}


def _with_standing(found: Records, standings: Standings, enrollment: Any) -> Requirements:
    met = found.requirements(enrollment)
    return replace(met, standing=standings.whole(enrollment, complete=met.complete))


def person_scores(
    *, cohort_ids: Collection[int], center_ids: Collection[int] | None = None
) -> list[PersonScores]:
    """First and best scores of everybody enrolled (withdrawn people too), by cohort and enrollment."""
    found = ManyRecords(cohort_ids=cohort_ids, center_ids=center_ids)
    return [_person_scores(found, one) for one in found.enrollments]


def completion_rows(
    *, cohort_ids: Collection[int], center_ids: Collection[int] | None = None
) -> list[CompletionRow]:
    """How far everybody enrolled is, by cohort and enrollment."""
    found = ManyRecords(cohort_ids=cohort_ids, center_ids=center_ids)
    standings = Standings(found)
    return [completion_of(found, standings, one) for one in found.enrollments]


def cohort_figures(
    *, cohort_ids: Collection[int], center_ids: Collection[int] | None = None
) -> CohortFigures:
    """Both of the above, aligned, with topics and released ratings, for one reading of the records."""
    found = many_records(cohort_ids=cohort_ids, center_ids=center_ids)
    standings = Standings(found)
    return CohortFigures(
        rows=[completion_of(found, standings, one) for one in found.enrollments],
        scores=[_person_scores(found, one) for one in found.enrollments],
        topics=found.topics(),
        ratings=found.released(),
    )


def enrolled_counts() -> dict[int, int]:
    """How many people are enrolled in each cohort that has any, by its id."""
    return dict(Enrollment.objects.order_by().values_list("cohort_id").annotate(Count("pk")))


def enrollment_marks(cohort_ids: Collection[int]) -> dict[int, str]:
    """A mark of who is enrolled in each cohort, from where: it changes when that does."""
    rows = Enrollment.objects.filter(cohort_id__in=cohort_ids).order_by()
    counted = rows.values_list("cohort_id").annotate(
        people=Count("pk"),
        active=Count("pk", filter=Q(status=EnrollmentStatus.ACTIVE)),
        who=Sum("pk"),
        where=Sum("center_id"),
    )
    return {cohort_id: ".".join(map(str, facts)) for cohort_id, *facts in counted}


def _person_scores(found: ManyRecords, enrollment: Any) -> PersonScores:
    pre = found.scores_of(enrollment, measuring(BEFORE))
    post = found.scores_of(enrollment, measuring(AFTER))
    return PersonScores(
        enrollment_id=enrollment.pk,
        user_id=enrollment.user_id,
        cohort_id=enrollment.cohort_id,
        center_id=enrollment.center_id,
        sex=enrollment.sex,
        age_band=enrollment.age_band,
        job_role=enrollment.job_role,
        pre=pre[0].score if pre else None,
        post_first=post[0].score if post else None,
        post_best=max((one.score for one in post), default=None),
        max_score=next((one.max_score for one in [*post, *pre]), None),
        active=enrollment.status == EnrollmentStatus.ACTIVE,
    )


def completion_of(found: ManyRecords, standings: Standings, enrollment: Any) -> CompletionRow:
    """How far one person is."""
    result = found.requirements(enrollment)
    done = (
        result.pre_done,
        result.lessons_done >= result.lessons_total > 0,
        result.competent is not None,
        result.post_best is not None,
        result.evaluated,
        result.complete,
    )
    return CompletionRow(
        enrollment_id=enrollment.pk,
        user_id=enrollment.user_id,
        cohort_id=enrollment.cohort_id,
        center_id=enrollment.center_id,
        sex=enrollment.sex,
        age_band=enrollment.age_band,
        job_role=enrollment.job_role,
        active=enrollment.status == EnrollmentStatus.ACTIVE,
        pre_done=result.pre_done,
        lessons_done=result.lessons_done,
        lessons_total=result.lessons_total,
        post_done=result.post_best is not None,
        passed=result.passed,
        rated=result.competent is not None,
        competent=result.competent is True,
        evaluated=result.evaluated,
        complete=result.complete,
        standings=standings.of(enrollment, dict(zip(STOOD, done, strict=True))),
    )
