"""What no line of a course may hold, whatever the file."""

import re

from courses.course_files.problems import Problem, Problems

TEXT_CHECKS = {
    "unfinished-text": "no line that waits for its author (TODO, UNVERIFIED, ⚠)",
    "us-english": "US spelling in its English",
}

_UNFINISHED = re.compile(r"\b(UNVERIFIED|TODO|FIXME|TBD|PROPOSAL)\b|⚠|\[[A-Z]{2,}[0-9]*\]")
_BRITISH = re.compile(
    r"\b(labour|centres?|organis|minimis|recognis|summaris|revictimis|favour|programme)", re.I
)
_ENGLISH = re.compile(r"\ben:\s(.*)")


def check_raw_text(text: str, file: str, problems: Problems) -> None:
    """`unfinished-text` and `us-english`: nothing that waits for an author, no British spelling."""
    for number, line in enumerate(text.split("\n"), start=1):
        if found := _UNFINISHED.search(line):
            message = f'"{found[0]}" marks text that is not ready for people'
            problems.add(Problem(file, number, "", message))
        if found := _BRITISH.search(_english(file, line)):
            message = f'"{found[0]}": the English of the course is US English'
            problems.add(Problem(file, number, "", message))


def _english(file: str, line: str) -> str:
    """The part of a line known to be English; Spanish has words (organismo) that would look misspelled."""
    if file.endswith(".en.md"):
        return line
    found = _ENGLISH.search(line)
    return found[1] if found else ""
