"""Two sheets of one assessor that stand for each other's person: put right without typing anything again."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from assessments.enums import RatingStatus
from assessments.models import CriterionScore, EvidenceNote, Occasion, Rating
from assessments.rules.sheet_edits import SWAP, merged
from assessments.services.criterion_scores import clean
from assessments.services.moderation import open_where_due
from assessments.services.rating_checks import check_access, check_held, check_ratable
from assessments.services.ratings import begun, follow_ratings, held
from assessments.services.sheet_words import CLOSING, JUDGMENT, OVERALL
from lms.accounts.models import User
from lms.core import audit, clock
from lms.core.errors import UserError

_WORDS = ("judgment", "comment", "strength", "second_strength", "next_step", "medium")
_SCORE = ("value", "decided", "comment", "evidence", "evidence_at", "look_again")


def swap_sheets(*, actor: User, occasion: Occasion, first: User, second: User, reason: str) -> None:
    """Give each of the two sheets to the other person: levels, words, notes, and whether it was sent.

    What was sent stays as it was, replaced by a new version. A device that still holds edits of before is
    told so when it sends them, for nothing of this was there to be seen. Raises UserError: "not_yours",
    "not_held", "closed", "same_person", "no_reason", "nothing_to_swap".
    """
    if first.pk == second.pk:
        raise UserError(_("Choose two different people."), code="same_person")
    if not clean(reason):
        raise UserError(_("Say in a few words how it came about."), code="no_reason")
    for person in (first, second):
        check_access(actor, occasion, person)
    check_held(occasion)
    with transaction.atomic():
        ratings = _both(actor, occasion, first, second)
        contents = [_content(one) for one in ratings]
        if not any(one["scores"] or one["notes"] or one["sent"] for one in contents):
            raise UserError(_("Neither of the two sheets holds anything yet."), code="nothing_to_swap")
        for rating in ratings:
            check_ratable(rating.assignment.case, assessor=actor)
        new = [_filled(rating, content) for rating, content in zip(ratings, reversed(contents), strict=True)]
        for rating, other in ((new[0], new[1]), (new[1], new[0])):
            follow_ratings(rating.assignment.case)
            audit.record(
                actor=actor,
                action="assessments.swap_sheets",
                target=rating,
                occasion=str(occasion.uuid),
                other=str(other.uuid),
                reason=clean(reason),
            )
        open_where_due([one.assignment.case for one in new], actor=actor)


def _both(actor: User, occasion: Occasion, first: User, second: User) -> list[Rating]:
    """The newest versions, held in the order of the people so that two such acts wait for each other."""
    found = {
        person.pk: held(actor, occasion, person) or begun(actor, occasion, person)
        for person in sorted((first, second), key=lambda one: one.pk)
    }
    return [found[first.pk], found[second.pk]]


def _content(rating: Rating) -> dict[str, Any]:
    scores = CriterionScore.objects.filter(rating=rating).order_by("pk")
    notes = EvidenceNote.objects.filter(assignment=rating.assignment_id)
    return {
        "sent": rating.is_submitted,
        "words": {name: getattr(rating, name) for name in _WORDS},
        "scores": {one.criterion_id: {name: getattr(one, name) for name in _SCORE} for one in scores},
        "seqs": dict(scores.values_list("criterion_id", "seq")),
        "notes": list(notes.values_list("pk", flat=True)),
        "top": max(rating.comment_seq, rating.judgment_seq, rating.closing_seq),
    }


def _filled(rating: Rating, content: Mapping[str, Any]) -> Rating:
    """The sheet with the other's content: the draft itself, or a new version of what was sent."""
    known = dict(rating.scores.values_list("criterion_id", "seq"))
    new = _next_version(rating) if rating.is_submitted else rating
    last = max([rating.comment_seq, rating.judgment_seq, rating.closing_seq, content["top"]])
    seqs = {pk: max(known.get(pk, 0), content["seqs"].get(pk, 0)) + 1 for pk in {*known, *content["scores"]}}
    for name, value in content["words"].items():
        setattr(new, name, value)
    new.comment_seq = new.judgment_seq = new.closing_seq = last + 1
    new.revision += 1
    new.saved_at = clock.now()
    new.status = RatingStatus.SUBMITTED if content["sent"] else RatingStatus.DRAFT
    new.submitted_at = new.saved_at if content["sent"] else None
    new.save()
    empty = {"value": None, "decided": False, "comment": "", "evidence": "", "evidence_at": None}
    rows = [
        CriterionScore(
            rating=new, criterion_id=pk, seq=seq, **content["scores"].get(pk, {**empty, "look_again": False})
        )
        for pk, seq in seqs.items()
    ]
    CriterionScore.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["rating", "criterion"],
        update_fields=[*_SCORE, "seq"],
    )
    keys = dict(new.scores.values_list("criterion_id", "criterion__key"))
    written = {keys[pk]: seq for pk, seq in seqs.items()}
    written |= dict.fromkeys((OVERALL, JUDGMENT, CLOSING), last + 1)
    new.devices = {key: merged(rating.devices.get(key, {}), {SWAP: seq}) for key, seq in written.items()}
    new.save(update_fields=["devices"])
    EvidenceNote.objects.filter(pk__in=content["notes"]).update(assignment=new.assignment_id)
    return new


def _next_version(rating: Rating) -> Rating:
    return Rating(
        assignment=rating.assignment, version=rating.version + 1, supersedes=rating, revision=rating.revision
    )
