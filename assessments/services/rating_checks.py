"""What has to hold before a rating is begun, changed or handed in."""

from collections.abc import Mapping

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from assessments import registries
from assessments.enums import DECIDING_KINDS, Judgment, OccasionMode
from assessments.models import Occasion, Rating, RatingCase
from assessments.rules import rating_cases as rules
from assessments.rules.competence import CompetenceRules
from assessments.selectors.moderation import is_third
from assessments.services.criterion_scores import Stored, known_scores
from lms.accounts.models import User
from lms.core.errors import UserError


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


def check_access(actor: User, occasion: Occasion, subject: User) -> None:
    """Raise UserError ("not_yours") unless the assessor may rate the person on the occasion."""
    if not registries.may_rate(actor, occasion, subject):
        raise not_yours()


def check_held(occasion: Occasion) -> None:
    """Raise UserError ("not_held") before the session: nobody can be rated on what was not seen yet."""
    if not occasion.has_begun:
        moment = date_format(localtime(occasion.held_at), "DATETIME_FORMAT")
        raise UserError(
            _("This role-play is held on %(moment)s. Nobody can be rated before.") % {"moment": moment},
            code="not_held",
        )


def check_revision(rating: Rating, revision: int | None) -> None:
    """Raise UserError ("stale") when the page was built on an older state; None does not ask."""
    if revision is not None and revision != rating.revision:
        raise UserError(_("This rating was changed in another tab or on another device."), code="stale")


def not_yours() -> UserError:
    """Not for this person to rate."""
    return UserError(_("You may not rate this person on this occasion."), code="not_yours")


def check_writable(rating: Rating) -> None:
    """Raise UserError unless this version may change: "submitted", "closed"."""
    if rating.is_submitted:
        raise UserError(_("This rating was already submitted; reopen it to change it."), code="submitted")
    if not (rating.assignment.third and rating.assignment.case.state in rules.SETTLING):
        check_ratable(rating.assignment.case)


def check_unseen(rating: Rating) -> None:
    """Raise UserError ("seen") once a sheet of another assessor stands beside this one; practice is free."""
    case = rating.assignment.case
    standing = Rating.objects.standing().filter(
        assignment__case=case, assignment__kind__in=sorted(DECIDING_KINDS)
    )
    others = standing.exclude(assignment=rating.assignment_id)
    if case.occasion.mode == OccasionMode.ASSESSED and others.exists():
        raise UserError(
            _("Another assessor has sent their sheet too, so yours stays; differences are talked over."),
            code="seen",
        )


def check_ratable(case: RatingCase, *, assessor: User | None = None) -> None:
    """Raise UserError ("closed") once the case is settled or released; a third assessor rates until then.

    Where nobody performed, or it does not count: "without_result".
    """
    if case.state in rules.WITHOUT_RESULT:
        raise UserError(
            _("This performance is marked as absent or void, so it is not rated. Ask whoever leads the day."),
            code="without_result",
        )
    if case.state not in rules.RATABLE and not (assessor and is_third(assessor, case)):
        raise UserError(
            _("The result was already released or is being settled; ratings no longer change."), code="closed"
        )


def check_complete(rating: Rating, occasion: Occasion) -> dict[str, Stored]:
    """What the rating holds on every criterion; raises RatingError where something is missing."""
    known = known_scores(rating, occasion)
    if problems := _problems(known, CompetenceRules.from_json(occasion.rubric_version.rules)):
        raise RatingError(problems)
    return known


def check_judgment(rating: Rating, occasion: Occasion, judgment: int | None) -> int | None:
    """The view of the whole to keep, `judgment` or what is stored; raises UserError ("no_judgment")."""
    found = rating.judgment if judgment is None else judgment
    if occasion.mode == OccasionMode.ASSESSED and found not in Judgment.values:
        raise UserError(
            _("Say first how you see the performance as a whole. Your levels and comments are kept."),
            code="no_judgment",
        )
    return found


def misfit(code: str) -> UserError:
    """The form was made for another rubric."""
    return UserError(_("This form does not fit the rubric. Please reload the page."), code=code)


def _problems(known: Mapping[str, Stored], limits: CompetenceRules) -> dict[str, str]:
    problems: dict[str, str] = {}
    for key, score in known.items():
        if not score.decided:
            problems[key] = _("Choose a level, or N/O if you could not observe it.")
        elif score.value is not None and score.value <= limits.comment_at_or_below and not score.comment:
            problems[key] = _(
                "The comment is missing. Say what you saw and what the person could do differently."
            )
    return problems
