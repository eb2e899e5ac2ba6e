"""What assessments keep about a person: given out, made anonymous, moved to another account."""

from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from assessments.models import AnonymousReceipt, Attempt, CriterionScore, Rating, Response
from assessments.services import ballots
from lms.accounts.models import User


def export_attempts(user: User) -> list[dict[str, Any]]:
    """Every sitting with its answers."""
    attempts = (
        Attempt.objects.filter(user=user)
        .select_related("delivery__instrument_version__instrument")
        .prefetch_related("responses__item_version__item")
        .order_by("pk")
    )
    return [
        {
            "instrument": attempt.delivery.instrument_version.instrument.key,
            "purpose": attempt.delivery.purpose,
            "number": attempt.number,
            "started_at": attempt.started_at.isoformat(),
            "submitted_at": attempt.submitted_at.isoformat() if attempt.submitted_at else None,
            "score": attempt.score,
            "max_score": attempt.max_score,
            "answers": [
                {
                    "question": response.item_version.item.key,
                    "answer": response.value,
                    "saved_at": response.saved_at.isoformat(),
                }
                for response in attempt.responses.all()
            ],
        }
        for attempt in attempts
    ]


def erase_attempts(user: User) -> int:
    """Blank what the person wrote freely; choices and scores stay, so that figures stay true."""
    return Response.objects.filter(attempt__user=user, item_version__type="open_text").update(answer={})


def export_receipts(user: User) -> list[dict[str, Any]]:
    """That the person took part in anonymous forms; what they said cannot be found."""
    receipts = AnonymousReceipt.objects.filter(user=user).select_related(
        "delivery__instrument_version__instrument"
    )
    return [
        {"instrument": one.delivery.instrument_version.instrument.key, "on": one.on.isoformat()}
        for one in receipts.order_by("on", "delivery_id")
    ]


def erase_receipts(user: User) -> int:
    """Receipts stay with the anonymous account: the count of who took part must not change."""
    return 0


def export_ratings(user: User) -> list[dict[str, Any]]:
    """Submitted ratings of the person, and all that the person gave."""
    own = Q(subject=user, submitted_at__isnull=False) | Q(assessor=user)
    ratings = (
        Rating.objects.filter(own)
        .select_related("occasion")
        .prefetch_related("scores__criterion")
        .order_by("pk")
    )
    return [
        {
            "role": "subject" if rating.subject_id == user.pk else "assessor",
            "occasion": rating.occasion.title,
            "mode": rating.occasion.mode,
            "submitted_at": rating.submitted_at.isoformat() if rating.submitted_at else None,
            "comment": rating.comment,
            "scores": [
                {"criterion": one.criterion.key, "level": one.value, "comment": one.comment}
                for one in rating.scores.all()
            ],
        }
        for rating in ratings
    ]


def erase_ratings(user: User) -> int:
    """Blank the comments about the person; levels stay, and ratings given keep the pseudonym."""
    comments = CriterionScore.objects.filter(rating__subject=user).exclude(comment="").update(comment="")
    return comments + Rating.objects.filter(subject=user).exclude(comment="").update(comment="")


def merge_conflicts(kept: User, gone: User) -> list[str]:
    """What both accounts have, so that putting them together would invent or lose something."""
    conflicts = []
    if _shared(Attempt, kept, gone, "user", "delivery_id"):
        conflicts.append(_("Both accounts took the same test."))
    if _shared(AnonymousReceipt, kept, gone, "user", "delivery_id"):
        conflicts.append(_("Both accounts answered the same anonymous form."))
    if _shared(Rating, kept, gone, "subject", "occasion_id", "assessor_id") or _shared(
        Rating, kept, gone, "assessor", "occasion_id", "subject_id"
    ):
        conflicts.append(_("Both accounts have a rating on the same occasion."))
    if Rating.objects.filter(Q(subject=kept, assessor=gone) | Q(subject=gone, assessor=kept)).exists():
        conflicts.append(_("One account rated the other."))
    return conflicts


def merge_move(kept: User, gone: User) -> int:
    """Move every row from `gone` to `kept`, within the caller's transaction."""
    return (
        Attempt.objects.filter(user=gone).update(user=kept)
        + ballots.move_receipts(kept=kept, gone=gone)
        + Rating.objects.filter(subject=gone).update(subject=kept)
        + Rating.objects.filter(assessor=gone).update(assessor=kept)
    )


def _shared(model: type, kept: User, gone: User, person: str, *fields: str) -> bool:
    theirs = set(model.objects.filter(**{person: gone}).values_list(*fields))
    return bool(theirs & set(model.objects.filter(**{person: kept}).values_list(*fields)))
