"""`manage.py analyze_scores` as a person runs it: no database, no migration."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pikepdf
import pytest
from django.conf import settings
from django.core.management import call_command

from tests.analytics.scores.reading import xlsx

READING = Path(__file__).parents[1] / "data" / "baumann_reading.csv"
COLUMNS = ("--pre", "pretest.2", "--post", "post.test.2")


def run(*arguments: object) -> subprocess.CompletedProcess[str]:
    """The command in a process of its own, with a database that cannot be opened."""
    return subprocess.run(
        [sys.executable, "manage.py", "analyze_scores", *map(str, arguments)],
        cwd=settings.BASE_DIR,
        env={**os.environ, "DJANGO_SETTINGS_MODULE": "lms.settings.dev", "ACUERDO_SQLITE": "/nowhere/none"},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.slow("starts a process that imports Django and the statistics")
def test_it_runs_without_a_database():
    done = run(READING, *COLUMNS, "--group", "group", "--json")
    assert (done.returncode, done.stderr) == (0, "")
    report = json.loads(done.stdout)
    assert report["overall"]["n"] == 66
    assert round(report["overall"]["gain"]["value"], 4) == 1.6061
    assert [round(report["overall"]["gain"][limit], 4) for limit in ("low", "high")] == [0.8507, 2.3615]


def test_it_writes_a_printed_sheet(tmp_path, capsys):
    out = tmp_path / "reporte.pdf"
    call_command("analyze_scores", str(READING), *COLUMNS, group="group", pdf=str(out), language="en")
    assert capsys.readouterr().out.startswith("Scores rose from 5.11 to 6.71")
    text = subprocess.run(
        ["pdftotext", "-layout", out, "-"], capture_output=True, text=True, check=True
    ).stdout
    assert "Scores rose from 5.11 to 6.71" in text
    assert "–0.87 to 1.42" in text
    with pikepdf.open(out) as pdf:
        assert str(pdf.Root.Lang) == "en"
        assert str(pdf.docinfo.Title) == "Gain between two scores"


def test_the_same_content_gives_the_same_bytes(tmp_path, capsys):
    for name in ("one.pdf", "two.pdf"):
        call_command("analyze_scores", str(READING), *COLUMNS, pdf=str(tmp_path / name))
    assert (tmp_path / "one.pdf").read_bytes() == (tmp_path / "two.pdf").read_bytes()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("nowhere.csv", *COLUMNS), "The file “nowhere.csv” cannot be read: it does not exist."),
        ((READING, "--pre", "pretst.2", "--post", "post.test.2"), "Did you mean “pretest.2”?"),
        ((READING, *COLUMNS, "--max", "10"), "outside 0 to 10"),
        (
            (READING, *COLUMNS, "--pdf", "/nowhere/out.pdf"),
            "The file “/nowhere/out.pdf” cannot be written: it does not exist.",
        ),
        (
            (READING, *COLUMNS, "--out", "report.docx"),
            "no known ending. Known: .html, .xlsx, .csv, .pdf, .json, .zip",
        ),
    ],
)
def test_mistakes_are_said_on_standard_error_and_nothing_is_printed(arguments, said, capsys):
    with pytest.raises(SystemExit) as ended:
        call_command("analyze_scores", *map(str, arguments), "--language", "en")
    assert ended.value.code == 1
    captured = capsys.readouterr()
    assert said in captured.err
    assert captured.out == ""


def test_spanish_is_the_language_unless_another_is_asked_for(capsys):
    call_command("analyze_scores", str(READING), *COLUMNS)
    assert capsys.readouterr().out.startswith("Los puntajes subieron de 5.11 a 6.71")


def complaint(capsys, content, *arguments, name="a.csv", tmp_path):
    """What the command says on standard error about a file; it prints nothing else."""
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(SystemExit):
        call_command("analyze_scores", str(path), "--language", "en", *arguments)
    captured = capsys.readouterr()
    assert captured.out == ""
    return captured.err


def test_a_question_names_the_option_that_answers_it(capsys, tmp_path):
    columns = ("--pre", "Pre", "--post", "Post")
    twice = b"Correo,Pre,Post\na@x.mx,1,2\na@x.mx,3,4\n"
    assert "Answer with --repeated first|last|rows." in complaint(capsys, twice, *columns, tmp_path=tmp_path)
    codes = b"id,Pre,Post\na,12,15\nb,-99,14\nc,10,13\n"
    assert 'Answer with --missing="-99".' in complaint(capsys, codes, *columns, tmp_path=tmp_path)
    path = tmp_path / "a.csv"
    call_command("analyze_scores", str(path), *columns, "--missing=-99", "--language", "en")
    assert "n = 2 people with both scores" in capsys.readouterr().out


def test_what_was_noticed_is_told_when_it_fails(capsys, tmp_path):
    said = complaint(
        capsys,
        xlsx(("Nombre", "Nota"), ("Ana", 6), sheets=[("Portada", [("Lea", "esto"), ("x", 1)])]),
        "--pre",
        "Pre",
        "--post",
        "Post",
        name="a.xlsx",
        tmp_path=tmp_path,
    )
    assert "There is no column called “Pre”" in said
    assert "- Only the sheet “Sheet” was read; there are others with content: Portada." in said


def test_two_files_and_a_sheet_are_named_by_options(capsys, tmp_path):
    (tmp_path / "b.xlsx").write_bytes(
        xlsx(
            ("Correo", "Nota"),
            ("a@x.mx", 1),
            sheets=[("Final", [("Correo", "Nota"), ("a@x.mx", 9), ("b@x.mx", 8)])],
        )
    )
    (tmp_path / "a.csv").write_text("Correo,Nota\na@x.mx,5\nb@x.mx,6\n")
    first, second = str(tmp_path / "a.csv"), str(tmp_path / "b.xlsx")
    call_command(
        "analyze_scores", first, "--second", second, "--pre", "Nota", "--post", "Nota", "--by", "Correo"
    )
    assert "solo" in capsys.readouterr().out.lower()
    call_command(
        "analyze_scores", second, "--sheet", "Final", "--pre", "Nota", "--post", "Nota", "--second", first
    )
    assert "n = 2" in capsys.readouterr().out


def test_two_sheets_of_one_workbook_are_joined(capsys, tmp_path):
    rows = [("Correo", "Nota"), ("a@x.mx", 9), ("b@x.mx", 8)]
    book = xlsx(("Correo", "Nota"), ("a@x.mx", 5), ("b@x.mx", 6), sheets=[("Final", rows)])
    (tmp_path / "a.xlsx").write_bytes(book)
    columns = ("--pre", "Nota", "--post", "Nota", "--language", "en")
    call_command(
        "analyze_scores", str(tmp_path / "a.xlsx"), *columns, "--sheet", "Sheet", "--second-sheet", "Final"
    )
    assert "Scores went from 5.50 to 8.50" in capsys.readouterr().out
