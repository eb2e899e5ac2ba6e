"""What writing a course as files did."""

from dataclasses import dataclass, field
from pathlib import Path


@dataclass(slots=True)
class ExportReport:
    """The files written; in words, pages that are not published and so were left out; open problems.

    `problems` are what `check_course` says of the files: an editor may have broken a promise.
    """

    files: list[Path] = field(default_factory=list)
    unpublished: list[str] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
