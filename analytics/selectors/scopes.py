"""Whose figures somebody may read."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db.models import QuerySet

from analytics.releases.models import Release, latest
from courses import api as courses
from courses.data import CohortInfo
from lms.accounts.api import managed_center_ids
from lms.accounts.models import Center, User
from lms.core.composed import Composed


@dataclass(frozen=True)
class Scope:
    """Cohorts and centers, and under which rule for small groups; `center_ids` None is all."""

    audience: str
    cohorts: Mapping[int, CohortInfo]
    center_ids: frozenset[int] | None
    centers: Mapping[int, str]

    @cached_property
    def last(self) -> Release | None:
        """The last release, read once: a page is kept under the mark of the one that it shows."""
        return latest()

    def showing(self, last: Release | None) -> "Scope":
        """The same where the last release was read already."""
        self.__dict__["last"] = last
        return self


def center_scope(actor: User) -> Scope:
    """The people of the centers that the person manages, in all cohorts, whoever trains them."""
    return _of_centers(frozenset(managed_center_ids(actor)))


def centers_scope(code: str) -> Scope:
    """The people of the center of that code, or of every center, for whoever runs the server."""
    rows = Center.objects.filter(code=code) if code else Center.objects.all()
    return _of_centers(frozenset(rows.values_list("pk", flat=True)))


def everybody_scope() -> Scope:
    """Everybody, for whoever runs the server."""
    infos = courses.cohort_infos(courses.all_cohorts(), with_people=False)
    return Scope("shared", infos, None, _names(None))


def program_scope(actor: User) -> Scope:
    """Everybody, for whoever answers for the program."""
    infos = courses.cohort_infos(courses.cohorts_for(actor), with_people=False)
    return Scope("shared", infos, None, _names(None))


def _of_centers(centers: frozenset[int]) -> Scope:
    """Whoever manages a center sees every cohort that its people are enrolled in."""
    return Scope("own_center", courses.infos_of_centers(centers), centers, _names(centers))


def _all_names() -> QuerySet[Center, Any]:
    return Center.objects.order_by("name", "id").values_list("pk", "name")


_SOME_NAMES = Composed(lambda centers: _all_names().filter(pk__in=centers))


def _names(centers: frozenset[int] | None) -> dict[int, str]:
    return dict(_all_names() if centers is None else _SOME_NAMES(centers=list(centers)))
