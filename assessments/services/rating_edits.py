"""Saving one edit of a draft rating: a criterion, or the overall comment."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from assessments.models import Occasion, Rating
from assessments.services.criterion_scores import Mark, Stored, clean, known_scores, write_scores
from assessments.services.rating_checks import (
    check_access,
    check_held,
    check_writable,
    misfit,
    not_yours,
)
from assessments.services.ratings import begun
from lms.accounts.models import User
from lms.core import clock

OVERALL = ""


@dataclass(frozen=True, slots=True)
class RatingEdit:
    """What was done to one criterion; with `criterion` OVERALL only `mark.comment` says something."""

    criterion: str
    mark: Mark
    seq: int


@dataclass(frozen=True, slots=True)
class SavedEdit:
    """What is stored after it. `applied` is false when something as new was there already."""

    applied: bool
    seq: int
    saved_at: datetime


def save_edit(*, actor: User, occasion: UUID, subject: UUID, edit: RatingEdit) -> SavedEdit:
    """Lay one edit over the assessor's draft, unless what is stored on that criterion is as new.

    Other criteria stay as they are, so that two tabs lose nothing of each other. A draft that exists
    is right enough: only beginning one, and handing it in, ask whether the person may rate.
    Raises UserError: "not_yours", "not_held", "submitted", "closed", "bad_criterion", "bad_level".
    """
    with transaction.atomic():
        rating = _draft(actor, occasion, subject) or _first_draft(actor, occasion, subject)
        check_writable(rating)
        about = rating.assignment.case.occasion
        check_held(about)
        if edit.criterion == OVERALL:
            return _save_overall(rating, edit)
        known = known_scores(rating, about)
        if edit.criterion not in known:
            raise misfit("bad_criterion")
        if edit.mark.value is not None and edit.mark.value not in {
            level["value"] for level in about.rubric_version.levels
        }:
            raise misfit("bad_level")
        stored = known[edit.criterion]
        if edit.seq <= (stored.seq or 0):
            return SavedEdit(_is_same(stored, edit.mark), stored.seq or 0, rating.saved_at)
        write_scores(rating, known, {edit.criterion: edit.mark})
        _touch(rating)
    return SavedEdit(True, edit.seq, rating.saved_at)


def _draft(actor: User, occasion: UUID, subject: UUID) -> Rating | None:
    return (
        Rating.objects.select_for_update(of=("self", "assignment__case"))
        .select_related("assignment__case__occasion__rubric_version")
        .filter(
            assignment__assessor=actor,
            assignment__case__occasion__uuid=occasion,
            assignment__case__ratee__uuid=subject,
            superseded_by__isnull=True,
            set_aside=False,
        )
        .first()
    )


def _first_draft(actor: User, occasion: UUID, subject: UUID) -> Rating:
    about = Occasion.objects.filter(uuid=occasion).first()
    person = User.objects.filter(uuid=subject).first()
    if about is None or person is None:
        raise not_yours()
    check_access(actor, about, person)
    check_held(about)
    begun(actor, about, person)
    rating = _draft(actor, occasion, subject)
    assert rating is not None
    return rating


def _save_overall(rating: Rating, edit: RatingEdit) -> SavedEdit:
    comment = clean(edit.mark.comment)
    if edit.seq <= rating.comment_seq:
        return SavedEdit(rating.comment == comment, rating.comment_seq, rating.saved_at)
    rating.comment, rating.comment_seq = comment, edit.seq
    _touch(rating, "comment", "comment_seq")
    return SavedEdit(True, edit.seq, rating.saved_at)


def _touch(rating: Rating, *fields: str) -> None:
    rating.revision += 1
    rating.saved_at = clock.now()
    rating.save(update_fields=["revision", "saved_at", *fields])


def _is_same(stored: Stored, mark: Mark) -> bool:
    return (stored.value, stored.decided, stored.comment) == (mark.value, mark.decided, clean(mark.comment))
