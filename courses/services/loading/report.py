"""What a load did."""

from dataclasses import dataclass, field
from uuid import UUID


@dataclass(slots=True)
class LoadReport:
    """Counts of pages, and in words what was left alone and why."""

    course_key: UUID | None = None
    created: int = 0
    updated: int = 0
    unchanged: int = 0
    moved: int = 0
    edited: list[str] = field(default_factory=list)
    not_in_files: list[str] = field(default_factory=list)

    @property
    def changed(self) -> int:
        return self.created + self.updated + self.moved
