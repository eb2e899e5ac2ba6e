"""What the apps above assessments fill in, so that assessments need not know them.

Each app registers in its `wiring.py`. Without any registration nobody may take or rate.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from assessments.models import Delivery, Occasion
from lms.accounts.models import User

DeliveryAccess = Callable[[User, Delivery], bool]
RatingAccess = Callable[[User, Occasion, User], bool]
RatingSubjects = Callable[[User, Occasion], Iterable[User]]
ReturnUrl = Callable[[User, Delivery | Occasion], str | None]


@dataclass(slots=True)
class Registries:
    """The registered functions, in order of registration."""

    delivery_access: list[DeliveryAccess] = field(default_factory=list)
    rating_access: list[RatingAccess] = field(default_factory=list)
    rating_subjects: list[RatingSubjects] = field(default_factory=list)
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
    """`function(assessor, occasion)` gives the people whom the assessor may rate, in a fixed order."""
    if function not in registered.rating_subjects:
        registered.rating_subjects.append(function)


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


def subjects_of(assessor: User, occasion: Occasion) -> list[User]:
    """Everybody whom the assessor may rate on the occasion, each once."""
    found: dict[int, User] = {}
    for function in registered.rating_subjects:
        for person in function(assessor, occasion):
            if person.pk != assessor.pk:
                found.setdefault(person.pk, person)
    return list(found.values())


def return_url(user: User, target: Delivery | Occasion) -> str | None:
    """The first page that a registered function names."""
    return next((url for function in registered.return_url if (url := function(user, target))), None)
