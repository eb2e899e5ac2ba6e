"""The people of an occasion as one assessor works through them: what is left comes first."""

from dataclasses import dataclass
from typing import Any

from django.db.models import (
    BooleanField,
    Case,
    Count,
    Exists,
    ExpressionWrapper,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)

from assessments import registries
from assessments.enums import DayState, OccasionMode, RatingStatus
from assessments.models import Assignment, CheckIn, Occasion, Rating, RatingCase
from assessments.rules import rating_cases as rules
from assessments.selectors.assessors import papers_read
from lms.accounts.models import User
from lms.core.search import matching

LEFT, MINE, SENT = "left", "mine", "sent"
SHOWN: dict[str, Q] = {
    LEFT: Q(is_sent=False, is_closed=False),
    MINE: Q(is_mine=True),
    SENT: Q(is_sent=True),
}


@dataclass(frozen=True, slots=True)
class Counts:
    """How many people an assessor may rate; how many are left, are theirs, are sent."""

    total: int = 0
    left: int = 0
    mine: int = 0
    sent: int = 0


def work_of(assessor: User, occasion: Occasion, people: QuerySet[User]) -> QuerySet[User]:
    """`people` as the assessor stands to them: `is_mine`, `is_begun`, `is_sent`, `is_closed`, `has_read`.

    Theirs are those whom they were given, took or began. Closed is what others settled without them, who
    was absent, and whom they may not rate because they read what another wrote.
    """
    own = Rating.objects.current().filter(
        assignment__assessor=assessor, assignment__case__occasion=occasion, assignment__case__ratee=_person()
    )
    assigned = Assignment.objects.filter(assessor=assessor, case__occasion=occasion, case__ratee=_person())
    settled = RatingCase.objects.filter(occasion=occasion, ratee=_person()).exclude(
        state__in=sorted(rules.RATABLE)
    )
    read = papers_read(assessor).filter(case__occasion=occasion, case__ratee=_person())
    has_read = Q(pk__in=[])
    if occasion.mode == OccasionMode.ASSESSED:
        has_read = Q(Exists(read.order_by())) & ~Q(Exists(own.order_by()))
    shut = Q(Exists(settled.order_by())) | has_read
    return people.annotate(
        is_mine=Exists(assigned.order_by()),
        is_begun=Exists(own.filter(status=RatingStatus.DRAFT).order_by()),
        is_sent=Exists(own.filter(status=RatingStatus.SUBMITTED).order_by()),
        is_closed=ExpressionWrapper(shut, output_field=BooleanField()),
        has_read=ExpressionWrapper(has_read, output_field=BooleanField()),
    )


def at_door(people: QuerySet[User], occasion: Occasion) -> QuerySet[User]:
    """`people` with `code_word` and `late` of the last published exam day on which they are expected."""
    if occasion.mode != OccasionMode.ASSESSED:
        return people
    rows = CheckIn.objects.filter(day__occasions=occasion, person=_person()).exclude(day__state=DayState.PLAN)
    last = rows.order_by("-day__starts_at", "-pk")
    return people.annotate(
        code_word=Subquery(last.values("code_word")[:1]), late=Subquery(last.values("late")[:1])
    )


def found_by(q: str, occasion: Occasion) -> Q:
    """Whom somebody looks for: by name, e-mail and the code word of an exam day; everybody for no words."""
    named = matching(q, "first_name", "last_name", "email")
    if not named or occasion.mode != OccasionMode.ASSESSED:
        return named
    worded = CheckIn.objects.filter(matching(q, "code_word"), day__occasions=occasion, person=_person())
    return named | Q(Exists(worded.order_by()))


def in_order(work: QuerySet[User]) -> QuerySet[User]:
    """What was begun, what else is the assessor's, what else is left, then the rest; each by name."""
    return work.order_by(_place(), *registries.BY_NAME)


def counts(work: QuerySet[User]) -> Counts:
    """All four numbers in one query."""
    narrowed: dict[str, Any] = {name: Count("pk", filter=which) for name, which in SHOWN.items()}
    return Counts(**work.order_by().aggregate(total=Count("pk"), **narrowed))


def next_subject(*, assessor: User, occasion: Occasion, people: QuerySet[User], after: User) -> User | None:
    """Whom to rate once `after` is sent: what is begun or theirs first, else who follows by name."""
    left = work_of(assessor, occasion, people).filter(SHOWN[LEFT]).exclude(pk=after.pk)
    follows = Case(
        When(registries.is_behind(after), then=Value(False)),
        default=Value(True),
        output_field=BooleanField(),
    )
    return left.order_by(_place(), follows, *registries.BY_NAME).first()


def _person() -> OuterRef:
    return OuterRef("pk")


def _place() -> Case:
    left = SHOWN[LEFT]
    return Case(
        When(left & Q(is_begun=True), then=0),
        When(left & Q(is_mine=True), then=1),
        When(left, then=2),
        default=3,
        output_field=IntegerField(),
    )
