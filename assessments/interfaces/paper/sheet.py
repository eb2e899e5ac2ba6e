"""A test as it is printed: plain words in their order. No Django here."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class PaperPicture:
    """A picture: its bytes (PNG or JPEG), and its size in pixels."""

    data: bytes
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class PaperQuestion:
    """A question on paper.

    `options` are (letter, words); `rows` are (number, words), each answered with a letter; `pictures` are by
    letter or number, "" for the question's own; `signs` are
    what can be filled in on the answer sheet, empty where something is written there; `hint` says how;
    `lines` are the lines to write on; `key` is what is right, as it is typed, "" where nothing is.
    """

    number: int
    stem: str
    points: str = ""
    group: str = ""
    options: Sequence[tuple[str, str]] = ()
    rows: Sequence[tuple[str, str]] = ()
    pictures: Mapping[str, PaperPicture] = field(default_factory=dict)
    signs: Sequence[str] = ()
    hint: str = ""
    lines: int = 0
    key: str = ""


@dataclass(frozen=True, slots=True)
class PaperSection:
    """A part of the test; `title` may be empty."""

    title: str
    questions: Sequence[PaperQuestion]


@dataclass(frozen=True, slots=True)
class PaperTest:
    """Everything that a test on paper says, in one language; `code` tells booklets of one kind apart."""

    language: str
    title: str
    form: str
    code: str
    intro: Sequence[str]
    rules: Sequence[str]
    fields: Sequence[str]
    words: "PaperWords"
    sections: Sequence[PaperSection] = field(default_factory=tuple)

    @property
    def questions(self) -> list[PaperQuestion]:
        """All questions in their order."""
        return [one for section in self.sections for one in section.questions]


@dataclass(frozen=True, slots=True)
class PaperWords:
    """The words of the frame: headings, and what stands at the foot of each page."""

    answer_sheet: str
    fill_in: str
    key: str
    key_note: str
    number: str
    right: str
    points: str
    total: str
    page: str
