"""An occasion as one of its assessors meets it."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, Prefetch, Q

from assessments import registries
from assessments.enums import RatingStatus
from assessments.models import Criterion, Level, Occasion, Rating
from lms.accounts.models import User


@dataclass(frozen=True, slots=True)
class Subject:
    """A person to rate: how far the assessor's own rating is, and how many others handed theirs in."""

    person: User
    decided: int
    criteria: int
    submitted: bool
    others_submitted: int

    @property
    def started(self) -> bool:
        return self.decided > 0


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


def subjects(*, assessor: User, occasion: Occasion) -> list[Subject]:
    """Everybody the assessor may rate, in the registry's order, whatever their number of queries."""
    people = registries.subjects_of(assessor, occasion)
    own = {
        rating.subject_id: rating
        for rating in Rating.objects.filter(occasion=occasion, assessor=assessor).annotate(
            decided=Count("scores", filter=Q(scores__decided=True))
        )
    }
    others = dict(
        Rating.objects.filter(occasion=occasion, status=RatingStatus.SUBMITTED)
        .exclude(assessor=assessor)
        .order_by()
        .values_list("subject_id")
        .annotate(Count("pk"))
    )
    total = len(occasion.rubric_version.criteria.all())
    return [
        Subject(
            person=person,
            decided=getattr(own.get(person.pk), "decided", 0),
            criteria=total,
            submitted=person.pk in own and own[person.pk].is_submitted,
            others_submitted=others.get(person.pk, 0),
        )
        for person in people
    ]


def own_rating(*, assessor: User, occasion: Occasion, subject: User) -> Rating | None:
    """The assessor's own rating of the person, with its scores."""
    return (
        Rating.objects.filter(occasion=occasion, assessor=assessor, subject=subject)
        .prefetch_related("scores__criterion")
        .first()
    )


def near(items: Sequence[Subject], person: User, *, span: int = 3) -> list[Subject]:
    """The people around `person`, as many as tabs have room for."""
    place = next((index for index, one in enumerate(items) if one.person.pk == person.pk), 0)
    start = max(0, min(place - span, len(items) - 2 * span - 1))
    return list(items[start : start + 2 * span + 1])
