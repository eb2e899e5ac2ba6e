"""Saving one edit of a draft rating: a criterion, or one of the other fields of the sheet."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction
from django.utils.translation import gettext as _

from assessments.enums import Judgment
from assessments.models import Assignment, EvidenceNote, Occasion, Rating
from assessments.rules.sheet_edits import Seen, Verdict, merged, verdict
from assessments.services.criterion_scores import Mark, Stored, clean, known_scores, write_scores
from assessments.services.rating_checks import (
    check_access,
    check_held,
    check_unreleased,
    check_writable,
    misfit,
    not_yours,
)
from assessments.services.ratings import begun
from assessments.services.sheet_words import CLOSING, JUDGMENT, NOTE, OVERALL, PERSON, Closing, closing_of
from lms.accounts.models import User
from lms.core import audit, clock
from lms.core.errors import UserError

NOT_OBSERVED = "no"


@dataclass(frozen=True, slots=True)
class RatingEdit:
    """What was done to one field of the sheet, on which device, and what of it was there to see.

    `criterion` is its key or one of the names in `sheet_words`. `mark.comment` is the overall comment, the
    text of a note, or why somebody is rated out of turn; `mark.value` the judgment. `about` is the criterion
    of a note, and `noted_at` when it was written.
    """

    criterion: str
    mark: Mark
    seq: int
    device: str = ""
    seen: Seen = field(default_factory=dict)
    closing: Closing = field(default_factory=Closing)
    about: str = ""
    noted_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class SavedEdit:
    """What is stored after it. `applied` is false when something as new was there already."""

    applied: bool
    seq: int
    saved_at: datetime
    seen: Mapping[str, int] = field(default_factory=dict)
    stored: Mapping[str, Any] = field(default_factory=dict)


class EditConflictError(UserError):
    """Another device wrote what this one has not seen; `saved` is what is stored, which stays."""

    def __init__(self, saved: SavedEdit) -> None:
        super().__init__(_("This was changed on another device too. Choose what is right."), code="conflict")
        self.saved = saved


def save_edit(*, actor: User, occasion: UUID, subject: UUID, edit: RatingEdit) -> SavedEdit:
    """Lay one edit over the assessor's draft, unless what is stored on that field is as new.

    Other fields stay as they are, so that two tabs lose nothing of each other; what another device wrote
    unseen is never overwritten (EditConflictError). A draft that exists is right enough: only beginning one,
    and handing it in, ask whether the person may rate. Notes are taken after handing in as well.
    Raises UserError: "not_yours", "not_held", "submitted", "closed", "bad_criterion", "bad_level",
    "bad_note".
    """
    with transaction.atomic():
        rating = _draft(actor, occasion, subject) or _first_draft(actor, occasion, subject)
        about = rating.assignment.case.occasion
        if edit.criterion.startswith(NOTE):
            return _keep_note(rating, about, edit)
        check_writable(rating)
        check_held(about)
        if edit.criterion == PERSON:
            return _confirm(actor, rating, edit)
        slot = _slot(rating, about, edit)
        stored = rating.devices.get(edit.criterion, {})
        found = verdict(stored, slot.seq, seq=edit.seq, device=edit.device, seen=edit.seen)
        if found is Verdict.APPLY:
            return _lay(rating, edit, slot)
        same = slot.value == slot.sent
        if found is Verdict.CONFLICT and same:
            return _lay(rating, edit, slot, alone=False)
        saved = SavedEdit(same, slot.seq, rating.saved_at, stored, slot.value)
        if found is Verdict.CONFLICT:
            raise EditConflictError(saved)
    return saved


@dataclass(slots=True)
class _Slot:
    """One field of the sheet: what is stored, what was sent, both as a device shows them."""

    seq: int
    value: dict[str, Any]
    sent: dict[str, Any]
    known: Mapping[str, Stored] = field(default_factory=dict)


def _slot(rating: Rating, about: Occasion, edit: RatingEdit) -> _Slot:
    if edit.criterion == OVERALL:
        return _Slot(rating.comment_seq, {"comment": rating.comment}, {"comment": clean(edit.mark.comment)})
    if edit.criterion == CLOSING:
        return _Slot(rating.closing_seq, _words(closing_of(rating)), _words(edit.closing.cleaned))
    if edit.criterion == JUDGMENT:
        if edit.mark.value not in Judgment.values:
            raise misfit("bad_level")
        told = "" if rating.judgment is None else str(rating.judgment)
        return _Slot(rating.judgment_seq, {"level": told}, {"level": str(edit.mark.value)})
    known = known_scores(rating, about)
    if edit.criterion not in known:
        raise misfit("bad_criterion")
    levels = {level["value"] for level in about.rubric_version.levels}
    if edit.mark.value is not None and edit.mark.value not in levels:
        raise misfit("bad_level")
    stored = known[edit.criterion]
    mark = edit.mark
    again = stored.look_again if mark.look_again is None else mark.look_again
    return _Slot(
        stored.seq or 0,
        _told(stored.value, stored.decided, stored.comment, stored.look_again),
        _told(mark.value, mark.decided, clean(mark.comment), again),
        known,
    )


def _told(value: int | None, decided: bool, comment: str, look_again: bool) -> dict[str, Any]:
    level = "" if not decided else NOT_OBSERVED if value is None else str(value)
    return {"level": level, "comment": comment, "look_again": look_again}


def _words(closing: Closing) -> dict[str, str]:
    return {
        "strength": closing.strength,
        "second_strength": closing.second_strength,
        "next_step": closing.next_step,
    }


def _lay(rating: Rating, edit: RatingEdit, slot: _Slot, *, alone: bool = True) -> SavedEdit:
    """Write the edit down; where two devices wrote the same (not `alone`), that both did."""
    seq = edit.seq if alone else max(edit.seq, slot.seq)
    fields = []
    if edit.criterion == OVERALL:
        rating.comment, rating.comment_seq = clean(edit.mark.comment), seq
        fields = ["comment", "comment_seq"]
    elif edit.criterion == CLOSING:
        edit.closing.put(rating, seq)
        fields = ["strength", "second_strength", "next_step", "closing_seq"]
    elif edit.criterion == JUDGMENT:
        rating.judgment, rating.judgment_seq = edit.mark.value, seq
        fields = ["judgment", "judgment_seq"]
    elif alone:
        write_scores(rating, slot.known, {edit.criterion: edit.mark})
    seen = rating.devices.get(edit.criterion, {})
    if edit.device:
        seen = merged(seen, edit.seen, {edit.device: edit.seq})
        rating.devices = {**rating.devices, edit.criterion: seen}
        fields.append("devices")
    rating.revision += 1
    rating.saved_at = clock.now()
    rating.save(update_fields=["revision", "saved_at", *fields])
    return SavedEdit(True, seq, rating.saved_at, seen)


def _keep_note(rating: Rating, about: Occasion, edit: RatingEdit) -> SavedEdit:
    """Notes are only added: the same one again is the same."""
    check_unreleased(rating)
    text, now = clean(edit.mark.comment), clock.now()
    try:
        uuid = UUID(edit.criterion.removeprefix(NOTE))
    except ValueError as error:
        raise misfit("bad_note") from error
    if not text:
        raise misfit("bad_note")
    criterion = None
    if edit.about:
        known = known_scores(rating, about)
        if edit.about not in known:
            raise misfit("bad_criterion")
        criterion = known[edit.about].criterion_id
    note, _created = EvidenceNote.objects.get_or_create(
        uuid=uuid,
        defaults={
            "assignment": rating.assignment,
            "criterion_id": criterion,
            "text": text,
            "noted_at": min(edit.noted_at or now, now),
            "received_at": now,
        },
    )
    if note.assignment_id != rating.assignment_id:
        raise misfit("bad_note")
    return SavedEdit(True, edit.seq, now)


def _confirm(actor: User, rating: Rating, edit: RatingEdit) -> SavedEdit:
    """The assessor said who stands before them; the first time counts, and says why out of turn."""
    assignment, now = rating.assignment, clock.now()
    if assignment.confirmed_at is None:
        assignment.confirmed_at, assignment.out_of_turn = now, clean(edit.mark.comment)
        assignment.save(update_fields=["confirmed_at", "out_of_turn"])
        if assignment.out_of_turn:
            audit.record(
                actor=actor,
                action="assessments.rate_out_of_turn",
                target=assignment.case,
                reason=assignment.out_of_turn,
            )
    return SavedEdit(True, edit.seq, now)


def confirm_person(*, actor: User, occasion: Occasion, subject: User, reason: str = "") -> Assignment:
    """Say that this is the person to be rated, before the first level; `reason`: why out of turn."""
    edit = RatingEdit(PERSON, Mark(comment=reason), 1)
    save_edit(actor=actor, occasion=occasion.uuid, subject=subject.uuid, edit=edit)
    return Assignment.objects.get(assessor=actor, case__occasion=occasion, case__ratee=subject)


def add_note(*, actor: User, occasion: Occasion, subject: User, text: str, about: str = "") -> None:
    """Keep a note with the time; `about` is the key of a criterion. Empty words are no note."""
    if clean(text):
        edit = RatingEdit(f"{NOTE}{uuid4()}", Mark(comment=text), 1, about=about)
        save_edit(actor=actor, occasion=occasion.uuid, subject=subject.uuid, edit=edit)


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
