"""What the parts of a question are called where authors fill them in, and what is wrong with them."""

import re
from collections.abc import Iterable

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

# The tags that course files give; whatever authors type themselves is read as they typed it.
TAGS: dict[str, Promise] = {
    "recall": pgettext_lazy("tag of a question", "recall"),
    "understand": pgettext_lazy("tag of a question", "understand"),
    "apply": pgettext_lazy("tag of a question", "apply"),
    "easy": pgettext_lazy("tag of a question", "easy"),
    "medium": pgettext_lazy("tag of a question", "medium"),
    "hard": pgettext_lazy("tag of a question", "hard"),
}
SETTINGS: dict[str, Promise] = {
    "correct": gettext_lazy("Right answer"),
    "credit": gettext_lazy("What half an answer earns"),
    "decimals": gettext_lazy("Decimals that an answer may have"),
    "feedback": gettext_lazy("Told of it afterwards"),
    "group": gettext_lazy("Heading"),
    "high": gettext_lazy("The most that may be answered"),
    "ignore_accents": gettext_lazy("Accents do not matter"),
    "ignore_case": gettext_lazy("Capital letters do not matter"),
    "low": gettext_lazy("The least that may be answered"),
    "mark": gettext_lazy("Share of the point (0 to 1)"),
    "max_length": gettext_lazy("Longest answer, in characters"),
    "points": gettext_lazy("Points"),
    "required": gettext_lazy("Must be answered where nothing is right or wrong"),
    "tolerance": gettext_lazy("How far off still counts as right"),
    "unit": gettext_lazy("Unit"),
    "value": pgettext_lazy("of a point of a scale", "Number"),
    "weight": gettext_lazy("What it is worth (a share of the point)"),
}
CREDITS: dict[str, Promise] = {
    "exact": gettext_lazy("Nothing: all or no point"),
    "shares": gettext_lazy("A share for each right option, less one for each wrong one"),
    "each": gettext_lazy("A share for each line that is right"),
    "weights": gettext_lazy("What the chosen options are worth"),
    "positions": gettext_lazy("A share for each line in its place"),
    "pairs": gettext_lazy("A share for each two lines in the right order"),
}
LISTS: dict[str, Promise] = {
    "options": gettext_lazy("Options"),
    "rows": gettext_lazy("Lines"),
    "columns": gettext_lazy("Columns"),
    "scale": gettext_lazy("Points of the scale"),
    "accepted": gettext_lazy("Accepted answers"),
    "levels": gettext_lazy("Levels by which a person marks it, the lowest worth 0"),
}
ADD: dict[str, Promise] = {
    "options": gettext_lazy("Add an option"),
    "rows": gettext_lazy("Add a line"),
    "columns": gettext_lazy("Add a column"),
    "scale": gettext_lazy("Add a point"),
    "accepted": gettext_lazy("Add an answer"),
    "levels": gettext_lazy("Add a level"),
}
# What a kind of question says of its definition, by the field beside which the author reads it.
PROBLEMS: dict[str, tuple[str, Promise]] = {
    "options: at least two are needed": ("options", gettext_lazy("At least two options are needed.")),
    "options: at least 2 are needed": ("options", gettext_lazy("At least two options are needed.")),
    "rows: at least 1 are needed": ("rows", gettext_lazy("At least one line is needed.")),
    "rows: at least 2 are needed": ("rows", gettext_lazy("At least two lines are needed.")),
    "columns: at least 2 are needed": ("columns", gettext_lazy("At least two columns are needed.")),
    "scale: at least two points are needed": ("scale", gettext_lazy("At least two points are needed.")),
    "scale: values must be whole numbers that rise": (
        "scale",
        gettext_lazy("The numbers of the scale must be whole and rise from line to line."),
    ),
    "correct: must be the key of an option": ("correct", gettext_lazy("Choose the right option.")),
    "correct: at least one key is needed": ("correct", gettext_lazy("Choose at least one right option.")),
    "correct: must be keys of options, each once": ("correct", gettext_lazy("Choose the right options.")),
    "correct: must be true or false": ("correct", gettext_lazy("Choose whether the statement is true.")),
    "correct: must be every option once, in order": ("correct", gettext_lazy("Give each option its place.")),
    "correct: must pair every row": ("correct", gettext_lazy("Choose a partner for every line.")),
    "correct: pairs a row with what is not there": (
        "correct",
        gettext_lazy("Choose a partner for every line."),
    ),
    "correct: must be a number from low to high": (
        "correct",
        gettext_lazy("The right answer must lie within what may be answered."),
    ),
    "correct: must be the options with a weight above zero": (
        "correct",
        gettext_lazy("The right options are those that are worth more than zero."),
    ),
    "options: a weight is a number from -1 to 1": (
        "options",
        gettext_lazy("What an option is worth is a number from -1 to 1."),
    ),
    "options: weights above zero must add up to 1": (
        "options",
        gettext_lazy("What the right options are worth must add up to 1."),
    ),
    "options: each needs a weight from 0 to 1": (
        "options",
        gettext_lazy("Say what each option is worth, from 0 to 1."),
    ),
    "options: the best one needs the weight 1": (
        "options",
        gettext_lazy("The best option must be worth 1."),
    ),
    "accepted: a list of answers is needed": ("accepted", gettext_lazy("Write at least one answer.")),
    "accepted: a mark is a number from 0 to 1": (
        "accepted",
        gettext_lazy("A share of the point is a number from 0 to 1."),
    ),
    "accepted: one answer must earn the whole point": (
        "accepted",
        gettext_lazy("One answer must earn the whole point (1)."),
    ),
    "max_length: must be a whole number above zero": (
        "max_length",
        gettext_lazy("Write a whole number above zero."),
    ),
    "low and high: must be numbers, the second more than the first": (
        "high",
        gettext_lazy("The most must be more than the least."),
    ),
    "tolerance: must be zero or more": ("tolerance", gettext_lazy("Write zero or more.")),
    "decimals: must be a whole number from 0 to 6": (
        "decimals",
        gettext_lazy("Write a whole number from 0 to 6."),
    ),
}
_NO_TEXT = re.compile(r".+: no text in (es|en)")


def in_words(problems: Iterable[str]) -> dict[str, list[str]]:
    """What keeps a question from being asked, in the reader's language, by the field that it is about.

    Words that are missing are marked where they are missing and not named here; what has no words of
    its own yet comes under "" as the kind says it.
    """
    found: dict[str, list[str]] = {}
    for problem in problems:
        if _NO_TEXT.fullmatch(problem):
            continue
        field, words = PROBLEMS.get(problem, ("", problem))
        if str(words) not in found.setdefault(field, []):
            found[field].append(str(words))
    return found


def line_name(name: str, number: int) -> str:
    """What a line of a list is called, counted from 0: "Option B"."""
    letter = chr(ord("A") + number) if number < 26 else str(number + 1)
    words = {
        "options": _("Option %(letter)s") % {"letter": letter},
        "rows": _("Line %(n)d") % {"n": number + 1},
        "columns": _("Column %(n)d") % {"n": number + 1},
        "scale": _("Point %(n)d of the scale") % {"n": number + 1},
        "accepted": _("Accepted answer %(n)d") % {"n": number + 1},
        "levels": _("Level %(n)d") % {"n": number + 1},
    }
    return words[name]


def tag_word(value: str) -> str:
    """A tag as the reader's language says it."""
    return str(TAGS.get(value, value))
