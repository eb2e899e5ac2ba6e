"""Keeping the figures of large programs, and dropping them when a person's past changes."""

from collections.abc import Collection

from django.conf import settings
from django.db import transaction

from analytics.models import KeptFigures
from courses import api as courses
from courses.data import CohortInfo
from lms.accounts.models import User
from lms.core import audit, clock


def refresh_figures() -> int:
    """Read every cohort anew and keep its figures; how many cohorts are kept.

    A program with fewer people than KEEP_FIGURES_FROM is read live, and keeps nothing. One transaction
    per cohort: pages read on, and a run that breaks off has done what it has done.
    """
    people = courses.enrolled_counts()
    if sum(people.values()) < settings.KEEP_FIGURES_FROM:
        drop_figures(cohort_ids=None)
        return 0
    infos = courses.cohort_infos_by_id(people)
    for info in infos.values():
        _keep(info)
    with transaction.atomic():
        KeptFigures.objects.exclude(cohort_id__in=infos).delete()
        audit.record(actor=None, action="analytics.refresh_figures", cohorts=len(infos))
    return len(infos)


def _keep(info: CohortInfo) -> None:
    # The columns stand on numpy, which a worker that only drops them need not load.
    from analytics.selectors.kept_figures import bases, packed
    from analytics.selectors.live_figures import live_figures

    with transaction.atomic():
        as_of = clock.now()
        basis = bases({info.id: info})[info.id]
        found = live_figures({info.id: info})
        rated = found.ratings.get(info.id)
        KeptFigures.objects.update_or_create(
            cohort_id=info.id,
            defaults={
                "as_of": as_of,
                "basis": basis,
                "columns": packed(found.people),
                "topics": {topic: list(own) for topic, own in found.topics.get(info.id, {}).items()},
                "ratings": list(rated or (0, {})),
            },
        )


def drop_figures(*, cohort_ids: Collection[int] | None) -> int:
    """Forget what is kept of these cohorts, or of all (None), and read them live from then on; how many."""
    with transaction.atomic():
        rows = KeptFigures.objects.all()
        if cohort_ids is not None:
            rows = rows.filter(cohort_id__in=cohort_ids)
        return rows.delete()[0]


def drop_figures_of(*users: User) -> int:
    """Forget what is kept of every cohort that one of these people is in."""
    enrolled = [one for user in users for one in courses.enrollment_infos(user_id=user.pk)]
    return drop_figures(cohort_ids={one.cohort_id for one in enrolled})
