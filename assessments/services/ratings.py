"""Rating a person on an occasion."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from assessments import registries
from assessments.enums import RatingStatus
from assessments.models import Criterion, CriterionScore, Occasion, Rating
from assessments.rules.competence import CompetenceRules
from lms.accounts.models import User
from lms.core import audit, clock
from lms.core.errors import UserError

MAX_COMMENT = 4000


@dataclass(frozen=True, slots=True)
class Mark:
    """What an assessor gave on one criterion.

    `decided` with `value` None is N/O; undecided means that only a comment was typed so far.
    """

    value: int | None = None
    decided: bool = False
    comment: str = ""


class RatingError(UserError):
    """A rating that cannot be submitted yet; `problems` says why, by key of the criterion."""

    def __init__(self, problems: Mapping[str, str]) -> None:
        super().__init__(
            ngettext(
                "%(count)s criterion needs something. What you entered is kept.",
                "%(count)s criteria need something. What you entered is kept.",
                len(problems),
            )
            % {"count": len(problems)},
            code="incomplete",
        )
        self.problems = problems


def save_rating(
    *,
    actor: User,
    occasion: Occasion,
    subject: User,
    marks: Mapping[str, Mark],
    comment: str = "",
    revision: int | None = None,
) -> Rating:
    """Keep a draft: nothing has to be complete. `marks` by key of the criterion replaces what was there.

    `revision` is the one that the assessor's page was built on; an older one than the stored is
    refused ("stale"), so that a forgotten tab cannot overwrite. None does not ask.
    """
    if not registries.may_rate(actor, occasion, subject):
        raise UserError(_("You may not rate this person on this occasion."), code="not_yours")
    criteria = {one.key: one for one in Criterion.objects.filter(rubric_version=occasion.rubric_version_id)}
    if not marks.keys() <= criteria.keys():
        raise UserError(_("This form does not fit the rubric. Please reload the page."), code="bad_criterion")
    values = set(_level_values(occasion))
    if any(mark.value is not None and mark.value not in values for mark in marks.values()):
        raise UserError(_("This form does not fit the rubric. Please reload the page."), code="bad_level")
    with transaction.atomic():
        rating = _own_rating(actor, occasion, subject)
        if rating.is_submitted:
            raise UserError(_("This rating was already submitted; it no longer changes."), code="submitted")
        if revision is not None and revision != rating.revision:
            raise UserError(_("This rating was changed in another tab or on another device."), code="stale")
        rating.comment = comment.replace("\x00", "").strip()[:MAX_COMMENT]
        rating.revision += 1
        rating.saved_at = clock.now()
        rating.save(update_fields=["comment", "revision", "saved_at"])
        _replace_scores(rating, criteria, marks)
    return rating


def submit_rating(*, actor: User, occasion: Occasion, subject: User) -> Rating:
    """Hand in the stored draft and lock it; handing in again changes nothing and is no error."""
    if not registries.may_rate(actor, occasion, subject):
        raise UserError(_("You may not rate this person on this occasion."), code="not_yours")
    with transaction.atomic():
        rating = _own_rating(actor, occasion, subject)
        if rating.is_submitted:
            return rating
        if problems := _problems(rating):
            raise RatingError(problems)
        rating.status = RatingStatus.SUBMITTED
        rating.submitted_at = rating.saved_at = clock.now()
        rating.save(update_fields=["status", "submitted_at", "saved_at"])
        audit.record(
            actor=actor,
            action="assessments.submit_rating",
            target=rating,
            occasion=str(occasion.uuid),
            scores={score.criterion.key: score.value for score in _scores(rating)},
        )
    return rating


def _own_rating(actor: User, occasion: Occasion, subject: User) -> Rating:
    """The assessor's rating, held; made if missing (the constraint lets one of two makers win)."""
    key = {"occasion": occasion, "subject": subject, "assessor": actor}
    try:
        with transaction.atomic():
            Rating.objects.get_or_create(**key, defaults={"saved_at": clock.now()})
    except IntegrityError:
        pass
    return Rating.objects.select_for_update().get(**key)


def _replace_scores(rating: Rating, criteria: Mapping[str, Criterion], marks: Mapping[str, Mark]) -> None:
    CriterionScore.objects.filter(rating=rating).delete()
    CriterionScore.objects.bulk_create(
        CriterionScore(
            rating=rating,
            criterion=criterion,
            value=mark.value,
            decided=mark.decided,
            comment=mark.comment.replace("\x00", "").strip()[:MAX_COMMENT],
        )
        for key, criterion in criteria.items()
        if (mark := marks.get(key)) and (mark.decided or mark.comment.strip())
    )


def _problems(rating: Rating) -> dict[str, str]:
    version = rating.occasion.rubric_version
    rules = CompetenceRules.from_json(version.rules)
    scores = {score.criterion_id: score for score in _scores(rating)}
    problems: dict[str, str] = {}
    for criterion in version.criteria.order_by("position"):
        score = scores.get(criterion.pk)
        if score is None or not score.decided:
            problems[criterion.key] = _("Choose a level, or N/O if you could not observe it.")
        elif score.value is not None and score.value <= rules.comment_at_or_below and not score.comment:
            problems[criterion.key] = _(
                "The comment is missing. Say what you saw and what the person could do differently."
            )
    return problems


def _scores(rating: Rating) -> list[CriterionScore]:
    return list(
        CriterionScore.objects.filter(rating=rating)
        .select_related("criterion")
        .order_by("criterion__position")
    )


def _level_values(occasion: Occasion) -> list[int]:
    return [level["value"] for level in occasion.rubric_version.levels]
