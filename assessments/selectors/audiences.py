"""Deliveries that are open to people without a course: by a list of them, or by a link."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.urls import reverse
from django.utils.translation import gettext as _

from assessments.data import DeliveryState, Onward, OwnTest
from assessments.enums import AudienceKind, Purpose
from assessments.models import Attempt, Audience, AudienceMember, Delivery, Occasion
from assessments.registries import OccasionPeople, Running
from lms.accounts.api import has_role
from lms.accounts.models import User
from lms.accounts.roles import Role
from lms.core import clock
from lms.core.composed import Composed

# Who opens what: whether somebody is chosen weighs more than practice.
MAY_OPEN = {
    Purpose.PRACTICE: (Role.TRAINER, Role.PROGRAM_OFFICER, Role.ADMINISTRATOR),
    Purpose.SELECTION: (Role.PROGRAM_OFFICER, Role.ADMINISTRATOR),
}
OPENERS = MAY_OPEN[Purpose.PRACTICE]
NAMED = (AudienceKind.LIST, AudienceKind.LINK)


def purposes_for(actor: User) -> list[Purpose]:
    """What the person may open without a course."""
    return [purpose for purpose, roles in MAY_OPEN.items() if has_role(actor, *roles)]


def run_by(actor: User) -> QuerySet[Delivery]:
    """The deliveries without a course that the person runs, the newest first.

    Their own, as long as they may open such; administrators run all, since people leave.
    """
    outside = Delivery.objects.filter(audiences__kind__in=NAMED).distinct()
    if not has_role(actor, Role.ADMINISTRATOR):
        outside = outside.filter(opened_by=actor, purpose__in=purposes_for(actor))
    return outside.order_by("-opens_at", "-id")


def listed(actor: User) -> QuerySet[Any]:
    """The same, each with `invited` people and how many have `begun`."""
    people = AudienceMember.objects.filter(audience__delivery=OuterRef("pk")).order_by()
    begun = Attempt.objects.filter(delivery=OuterRef("pk")).order_by()
    return (
        run_by(actor)
        .select_related("opened_by")
        .annotate(
            invited=Subquery(people.values("audience__delivery").values_list(Count("person", distinct=True))),
            begun=Subquery(begun.values("delivery").values_list(Count("user", distinct=True))),
        )
    )


def members_of(delivery: Delivery) -> QuerySet[User]:
    """Everybody on a list of the delivery, or who came by its link."""
    rows = AudienceMember.objects.filter(audience__delivery=delivery, audience__kind__in=NAMED)
    return User.objects.filter(pk__in=rows.order_by().values("person_id"))


def link_of(delivery: Delivery) -> Audience | None:
    """The delivery's link, if it has one."""
    return Audience.objects.filter(delivery=delivery, kind=AudienceKind.LINK).first()


def by_link(token: str) -> Audience | None:
    """What a link opens; None for one that was renewed or never was."""
    rows = Audience.objects.filter(kind=AudienceKind.LINK, link_token=token)
    return rows.select_related("delivery__instrument_version").first()


_OPEN_TO = Composed(
    lambda user: (
        Delivery.objects.filter(audiences__members=user, audiences__kind__in=NAMED)
        .distinct()
        .select_related("instrument_version")
        .order_by("-opens_at", "-id")
    )
)


def outside_cohorts(user: User) -> list[Delivery]:
    """The deliveries that are open to the person without a course, or were, the newest first."""
    return _OPEN_TO(user=user.pk)


def own_tests(deliveries: Iterable[Delivery], states: Mapping[int, DeliveryState]) -> list[OwnTest]:
    """The same as their own page tells of them, by how they stand: first what can be done."""
    found = [
        OwnTest(
            title=one.title or one.instrument_version.title,
            purpose=one.get_purpose_display(),
            url=reverse("attempt_start", args=[one.uuid]),
            status=states[one.pk].status,
            again=states[one.pk].done and _open_still(one) and states[one.pk].attempts_left > 0,
            minutes=one.time_limit or one.instrument_version.minutes,
            opens_at=one.opens_at,
            closes_at=one.closes_at,
        )
        for one in deliveries
    ]
    return sorted(found, key=lambda one: not one.is_waiting)


def _open_still(delivery: Delivery) -> bool:
    return delivery.closes_at is None or clock.now() < delivery.closes_at


@dataclass(frozen=True, slots=True)
class AudienceHost:
    """Who may take and who runs what was opened without a course."""

    def may_take(self, user: User, delivery: Delivery) -> bool:
        """People on its list, and those who came by its link."""
        rows = AudienceMember.objects.filter(audience__delivery=delivery, person=user)
        return user.is_active and rows.filter(audience__kind__in=NAMED).exists()

    def running(self, actor: User, delivery: Delivery) -> Running | None:
        """Whoever opened it, and administrators."""
        if not run_by(actor).filter(pk=delivery.pk).exists():
            return None
        return Running(
            title=delivery.title or delivery.instrument_version.title,
            place=_("Tests"),
            url=reverse("deliveries"),
            people=members_of(delivery),
            zone=settings.TIME_ZONE,
            outside=True,
        )

    def places(self, delivery_ids: Collection[int]) -> Mapping[int, str]:
        """They belong nowhere."""
        return {}

    def known_people(self, actor: User) -> QuerySet[User]:
        """Administrators see everybody by name."""
        everybody = User.objects.filter(is_active=True)
        return everybody if has_role(actor, Role.ADMINISTRATOR) else everybody.none()

    def may_rate(self, assessor: User, occasion: Occasion, subject: User) -> bool:
        return False

    def subjects(self, assessor: User, occasion: Occasion) -> QuerySet[User]:
        return User.objects.none()

    def may_release(self, actor: User, occasion: Occasion) -> bool:
        return False

    def people(self, occasion: Occasion) -> OccasionPeople | None:
        return None

    def members_of(self, occasions: Collection[int], people: Collection[int]) -> set[tuple[int, int]]:
        return set()

    def beside(self, occasion: Occasion) -> Collection[int]:
        return ()

    def may_count(self, actor: User, occasion: Occasion) -> bool:
        return False

    def may_mark(self, actor: User, delivery: Delivery) -> bool:
        """Whoever runs it marks it."""
        return run_by(actor).filter(pk=delivery.pk).exists()

    def result_rule(self, occasion: Occasion) -> None:
        """Role-plays belong to courses."""

    def result_of(self, user: User, occasion: Occasion) -> None:
        """The same."""

    def return_url(self, user: User, target: Delivery | Occasion) -> str | None:
        """Whoever runs it goes back to its page; those who take it have a page of their own above."""
        if isinstance(target, Delivery) and run_by(user).filter(pk=target.pk).exists():
            return reverse("delivery", args=[target.uuid])
        return None

    def pass_share(self, user: User, delivery: Delivery) -> float | None:
        """Nobody passes or fails there."""
        return None

    def onward(self, user: User, delivery: Delivery, maximum: float | None) -> Onward | None:
        """Nothing follows; where its topics are taught is for the apps above to say."""
        return None
