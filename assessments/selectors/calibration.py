"""Calibration cases, how people rated them, and who holds a licence to assess."""

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from django.conf import settings
from django.db.models import Prefetch

from assessments.data import SeedSheet
from assessments.enums import OccasionMode
from assessments.models import AssessorLicence, Criterion, Level, Occasion, Rubric, SeedCase, SeedRating
from assessments.rules.calibration import Deviation, deviation, meets
from assessments.rules.competence import CompetenceRules
from lms.accounts.models import User
from lms.core import clock

# Fewer others than this, and a distribution would say who rated how.
FEWEST_OTHERS = 3
WARN, BLOCK = "warn", "block"


def seed_cases() -> list[SeedCase]:
    """The newest version of every calibration case, with its rubric and criteria, by key."""
    levels = Prefetch("levels", Level.objects.order_by("value"))
    criteria = Criterion.objects.order_by("position").prefetch_related(levels)
    rows = (
        SeedCase.objects.select_related("rubric_version__rubric")
        .prefetch_related(Prefetch("rubric_version__criteria", criteria))
        .order_by("key", "-number")
    )
    found: dict[str, SeedCase] = {}
    for one in rows:
        found.setdefault(one.key, one)
    return list(found.values())


def criteria_in(case: SeedCase) -> list[Criterion]:
    """What the case is rated on, in the rubric's order."""
    return [one for one in case.rubric_version.criteria.all() if one.key in case.reference]


def own_ratings(user: User) -> dict[int, SeedRating]:
    """The person's ratings, by the case."""
    return {one.case_id: one for one in SeedRating.objects.filter(assessor=user)}


def deviation_of(ratings: Collection[tuple[SeedCase, Mapping[str, int | None]]]) -> Deviation:
    """Over several cases of one rubric."""
    critical: set[str] = set()
    minimum = CompetenceRules().critical_min
    pairs = []
    for case, scores in ratings:
        critical |= {one.key for one in criteria_in(case) if one.critical}
        minimum = CompetenceRules.from_json(case.rubric_version.rules).critical_min
        pairs.append({key: (scores.get(key), one["level"]) for key, one in case.reference.items()})
    return deviation(pairs, critical=frozenset(critical), minimum=minimum)


@dataclass(frozen=True, slots=True)
class SeedLine:
    """One criterion of a rated case: one's own level, the reference with its reason, the others'."""

    criterion: Criterion
    own: int | None
    reference: int | None
    reason: Mapping[str, str]
    others: Sequence[tuple[str, int]]

    @property
    def gap(self) -> int | None:
        """Own - reference; None where only one of both observed it."""
        if self.own is None and self.reference is None:
            return 0
        return None if self.own is None or self.reference is None else self.own - self.reference


def compared_with_reference(case: SeedCase, own: SeedRating) -> list[SeedLine]:
    """Line by line; the group's levels only where enough others rated it for nobody to be told."""
    others = list(SeedRating.objects.filter(case=case).exclude(pk=own.pk).values_list("scores", flat=True))
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    if len(others) >= FEWEST_OTHERS:
        for scores in others:
            for key, value in scores.items():
                counts[key]["–" if value is None else str(value)] += 1
    return [
        SeedLine(
            criterion=one,
            own=own.scores.get(one.key),
            reference=case.reference[one.key]["level"],
            reason=case.reference[one.key]["reason"],
            others=sorted(counts[one.key].items()),
        )
        for one in criteria_in(case)
    ]


@dataclass(frozen=True, slots=True)
class Standing:
    """One person with one rubric: how near to the references, and the licence in force."""

    user: User
    rubric: Rubric
    title: Mapping[str, str]
    found: Deviation
    licence: AssessorLicence | None

    @property
    def ready(self) -> bool:
        return meets(self.found)

    @property
    def holds(self) -> bool:
        """Whether the licence is in force today."""
        return self.licence is not None and self.licence.expires_on > clock.today()


def standings(people: Sequence[User]) -> list[Standing]:
    """Everybody of `people` with each rubric that has calibration cases; three queries for all."""
    cases = {one.pk: one for one in seed_cases()}
    by_rubric: dict[int, list[SeedCase]] = defaultdict(list)
    for one in cases.values():
        by_rubric[one.rubric_version.rubric_id].append(one)
    said: dict[tuple[int, int], list[tuple[SeedCase, Mapping[str, int | None]]]] = defaultdict(list)
    for rating in SeedRating.objects.filter(case__in=cases, assessor__in=people):
        case = cases[rating.case_id]
        said[rating.assessor_id, case.rubric_version.rubric_id].append((case, rating.scores))
    held = {
        (one.user_id, one.rubric_id): one
        for one in AssessorLicence.objects.filter(user__in=people, revoked_at__isnull=True)
    }
    return [
        Standing(
            user=person,
            rubric=own[0].rubric_version.rubric,
            title=own[0].rubric_version.title,
            found=deviation_of(said[person.pk, rubric]),
            licence=held.get((person.pk, rubric)),
        )
        for person in people
        for rubric, own in sorted(by_rubric.items())
    ]


def lacks_licence(user: User, occasion: Occasion) -> bool:
    """Whether the person is about to decide about people without the licence that the body asks for.

    Asked of assessed role-plays alone, and only where the rubric has cases to get one by.
    """
    if settings.ASSESSOR_LICENCE not in (WARN, BLOCK) or occasion.mode != OccasionMode.ASSESSED:
        return False
    rubric = occasion.rubric_version.rubric_id
    if not SeedCase.objects.filter(rubric_version__rubric_id=rubric).exists():
        return False
    held = AssessorLicence.objects.filter(
        user=user, rubric_id=rubric, revoked_at__isnull=True, expires_on__gt=clock.today()
    )
    return not held.exists()


def seed_sheets(assessor_ids: Collection[int], rubric_keys: Collection[str]) -> list[SeedSheet]:
    """Ratings of calibration cases of these rubrics, which link assessors who never met over a person."""
    rows = SeedRating.objects.filter(
        assessor_id__in=assessor_ids, case__rubric_version__rubric__key__in=rubric_keys
    )
    found = []
    for one in rows.order_by("rated_at", "pk"):
        levels = [level for level in one.scores.values() if level is not None]
        if levels:
            mean = sum(levels) / len(levels)
            found.append(SeedSheet(one.case_id, one.assessor_id, mean, one.rated_at))
    return found
