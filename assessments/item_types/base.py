"""What every kind of question can do."""

from collections.abc import Mapping, Sequence
from typing import Any, Protocol

Content = Mapping[str, Any]
Answer = str | int | float | bool | list[str] | None
LANGUAGES = ("es", "en")


class AnswerError(ValueError):
    """What arrived cannot be an answer to this question (a tampered or outdated form)."""


class ItemType(Protocol):
    """One kind of question: reads what a form sent, and marks it. Pure and without state."""

    key: str
    graded: bool

    def problems(self, content: Content) -> list[str]:
        """What is wrong with the definition, in words; empty when it can be used."""
        ...

    def clean(self, content: Content, raw: Sequence[str]) -> Answer:
        """The stored form of what was sent; None when nothing was. Raises AnswerError."""
        ...

    def mark(self, content: Content, answer: Answer) -> float | None:
        """Points earned, 0 for no answer; None where nothing is right or wrong."""
        ...

    def max_mark(self, content: Content) -> float:
        """Points a perfect answer earns; 0 where nothing is marked."""
        ...

    def option_keys(self, content: Content) -> tuple[str, ...]:
        """The options whose order may be shuffled, in their written order."""
        ...


def text_problems(field: str, text: object) -> list[str]:
    """Both languages must be there and say something."""
    if not isinstance(text, Mapping):
        return [f"{field}: a text in both languages is missing"]
    return [f"{field}: no text in {code}" for code in LANGUAGES if not str(text.get(code) or "").strip()]


def single(raw: Sequence[str]) -> str | None:
    """The one value that was sent, if any."""
    values = [value for value in raw if value != ""]
    if len(values) > 1:
        raise AnswerError("more than one value")
    return values[0] if values else None
