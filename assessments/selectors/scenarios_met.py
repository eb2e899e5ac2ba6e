"""Which scenarios people have met, so that nobody is assessed on one that they know."""

from collections import defaultdict
from collections.abc import Collection

from assessments.enums import CaseState
from assessments.models import OccasionScenario, RatingCase, RoleCast


def scenarios_met(user_ids: Collection[int], *, besides: Collection[int] = ()) -> dict[int, frozenset[int]]:
    """By person, the scenarios (ids, whatever the version) that they played or watched.

    Whoever was cast in a scenario knows it, and whoever was rated on an occasion has seen everything that
    was played there, unless their case says which one it was, or that they did not come. Occasions
    `besides` do not count: what is being planned there is not met yet.
    """
    found: dict[int, set[int]] = defaultdict(set)
    casts = RoleCast.objects.filter(user_id__in=user_ids).exclude(occasion_id__in=besides)
    for user, scenario in casts.order_by().values_list("user_id", "scenario_version__scenario_id"):
        found[user].add(scenario)
    cases = (
        RatingCase.objects.filter(ratee_id__in=user_ids, assignments__isnull=False)
        .exclude(state=CaseState.ABSENT)
        .exclude(occasion_id__in=besides)
        .order_by()
        .values_list("ratee_id", "occasion_id", "scenario_version__scenario_id")
        .distinct()
    )
    occasions: dict[int, set[int]] = defaultdict(set)
    for user, occasion, played in cases:
        if played is None:
            occasions[occasion].add(user)
        else:
            found[user].add(played)
    links = OccasionScenario.objects.filter(occasion_id__in=occasions)
    for occasion, scenario in links.order_by().values_list("occasion_id", "scenario_version__scenario_id"):
        for user in occasions[occasion]:
            found[user].add(scenario)
    return {user: frozenset(scenarios) for user, scenarios in found.items()}
