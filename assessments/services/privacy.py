"""What assessments keep about a person: given out, made anonymous, moved to another account."""

from collections.abc import Callable
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from assessments.item_types import word_types
from assessments.models import (
    Accommodation,
    AnonymousReceipt,
    Appeal,
    AppealStep,
    Assignment,
    Attempt,
    CriterionScore,
    Moderation,
    ModerationNote,
    Rating,
    RatingCase,
    Response,
    ResponseEvidence,
    RoleCast,
    SuccessStory,
)
from assessments.rules import rating_cases as rules
from assessments.services import ballots
from assessments.services import privacy_admissions as admissions
from assessments.services import privacy_calibration as calibration
from assessments.services import privacy_days as days
from assessments.services import privacy_instruments as instruments
from assessments.services import privacy_marking as marking
from assessments.services import privacy_requests as requests
from assessments.services import privacy_sheets as sheets
from lms.accounts.api import keep, move_rows
from lms.accounts.models import User


def export_attempts(user: User) -> list[dict[str, Any]]:
    """Every sitting with its answers, those that do not count and its scores, markings anew too.

    A result that waits for its release is not theirs yet: it may still change.
    """
    attempts = (
        Attempt.objects.filter(user=user)
        .select_related("delivery", "instrument_version__instrument")
        .prefetch_related(
            "responses__item_version__item",
            "evidence__item_version__item",
            "scores",
            "regrades",
        )
        .order_by("pk")
    )
    return [
        {
            "instrument": attempt.instrument_version.instrument.key,
            "purpose": attempt.delivery.purpose,
            "number": attempt.number,
            "started_at": attempt.started_at.isoformat(),
            "submitted_at": attempt.submitted_at.isoformat() if attempt.submitted_at else None,
            "scores": [
                {
                    "revision": one.revision,
                    "topic": one.topic,
                    "points": one.points,
                    "maximum": one.maximum,
                }
                for one in attempt.scores.all()
                if attempt.delivery.tells
            ],
            "marked_anew": [
                {"at": one.at.isoformat(), "reason": one.reason, "before": one.before, "after": one.after}
                for one in attempt.regrades.all()
                if attempt.delivery.tells
            ],
            "not_counted": [
                {
                    "question": one.item_version.item.key,
                    "answer": one.value,
                    "reason": one.reason,
                    "received_at": one.received_at.isoformat(),
                }
                for one in attempt.evidence.all()
            ],
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
    words = {"attempt__user": user, "item_version__type__in": word_types()}
    return Response.objects.filter(**words).update(answer={}) + ResponseEvidence.objects.filter(
        **words
    ).update(answer={})


def export_receipts(user: User) -> list[dict[str, Any]]:
    """That the person took part in anonymous forms; what they said cannot be found."""
    receipts = AnonymousReceipt.objects.filter(user=user).select_related(
        "delivery__instrument_version__instrument"
    )
    return [
        {"instrument": one.delivery.instrument_version.instrument.key, "on": one.on.isoformat()}
        for one in receipts.order_by("on", "delivery_id")
    ]


def export_cases(user: User) -> list[dict[str, Any]]:
    """The person's released results, with every rating that stands behind them.

    What is not released is not theirs yet: it may still change.
    """
    cases = RatingCase.objects.filter(ratee=user, state__in=sorted(rules.PUBLIC)).select_related("occasion")
    return [
        {
            "occasion": case.occasion.title,
            "mode": case.occasion.mode,
            "state": case.state,
            "released_at": case.released_at.isoformat() if case.released_at else None,
            "objection": _objection(case),
            "ratings": [
                _plain(rating, own=False)
                for rating in _full(Rating.objects.standing().filter(assignment__case=case))
            ],
        }
        for case in cases.order_by("pk")
    ]


def _objection(case: RatingCase) -> dict[str, Any] | None:
    appeal = Appeal.objects.filter(case=case).first()
    if appeal is None:
        return None
    return {
        "grounds": appeal.grounds,
        "filed_at": appeal.filed_at.isoformat(),
        "steps": [
            {"step": one.kind, "finding": one.finding, "reason": one.reason, "levels": one.scores}
            for one in appeal.steps.exclude(done_at=None).order_by("pk")
        ],
    }


def erase_cases(user: User) -> int:
    """Blank the words about the person in every version; levels stay, so that figures stay true."""
    scores = CriterionScore.objects.filter(rating__assignment__case__ratee=user)
    words = scores.exclude(comment="", evidence="").update(comment="", evidence="")
    words += Rating.objects.filter(assignment__case__ratee=user).exclude(comment="").update(comment="")
    words += sheets.erase_words(user)
    words += Appeal.objects.filter(case__ratee=user).exclude(grounds="—").update(grounds="—")
    words += AppealStep.objects.filter(appeal__case__ratee=user, done_at__isnull=False).update(reason="—")
    words += ModerationNote.objects.filter(case__ratee=user).exclude(text="—").update(text="—")
    return words + Moderation.objects.filter(case__ratee=user).exclude(reason="—").update(reason="—")


def export_assignments(user: User) -> list[dict[str, Any]]:
    """Every rating that the person gave, drafts and replaced versions included."""
    ratings = _full(Rating.objects.filter(assignment__assessor=user))
    return [{"as": rating.assignment.kind, **_plain(rating, own=True)} for rating in ratings]


def export_moderations(user: User) -> list[dict[str, Any]]:
    """The differences that the person settled."""
    rows = Moderation.objects.filter(moderator=user).select_related("case__occasion").order_by("pk")
    return [
        {
            "occasion": one.case.occasion.title,
            "opened_at": one.opened_at.isoformat(),
            "outcome": one.outcome,
            "reason": one.reason,
            "scores": one.scores,
        }
        for one in rows
    ]


def export_moderation_notes(user: User) -> list[dict[str, Any]]:
    """Why the person rated as they did, as they wrote it alone."""
    rows = ModerationNote.objects.filter(author=user).select_related("case__occasion").order_by("pk")
    return [
        {"occasion": one.case.occasion.title, "written_at": one.written_at.isoformat(), "text": one.text}
        for one in rows
    ]


def export_casts(user: User) -> list[dict[str, Any]]:
    """The roles that the person plays."""
    rows = RoleCast.objects.filter(user=user).select_related("occasion", "scenario_version")
    return [
        {"occasion": one.occasion.title, "scenario": one.scenario_version.title, "role": one.role}
        for one in rows.order_by("pk")
    ]


def erase_casts(user: User) -> int:
    """Whoever is gone plays nothing."""
    return RoleCast.objects.filter(user=user).delete()[0]


def _full(ratings: Any) -> Any:
    return (
        ratings.select_related("assignment__case__occasion")
        .prefetch_related("scores__criterion")
        .order_by("pk")
    )


def _plain(rating: Rating, *, own: bool) -> dict[str, Any]:
    occasion = rating.assignment.case.occasion
    return {
        "occasion": occasion.title,
        "mode": occasion.mode,
        "version": rating.version,
        "submitted_at": rating.submitted_at.isoformat() if rating.submitted_at else None,
        "judgment": rating.judgment,
        "comment": rating.comment,
        "strengths": [one for one in (rating.strength, rating.second_strength) if one],
        "next_step": rating.next_step,
        "medium": rating.medium,
        "notes": sheets.notes_of(rating, own=own),
        "scores": [
            {
                "criterion": one.criterion.key,
                "level": one.value,
                "comment": one.comment,
                "evidence": one.evidence,
            }
            for one in rating.scores.all()
        ],
    }


def export_stories(user: User) -> list[dict[str, Any]]:
    """The stories of others that the person wrote down; whose they are, nobody knows."""
    rows = SuccessStory.objects.filter(recorded_by=user).order_by("pk")
    return [
        {"agreed_on": one.agreed_on.isoformat(), "recorded_at": one.recorded_at.isoformat()} for one in rows
    ]


PERSONAL_DATA: tuple[tuple[str, Callable[[User], list[dict[str, Any]]], Callable[[User], int]], ...] = (
    ("assessments.Attempt", export_attempts, erase_attempts),
    ("assessments.AnonymousReceipt", export_receipts, keep),
    ("assessments.RatingCase", export_cases, erase_cases),
    ("assessments.Assignment", export_assignments, keep),
    ("assessments.Moderation", export_moderations, keep),
    ("assessments.ModerationNote", export_moderation_notes, keep),
    ("assessments.RoleCast", export_casts, erase_casts),
    ("assessments.SuccessStory", export_stories, keep),
)


def merge_conflicts(kept: User, gone: User) -> list[str]:
    """What both accounts have, so that putting them together would invent or lose something."""
    conflicts = []
    if _shared(Attempt, kept, gone, "user", "delivery_id"):
        conflicts.append(_("Both accounts took the same test."))
    if _shared(AnonymousReceipt, kept, gone, "user", "delivery_id"):
        conflicts.append(_("Both accounts answered the same anonymous form."))
    if _shared(Accommodation, kept, gone, "person", "delivery_id"):
        conflicts.append(_("Both accounts were granted more time in the same test."))
    if requests.merge_conflicts(kept, gone):
        conflicts.append(_("Supervisors were asked about both accounts in the same course."))
    if instruments.merge_conflicts(kept, gone):
        conflicts.append(_("Both accounts stand on the same answer sheet on paper."))
    if days.merge_conflicts(kept, gone):
        conflicts.append(_("Both accounts take part in the same exam day."))
    if _shared(RatingCase, kept, gone, "ratee", "occasion_id") or _shared(
        Assignment, kept, gone, "assessor", "case_id"
    ):
        conflicts.append(_("Both accounts have a rating on the same occasion."))
    if sheets.merge_conflicts(kept, gone):
        conflicts.append(_("Both accounts stand on the same rating sheet or party card."))
    crossed = Q(case__ratee=kept, assessor=gone) | Q(case__ratee=gone, assessor=kept)
    if Assignment.objects.filter(crossed).exists():
        conflicts.append(_("One account rated the other."))
    return conflicts


def merge_move(kept: User, gone: User) -> int:
    """Move every row from `gone` to `kept`, within the caller's transaction."""
    return (
        move_rows(
            kept,
            gone,
            (Attempt, "user"),
            (RatingCase, "ratee"),
            (Assignment, "assessor"),
            (Moderation, "moderator"),
            (ModerationNote, "author"),
            (AppealStep, "by"),
            (SuccessStory, "recorded_by"),
        )
        + ballots.move_receipts(kept=kept, gone=gone)
        + _move_casts(kept, gone)
        + admissions.move(kept, gone)
        + days.move(kept, gone)
        + marking.move(kept, gone)
        + calibration.move(kept, gone)
        + instruments.move(kept, gone)
        + requests.move(kept, gone)
        + sheets.move(kept, gone)
    )


def _move_casts(kept: User, gone: User) -> int:
    """A role that both accounts play is played once."""
    moved = 0
    for cast in RoleCast.objects.filter(user=gone).order_by("pk"):
        role = {"occasion": cast.occasion_id, "scenario_version": cast.scenario_version_id, "role": cast.role}
        if RoleCast.objects.filter(user=kept, **role).exists():
            cast.delete()
        else:
            moved += RoleCast.objects.filter(pk=cast.pk).update(user=kept)
    return moved


def _shared(model: Any, kept: User, gone: User, person: str, *fields: str) -> bool:
    theirs = set(model.objects.filter(**{person: gone}).values_list(*fields))
    return bool(theirs & set(model.objects.filter(**{person: kept}).values_list(*fields)))
