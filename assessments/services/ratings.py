"""Rating a person on an occasion."""

from collections.abc import Mapping

from django.db import transaction
from django.utils.translation import gettext as _

from assessments.enums import DECIDING_KINDS, AssessorKind, OccasionMode, RatingStatus
from assessments.models import Assignment, CriterionScore, Occasion, Rating, RatingCase
from assessments.rules import rating_cases as rules
from assessments.rules.sheet_edits import FORM, Seen, merged
from assessments.services.criterion_scores import Mark, clean, known_scores, write_scores
from assessments.services.moderation import open_where_due, settle_by_third
from assessments.services.rating_checks import (
    check_access,
    check_beginning,
    check_complete,
    check_held,
    check_judgment,
    check_ratable,
    check_revision,
    check_seen,
    check_unseen,
    check_writable,
    misfit,
)
from assessments.services.sheet_words import CLOSING, JUDGMENT, OVERALL, WORDS, Closing, closing_of
from lms.accounts.models import User
from lms.core import audit, clock
from lms.core.errors import UserError


def save_rating(
    *,
    actor: User,
    occasion: Occasion,
    subject: User,
    marks: Mapping[str, Mark],
    comment: str = "",
    comment_seq: int | None = None,
    judgment: int | None = None,
    closing: Closing | None = None,
    revision: int | None = None,
) -> Rating:
    """Keep a draft: nothing has to be complete. `marks` are by key of the criterion.

    Without sequence numbers they replace what was there as a whole; with them each, and the comment
    with its `comment_seq`, is laid over what is stored, unless that is as new. `revision` is the one
    that the assessor's page was built on; an older one than the stored is refused ("stale"), so that
    a forgotten tab cannot overwrite. None does not ask. `judgment` and `closing` None leave what is stored.
    """
    check_access(actor, occasion, subject)
    check_held(occasion)
    levels = {level["value"] for level in occasion.rubric_version.levels}
    with transaction.atomic():
        rating = held(actor, occasion, subject) or begun(actor, occasion, subject)
        check_writable(rating)
        check_revision(rating, revision)
        known = known_scores(rating, occasion)
        if not marks.keys() <= known.keys():
            raise misfit("bad_criterion")
        if any(mark.value is not None and mark.value not in levels for mark in marks.values()):
            raise misfit("bad_level")
        written = write_scores(rating, known, marks)
        written |= _write_words(rating, comment, comment_seq, closing)
        if judgment is not None and judgment != rating.judgment:
            rating.judgment, rating.judgment_seq = judgment, rating.judgment_seq + 1
            written[JUDGMENT] = rating.judgment_seq
        rating.devices = {
            **rating.devices,
            **{key: merged(rating.devices.get(key, {}), {FORM: seq}) for key, seq in written.items()},
        }
        rating.revision += 1
        rating.saved_at = clock.now()
        rating.save(update_fields=[*WORDS, "judgment", "judgment_seq", "devices", "revision", "saved_at"])
    return rating


def _write_words(
    rating: Rating, comment: str, comment_seq: int | None, closing: Closing | None
) -> dict[str, int]:
    """Put the words of a form in place; the new sequence numbers of those that changed."""
    written = {}
    if comment_seq is None or comment_seq > rating.comment_seq:
        if clean(comment) != rating.comment or comment_seq is not None:
            written[OVERALL] = rating.comment_seq + 1 if comment_seq is None else comment_seq
        rating.comment = clean(comment)
        rating.comment_seq = rating.comment_seq + 1 if comment_seq is None else comment_seq
    if closing is not None and closing.cleaned != closing_of(rating):
        closing.put(rating, rating.closing_seq + 1)
        written[CLOSING] = rating.closing_seq
    return written


def submit_rating(
    *,
    actor: User,
    occasion: Occasion,
    subject: User,
    judgment: int | None = None,
    revision: int | None = None,
    seen: Mapping[str, Seen] | None = None,
    owing: bool = False,
) -> Rating:
    """Hand in the stored draft and lock it; handing in again changes nothing and is no error.

    The person reads it once the case is released. `judgment` (`enums.Judgment`) is the assessor's view
    of the whole, without which nothing assessed is handed in ("no_judgment"); what the levels amount to
    is shown afterwards only. `revision` is the one that the assessor was shown and asked about; another
    one is refused ("stale"), as is one whose `seen`, by field, lacks what another device wrote. None does
    not ask. Levels cannot be owed; with `owing` the words about them may be, until the day is closed.
    Nothing is handed in before the session ("not_held").
    """
    check_access(actor, occasion, subject)
    check_held(occasion)
    with transaction.atomic():
        rating = held(actor, occasion, subject) or begun(actor, occasion, subject)
        if rating.is_submitted:
            return rating
        check_writable(rating)
        check_revision(rating, revision)
        check_seen(rating, seen)
        hand_in(rating, occasion, actor=actor, judgment=judgment, owing=owing)
    return rating


def hand_in(
    rating: Rating, occasion: Occasion, *, actor: User, judgment: int | None, owing: bool, **about: str
) -> None:
    """Lock a draft that is held, within the caller's transaction; `actor` is not always its author."""
    known = check_complete(rating, occasion, owing=owing)
    rating.judgment = check_judgment(rating, occasion, judgment)
    rating.status = RatingStatus.SUBMITTED
    rating.submitted_at = rating.saved_at = clock.now()
    rating.save(update_fields=["judgment", "status", "submitted_at", "saved_at"])
    audit.record(
        actor=actor,
        action="assessments.submit_rating",
        target=rating,
        occasion=str(occasion.uuid),
        version=rating.version,
        judgment=rating.judgment,
        scores={key: score.value for key, score in known.items()},
        **about,
    )
    if rating.assignment.third:
        settle_by_third(rating)
    else:
        follow_ratings(rating.assignment.case)
        open_where_due([rating.assignment.case], actor=actor)


def reopen_rating(*, actor: User, occasion: Occasion, subject: User, reason: str = "") -> Rating:
    """Take one's own rating back to change it: a new version that starts as the old one ended.

    Possible until the case is released or talked over, and of an assessed role-play until another
    assessor's sheet stands beside it: whoever has read that one would no longer rate alone. The old
    version stays as it was. Raises UserError: "not_yours", "no_rating", "closed", "seen".
    """
    check_access(actor, occasion, subject)
    with transaction.atomic():
        old = held(actor, occasion, subject)
        if old is None:
            raise UserError(_("There is no rating of yours to reopen."), code="no_rating")
        case = old.assignment.case
        check_ratable(case)
        if not old.is_submitted:
            return old
        check_unseen(old)
        new = Rating.objects.create(
            assignment=old.assignment,
            version=old.version + 1,
            supersedes=old,
            judgment=old.judgment,
            medium=old.medium,
            devices=old.devices,
            judgment_seq=old.judgment_seq,
            **{name: getattr(old, name) for name in WORDS},
            revision=old.revision + 1,
            saved_at=clock.now(),
        )
        scores = list(CriterionScore.objects.filter(rating=old).order_by("pk"))
        for score in scores:
            score.pk, score.rating = None, new
            score._state.adding = True
        CriterionScore.objects.bulk_create(scores)
        follow_ratings(case)
        audit.record(
            actor=actor,
            action="assessments.reopen_rating",
            target=new,
            occasion=str(occasion.uuid),
            version=new.version,
            supersedes=str(old.uuid),
            reason=clean(reason),
        )
    return new


def held(actor: User, occasion: Occasion, subject: User) -> Rating | None:
    """The newest version of the assessor's rating with its case, both held; None before the first.

    Of a performance that is played again, the sheet of the time before is none.
    """
    return (
        Rating.objects.select_for_update(of=("self", "assignment__case"))
        .select_related("assignment__case__occasion")
        .filter(
            assignment__assessor=actor,
            assignment__case__occasion=occasion,
            assignment__case__ratee=subject,
            superseded_by__isnull=True,
            set_aside=False,
        )
        .first()
    )


def begun(actor: User, occasion: Occasion, subject: User) -> Rating:
    """A first draft, with its case and assignment where they are missing.

    Of two makers at once the constraints let one win, and both go on with the same rows.
    """
    case, _created = RatingCase.objects.get_or_create(occasion=occasion, ratee=subject)
    check_beginning(actor, occasion, case)
    coached = occasion.mode == OccasionMode.COACHED
    assignment, _created = Assignment.objects.get_or_create(
        case=case,
        assessor=actor,
        defaults={"kind": AssessorKind.COACH if coached else AssessorKind.ASSESSOR},
    )
    if assignment.stood_down:
        # A device that was offline still brings what was written on it.
        assignment.stood_down = False
        assignment.save(update_fields=["stood_down"])
    aside = Rating.objects.filter(assignment=assignment, set_aside=True, superseded_by__isnull=True).first()
    Rating.objects.get_or_create(
        assignment=assignment,
        version=aside.version + 1 if aside else 1,
        defaults={"saved_at": clock.now(), "supersedes": aside},
    )
    found = held(actor, occasion, subject)
    assert found is not None
    return found


def follow_ratings(case: RatingCase) -> None:
    """Let the case's state follow from the ratings that stand."""
    standing = Rating.objects.standing().filter(
        assignment__case=case, assignment__kind__in=sorted(DECIDING_KINDS)
    )
    state = rules.after_ratings(case.state, submitted=standing.count())
    if state != case.state:
        case.state = state
        case.save(update_fields=["state"])
