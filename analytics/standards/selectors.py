"""Panels as lists and pages read them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Count, F, Q, QuerySet

from analytics.standards.figures import PanelFigures, spread_by_question
from analytics.standards.models import StandardJudge, StandardRating, StandardStudy
from analytics.standards.services import figures_of
from assessments import api as assessments
from lms.accounts.models import User
from lms.accounts.roles import Role


@dataclass(frozen=True, slots=True)
class Round:
    """A round that is closed: its mark, and what was said of each question, (lowest, mean, highest)."""

    number: int
    figures: PanelFigures
    spread: dict[int, tuple[float, ...]]


def studies(*, judge: User | None = None) -> QuerySet[StandardStudy]:
    """Every panel, or those of one judge, the newest first, with how many have judged in its round."""
    sent = Q(judges__ratings__round=F("round"))
    rows = StandardStudy.objects.select_related("version__instrument", "record").annotate(
        seats=Count("judges", distinct=True),
        spoken=Count("judges__ratings", filter=sent, distinct=True),
    )
    if judge is not None:
        rows = rows.filter(pk__in=StandardJudge.objects.filter(user=judge).order_by().values("study"))
    return rows.order_by("-created_at", "-id")


def study_or_none(uuid: UUID, *, judge: User | None = None) -> StandardStudy | None:
    """One panel, for a judge only if it is theirs."""
    return studies(judge=judge).filter(uuid=uuid).first()


def closed_rounds(study: StandardStudy) -> list[Round]:
    """The rounds whose figures may be seen: all that are over."""
    last = study.round - 1 if study.is_open else study.round
    places = [one.position for one in assessments.judged_questions(study.version.uuid)]
    found = []
    for number in range(1, last + 1):
        said = said_in(study, number)
        spread = spread_by_question(study.method, said, places)
        found.append(Round(number, figures_of(study, number=number), spread))
    return found


def said_in(study: StandardStudy, number: int) -> Sequence[Any]:
    """What the judges said in one round, without their names."""
    rows = StandardRating.objects.filter(judge__study=study, round=number).order_by("judge_id")
    return list(rows.values_list("values", flat=True))


def own_rating(study: StandardStudy, judge: User, number: int) -> StandardRating | None:
    """What one judge said in a round."""
    return StandardRating.objects.filter(judge__study=study, judge__user=judge, round=number).first()


def who_has_spoken(study: StandardStudy) -> list[tuple[User, bool]]:
    """The judges by name, and whether each has judged in the round that is open or was last."""
    spoken = set(
        StandardRating.objects.filter(judge__study=study, round=study.round).values_list(
            "judge_id", flat=True
        )
    )
    seats = StandardJudge.objects.filter(study=study).select_related("user")
    return [
        (one.user, one.pk in spoken) for one in seats.order_by("user__last_name", "user__first_name", "pk")
    ]


def possible_judges() -> QuerySet[User]:
    """People whose role lets them review, by name."""
    grants = {"role_grants__role__in": (Role.REVIEWER, Role.ADMINISTRATOR), "role_grants__revoked_at": None}
    rows = User.objects.filter(is_active=True, **grants).distinct()
    return rows.order_by("last_name", "first_name", "id")
