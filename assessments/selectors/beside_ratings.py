"""What stands beside the assessors' ratings of a case and never counts: party cards, peers."""

from dataclasses import dataclass

from django.db.models import QuerySet

from assessments import registries
from assessments.enums import AssessorKind
from assessments.models import Criterion, Occasion, PartyCard, Rating
from assessments.selectors.occasions import criteria_of
from lms.accounts.models import User


def party_cards(*, occasion: Occasion, subject_id: int) -> list[PartyCard]:
    """The cards about the person, in the order of roles; whose they are is not said."""
    rows = PartyCard.objects.filter(case__occasion=occasion, case__ratee_id=subject_id)
    return list(rows.order_by("role", "pk"))


def without_card(player: User, occasion: Occasion) -> QuerySet[User]:
    """Those rated there about whom the player has not said how it was."""
    said = PartyCard.objects.filter(case__occasion=occasion, author=player).values("case__ratee")
    return registries.by_name(
        registries.people_of(occasion).ratees.exclude(pk__in=said).exclude(pk=player.pk)
    )


def without_peer_rating(peer: User, occasion: Occasion) -> QuerySet[User]:
    """The others rated there whom the peer has not rated."""
    said = Rating.objects.standing().filter(
        assignment__case__occasion=occasion, assignment__assessor=peer, assignment__kind=AssessorKind.PEER
    )
    others = registries.people_of(occasion).ratees.exclude(pk=peer.pk)
    return registries.by_name(others.exclude(pk__in=said.values("assignment__case__ratee")))


@dataclass(frozen=True, slots=True)
class PeerView:
    """What peers said: their levels by criterion, in one order, and their words; no names."""

    lines: list[tuple[Criterion, list[int | None]]]
    comments: list[str]
    peers: int


def peer_view(*, occasion: Occasion, subject_id: int) -> PeerView | None:
    """How peers saw the person, None where nobody said."""
    ratings = list(
        Rating.objects.standing()
        .filter(
            assignment__case__occasion=occasion,
            assignment__case__ratee_id=subject_id,
            assignment__kind=AssessorKind.PEER,
        )
        .prefetch_related("scores")
        .order_by("uuid")
    )
    if not ratings:
        return None
    levels = [{one.criterion_id: one.value for one in rating.scores.all()} for rating in ratings]
    return PeerView(
        lines=[(one, [each.get(one.pk) for each in levels]) for one in criteria_of(occasion)],
        comments=sorted(rating.comment for rating in ratings if rating.comment),
        peers=len(ratings),
    )
