"""What an author fills in to write a question, as plain data; `assessments.interfaces` makes fields of it.

A kind says it once (`ItemType.writing`) and gets its form, its empty question, and the words that are to be
translated. Names are those of the content.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

Kind = Literal["number", "whole", "flag", "choice", "words"]


@dataclass(frozen=True, slots=True)
class Setting:
    """One fact beside the words, or (`words`) a text in both languages that may be left out.

    `default` is what holds where the content says nothing, and then nothing is stored.
    """

    name: str
    kind: Kind
    default: Any = None
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Lines:
    """A list of things with words: options, rows, columns, points of a scale, accepted answers.

    `said` names their words; `least` is how many there must be; `keyed` ones have a key of their own.
    """

    name: str
    least: int
    said: str = "text"
    settings: tuple[Setting, ...] = ()
    keyed: bool = True
    pictured: bool = False


@dataclass(frozen=True, slots=True)
class Right:
    """How `correct` is said: one line, several, all in order, a partner for each of `rows`, or yes or no.

    Where it `may_lack`, nothing is right or wrong without it.
    """

    kind: Literal["one", "many", "order", "pairs", "truth"]
    lines: str = ""
    rows: str = ""
    may_lack: bool = False


@dataclass(frozen=True, slots=True)
class Writing:
    """The form of a kind, in the order in which it is filled in; the stem comes first and is not named."""

    lines: tuple[Lines, ...] = ()
    settings: tuple[Setting, ...] = ()
    right: Right | None = None

    def blank(self) -> dict[str, Any]:
        """A question of the kind without a word yet."""
        content: dict[str, Any] = {"stem": no_words()}
        for lines in self.lines:
            if not lines.least:
                continue
            content[lines.name] = [new_line(lines, letter) for letter in "abcdefgh"[: max(lines.least, 2)]]
            if any(one.name == "value" for one in lines.settings):
                content[lines.name] = [
                    one | {"value": n} for n, one in enumerate(content[lines.name], start=1)
                ]
        return content


FEEDBACK = Setting("feedback", "words")
GROUP = Setting("group", "words")
REQUIRED = Setting("required", "flag", default=True)


def gettext_noop(words: str) -> str:
    """`words` as they are, marked for the catalogs: here is no Django that could translate them."""
    return words


def no_words() -> dict[str, str]:
    """A text that nobody has written in either language."""
    return {"es": "", "en": ""}


def new_line(lines: Lines, key: str) -> dict[str, Any]:
    """One more line of a list, without words."""
    return ({"key": key} if lines.keyed else {}) | {lines.said: no_words()}


def free_key(things: list[Mapping[str, Any]], others: set[str]) -> str:
    """The first letter, then number, that no line has and none of `others` is."""
    taken = {str(one.get("key")) for one in things} | others
    names = [*"abcdefghijklmnopqrstuvwxyz", *(f"k{n}" for n in range(1, 1000))]
    return next(name for name in names if name not in taken)
