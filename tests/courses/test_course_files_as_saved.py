"""Files that nothing reads, that cannot be read, and that were saved by other programs."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from courses.course_files import examine_course
from tests.courses.course_file_breaks import ES, RUBRIC, SPARES, TEST, said

Saved = Callable[[str], bytes]


@pytest.mark.parametrize(
    ("file", "text", "problem"),
    [
        ("notes.txt", "x", "notes.txt: is not read: a misspelled name, or a module that course.yaml lacks"),
        (
            "instruments/opinion.yml",
            "x",
            "instruments/opinion.yml: is not read: a misspelled name, or a module that course.yaml lacks",
        ),
        (
            "modules/m2_more/module.yaml",
            "x",
            "modules/m2_more/module.yaml: is not read: a misspelled name, or a module that course.yaml lacks",
        ),
    ],
)
def test_a_file_that_nothing_reads_is_named(copy: Path, file: str, text: str, problem: str) -> None:
    (copy / file).parent.mkdir(exist_ok=True)
    (copy / file).write_text(text, encoding="utf-8")
    assert said(copy) == [problem]


UNREADABLE = {
    "cp1252": (lambda text: f"{text}ñ".encode("cp1252"), "not UTF-8 (byte 1): save it again as UTF-8"),
    "utf-16 of Notepad": (lambda text: text.encode("utf-16"), "UTF-16, not UTF-8: save it again as UTF-8"),
    "utf-16 without a mark": (
        lambda text: text.encode("ascii", "ignore").decode().encode("utf-16-le"),
        "not UTF-8 (byte 2): save it again as UTF-8",
    ),
    "empty": (lambda text: b"", "the file is there, but it is empty: write it, or take it away"),
    "blank": (lambda text: b" \n\t\r\n", "the file is there, but it is empty: write it, or take it away"),
}


@pytest.mark.parametrize("name", UNREADABLE)
@pytest.mark.parametrize("file", [ES, SPARES, TEST, RUBRIC, "course.yaml", "glossary.yaml"])
def test_a_file_that_cannot_be_read_is_the_one_problem(copy: Path, file: str, name: str) -> None:
    """B028: a lesson saved as cp1252 or UTF-16; an empty one is not called missing."""
    encode, problem = UNREADABLE[name]
    path = copy / file
    path.write_bytes(encode(path.read_text(encoding="utf-8")))
    if name == "cp1252":
        problem = problem.split("(")[0]
    assert [one[: len(file) + 2 + len(problem)] for one in said(copy)] == [f"{file}: {problem}"]


@pytest.mark.parametrize(
    "save",
    [
        lambda text: re.sub(r"(?m)$", "  \t", text).encode(),
        lambda text: text.replace(":::\n", "::: \n").encode(),
        lambda text: text.replace("\n", "\r\n").encode("utf-8-sig"),
        lambda text: text.replace("\n", "\r").encode(),
    ],
    ids=["blanks on every line", "a blank after each :::", "Windows with a mark", "old Mac"],
)
def test_blanks_at_the_end_of_lines_and_marks_of_editors_never_matter(copy: Path, save: Saved) -> None:
    """B029: a blank after a closing `:::` was eight false problems."""
    before, _problems = examine_course(copy)
    for path in (path for path in copy.rglob("*") if path.is_file()):
        path.write_bytes(save(path.read_text(encoding="utf-8")))
    after, problems = examine_course(copy)
    assert problems == []
    assert after.modules == before.modules
    assert after == before
