"""What is wrong with a course, in words: always all of it, never only the first thing."""

from collections.abc import Iterable
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Problem:
    """`line` is 0 where no one line is to blame; `field` names the place inside ("items.k07.correct")."""

    file: str
    line: int
    field: str
    message: str

    def __str__(self) -> str:
        line = f"line {self.line}" if self.line else ""
        where = ", ".join(part for part in (self.file, line, self.field) if part)
        return f"{where}: {self.message}"


class ContentError(Exception):
    """The course cannot be used as it is; `problems` says everything that is wrong with it."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))


@dataclass(slots=True)
class Problems:
    """Collects problems; the same one said twice counts once."""

    found: dict[Problem, None] = field(default_factory=dict)

    def add(self, problem: Problem) -> None:
        self.found[problem] = None

    def sorted(self) -> list[Problem]:
        """By file and line, so that an author can walk through a file from the top."""
        return sorted(self.found, key=lambda each: (each.file, each.line, each.field, each.message))


@dataclass(slots=True)
class Place:
    """Where something stands: a file, the way to it inside, and the line of each of its fields."""

    file: str = ""
    path: str = ""
    line: int = 0
    lines: dict[str, int] = field(default_factory=dict)

    def problem(self, name: str, message: str) -> Problem:
        """A problem of the field `name` of what stands here; "" is the whole."""
        line = self.lines.get(name.split(".")[0], self.line)
        return Problem(self.file, line, ".".join(part for part in (self.path, name) if part), message)
