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
            "The PDF “/nowhere/out.pdf” cannot be written: it does not exist.",
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
