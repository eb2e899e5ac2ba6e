"""Figures about rating in words: the finding first, and what they do and do not allow to say."""

from collections.abc import Mapping, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from analytics.assessing.figures import WORTH_A_LOOK, Agreement, Assessed, Repeats, Severity, Standing
from analytics.assessing.selectors import Board, PlaceLine
from analytics.render.numbers import fixed, or_dash, percent, signed, span
from lms.core.templatetags.acuerdo import localized

REASONS = {
    "too_few_people": lambda: _("Too few people have had two assessed role-plays."),
    "fewer_than_two_levels": lambda: _("Too few people were rated by more than one assessor."),
}


def agreement_cells(one: Agreement) -> list[str]:
    """Pairs, exact, adjacent, alpha with its interval."""
    alpha = one.alpha
    interval = alpha.interval
    low, high = (interval.low, interval.high) if interval is not None else (None, None)
    return [
        str(one.pairs),
        or_dash(one.exact.value, percent),
        or_dash(one.adjacent.value, percent),
        or_dash(alpha.value, _two),
        span(low, high, _two),
    ]


def severity_cells(one: Severity) -> list[str]:
    """Sheets, effect, its interval, whether it is worth a look."""
    return [
        str(one.sheets),
        or_dash(one.effect, _signed),
        span(one.low, one.high, _signed),
        severity_word(one),
    ]


def severity_word(one: Severity) -> str:
    """What can be said: another severity, a similar one, or that it cannot be told."""
    severe = one.effect is not None and one.effect < 0
    match one.standing:
        case Standing.FEW:
            return _("too few sheets to say")
        case _ if one.moves:
            return _("changes over time")
        case Standing.DIFFERS:
            return _("more severe") if severe else _("more lenient")
        case Standing.BARELY:
            return _("barely more severe") if severe else _("barely more lenient")
        case Standing.SIMILAR:
            return _("similar to the others")
        case _:
            return _("cannot be told apart from the others")


def adjustment(found: Assessed) -> str:
    """What severity asks for: never another score."""
    if not found.connected:
        return _(
            "Not all assessors are linked by people whom they rated together, so severity cannot be compared "
            "between all of them."
        )
    n, levels = len(found.standing_out), fixed(WORTH_A_LOOK, 2)
    if not n:
        nobody = _(
            "Nobody stands out: no assessor lies %(levels)s levels or more from the others beyond chance."
        ) % {"levels": levels}
        return f"{nobody} {_told_apart(found, levels)}"
    return ngettext(
        "%(count)s assessor stands out. No score is adjusted: look at the results near the line that rest on "
        "their sheets, and talk about the anchors.",
        "%(count)s assessors stand out. No score is adjusted: look at the results near the line that rest on "
        "their sheets, and talk about the anchors.",
        n,
    ) % {"count": n}


def _told_apart(found: Assessed, levels: str) -> str:
    """That nobody stands out is not yet that all are alike: of how many that is known."""
    similar = found.how_many(Standing.SIMILAR, Standing.BARELY)
    if similar == len(found.severities):
        return _("All are known to lie within %(levels)s levels of the mean of all assessors.") % {
            "levels": levels
        }
    return _(
        "Of %(known)s of the %(count)s it is known that they lie within %(levels)s levels; of the others the "
        "sheets do not tell."
    ) % {"known": similar, "count": len(found.severities), "levels": levels}


def by_assessors(found: Repeats) -> str:
    """How far two assessors of one performance would come to the same mean."""
    if found.g is None or found.sem is None:
        return _reason(found)
    return _(
        "Two assessors of one performance: standard error of the mean %(sem)s levels, G = %(g)s over "
        "%(people)s performances. This says how alike one performance is seen, not how somebody would do in "
        "another."
    ) % {"sem": fixed(found.sem, 2), "g": fixed(found.g, 2), "people": found.people}


def by_role_plays(found: Repeats) -> str:
    """How far two other role-plays would come to the same mean."""
    if found.g is None or found.sem is None:
        return _reason(found)
    figures = {"sem": fixed(found.sem, 2), "g": fixed(found.g, 2), "people": found.people}
    if found.is_reliable:
        return (
            _(
                "Two role-plays: standard error of the mean %(sem)s levels, G = %(g)s over %(people)s "
                "people: the order of people is reliable. Near the line one more role-play is still due."
            )
            % figures
        )
    return (
        _(
            "Two role-plays: standard error of the mean %(sem)s levels, G = %(g)s over %(people)s people. "
            "Somebody within so many levels of the line could as well lie on its other side in other "
            "role-plays. The result allows a decision by the rule, not a ranking of people."
        )
        % figures
    )


def _reason(found: Repeats) -> str:
    said = REASONS.get(found.reason)
    return said() if said else _("It cannot be estimated from these sheets.")


def levels_used(counts: Mapping[int, int]) -> list[tuple[int, str]]:
    """Each level with its share."""
    whole = sum(counts.values())
    return [(level, percent(n / whole)) for level, n in counts.items()] if whole else []


def places(lines: Sequence[PlaceLine]) -> list[tuple[str, str, str]]:
    """Where, when and on what, how many performances or sheets, the mean of their means."""
    return [(_place(one), str(one.cases), fixed(one.mean, 2)) for one in lines]


def _place(one: PlaceLine) -> str:
    if one.facet == "scenario":
        return localized(one.name) or _("no scenario")
    if one.facet == "half":
        return _("first half of the day") if one.name == 1 else _("second half of the day")
    if one.facet == "medium":
        return _("sheets on paper") if one.name == "paper" else _("sheets on a screen")
    return str(one.name)


def counts(found: Board) -> list[tuple[str, int]]:
    """How many people, and how many of them stand where."""
    return [
        (_("People"), found.people),
        (_("Missing"), len(found.missing)),
        (pgettext("how many", "Absent"), found.count("absent")),
        (pgettext("how many", "Void"), found.count("void")),
        (pgettext("how many", "Rated"), found.count("rated", "moderation", "agreed", "released", "locked")),
        (_("Being talked over"), found.count("moderation")),
        (_("Talked over"), found.moderated),
        (_("Near the line"), len(found.near)),
        (pgettext("how many", "Released"), found.count("released", "locked")),
        (_("Objections"), found.objections),
        (_("Incidents"), len(found.incidents)),
    ]


def near(found: Board) -> list[tuple[str, str]]:
    """Who is near the line, and their mean."""
    return [(str(one.person), fixed(one.mean, 2)) for one in found.near]


def near_line(found: Board) -> str:
    """What "near the line" means here."""
    return _("Within %(zone)s levels of %(line)s, with nothing else in the way.") % {
        "zone": fixed(found.occasion.grey_zone, 1),
        "line": fixed(found.occasion.pass_mean, 1),
    }


def _two(value: float) -> str:
    return fixed(value, 2)


def _signed(value: float) -> str:
    return signed(value, 2)
