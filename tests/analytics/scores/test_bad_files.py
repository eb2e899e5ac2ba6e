"""Files that cannot be reported on: each gets one clear message."""

import pytest
from django.utils.translation import override

from analytics.reports.scores.build import build
from analytics.reports.scores.data import Choice
from lms.core.errors import UserError
from lms.core.spreadsheets import read_table
from tests.analytics.scores.test_gain_report import BOTH, report_on


@pytest.mark.parametrize(
    ("content", "choice", "code", "said"),
    [
        (
            "pre,post\n1,2\n3,bien\n",
            BOTH,
            "not_a_score",
            "Row 3, column “post”: “bien” is not a number. Leave the cell empty where there is no score.",
        ),
        ("pre,post\n1,=1+1\n", BOTH, "not_a_score", "Row 2, column “post”: “=1+1” is not a number."),
        ('pre,post\n"1,234",2\n', BOTH, "ambiguous_comma", "“1,234” is not a number that can be read in one"),
        ("pre,post\n1,inf\n", BOTH, "not_a_score", "“inf” is not a number"),
        ("pre,post\n1,2\n", Choice("pre", "despues"), "unknown_column", "The file has: “pre”, “post”."),
        ("pre,posttest\n1,2\n", Choice("pre", "pos test"), "unknown_column", "Did you mean “posttest”?"),
        (
            "pre,post,post\n1,2,3\n",
            BOTH,
            "duplicate_header",
            "Several columns are called “post”. Say which one you mean: “post (B)”, “post (C)”.",
        ),
        ("pre,post\n1,2\n", Choice("pre", "pre"), "same_column", "are the same column, “pre”"),
        ("pre,post\n", BOTH, "no_rows", "headers but no rows"),
        ("", BOTH, "empty", "The file is empty."),
        (
            "pre,post\n1,\n,2\n,\nNP,NP\n",
            BOTH,
            "no_pair",
            "No row has both scores: 1 have only the first, 1 only the second and 1 neither.",
        ),
        (
            "pre,post\n4,24\n",
            Choice("pre", "post", max_score=20),
            "outside_range",
            "Row 2, column “post”: the score 24 is outside 0 to 20",
        ),
        ("pre,post\n4,5\n", Choice("pre", "post", max_score=0), "bad_maximum", "greater than zero"),
        ("pre,post\n50 %,7\n", BOTH, "mixed_percent", "for example row 2, column “post”"),
        (
            "id,pre,post\n" + "\n".join(f"p{i},1,2" for i in range(101)),
            Choice("pre", "post", "id"),
            "too_many_groups",
            "The column “id” has 101 different values",
        ),
        ("pre,post\n" + "1,2\n" * 20_001, BOTH, "rows", "20,000 rows"),
    ],
)
def test_each_mistake_is_said_in_words(content, choice, code, said):
    with override("en"), pytest.raises(UserError) as caught:
        report_on(content, choice)
    assert caught.value.code == code
    assert said in str(caught.value)


def test_many_wrong_cells_are_counted_not_listed():
    with override("en"), pytest.raises(UserError) as caught:
        report_on("pre,post\n" + "1,malo\n" * 8)
    assert str(caught.value).count("is not a number") == 5
    assert "And 3 more cells." in str(caught.value)


def test_a_workbook_under_the_name_of_a_text_file_is_refused():
    with pytest.raises(UserError) as caught:
        report_on("PK\x03\x04rest")
    assert caught.value.code == "file_type"


def test_accents_of_an_old_excel_survive_in_group_names():
    data = "región;pre;post\nMéxico;1;2\nMéxico;2;4\n".encode("cp1252")
    report = build(read_table(data, filename="a.csv"), Choice("pre", "post", "region"), file_name="a.csv")
    assert [gain.label for gain in report.groups] == ["México"]
