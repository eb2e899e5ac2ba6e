"""What every kind of question can do, and what it says of itself."""

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from typing import Any, ClassVar, NamedTuple

from assessments.item_types.pictures import is_picture
from assessments.item_types.writing import Writing

Content = Mapping[str, Any]
# A mapping pairs things: statement with match, row with column.
Answer = str | int | float | bool | list[str] | Mapping[str, str] | None
LANGUAGES = ("es", "en")


class AnswerError(ValueError):
    """What arrived cannot be an answer to this question (a tampered or outdated form)."""


class Templates(NamedTuple):
    """The templates that show a question, in `templates/assessments/items/`.

    `input` asks it; `answer` shows what was answered and nothing of what is right; `review` shows
    both, once that may be known.
    """

    input: str
    answer: str
    review: str


class ItemType(ABC):
    """One kind of question: reads what a form sent, and marks it. Pure and without state.

    `key` is stored with each question; `name` is what authors call it, to be translated. `graded`:
    something can be right or wrong (`is_graded` says whether it is in one question). `holds_words`: an
    answer may hold what a person wrote freely, so that erasure blanks it and sums leave it out. `is_scale`:
    an answer is a whole number on a scale of the content (`scale`). `writing` is what an author fills in.
    """

    key: ClassVar[str]
    name: ClassVar[str]
    graded: ClassVar[bool]
    holds_words: ClassVar[bool]
    is_scale: ClassVar[bool]
    templates: ClassVar[Templates]
    writing: ClassVar[Writing]

    @abstractmethod
    def problems(self, content: Content) -> list[str]:
        """What is wrong with the definition, in words; empty when it can be used."""

    @abstractmethod
    def clean(self, content: Content, raw: Sequence[str]) -> Answer:
        """The stored form of what was sent; None when nothing was. Raises AnswerError."""

    def echo(self, raw: Sequence[str]) -> Answer:
        """What was sent, as the page shows it again, even when it cannot be accepted."""
        return raw[0] if raw else None

    def mark(self, content: Content, answer: Answer) -> float | None:
        """Points earned, 0 for no answer; None where nothing is right or wrong."""
        return None

    def max_mark(self, content: Content) -> float:
        """Points a perfect answer earns; 0 where nothing is marked."""
        return 1.0 if self.graded else 0.0

    def right_answer(self, content: Content) -> Answer:
        """An answer that earns everything, as it would be stored; None where nothing is right or wrong."""
        return content.get("correct")

    def written(self, content: Content) -> Content:
        """The content with what follows from what an author filled in; older spellings become today's."""
        return content

    def option_keys(self, content: Content) -> tuple[str, ...]:
        """The options whose order may be shuffled, in their written order."""
        return ()


def text_problems(field: str, text: object) -> list[str]:
    """Both languages must be there and say something."""
    if not isinstance(text, Mapping):
        return [f"{field}: a text in both languages is missing"]
    return [f"{field}: no text in {code}" for code in LANGUAGES if not str(text.get(code) or "").strip()]


def stem_problems(content: Content) -> list[str]:
    """What is wrong with the text that asks, and with its picture where it has one."""
    return text_problems("stem", content.get("stem")) + picture_problems("picture", content)


def picture_problems(field: str, thing: Mapping[str, Any]) -> list[str]:
    """What is wrong with the picture of a question or of a line; nothing where there is none."""
    if "picture" not in thing:
        return []
    if not is_picture(thing["picture"]):
        return [f"{field}: not a picture"]
    return text_problems(field, thing["picture"].get("alt"))


def single(raw: Sequence[str]) -> str | None:
    """The one value that was sent, if any."""
    values = [value for value in raw if value != ""]
    if len(values) > 1:
        raise AnswerError("more than one value")
    return values[0] if values else None
