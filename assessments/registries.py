"""What the apps above assessments fill in, so that assessments need not know them.

Each app registers in its `wiring.py`. Without any registration nobody may take or rate.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from django.db.models import Q, QuerySet

from assessments.models import Delivery, Occasion
from lms.accounts.models import User

DeliveryAccess = Callable[[User, Delivery], bool]
RatingAccess = Callable[[User, Occasion, User], bool]
RatingSubjects = Callable[[User, Occasion], Iterable[User]]
ReleaseAccess = Callable[[User, Occasion], bool]
ReturnUrl = Callable[[User, Delivery | Occasion], str | None]


@dataclass(frozen=True, slots=True)
class OccasionPeople:
    """Who takes part in an occasion: those to be rated, and those who rate."""

    ratees: QuerySet[User]
    assessors: QuerySet[User]


BY_NAME = ("last_name", "first_name", "id")

OccasionPeopleSource = Callable[[Occasion], OccasionPeople | None]


@dataclass(slots=True)
class Registries:
    """The registered functions, in order of registration."""

    delivery_access: list[DeliveryAccess] = field(default_factory=list)
    rating_access: list[RatingAccess] = field(default_factory=list)
    rating_subjects: list[RatingSubjects] = field(default_factory=list)
    release_access: list[ReleaseAccess] = field(default_factory=list)
    occasion_people: list[OccasionPeopleSource] = field(default_factory=list)
    return_url: list[ReturnUrl] = field(default_factory=list)


registered = Registries()


def register_delivery_access(function: DeliveryAccess) -> None:
    """`function(user, delivery)` says whether the person may take the delivery now.

    False: not theirs, so they get a 404. To say "yours, but not yet" it raises UserError with the
    reason in words.
    """
    if function not in registered.delivery_access:
        registered.delivery_access.append(function)


def register_rating_access(function: RatingAccess) -> None:
    """`function(assessor, occasion, subject)` says whether the assessor may rate that person."""
    if function not in registered.rating_access:
        registered.rating_access.append(function)


def register_rating_subjects(function: RatingSubjects) -> None:
    """`function(assessor, occasion)` gives the people whom the assessor may rate: best a query set,
    since lists read a page of it only."""
    if function not in registered.rating_subjects:
        registered.rating_subjects.append(function)


def register_release_access(function: ReleaseAccess) -> None:
    """`function(actor, occasion)` says whether somebody may release results of it and cast its roles."""
    if function not in registered.release_access:
        registered.release_access.append(function)


def register_occasion_people(function: OccasionPeopleSource) -> None:
    """`function(occasion)` gives who takes part in it, None where it is not theirs to say."""
    if function not in registered.occasion_people:
        registered.occasion_people.append(function)


def register_return_url(function: ReturnUrl) -> None:
    """`function(user, delivery_or_occasion)` gives the page to go back to, or None if it has none."""
    if function not in registered.return_url:
        registered.return_url.append(function)


def may_take(user: User, delivery: Delivery) -> bool:
    """Whether anything registered lets the person take the delivery; may raise UserError."""
    return any(function(user, delivery) for function in registered.delivery_access)


def may_rate(assessor: User, occasion: Occasion, subject: User) -> bool:
    """Whether anything registered lets the assessor rate the person; nobody rates themselves."""
    if assessor.pk == subject.pk:
        return False
    return any(function(assessor, occasion, subject) for function in registered.rating_access)


def subjects_of(assessor: User, occasion: Occasion) -> QuerySet[User]:
    """Everybody whom the assessor may rate on the occasion, each once, by name."""
    found = Q(pk__in=())
    for function in registered.rating_subjects:
        people = function(assessor, occasion)
        if isinstance(people, QuerySet):
            found |= Q(pk__in=people.order_by().values("pk"))
        else:
            found |= Q(pk__in=[person.pk for person in people])
    return by_name(User.objects.filter(found).exclude(pk=assessor.pk))


def by_name(people: QuerySet[User]) -> QuerySet[User]:
    """The order of every list of people here."""
    return people.order_by(*BY_NAME)


def is_behind(person: User) -> Q:
    """The condition "comes behind this person by name"."""
    same_family = Q(last_name=person.last_name)
    return (
        Q(last_name__gt=person.last_name)
        | (same_family & Q(first_name__gt=person.first_name))
        | (same_family & Q(first_name=person.first_name, pk__gt=person.pk))
    )


def may_release(actor: User, occasion: Occasion) -> bool:
    """Whether anything registered lets the person release results of the occasion and cast its roles."""
    return any(function(actor, occasion) for function in registered.release_access)


def people_of(occasion: Occasion) -> OccasionPeople:
    """Who takes part in the occasion, by the first registered function that knows it; else nobody."""
    for function in registered.occasion_people:
        if (found := function(occasion)) is not None:
            return found
    return OccasionPeople(User.objects.none(), User.objects.none())


def everybody_of(occasion: Occasion) -> QuerySet[User]:
    """Everybody who takes part in the occasion, each once, by name."""
    people = people_of(occasion)
    ratees, assessors = (side.order_by().values("pk") for side in (people.ratees, people.assessors))
    return by_name(User.objects.filter(Q(pk__in=ratees) | Q(pk__in=assessors)))


def is_of(user: User, occasion: Occasion) -> bool:
    """Whether the person takes part in the occasion, on either side."""
    people = people_of(occasion)
    return any(side.filter(pk=user.pk).exists() for side in (people.ratees, people.assessors))


def return_url(user: User, target: Delivery | Occasion) -> str | None:
    """The first page that a registered function names."""
    return next((url for function in registered.return_url if (url := function(user, target))), None)
