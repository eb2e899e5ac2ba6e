"""`modules/*/NN_name.es.md` and `.en.md`: a front matter and the blocks of the text."""

from typing import Annotated, Literal

from pydantic import Field

from courses.course_files.schema.base import BLOCK, Key, Many, Reference, Schema, Words, whole

Use = Literal["read", "practice", "aid"]


class LessonFront(Schema):
    """What stands between the two lines of ---."""

    key: Annotated[Key, Field(description="the same in both languages; never changes")]
    title: Words
    minutes: Annotated[int, whole(1, 60), Field(description="reading at 130 words a minute, 5 at most")]
    summary: Annotated[Words, Field(description="one sentence")]
    articles: Annotated[Many[Reference], Field(description="articles that the lesson rests on")] = ()
    terms: Annotated[Many[Key], Field(description="keys of the glossary that the text uses")]


class TextBlock(Schema):
    """Paragraphs and lists."""

    kind: Literal["text"] = "text"
    text: str


class HeadingBlock(Schema):
    """A line that opens with ##."""

    kind: Literal["heading"] = "heading"
    text: Words


class LawBlock(Schema):
    """`::: law article="…" title="…" law="…"`: what an article says, in our own words."""

    kind: Literal["law"] = "law"
    law: Annotated[str, Field(description="short name of the law; LFT when absent")] = "LFT"
    article: str
    title: str = ""
    text: str


class NoteBlock(Schema):
    """`::: note title="…"`: something to take into the hearing room."""

    kind: Literal["note"] = "note"
    title: str = ""
    text: str


class CheckOption(Schema):
    """One answer to a practice question."""

    text: Words
    correct: bool
    feedback: Annotated[Words, Field(description="said to whoever chooses it")]


class CheckBlock(Schema):
    """`::: check`: a practice question, in YAML; answered in place, never counted."""

    kind: Literal["check"] = "check"
    stem: Annotated[Words, Field(description="the question")]
    options: Annotated[Many[CheckOption], BLOCK, Field(description="three or four, one of them correct")]
    explanation: Annotated[Words, Field(description="the rule, with its article")]


class SceneChoice(Schema):
    """What the reader may do at one point of a scene."""

    text: Words
    goes: Annotated[Key, Field(description="key of the point that it leads to")]


class SceneStep(Schema):
    """One point of a scene: what happens, and what may be done. Without choices the scene ends there."""

    key: Annotated[Key, Field(description="names the point in the scene")]
    title: Words
    text: Annotated[Words, BLOCK, Field(description="what happens, in the Markdown of lessons")]
    choices: Annotated[Many[SceneChoice], BLOCK, Field(max_length=4)] = ()


class SceneBlock(Schema):
    """`::: scene`: a situation that goes on as the reader chooses, in YAML; begins at its first point."""

    kind: Literal["scene"] = "scene"
    title: Words
    steps: Annotated[Many[SceneStep], BLOCK, Field(min_length=2, description="its points, in print order")]


Block = TextBlock | HeadingBlock | LawBlock | NoteBlock | CheckBlock | SceneBlock


class LessonText(Schema):
    """A lesson in one language."""

    title: str
    summary: str
    blocks: tuple[Annotated[Block, Field(discriminator="kind")], ...]


class LessonFile(Schema):
    """A lesson in both languages. `name` is that of its two files ("01_conciliate_first")."""

    name: str
    key: str
    minutes: int
    articles: tuple[str, ...]
    terms: tuple[str, ...]
    es: LessonText
    en: LessonText

    @property
    def use(self) -> Use:
        """What its key says: `m2-practice` has five questions, `m2-aid-times` is a sheet to print."""
        if self.key.endswith("-practice"):
            return "practice"
        return "aid" if "-aid-" in self.key else "read"

    def get(self, language: str) -> LessonText:
        return self.es if language == "es" else self.en
