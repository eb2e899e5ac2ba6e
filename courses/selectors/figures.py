"""Rows for counting and for statistics: people as ids, with the facts frozen at enrollment."""

from collections.abc import Collection

from courses.data import AFTER, BEFORE, CompletionRow, PersonScores, Requirements
from courses.enums import EnrollmentStatus
from courses.models import Enrollment
from courses.selectors.records import Records
from courses.step_kinds import measuring


def requirements(enrollment_ids: Collection[int]) -> dict[int, Requirements]:
    """What of the certificate's conditions each enrollment meets."""
    rows = Enrollment.objects.filter(pk__in=enrollment_ids).select_related("cohort__course").order_by("pk")
    found = Records(rows)
    return {one.pk: found.requirements(one) for one in found.enrollments}


def person_scores(
    *, cohort_ids: Collection[int], center_ids: Collection[int] | None = None
) -> list[PersonScores]:
    """First and best scores of everybody enrolled (withdrawn people too), by enrollment."""
    found = _records(cohort_ids, center_ids)
    return [_person_scores(found, one) for one in found.enrollments]


def completion_rows(
    *, cohort_ids: Collection[int], center_ids: Collection[int] | None = None
) -> list[CompletionRow]:
    """How far everybody enrolled is, by enrollment."""
    found = _records(cohort_ids, center_ids)
    return [_completion(found, one) for one in found.enrollments]


def cohort_figures(
    *, cohort_ids: Collection[int], center_ids: Collection[int] | None = None
) -> tuple[list[CompletionRow], list[PersonScores]]:
    """Both of the above, aligned, for one reading of the records."""
    found = _records(cohort_ids, center_ids)
    rows = [_completion(found, one) for one in found.enrollments]
    return rows, [_person_scores(found, one) for one in found.enrollments]


def _records(cohort_ids: Collection[int], center_ids: Collection[int] | None) -> Records:
    rows = Enrollment.objects.filter(cohort_id__in=cohort_ids).select_related("cohort__course").order_by("pk")
    if center_ids is not None:
        rows = rows.filter(center_id__in=center_ids)
    return Records(rows)


def _person_scores(found: Records, enrollment: Enrollment) -> PersonScores:
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


def _completion(found: Records, enrollment: Enrollment) -> CompletionRow:
    result = found.requirements(enrollment)
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
    )
