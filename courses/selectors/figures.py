"""Rows for counting and for statistics: people as ids, with the facts frozen at enrollment."""

from collections.abc import Collection
from dataclasses import replace
from typing import Any

from courses.data import (
    AFTER,
    BASELINE,
    BEFORE,
    LATER,
    STOOD,
    CohortFigures,
    CompletionRow,
    PersonScores,
    Requirements,
)
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


def completion_rows(
    *, cohort_ids: Collection[int], center_ids: Collection[int] | None = None
) -> list[CompletionRow]:
    """How far everybody enrolled (withdrawn people too) is, by cohort and enrollment."""
    return completions(many_records(cohort_ids=cohort_ids, center_ids=center_ids))


def cohort_figures(
    *, cohort_ids: Collection[int], center_ids: Collection[int] | None = None
) -> CohortFigures:
    """The same with scores, topics and released ratings, aligned, for one reading of the records."""
    found = many_records(cohort_ids=cohort_ids, center_ids=center_ids, topics=True)
    return CohortFigures(
        rows=completions(found),
        scores=[_person_scores(found, one) for one in found.enrollments],
        topics=found.topics(),
        ratings=found.released(),
    )


def enrolled_cohort_ids() -> list[int]:
    """The cohorts in which anybody is enrolled."""
    return list(Enrollment.objects.order_by().values_list("cohort_id", flat=True).distinct())


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


def completions(found: ManyRecords) -> list[CompletionRow]:
    """How far everybody is of whom there are records, worked out once."""
    if found.completed is None:
        standings = Standings(found)
        found.completed = [_completion(found, standings, one) for one in found.enrollments]
    return found.completed


def _completion(found: ManyRecords, standings: Standings, enrollment: Any) -> CompletionRow:
    """How far one person is."""
    result = found.requirements(enrollment)
    done = (
        result.pre_done,
        result.lessons_done >= result.lessons_total > 0,
        result.competent is not None,
        result.post_best is not None,
        result.evaluated,
        result.complete,
        found.has_finished(enrollment, measuring(BASELINE)),
        found.has_finished(enrollment, measuring(LATER)),
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
        office_id=enrollment.office_id,
        modality=enrollment.cohort.modality,
        standings=standings.of(enrollment, dict(zip(STOOD, done, strict=True))),
    )
