"""An occasion as one of its assessors meets it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Q, QuerySet

from assessments import registries
from assessments.enums import DECIDING_KINDS, CaseState, RatingStatus
from assessments.models import Occasion, PaperSheet, Rating, RatingCase
from assessments.rules import rating_cases as rules
from assessments.selectors.occasions import criteria_of
from lms.accounts.models import User


@dataclass(frozen=True, slots=True)
class Subject:
    """A person to rate: how far the assessor's own rating is, how far others are, and the case.

    `code_word` and `late` are those of an exam day, `has_read` that the assessor read what another wrote on
    paper and so cannot begin a sheet; all as `people` were annotated (`rating_lists`).
    """

    person: User
    decided: int
    criteria: int
    submitted: bool
    others_submitted: int
    others_begun: int
    state: str
    code_word: str = ""
    late: bool = False
    has_read: bool = False

    @property
    def started(self) -> bool:
        return self.decided > 0

    @property
    def released(self) -> bool:
        return self.state in rules.PUBLIC

    @property
    def absent(self) -> bool:
        return self.state == CaseState.ABSENT

    @property
    def void(self) -> bool:
        return self.state == CaseState.VOID

    @property
    def is_shut(self) -> bool:
        """Nothing can be written on the assessor's sheet, be it sent or not."""
        return self.state not in rules.RATABLE or (self.has_read and not self.started)

    @property
    def settling(self) -> bool:
        """Its sheets are being talked over."""
        return self.state in rules.SETTLING

    @property
    def waits_for_own(self) -> bool:
        """Somebody else has sent a rating that the assessor sees once their own is sent."""
        return bool(self.others_submitted) and not self.submitted and not self.released

    @property
    def releasable(self) -> bool:
        """Rated, so that whoever answers for it may release it."""
        return self.state in rules.RELEASABLE


def subjects(*, assessor: User, occasion: Occasion, people: Iterable[User]) -> list[Subject]:
    """How far the ratings of `people` are, in their order: three queries, and only their rows."""
    people = list(people)
    ids = [person.pk for person in people]
    ratings = Rating.objects.current().filter(
        assignment__case__occasion=occasion, assignment__case__ratee__in=ids
    )
    own = {
        rating.assignment.case.ratee_id: rating
        for rating in ratings.filter(assignment__assessor=assessor)
        .select_related("assignment__case")
        .annotate(decided=Count("scores", filter=Q(scores__decided=True)))
    }
    others = {
        ratee: (submitted, begun)
        for ratee, submitted, begun in ratings.filter(assignment__kind__in=sorted(DECIDING_KINDS))
        .exclude(assignment__assessor=assessor)
        .order_by()
        .values("assignment__case__ratee_id")
        .annotate(
            sent=Count("pk", filter=Q(status=RatingStatus.SUBMITTED)),
            begun=Count("pk", filter=Q(status=RatingStatus.DRAFT)),
        )
        .values_list("assignment__case__ratee_id", "sent", "begun")
    }
    states = dict(
        RatingCase.objects.filter(occasion=occasion, ratee__in=ids).values_list("ratee_id", "state")
    )
    total = len(criteria_of(occasion))
    return [
        Subject(
            person=person,
            decided=getattr(own.get(person.pk), "decided", 0),
            criteria=total,
            submitted=person.pk in own and own[person.pk].is_submitted,
            others_submitted=others.get(person.pk, (0, 0))[0],
            others_begun=others.get(person.pk, (0, 0))[1],
            state=states.get(person.pk, CaseState.OPEN),
            code_word=getattr(person, "code_word", None) or "",
            late=bool(getattr(person, "late", False)),
            has_read=getattr(person, "has_read", False),
        )
        for person in people
    ]


def papers_read(assessor: User) -> QuerySet[PaperSheet]:
    """The sheets of others that the person had in hand."""
    hands = Q(entered_by=assessor) | Q(checked_by=assessor)
    return PaperSheet.objects.filter(hands).exclude(assessor=assessor)


def own_rating(*, assessor: User, occasion: Occasion, subject: User) -> Rating | None:
    """The newest version of the assessor's own rating of the person, with its scores and its case."""
    return (
        Rating.objects.current()
        .filter(
            assignment__assessor=assessor,
            assignment__case__occasion=occasion,
            assignment__case__ratee=subject,
        )
        .select_related("assignment__case")
        .prefetch_related("scores__criterion")
        .first()
    )


def earlier_versions(rating: Rating) -> list[datetime]:
    """When the versions that this one replaced were sent, oldest first."""
    earlier = Rating.objects.filter(
        assignment=rating.assignment_id, version__lt=rating.version, set_aside=False
    )
    moments = earlier.order_by("version").values_list("submitted_at", flat=True)
    return [moment for moment in moments if moment is not None]


def case_of(*, occasion: Occasion, subject: User) -> RatingCase | None:
    """The person's case on the occasion."""
    return RatingCase.objects.filter(occasion=occasion, ratee=subject).first()


def around(people: QuerySet[User], person: User, *, span: int = 3) -> list[User]:
    """The people around `person` in the order of `registries.by_name`, as many as tabs have room for.

    Two queries that read no more than that.
    """
    room = 2 * span
    behind = registries.is_behind(person)
    earlier = list(
        reversed(registries.by_name(people.exclude(behind).exclude(pk=person.pk)).reverse()[:room])
    )
    later = list(registries.by_name(people.filter(behind))[:room])
    kept = max(span, room - len(later))
    earlier = earlier[-kept:]
    return [*earlier, person, *later[: room - len(earlier)]]
