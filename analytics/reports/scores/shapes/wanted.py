"""Whether a table lacks the two columns of scores, and whether some words name them."""

from collections.abc import Sequence

from analytics.reports.scores.data import Choice
from analytics.reports.scores.headings import GUESSES, guess, holds
from lms.core.text import plain


def has_columns(headers: Sequence[str], choice: Choice) -> bool:
    """Whether one of the chosen columns is there; without a choice, whether one can be guessed."""
    if choice.pre or choice.post:
        return holds(headers, choice.pre) or holds(headers, choice.post)
    return bool(guess(headers, "pre") or guess(headers, "post"))


def named_by(labels: Sequence[str], choice: Choice) -> bool:
    """Whether `labels` (plain, all different) name both scores."""
    if choice.pre or choice.post:
        return {plain(choice.pre), plain(choice.post)} <= set(labels)
    found = [[label for label in labels if GUESSES[field].search(label)] for field in ("pre", "post")]
    return all(len(one) == 1 for one in found) and found[0] != found[1]
