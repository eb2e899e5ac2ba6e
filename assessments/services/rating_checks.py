"""What has to hold before a rating is begun, changed or handed in."""

from collections.abc import Mapping

from django.conf import settings
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from assessments import registries
from assessments.enums import DECIDING_KINDS, Judgment, OccasionMode
from assessments.models import Occasion, Rating, RatingCase
from assessments.rules import rating_cases as rules
from assessments.rules.competence import CompetenceRules
from assessments.rules.sheet_edits import Seen, has_seen
from assessments.rules.sheet_words import Needed, words_needed
from assessments.selectors.calibration import BLOCK, lacks_licence
from assessments.selectors.moderation import is_third, readers_of
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


def check_licence(actor: User, occasion: Occasion) -> None:
    """Raise UserError ("no_licence") where the body lets nobody assess without one."""
    if settings.ASSESSOR_LICENCE == BLOCK and lacks_licence(actor, occasion):
        raise UserError(
            _("You hold no licence to assess with this rubric. Rate the calibration cases first."),
            code="no_licence",
        )


def check_revision(rating: Rating, revision: int | None) -> None:
    """Raise UserError ("stale") when the page was built on an older state; None does not ask."""
    if revision is not None and revision != rating.revision:
        raise UserError(_("This rating was changed in another tab or on another device."), code="stale")


def check_seen(rating: Rating, seen: Mapping[str, Seen] | None) -> None:
    """Raise UserError ("stale") when another device wrote what this one has not shown; None does not ask."""
    if seen is not None and not all(
        has_seen(known, seen.get(key, {})) for key, known in rating.devices.items()
    ):
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


def check_unreleased(rating: Rating) -> None:
    """Raise UserError ("closed") once the person rated may read the result: nothing is added to it then."""
    if rating.assignment.case.is_public:
        raise closed()


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
        raise closed()


def check_unread(case: RatingCase, *, assessor: User) -> None:
    """Raise UserError ("has_read") for whoever typed or checked another's paper; practice is free."""
    if case.occasion.mode == OccasionMode.ASSESSED and assessor.pk in readers_of(case, besides=assessor):
        raise UserError(
            _("You have read another assessor's sheet about this person, so you can no longer rate them."),
            code="has_read",
        )


def check_beginning(actor: User, occasion: Occasion, case: RatingCase | None) -> None:
    """Raise UserError where the assessor cannot begin a sheet on the case, None before anybody has one.

    "without_result", "closed", "has_read", "no_licence". What was not typed yet cannot be lost: pages ask
    before they show a sheet.
    """
    if case is not None:
        check_ratable(case, assessor=actor)
        check_unread(case, assessor=actor)
    check_licence(actor, occasion)


def check_complete(rating: Rating, occasion: Occasion, *, owing: bool = False) -> dict[str, Stored]:
    """What the rating holds on every criterion; raises RatingError where something is missing.

    With `owing` words may be missing, levels may not.
    """
    known = known_scores(rating, occasion)
    if problems := _problems(rating, occasion, known, owing=owing):
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


def closed() -> UserError:
    """Too late for anybody."""
    return UserError(
        _("The result was already released or is being settled; ratings no longer change."), code="closed"
    )


def misfit(code: str) -> UserError:
    """The form was made for another rubric."""
    return UserError(_("This form does not fit the rubric. Please reload the page."), code=code)


def _problems(
    rating: Rating, occasion: Occasion, known: Mapping[str, Stored], *, owing: bool
) -> dict[str, str]:
    open_rows = [key for key, score in known.items() if not score.decided]
    problems = dict.fromkeys(open_rows, _("Choose a level, or N/O if you could not observe it."))
    if owing:
        return problems
    limits = CompetenceRules.from_json(occasion.rubric_version.rules)
    counts = occasion.mode == OccasionMode.ASSESSED
    told = {key for key, score in known.items() if score.comment or score.evidence}
    lacking = {
        key: words
        for key, score in known.items()
        if key not in told
        and (words := words_needed(score.value, limits, critical=counts and score.critical))
    }
    if lacking:
        noted = set(rating.assignment.notes.values_list("criterion__key", flat=True))
        problems |= {key: str(_WORDS[words]) for key, words in lacking.items() if key not in noted}
    return {key: problems[key] for key in known if key in problems}


_WORDS = {
    Needed.COMMENT: gettext_lazy(
        "The comment is missing. Say what you saw and what the person could do differently."
    ),
    Needed.EVIDENCE: gettext_lazy("The evidence is missing: say in a few words what you saw."),
}
