"""What assessments ask the apps above, so that assessments need not know them.

Whoever gives tests and role-plays to people registers one `Host` in its `wiring.py`. Without any
nobody may take or rate.
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol
from uuid import UUID

from django.db.models import Q, QuerySet

from assessments.data import Consequence, Onward
from assessments.models import Attempt, Delivery, Occasion
from assessments.rules.results import Result, ResultRule
from lms.accounts.api import has_role
from lms.accounts.models import Center, User
from lms.accounts.roles import Role


@dataclass(frozen=True, slots=True)
class OccasionPeople:
    """Who takes part in an occasion: those to be rated, and those who rate."""

    ratees: QuerySet[User]
    assessors: QuerySet[User]


@dataclass(frozen=True, slots=True)
class Running:
    """A delivery as whoever runs it meets it.

    `title` is `{"es", "en"}`; `place` names where it belongs, a cohort for instance, and `url` leads
    there. `people` are those it is open to, as far as the asker sees them by name; None for nobody by
    name. Its moments are spoken in `zone`. `outside` says that it belongs to no course; `path` are the
    ids of the deliveries that the same people take, in their order.
    """

    title: Mapping[str, str]
    place: str
    url: str
    people: QuerySet[User] | None
    zone: str
    outside: bool = False
    path: Sequence[int] = ()


class Host(Protocol):
    """Whoever has opened deliveries and occasions answers who they are for."""

    def may_take(self, user: User, delivery: Delivery) -> bool:
        """Whether the person may take the delivery now.

        False: not theirs, so they get a 404. To say "yours, but not yet" it raises UserError with the
        reason in words.
        """

    def running(self, actor: User, delivery: Delivery) -> Running | None:
        """The delivery as its runner meets it; None where the actor does not run it."""

    def places(self, delivery_ids: Collection[int]) -> Mapping[int, str]:
        """Where each of these deliveries belongs, by its id: a cohort's name; of its own only."""

    def known_people(self, actor: User) -> QuerySet[User]:
        """The people whom the actor sees by name, and may put on a list."""

    def may_rate(self, assessor: User, occasion: Occasion, subject: User) -> bool:
        """Whether the assessor may rate that person on the occasion."""

    def subjects(self, assessor: User, occasion: Occasion) -> QuerySet[User]:
        """The people whom the assessor may rate: a query set, since lists read a page of it only."""

    def may_release(self, actor: User, occasion: Occasion) -> bool:
        """Whether somebody may release results of the occasion and cast its roles."""

    def people(self, occasion: Occasion) -> OccasionPeople | None:
        """Who takes part in the occasion, None where it is not theirs to say."""

    def members_of(self, occasions: Collection[int], people: Collection[int]) -> set[tuple[int, int]]:
        """Who of these people take part in which of these occasions, as (person, occasion), by ids."""

    def beside(self, occasion: Occasion) -> Collection[int]:
        """The ids of the occasions that the same people go through, this one too; none of a stranger's."""

    def may_count(self, actor: User, occasion: Occasion) -> bool:
        """Whether somebody learns how many people of the occasion came, without learning who."""

    def result_rule(self, occasion: Occasion) -> ResultRule | None:
        """What the assessed role-plays need together; None where the occasion is not theirs, or practice."""

    def result_of(self, user: User, occasion: Occasion) -> Result | None:
        """What the person's assessed role-plays come to by that rule; None where there is no rule."""

    def may_mark(self, actor: User, delivery: Delivery) -> bool:
        """Whether somebody marks what people wrote in the delivery, and corrects its keys."""

    def return_url(self, user: User, target: Delivery | Occasion) -> str | None:
        """The page to go back to from there, or None if it has none."""

    def pass_share(self, user: User, delivery: Delivery) -> float | None:
        """The share of the points with which the person passes; None where nobody passes or fails."""

    def onward(self, user: User, delivery: Delivery, maximum: float | None) -> Onward | None:
        """What follows a sitting marked out of `maximum`, or None if the delivery is not of this host."""


# Instrument versions, as a query of their ids, by whose questions people will be measured.
Measured = Callable[[], Iterable[QuerySet[Any, Any]]]
Consequences = Callable[[Delivery, Collection[int]], Sequence[Consequence]]
BY_NAME = ("last_name", "first_name", "id")

# `scale(points, earlier, later)`: points of the earlier sitting's form on the scale of the later one's.
Scale = Callable[[float, Attempt, Attempt], float | None]

hosts: list[Host] = []
scales: list[Scale] = []
consequences: list[Consequences] = []
measured: list[Measured] = []


def register_host(host: Host) -> None:
    """Ask `host` too, after those registered before it."""
    if host not in hosts:
        hosts.append(host)


def register_scale(source: Scale) -> None:
    """Ask `source` too where the score of one form stands on the scale of another."""
    if source not in scales:
        scales.append(source)


def on_scale(points: float, earlier: Attempt, later: Attempt) -> float | None:
    """Points of one form on the scale of another, by the first source that knows; None where none does."""
    found = (source(points, earlier, later) for source in scales)
    return next((one for one in found if one is not None), None)


def register_consequences(source: Consequences) -> None:
    """Ask `source` too what rests on results that some people no longer have."""
    if source not in consequences:
        consequences.append(source)


def register_measured(source: Measured) -> None:
    """Let an app above name tests by which it will measure people, before they are delivered."""
    if source not in measured:
        measured.append(source)


def measured_versions() -> list[QuerySet[Any, Any]]:
    """The instrument versions that the apps above will measure people by."""
    return [versions for source in measured for versions in source()]


def rests_on(delivery: Delivery, user_ids: Collection[int]) -> list[Consequence]:
    """What rests on a pass that these people lost, for a person to decide about."""
    return [one for source in consequences for one in source(delivery, user_ids)] if user_ids else []


def may_take(user: User, delivery: Delivery) -> bool:
    """Whether any host lets the person take the delivery; may raise UserError.

    The last one first: the apps above have opened most of what people take.
    """
    return any(host.may_take(user, delivery) for host in reversed(hosts))


def running(actor: User, delivery: Delivery) -> Running | None:
    """The delivery for whoever runs it, by the first host that says so; None for everybody else."""
    return next((found for host in hosts if (found := host.running(actor, delivery))), None)


def places(delivery_ids: Collection[int]) -> dict[int, str]:
    """Where deliveries belong, by all hosts; one that nobody names is absent."""
    return {pk: name for host in hosts for pk, name in host.places(delivery_ids).items()}


def known_people(actor: User) -> QuerySet[User]:
    """Everybody whom the actor sees by name, each once, by name."""
    found = Q(pk__in=())
    for host in hosts:
        found |= Q(pk__in=host.known_people(actor).order_by().values("pk"))
    return by_name(User.objects.filter(found, is_active=True))


def may_rate(assessor: User, occasion: Occasion, subject: User) -> bool:
    """Whether any host lets the assessor rate the person; nobody rates themselves."""
    if assessor.pk == subject.pk:
        return False
    return any(host.may_rate(assessor, occasion, subject) for host in hosts)


def subjects_of(assessor: User, occasion: Occasion) -> QuerySet[User]:
    """Everybody whom the assessor may rate on the occasion, each once, by name."""
    found = Q(pk__in=())
    for host in hosts:
        found |= Q(pk__in=host.subjects(assessor, occasion).order_by().values("pk"))
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
    """Whether any host lets the person release results of the occasion and cast its roles."""
    return any(host.may_release(actor, occasion) for host in hosts)


def members_of(occasions: Collection[int], people: Collection[int]) -> set[tuple[int, int]]:
    """Who takes part in which occasion, as (person, occasion), by all hosts."""
    return {pair for host in hosts for pair in host.members_of(occasions, people)}


def beside(occasion: Occasion) -> set[int]:
    """The ids of the occasions that the same people go through, this one too."""
    return {occasion.pk} | {one for host in hosts for one in host.beside(occasion)}


def may_count(actor: User, occasion: Occasion) -> bool:
    """Whether any host lets the person know counts of the occasion."""
    return any(host.may_count(actor, occasion) for host in hosts)


def result_rule(occasion: Occasion) -> ResultRule | None:
    """The rule of the first host that has one for the occasion."""
    return next((rule for host in hosts if (rule := host.result_rule(occasion))), None)


def result_of(user: User, occasion: Occasion) -> Result | None:
    """What the person's assessed role-plays come to, by the first host that knows."""
    return next((found for host in hosts if (found := host.result_of(user, occasion))), None)


def may_mark(actor: User, delivery: Delivery) -> bool:
    """Whether the person marks and corrects there; whoever answers for the program may everywhere."""
    return may_correct_everywhere(actor) or any(host.may_mark(actor, delivery) for host in hosts)


def sees_names(actor: User, delivery: Delivery) -> bool:
    """Whether the person sees whose results they are: running the program takes counts alone."""
    return has_role(actor, Role.ADMINISTRATOR) or any(host.may_mark(actor, delivery) for host in hosts)


def may_correct_everywhere(actor: User) -> bool:
    """Whether the person may correct a key wherever the question was asked."""
    return has_role(actor, Role.PROGRAM_OFFICER, Role.ADMINISTRATOR)


def people_of(occasion: Occasion) -> OccasionPeople:
    """Who takes part in the occasion, by the first host that knows it; else nobody."""
    for host in hosts:
        if (found := host.people(occasion)) is not None:
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
    """The first page that a host names."""
    return next((url for host in hosts if (url := host.return_url(user, target))), None)


def pass_share(user: User, delivery: Delivery) -> float | None:
    """The share of the points with which the person passes, by the first host that names one."""
    found = (host.pass_share(user, delivery) for host in hosts)
    return next((share for share in found if share is not None), None)


def onward(user: User, delivery: Delivery, maximum: float | None) -> Onward:
    """What follows a sitting, by the first host that knows; nothing where none does."""
    found = (host.onward(user, delivery, maximum) for host in hosts)
    return next((one for one in found if one is not None), Onward())


Further = Callable[[Delivery], Iterable[tuple[Any, str]]]

further: list[Further] = []


def register_further(pages: Further) -> None:
    """Let an app above name its own pages about a delivery, each with its words, to whoever runs it."""
    if pages not in further:
        further.append(pages)


def further_pages(delivery: Delivery) -> list[tuple[Any, str]]:
    """What other apps have to show about a delivery: words and address."""
    return [page for pages in further for page in pages(delivery)]


OccasionPages = Callable[[Occasion], Iterable[tuple[Any, str]]]

about_occasions: list[OccasionPages] = []


def register_occasion_pages(pages: OccasionPages) -> None:
    """Let an app above name its own pages about an occasion, each with its words, to whoever leads it."""
    if pages not in about_occasions:
        about_occasions.append(pages)


def occasion_pages(occasion: Occasion) -> list[tuple[Any, str]]:
    """What other apps have to show about an occasion: words and address."""
    return [page for pages in about_occasions for page in pages(occasion)]


SurveyPages = Callable[[User, Center], Iterable[tuple[Any, str]]]

about_surveys: list[SurveyPages] = []


def register_survey_pages(pages: SurveyPages) -> None:
    """Let an app above name its own pages about a center's survey of clients, to whoever runs it."""
    if pages not in about_surveys:
        about_surveys.append(pages)


def survey_pages(actor: User, center: Center) -> list[tuple[Any, str]]:
    """What other apps have to show this person about the survey: words and address."""
    return [page for pages in about_surveys for page in pages(actor, center)]


def is_run_by(actor: User, uuid: UUID) -> bool:
    """Whether the person runs the delivery of that uuid."""
    found = Delivery.objects.filter(uuid=uuid).first()
    return found is not None and running(actor, found) is not None
