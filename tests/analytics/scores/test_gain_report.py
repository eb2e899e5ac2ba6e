"""The report on real scores, against values of R's t.test."""

from pathlib import Path

import pytest
from django.utils.translation import override

from analytics.render.scores import as_json, text, words
from analytics.reports.scores.build import build
from analytics.reports.scores.data import Choice
from lms.core.spreadsheets import read_table

READING = Path(__file__).parents[1] / "data" / "baumann_reading.csv"
CHOICE = Choice("pretest.2", "post.test.2", "group")


BOTH = Choice("pre", "post")


def report_on(content: str, choice: Choice = BOTH, name: str = "scores.csv"):
    """The report on a CSV written out in a test."""
    return build(read_table(content.encode(), filename=name), choice, file_name=name)


@pytest.fixture(scope="module")
def reading():
    return build(read_table(READING.read_bytes(), filename=READING.name), CHOICE, file_name=READING.name)


def test_the_gain_of_all_is_that_of_r(reading):
    gain = reading.overall
    assert (gain.n, gain.missing) == (66, 0)
    assert gain.gain.value == pytest.approx(1.606060606, abs=1e-9)
    assert (gain.gain.low, gain.gain.high) == (
        pytest.approx(0.8506591, abs=1e-7),
        pytest.approx(2.3614621, abs=1e-7),
    )
    assert gain.t == pytest.approx(4.2461, abs=1e-4)
    assert gain.df == 65
    assert gain.p == pytest.approx(7.065787e-05, rel=1e-6)


@pytest.mark.parametrize(
    ("group", "value", "low", "high", "verdict"),
    [
        ("Basal", 0.273, -0.874, 1.419, "unclear"),
        ("DRTA", 1.136, -0.011, 2.284, "unclear"),
        ("Strat", 3.409, 1.983, 4.835, "rose"),
    ],
)
def test_the_gain_of_each_group_is_that_of_r(reading, group, value, low, high, verdict):
    gain = next(gain for gain in reading.groups if gain.label == group)
    assert gain.n == 22
    assert (gain.gain.value, gain.gain.low, gain.gain.high) == pytest.approx((value, low, high), abs=5e-4)
    assert gain.verdict == verdict


def test_words_come_first_and_claim_nothing_beyond_the_interval(reading):
    with override("en"):
        first, *_rest = text.render(reading).splitlines()
    assert first == (
        "Scores rose from 5.11 to 6.71: a mean gain of 1.61\u00a0points (95% interval: 0.85 to 2.36). "
        "n = 66 people with both scores; nobody is missing."
    )


def test_the_maximum_turns_points_into_percentages(reading):
    report = build(
        read_table(READING.read_bytes(), filename=READING.name),
        Choice("pretest.2", "post.test.2", max_score=20),
        file_name=READING.name,
    )
    with override("en"):
        assert "from 25.5% to 33.6%: a mean gain of 8.0\u00a0percentage points" in words.opening(report)
    assert report.overall.gain == reading.overall.gain


def test_json_holds_unrounded_values_and_stable_keys(reading):
    content = as_json.content(reading)
    assert content["overall"]["gain"]["value"] == reading.overall.gain.value
    assert content["overall"]["n"] == 66
    assert [group["label"] for group in content["groups"]] == ["Basal", "DRTA", "Strat"]
    assert content["groups"][2]["improved"]["count"] == 19


def test_people_without_both_scores_are_counted_by_what_they_lack():
    report = report_on("pre,post\n1,2\n2,4\n3,NP\n,5\n-,ausente\n")
    gain = report.overall
    assert (gain.n, gain.pre_only, gain.post_only, gain.neither) == (2, 1, 1, 1)
    assert gain.gain.value == 1.5
    assert report.markers == {"-": 1, "NP": 1, "ausente": 1}
    with override("en"):
        assert words.opening(report).endswith(
            "n = 2 people with both scores; 1 lacks the second, 1 lacks the first, 1 lacks both."
        )


def test_fewer_than_ten_people_are_shown_with_a_warning():
    report = report_on("pre,post\n" + "\n".join(f"{i},{i + i % 3}" for i in range(9)))
    assert report.overall.warnings == ("small_group",)
    assert report.overall.gain.low is not None
    with override("en"):
        assert list(words.warnings(report)) == [
            "Fewer than 10 people (n = 9): the interval depends heavily on each of them. Take it as a hint."
        ]
    assert report_on("pre,post\n" + "\n".join(f"{i},{i + i % 3}" for i in range(10))).overall.warnings == ()


def test_one_row_gives_the_two_scores_and_no_interval():
    report = report_on("pre,post\n11,17\n")
    assert (report.overall.verdict, report.overall.warnings) == ("single", ("single_pair",))
    assert report.overall.gain.value == 6
    assert report.overall.gain.low is None
    with override("en"):
        assert words.opening(report).startswith(
            "Only one person has both scores: 11.00 before and 17.00 after."
        )


def test_gains_without_variance_are_no_certainty():
    report = report_on("pre,post\n1,3\n2,4\n5,7\n")
    assert (report.overall.verdict, report.overall.p) == ("uniform", None)
    assert report.overall.warnings == ("uniform_gain", "small_group")
    with override("en"):
        assert "everybody changed by exactly the same: 2.00\u00a0points" in words.opening(report)
        assert "That is not certainty" in " ".join(words.warnings(report))


@pytest.mark.parametrize(
    ("rows", "verdict", "said"),
    [
        ("9,4\n8,5\n7,2\n9,3", "fell", "Scores fell from 8.25 to 3.50: a mean change of −4.75\u00a0points"),
        ("9,4\n4,9\n7,8\n8,7", "unclear", "one cannot say whether scores rose or fell"),
    ],
)
def test_losses_and_noise_are_said_honestly(rows, verdict, said):
    report = report_on(f"pre,post\n{rows}\n")
    assert report.overall.verdict == verdict
    with override("en"):
        assert said in words.opening(report)


def test_percent_signs_and_decimal_commas_are_read():
    report = report_on("pre;post\n45,5 %;60%\n50 %;70 %\n")
    assert report.max_score == 100
    assert report.overall.mean_pre == 47.75
    with override("en"):
        assert "from 47.8% to 65.0%" in words.opening(report)


def test_rows_that_are_totals_are_left_out_and_named():
    report = report_on("name,pre,post\nAna,1,2\nEva,2,5\nPromedio,1.5,3.5\n", Choice("pre", "post"))
    assert report.overall.n == 2
    with override("en"):
        assert "Row 4 (“Promedio”) is a total or a mean and was left out." in words.notes(report)


def test_rows_without_a_group_stand_last():
    report = report_on("g,pre,post\n,1,2\nb,1,2\na,3,5\n", Choice("pre", "post", "g"))
    assert [gain.label for gain in report.groups] == ["a", "b", ""]


def test_the_order_of_the_rows_changes_nothing(reading):
    header, *lines = READING.read_text().splitlines()
    turned = report_on("\n".join([header, *reversed(lines)]), CHOICE)
    assert (turned.overall, turned.groups) == (reading.overall, reading.groups)
