"""Cases that are ready to be released, and casts."""

from django.db.models import Exists, OuterRef, QuerySet

from assessments.enums import DECIDING_KINDS, RatingStatus
from assessments.models import Occasion, Rating, RatingCase, RoleCast, ScenarioVersion
from assessments.rules import rating_cases as rules


def ready_cases(occasion: Occasion) -> QuerySet[RatingCase]:
    """The rated cases of the occasion on which nobody's draft is open."""
    drafts = Rating.objects.filter(
        assignment__case=OuterRef("pk"),
        assignment__kind__in=sorted(DECIDING_KINDS),
        status=RatingStatus.DRAFT,
    )
    cases = RatingCase.objects.filter(occasion=occasion, state__in=sorted(rules.RELEASABLE))
    return cases.filter(~Exists(drafts)).order_by("pk")


def cast_of(occasion: Occasion, version: ScenarioVersion) -> dict[str, list[RoleCast]]:
    """Who plays each role of a scenario, by the role's key, in the order of casting."""
    rows = RoleCast.objects.filter(occasion=occasion, scenario_version=version).select_related("user")
    found: dict[str, list[RoleCast]] = {}
    for cast in rows.order_by("pk"):
        found.setdefault(cast.role, []).append(cast)
    return found
