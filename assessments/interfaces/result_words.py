"""The rule of the role-plays together, and what they come to, in words: the same on every screen."""

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from assessments.rules.results import TOGETHER, Result, ResultRule, Verdict


def rule_words(rule: ResultRule) -> list[str]:
    """The rule in a few sentences; the rubric's own thresholds stand beside them."""
    if rule.scenarios == 1:
        words = [_("One assessed role-play decides.")]
    else:
        words = [
            _("%(count)s assessed role-plays on different scenarios decide together.")
            % {"count": rule.scenarios}
        ]
    if rule.assessors > 1:
        words.append(
            _("Each counts once %(count)s assessors have rated it, each by themselves.")
            % {"count": rule.assessors}
        )
    if rule.scenarios > 1 and rule.mean == TOGETHER:
        words.append(
            _(
                "The mean is taken over all of them; in each every critical criterion must be reached, "
                "with nothing at a level that fails."
            )
        )
    elif rule.scenarios > 1:
        words.append(_("Each of them has to be competent."))
    if rule.grey_zone:
        words.append(
            _(
                "Within %(zone)s levels of the line nobody is decided about: one more role-play on another "
                "scenario is held, and then the mean of all decides."
            )
            % {"zone": number_format(rule.grey_zone, 1)}
        )
    return words


def verdict_words(found: Result) -> str:
    """What the role-plays of a person come to."""
    if found.verdict == Verdict.NOTHING:
        return _("No assessed role-play counts yet.")
    if found.verdict == Verdict.MORE:
        return ngettext(
            "One more assessed role-play on another scenario is needed before anything is decided.",
            "%(count)s more assessed role-plays on other scenarios are needed before anything is decided.",
            found.waits_for,
        ) % {"count": found.waits_for}
    if found.verdict == Verdict.FURTHER:
        return _("The result is too near the line to decide: one more role-play on another scenario follows.")
    if found.verdict == Verdict.COMPETENT:
        return _("Competent in the assessed role-plays.")
    return _("Not yet competent in the assessed role-plays.")
