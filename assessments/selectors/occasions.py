"""Occasions with what they are rated on, and who takes part in them."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Prefetch

from assessments import registries
from assessments.models import Criterion, Level, Occasion, RoleCast, ScenarioVersion
from lms.accounts.models import User


def occasion_by_uuid(uuid: UUID) -> Occasion | None:
    """The occasion with its rubric, criteria and levels in order."""
    levels = Prefetch("levels", Level.objects.order_by("value"))
    criteria = Criterion.objects.order_by("position").prefetch_related(levels)
    return (
        Occasion.objects.filter(uuid=uuid)
        .select_related("rubric_version")
        .prefetch_related(Prefetch("rubric_version__criteria", criteria))
        .first()
    )


def bare_occasion(uuid: UUID) -> Occasion | None:
    """The occasion with its rubric, without the criteria: enough to save or to find the way."""
    return Occasion.objects.filter(uuid=uuid).select_related("rubric_version").first()


def criteria_of(occasion: Occasion) -> list[Criterion]:
    """What people are rated on there: the rubric's criteria, and the extra ones its scenarios call for.

    The criteria of the rubric must be prefetched.
    """
    return [
        one for one in occasion.rubric_version.criteria.all() if not one.add_on or one.key in occasion.add_ons
    ]


def scenarios_of(occasion: Occasion) -> list[ScenarioVersion]:
    """The scenarios played there, in the order in which they were added."""
    links = occasion.scenario_links.select_related("scenario_version").order_by("pk")
    return [link.scenario_version for link in links]


@dataclass(frozen=True, slots=True)
class Part:
    """What somebody is on an occasion; `casts` are the roles they play."""

    assesses: bool
    is_rated: bool
    casts: tuple[RoleCast, ...]

    @property
    def any(self) -> bool:
        """Whether the occasion exists for them."""
        return self.assesses or self.is_rated or bool(self.casts)

    def roles_in(self, version: ScenarioVersion) -> frozenset[str]:
        """The keys of the roles that they play in one scenario."""
        return frozenset(one.role for one in self.casts if one.scenario_version_id == version.pk)

    def may_read(self, version: ScenarioVersion, role: str) -> bool:
        """A secret sheet is for whoever plays the role, and for assessors."""
        return self.assesses or role in self.roles_in(version)


def part_of(user: User, occasion: Occasion) -> Part:
    """What the person is on the occasion; in three queries."""
    people = registries.people_of(occasion)
    return Part(
        assesses=people.assessors.filter(pk=user.pk).exists(),
        is_rated=people.ratees.filter(pk=user.pk).exists(),
        casts=tuple(RoleCast.objects.filter(occasion=occasion, user=user).order_by("pk")),
    )
