"""What every kind of file shares: strict fields, words in both languages, and where each thing stands.

The schema is the one place that says what files hold. Reading validates with it, writing walks over it,
and the table of fields in docs/authors.md is made from it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Any, Literal, Self, TypeVar

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    PrivateAttr,
    Strict,
    StringConstraints,
    TypeAdapter,
    ValidationError,
    ValidationInfo,
    ValidatorFunctionWrapHandler,
    model_validator,
)

from courses.course_files.problems import Place, Problem, Problems
from courses.course_files.schema.words import in_words
from courses.course_files.yaml_lines import Fields

Language = Literal["es", "en"]
LANGUAGES: tuple[Language, ...] = ("es", "en")


@dataclass(frozen=True, slots=True)
class Layout:
    """How the writer sets a field: in one `line`, or as a `block` even where it would fit in one."""

    style: Literal["line", "block"]


@dataclass(frozen=True, slots=True)
class Quoted:
    """Marks words for people, which stand in quotes; keys do not."""


BLOCK = Layout("block")
KEY_PATTERN = r"^[a-z0-9]+(?:[_-][a-z0-9]+)*$"


def _as_text(value: Any) -> Any:
    """`articles: [48]` means the words, whether or not the author quoted the number."""
    return str(value) if type(value) is int else value


T = TypeVar("T")
# A list in a file, a tuple once read.
Many = Annotated[tuple[T, ...], Strict(False)]
Words = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1), Quoted()]
Reference = Annotated[Words, BeforeValidator(_as_text)]
Key = Annotated[str, StringConstraints(min_length=1, max_length=60, pattern=KEY_PATTERN)]


class Schema(BaseModel):
    """A set of named fields. What is not named here is refused; what is wrong is told, all of it.

    With `context={"problems": Problems()}` a wrong field is noted there and left empty, so that the rest of
    the file can still be checked; without it, validation raises like any pydantic model.
    """

    model_config = ConfigDict(str_strip_whitespace=True, extra="forbid", frozen=True, strict=True)

    _place: Place = PrivateAttr(default_factory=Place)

    def __eq__(self, other: object) -> bool:
        # Two things that say the same are the same, wherever they were read.
        return type(self) is type(other) and self.__dict__ == other.__dict__

    __hash__ = None  # type: ignore[assignment]

    @property
    def place(self) -> Place:
        return self._place

    def at(self, place: Place) -> Self:
        """The same, said to stand at `place`."""
        self._place = place
        return self

    def problem(self, name: str, message: str) -> Problem:
        return self._place.problem(name, message)

    def replace(self, **changes: Any) -> Self:
        """The same with other values in some fields."""
        return self.model_copy(update=changes)

    @model_validator(mode="wrap")
    @classmethod
    def _note_all(cls, data: Any, handler: ValidatorFunctionWrapHandler, info: ValidationInfo) -> Self:
        try:
            made: Self = handler(data)
        except ValidationError as error:
            if not info.context or not isinstance(data, Mapping):
                raise
            made = _patched(cls, data, error, info.context)
        if isinstance(data, Fields):
            made._place = data.place
        return made


_STRICT = ConfigDict(strict=True)


def _patched(cls: Any, data: Any, error: ValidationError, context: Mapping[str, Any]) -> Any:
    """What can be kept of broken data; its faults go to the problems of the context."""
    problems: Problems = context["problems"]
    wrong: dict[str, set[Any]] = {}
    faults = error.errors(include_url=False)
    for fault in faults:
        if fault["type"] == "too_short" and any(len(each["loc"]) > len(fault["loc"]) for each in faults):
            continue  # Entries that are wrong were not counted.
        path = [part for part in fault["loc"] if isinstance(part, str | int) and part != "[key]"]
        place, name = _locate(data, path, context)
        if fault["type"].startswith("union_tag"):
            name = "type"
        problems.add(place.problem(name, in_words(fault, known=cls.model_fields)))
        if path:
            wrong.setdefault(str(path[0]), set()).add(path[1] if len(path) > 1 else None)
    values: dict[str, Any] = {}
    for name, field in cls.model_fields.items():
        kind: Any = Annotated[(field.annotation, *field.metadata)] if field.metadata else field.annotation
        given = data.get(name) if isinstance(data, Mapping) else None
        if name in wrong and isinstance(given, list) and None not in wrong[name]:
            given = [value for number, value in enumerate(given) if number not in wrong[name]]
        elif name in wrong or (name not in (data if isinstance(data, Mapping) else {})):
            values[name] = _blank(field)
            continue
        try:
            # In a tuple, because a model alone takes no configuration.
            adapter = TypeAdapter(tuple[kind], config=_STRICT)
            (values[name],) = adapter.validate_python((given,), context=dict(context))
        except ValidationError:
            values[name] = _blank(field)
    return cls.model_construct(**values)


def _locate(data: Any, path: list[str | int], context: Mapping[str, Any]) -> tuple[Place, str]:
    """The innermost named place on the way to a fault, and the rest of the way."""
    place, rest = data.place if isinstance(data, Fields) else context.get("place", Place()), []
    for part in path:
        rest.append(str(part + 1) if isinstance(part, int) else part)
        try:
            data = data[part]
        except (KeyError, IndexError, TypeError):
            data = None
        if isinstance(data, Fields):
            place, rest = data.place, []
    return place, ".".join(rest)


def _blank(field: Any) -> Any:
    """An empty value of a field's kind."""
    if not field.is_required():
        return field.get_default(call_default_factory=True)
    kind = field.annotation
    origin = getattr(kind, "__origin__", kind)
    if isinstance(origin, type) and issubclass(origin, BaseModel):
        return origin.model_construct(**{name: _blank(each) for name, each in origin.model_fields.items()})
    return origin() if origin in (str, int, float, bool, tuple, dict) else None


class Text(Schema):
    """The same words in Spanish and in English; neither may be absent."""

    es: Words
    en: Words

    def get(self, language: str) -> str:
        return self.es if language == "es" else self.en

    def both(self) -> dict[str, str]:
        """Both languages, as the site stores them."""
        return {"es": self.es, "en": self.en}

    @classmethod
    def read(cls, said: Mapping[str, str]) -> Self:
        """The words that the site stores, unchecked."""
        return cls.model_construct(es=said["es"], en=said["en"])


class Markdown(Text):
    """Paragraphs in both languages, in the Markdown of lessons."""

    es: Annotated[Words, BLOCK]
    en: Annotated[Words, BLOCK]


def whole(low: int, high: int) -> Any:
    """A whole number within bounds."""
    return Field(ge=low, le=high)
