"""Several groups, a third score, two forms and single questions, and the same figures in every format."""

import csv
import io
import json
import subprocess
import sys
import zipfile
from pathlib import Path

import openpyxl
import pytest
import scipy.stats
from django.core.management import call_command
from django.utils.translation import override

from analytics.render.scores import as_json, page, text
from analytics.reports.scores.build import build
from analytics.reports.scores.data import Choice
from lms.core.errors import UserError
from lms.core.spreadsheets import read_table
from tests.analytics.scores.reading import report, table

READING = Path(__file__).parents[1] / "data" / "baumann_reading.csv"


@pytest.fixture(scope="module")
def real():
    choice = Choice("pretest.2", "post.test.2", "group")
    return build(read_table(READING.read_bytes(), filename=READING.name), choice, file_name=READING.name)


@pytest.mark.slow("every format of one report, and a process of its own for the script")
def test_every_format_gives_the_values_of_r(real, tmp_path):
    """t.test(post.test.2, pretest.2, paired = TRUE): 1.6061 (0.8507 to 2.3615), n = 66."""
    with override("en"):
        made = {kind: write(real) for kind, (write, _type) in page.DOWNLOADS.items()}
    book = openpyxl.load_workbook(io.BytesIO(made["xlsx"]))
    rows = {sheet.title.partition(" ")[2]: [[cell.value for cell in row] for row in sheet] for sheet in book}
    heads, everybody = rows["To four digits"][:2]
    found = dict(zip(heads, everybody, strict=True))
    assert (found["n"], found["Gain"]) == (66, 1.6061)
    assert (found["95% interval, from"], found["95% interval, to"]) == (0.8507, 2.3615)
    assert "To four digits,Everybody,95% interval,,,0.8507,2.3615," in made["csv"].decode("utf-8-sig")
    (tmp_path / "r.pdf").write_bytes(made["pdf"])
    shown = subprocess.run(
        ["pdftotext", "-layout", tmp_path / "r.pdf", "-"], capture_output=True, text=True, check=True
    ).stdout
    line = next(one.split() for one in shown.splitlines() if "Everybody" in one and "1.6061" in one)
    assert line[:5] == ["Everybody", "66", "0", "5.1061", "6.7121"]
    assert "0.8507 to 2.3615" in " ".join(line)
    with zipfile.ZipFile(io.BytesIO(made["zip"])) as archive:
        archive.extractall(tmp_path)
    assert "1.6061" in (tmp_path / "report.html").read_text()
    assert (
        json.loads((tmp_path / "results.json").read_text())["overall"]["gain"]["value"] == 1.606060606060606
    )
    scores = list(csv.DictReader((tmp_path / "scores.csv").read_text().splitlines()))
    assert (len(scores), scores[0]) == (
        66,
        {"row": "2", "group: group": "Basal", "pre": "3.0", "post": "4.0"},
    )
    done = subprocess.run(
        [sys.executable, "recompute.py"], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout) == (0, "4 figures, 0 differ\n")
    (tmp_path / "scores.csv").write_text(
        (tmp_path / "scores.csv").read_text().replace("2,Basal,3.0", "2,Basal,2.0")
    )
    assert subprocess.run(
        [sys.executable, "recompute.py"], cwd=tmp_path, capture_output=True, check=False
    ).returncode


def test_groups_of_several_columns_stand_apart():
    rows = [("a" if n % 2 else "b", "x" if n < 6 else "y", n, n + 1 + n % 3) for n in range(12)]
    found = report(table(("Grupo", "Sexo", "Pre", "Post"), *rows), group="Grupo", also=("Sexo", "Grupo"))
    assert [(one.column, [gain.label for gain in one.groups]) for one in found.breakdowns] == [
        ("Grupo", ["a", "b"]),
        ("Sexo", ["x", "y"]),
    ]
    assert all(sum(gain.n for gain in one.groups) == 12 for one in found.breakdowns)
    with override("en"):
        said = text.render(found)
    assert said.count("Everybody") == 2
    assert "By Sexo" in said


def test_a_third_score_says_how_much_was_kept():
    rows = [(10, 14, 13), (11, 17, 16), (12, 15, 15), (9, 14, 12), (10, 16, "")]
    found = report(table(("Pre", "Post", "Mes 3"), *rows), follow="Mes 3")
    assert (found.overall.n, found.follow.n, found.follow.since_first.n) == (5, 4, 4)
    assert found.follow.means == (10.5, 15.0, 14.0)
    assert found.follow.kept.value == pytest.approx(3.5 / 4.5)
    assert found.follow.since_second.gain.value == -1.0
    assert as_json.content(found)["follow_up"]["since_second"]["n"] == 4
    with override("en"):
        assert "78% of the gain was still there" in text.render(found)
    of_ten = report(table(("Pre", "Post", "Mes 3"), *rows), follow="Mes 3", max_score=20, max_post=40)
    assert (of_ten.rows[0].post, of_ten.rows[0].follow) == (35.0, 32.5)
    for wrong in ({"follow": "Post"}, {"follow": "Mes 3", "max_score": 14, "max_post": 16}):
        with pytest.raises(UserError):
            report(table(("Pre", "Post", "Mes 3"), *rows), **wrong)


def test_forms_that_people_had_crosswise_give_a_gain_without_their_difference():
    first, second = [(10, 15), (11, 17), (9, 14)], [(12, 13), (10, 12), (11, 12), (9, 10)]
    rows = [("A", *one) for one in first] + [("B", *one) for one in second]
    found = report(table(("Forma", "Pre", "Post"), *rows), form_pre="Forma")
    assert [(gain.label, gain.n) for gain in found.forms.orders] == [("A – B", 3), ("B – A", 4)]
    one, two = [b - a for a, b in first], [b - a for a, b in second]
    reference = scipy.stats.ttest_ind(one, [-gain for gain in two], equal_var=False).confidence_interval(0.95)
    assert found.forms.gain.value == pytest.approx((16 / 3 + 5 / 4) / 2)
    assert (found.forms.gain.low, found.forms.gain.high) == pytest.approx(
        (reference.low / 2, reference.high / 2)
    )
    assert (found.forms.form, found.forms.easier.value) == ("B", pytest.approx((16 / 3 - 5 / 4) / 2))
    assert found.rows[0].forms == ("A", "B")
    # All in one order: nothing can be told apart, and that is said.
    alone = report(
        table(("F1", "F2", "Pre", "Post"), *(("A", "B", *one) for one in first)),
        form_pre="F1",
        form_post="F2",
    )
    assert (alone.forms.gain.value, alone.forms.form) == (None, "")
    assert any("the other way round" in note for note in alone.reader_notes)
    with pytest.raises(UserError):
        report(table(("Forma", "Pre", "Post"), ("A", 1, 2), ("B", 2, 3), ("C", 2, 4)), form_pre="Forma")


def test_questions_are_shown_where_the_file_has_them():
    heads = ("id", "pre_1", "pre_2", "pre_3", "post_1", "post_2", "post_4")
    rows = [
        ("a", 0, 0, 1, 1, 0, 1), ("b", 1, 0, 0, 1, 1, 1), ("c", 0, 1, 0, 1, 0, 0), ("d", 1, 0, "", 1, 1, 1),
        ("e", "", "", "", 0, 0, 0),
    ]  # fmt: skip
    found = report(table(heads, *rows), "pre_*", "post_*")
    assert [(one.pre, one.post, one.before, one.after) for one in found.items.questions] == [
        ("pre_1", "post_1", 0.5, 0.8),
        ("pre_2", "post_2", 0.25, 0.4),
        ("pre_3", None, 0.25, None),
        (None, "post_4", None, 0.6),
    ]
    assert (found.items.questions[0].n_before, found.items.questions[0].n_after) == (4, 5)
    assert found.items.alpha_after.value is not None
    with override("en"):
        assert "Question by question" in text.render(found)
    assert as_json.content(found)["questions"]["rows"][3]["post"] == "post_4"
    assert report(table(("Pre", "Post"), (1, 2), (2, 3)), "Pre", "Post").items is None


def test_the_command_takes_all_of_it(tmp_path, capsys):
    path = tmp_path / "a.csv"
    rows = [("AB"[n % 2], "xy"[n % 3 > 0], n % 5, n % 5 + 1 + n % 2, n % 5 + 1) for n in range(14)]
    path.write_text(table(("Forma", "Grupo", "Pre", "Post", "Luego"), *rows))
    call_command(
        "analyze_scores", str(path), "--pre", "Pre", "--post", "Post", "--group", "Grupo", "--group", "Forma",
        "--follow-up", "Luego", "--form-pre", "Forma", "--language", "es", "--out", str(tmp_path / "a.html"),
    )  # fmt: skip
    said = capsys.readouterr().out
    for words in ("Más adelante: Luego", "Por forma de la prueba", "Por Forma"):
        assert words in said
        assert words in (tmp_path / "a.html").read_text("utf-8")
