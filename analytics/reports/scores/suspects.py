"""Numbers that may be no scores: codes for "missing", and two scales under two headings."""

import statistics
from collections import Counter
from collections.abc import Sequence

from django.utils.translation import gettext as _

from analytics.reports.scores import cells
from analytics.reports.scores.data import Choice, OpenQuestionError
from lms.core.errors import UserError
from lms.core.text import plain

# A code and how many times as high as every score it has to be, so that 88 of 100 stays a score.
_HIGH = {float(code): 2.0 for code in (99, 999, 9999)} | {
    float(code): 3.0 for code in (77, 88, 96, 97, 98, 777, 888, 997, 998, 7777, 8888, 9998)
}
_NEGATIVE = {-code for code in (1.0, 7.0, 8.0, 9.0, *_HIGH)}
_SHORT = {7.0, 8.0, 9.0}
_NONE = {"none", "ninguno", "ninguna", "nada", "no"}
APART, NEARLY_APART = 3, 1.8
"""How many times as high one column's scores have to be before two scales are suspected."""


def missing_values(text: str) -> tuple[set[float], set[str]]:
    """The numbers and the words (plain) that somebody said stand for "no score"; "none" gives nothing."""
    numbers: set[float] = set()
    words: set[str] = set()
    for part in text.replace(";", ",").split(","):
        if plain(part) in {"", *_NONE}:
            continue
        try:
            numbers.add(cells.read(part.strip()).value)
        except cells.NotAScoreError:
            words.add(plain(part))
    return numbers, words


def ask_about_codes(columns: Sequence[tuple[str, Sequence[float]]], choice: Choice) -> None:
    """Ask whether a number such as −99 is a score, unless that was said."""
    if choice.missing.strip():
        return
    pool = [value for _name, values in columns for value in values]
    suspects = _suspects(pool, choice.max_score)
    found = {
        (name, code): count
        for name, values in columns
        for code, count in sorted(Counter(values).items())
        if code in suspects
    }
    if not found:
        return
    said = "; ".join(
        _("%(value)g in “%(column)s” (%(count)d times)") % {"value": code, "column": name, "count": count}
        for (name, code), count in found.items()
    )
    raise OpenQuestionError(
        _(
            "These numbers stand apart from all others and are often written where there is no score: "
            "%(values)s. Nothing was calculated: say which values mean “no score”, or “none” if they are "
            "scores."
        )
        % {"values": said},
        code="missing_codes",
        field="missing",
        proposal=", ".join(sorted({f"{code:g}" for _name, code in found})),
    )


def _suspects(pool: Sequence[float], highest: float | None) -> set[float]:
    """The codes among all scores of both columns."""
    codes = set(pool)
    rest = [value for value in pool if value not in _NEGATIVE and value not in _HIGH]
    if not rest:
        return set()
    found = {code for code in codes & _NEGATIVE if min(rest) >= 0}
    if highest is not None:
        return found | {code for code in codes & _HIGH.keys() if code > highest}
    found |= {code for code in codes & _HIGH.keys() if code >= _HIGH[code] * max(rest)}
    return found | _short_codes(rest)


def _short_codes(rest: Sequence[float]) -> set[float]:
    """9 and 8 (and 7 with them) beside scores from 0 to 5, 9 alone beside scores up to 7."""
    if any(value != int(value) for value in rest):
        return set()
    lower = [value for value in rest if value not in _SHORT]
    short = [value for value in rest if value in _SHORT]
    if len(lower) >= 6 and max(lower) <= 5 and len(short) * 10 <= len(rest) * 3:
        return set(short) if {8.0, 9.0} & set(short) else set()
    upper = [value for value in rest if value != 9]
    if len(upper) >= 20 and max(upper) <= 7 and len(upper) < len(rest):
        return {9.0}
    return set()


def refuse_two_scales(pre: Sequence[float], post: Sequence[float], choice: Choice) -> None:
    """Ask for the highest scores where one column's are several times the other's all along."""
    if choice.max_score is not None or choice.max_post is not None or len(pre) < 2 or len(post) < 2:
        return
    low, high = sorted((pre, post), key=max)
    if max(low) <= 0 or statistics.median(low) <= 0:
        return
    if max(high) < APART * max(low) or statistics.median(high) < APART * statistics.median(low):
        return
    fractions = max(low) <= 1 and any(value != int(value) for value in low)
    if max(high) < 10 and not fractions:
        return
    raise OpenQuestionError(
        _(
            "The two columns do not seem to be on one scale: “%(pre)s” goes up to %(pre_max)g and "
            "“%(post)s” up to %(post_max)g. Nothing was calculated: give the highest possible score of each "
            "(the same one twice if both are out of the same)."
        )
        % {"pre": choice.pre, "pre_max": max(pre), "post": choice.post, "post_max": max(post)},
        code="two_scales",
        field="max_post",
    )


def apart(pre: Sequence[float], post: Sequence[float], choice: Choice) -> list[str]:
    """What to say where every score of one column is above every one of the other."""
    if min(len(pre), len(post)) < 3 or choice.max_score is not None or choice.max_post is not None:
        return []
    low, high = sorted((pre, post), key=max)
    if min(high) <= max(low) or max(high) < NEARLY_APART * max(low):
        return []
    return [
        _(
            "All scores of “%(pre)s” lie between %(pre_min)g and %(pre_max)g, all of “%(post)s” between "
            "%(post_min)g and %(post_max)g. Check that both are out of the same."
        )
        % {
            "pre": choice.pre,
            "pre_min": min(pre),
            "pre_max": max(pre),
            "post": choice.post,
            "post_min": min(post),
            "post_max": max(post),
        }
    ]


def check_maximum(value: float | None) -> None:
    """Refuse a highest score of nothing."""
    if value is not None and value <= 0:
        raise UserError(_("The highest possible score must be greater than zero."), code="bad_maximum")
