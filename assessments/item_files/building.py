"""From what GIFT and Moodle XML say to what an item type stores, and back.

Both know answers with a share of the point (`fraction`, in percent) where we know types and their rules.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from string import ascii_lowercase
from typing import Any

from django.utils.translation import gettext as _

from assessments.item_files.model import LANGUAGES, Refused, Words

# Moodle writes thirds and sevenths with five digits.
CLOSE = 0.005
MOST = 50


@dataclass(frozen=True, slots=True)
class Said:
    """An answer of a file: its words, its share of the point in percent, and what is told of it."""

    text: Words
    fraction: float = 0.0
    feedback: Words = field(default_factory=dict)
    tolerance: float = 0.0


def keys(number: int) -> list[str]:
    """a, b, c …, aa, ab …"""
    letters = ascii_lowercase
    return [letters[n] if n < 26 else letters[n // 26 - 1] + letters[n % 26] for n in range(number)]


def has_words(texts: Words) -> bool:
    return any(texts.get(code) for code in LANGUAGES)


def choice(stem: Words, said: Sequence[Said], *, single: bool) -> tuple[str, dict[str, Any]]:
    """(type, content) of a question with options. Raises Refused."""
    if len(said) < 2:
        raise Refused(_("A choice needs two answers or more."))
    if len(said) > MOST:
        raise Refused(_("It has more than %(most)d answers.") % {"most": MOST})
    if not all(has_words(one.text) for one in said):
        raise Refused(_("An answer is empty."))
    names = keys(len(said))
    options = [_option(name, one) for name, one in zip(names, said, strict=True)]
    content: dict[str, Any] = {"stem": dict(stem), "options": options}
    shares = [one.fraction / 100 for one in said]
    if single:
        full = [name for name, share in zip(names, shares, strict=True) if abs(share - 1) < CLOSE]
        if len(full) == 1 and not any(CLOSE < share < 1 - CLOSE for share in shares):
            return "single_choice", content | {"correct": full[0]}
        if not full:
            raise Refused(_("No answer earns the whole point."))
        for option, share in zip(options, shares, strict=True):
            option["weight"] = _rounded(max(0.0, share))
        return "situational_judgement", content
    right = [name for name, share in zip(names, shares, strict=True) if share > 0]
    if abs(sum(share for share in shares if share > 0) - 1) > CLOSE:
        raise Refused(_("The right answers do not add up to 100 percent."))
    even = {round(share, 4) for share in shares if share > 0}
    wrong = {round(share, 4) for share in shares if share <= 0}
    if len(even) == 1 and wrong <= {-next(iter(even))}:
        return "multiple_choice", content | {"correct": right, "credit": "shares"}
    for option, share in zip(options, shares, strict=True):
        option["weight"] = _rounded(share)
    return "multiple_choice", content | {"correct": right, "credit": "weights"}


def fractions(type: str, content: dict[str, Any]) -> list[float]:
    """The share of each option in percent, as Moodle would pay it."""
    options = content["options"]
    if type == "situational_judgement":
        return [100 * option["weight"] for option in options]
    if type == "single_choice":
        return [100.0 * (option["key"] == content.get("correct")) for option in options]
    if content.get("credit") == "weights":
        return [100 * option.get("weight", 0) for option in options]
    share = 100 / len(content["correct"])
    return [share if option["key"] in content["correct"] else -share for option in options]


def number(stem: Words, said: Sequence[Said]) -> tuple[str, dict[str, Any]]:
    """(type, content) of a question for a number. Raises Refused."""
    best = [one for one in said if abs(one.fraction - 100) < 1]
    if len(best) != 1:
        raise Refused(_("A question for a number needs one answer that earns everything."))
    (right,) = best
    correct = number_of(next((right.text[code] for code in LANGUAGES if right.text.get(code)), ""))
    content: dict[str, Any] = {"stem": dict(stem)}
    digits = max(_decimals(correct), _decimals(right.tolerance))
    if digits:
        content["decimals"] = digits
    tolerance = int(right.tolerance) if right.tolerance == int(right.tolerance) else right.tolerance
    return "number", content | {"correct": correct, "tolerance": tolerance}


def short_text(stem: Words, said: Sequence[Said], **rules: bool) -> tuple[str, dict[str, Any]]:
    """(type, content) of a question for a few words; what earns nothing is left out. Raises Refused."""
    accepted = [
        {"text": dict(one.text)} | ({} if one.fraction >= 100 else {"mark": _rounded(one.fraction / 100)})
        for one in said
        if one.fraction > 0
    ]
    if not any("mark" not in one for one in accepted):
        raise Refused(_("No answer earns the whole point."))
    return "short_text", {"stem": dict(stem), "accepted": accepted} | rules


def matching(stem: Words, pairs: Iterable[tuple[Words, Words]]) -> tuple[str, dict[str, Any]]:
    """(type, content) of statements and matches; a match without a statement is one too many, on purpose.

    Each row earns its share, as in Moodle. Raises Refused.
    """
    said = list(pairs)
    partners: list[Words] = []
    for _row, partner in said:
        if not has_words(partner):
            raise Refused(_("A pair has no second half."))
        if partner not in partners:
            partners.append(partner)
    rows = [(row, partner) for row, partner in said if has_words(row)]
    if len(rows) < 2 or len(partners) < 2:
        raise Refused(_("Matching needs two pairs or more."))
    names = keys(len(partners))
    row_names = [f"r{position}" for position in range(1, len(rows) + 1)]
    return "matching", {
        "stem": dict(stem),
        "rows": [
            {"key": name, "text": dict(row)} for name, (row, _partner) in zip(row_names, rows, strict=True)
        ],
        "options": [
            {"key": name, "text": dict(partner)} for name, partner in zip(names, partners, strict=True)
        ],
        "correct": {
            name: names[partners.index(partner)]
            for name, (_row, partner) in zip(row_names, rows, strict=True)
        },
        "credit": "each",
    }


def _option(name: str, one: Said) -> dict[str, Any]:
    option: dict[str, Any] = {"key": name, "text": dict(one.text)}
    return option | ({"feedback": dict(one.feedback)} if has_words(one.feedback) else {})


def _rounded(share: float) -> float:
    rounded = round(share, 5)
    return int(rounded) if rounded == int(rounded) else rounded


def number_of(text: str) -> int | float:
    """The number that a file writes. Raises Refused."""
    text = text.strip()
    try:
        value = float(text.replace(",", ".") if text.count(",") == 1 and "." not in text else text)
    except ValueError:
        raise Refused(_("“%(text)s” is not a number.") % {"text": text[:40]}) from None
    if value != value or abs(value) > 1e12:
        raise Refused(_("“%(text)s” is not a number.") % {"text": text[:40]})
    return int(value) if value == int(value) else value


def written(share: float) -> str:
    """A share in percent, as files write it: with five decimals at most."""
    return f"{share:.5f}".rstrip("0").rstrip(".")


def _decimals(value: float) -> int:
    text = f"{value:.6f}".rstrip("0")
    return len(text.partition(".")[2])
