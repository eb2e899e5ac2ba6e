"""The analysis of a form: figures as the library and Moodle define them, flags, small groups."""

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from analytics import stats
from analytics.reports.items.analysis import analyze_form, beyond_chance
from analytics.reports.items.columns import columns_of
from analytics.stats.core.result import Estimate
from assessments.data import FormMarks
from tests.analytics.items import forms

CASES = Path(__file__).parents[1] / "stats" / "data"


def analyzed(columns, audience="own_center"):
    return analyze_form(columns, audience=audience)


def flags(found):
    return [row.flags for row in found.questions]


def test_figures_are_moodles_where_the_definitions_agree():
    """LSAT-6 (1,000 people, five questions): the kept reference case, out of an item-by-item form."""
    matrix = lsat6()
    found, moodle = analyzed(forms.marked(matrix.tolist())), stats.items.moodle(matrix)
    for row, theirs in zip(found.questions, moodle.items, strict=True):
        assert 100 * row.difficulty.value == pytest.approx(theirs.facility.value, abs=1e-10)
        assert 100 * row.discrimination.value == pytest.approx(theirs.discrimination.value, abs=1e-10)
    assert [round(row.difficulty.value, 3) for row in found.questions] == [0.924, 0.709, 0.553, 0.763, 0.870]
    assert found.consistency.kind == "omega"
    assert found.people == 1000


def lsat6() -> np.ndarray:
    folder = CASES / "s04_lsat6_ctt_irt"
    files = sorted(folder.glob("*.csv"))
    rows = np.genfromtxt(files[0], delimiter=",", skip_header=1)
    columns = rows[:, -5:]
    assert set(np.unique(columns)) == {0.0, 1.0}
    return columns


def test_points_weigh_and_an_unanswered_question_earned_nothing():
    questions = (forms.question(1, points=2.0), forms.question(2, points=1.0))
    cells = [(1, 1, 2.0, "a"), (1, 2, 1.0, "a"), (2, 1, 2.0, "a"), (3, 2, 0.0, "b"), (4, 9, None, "words")]
    columns = columns_of(FormMarks(questions, tuple((one, one) for one in (1, 2, 3, 4, 5)), cells))
    assert columns.marks.tolist() == [[2, 1], [2, 0], [0, 0], [0, 0], [0, 0]]
    found = analyzed(columns)
    assert [row.difficulty.value for row in found.questions] == [0.4, 0.2]
    assert (found.mean, found.maximum) == (1.0, 3.0)


def test_those_who_did_best_chose_another_option():
    """The key of the last question names the wrong option: who knows the others chooses "c"."""
    rows = [letters + ("c" if place >= 12 else "a") for place, letters in enumerate(forms.guttman(24, 5))]
    found = analyzed(forms.chosen(rows))
    assert flags(found)[-1] == ("check_key", "unused_options")
    last = found.questions[-1]
    assert last.rival == "c"
    assert last.discrimination.value < 0
    assert [one.thirds for one in last.options if one.key == "c"] == [(0.0625, 0.5, 0.9375)]
    assert all("check_key" not in one for one in flags(found)[:-1])


def test_small_groups_get_figures_without_flags_or_nothing():
    rows = [letters + "b" for letters in forms.guttman(19, 4)]
    few = analyzed(forms.chosen(rows))
    assert (few.few, few.hidden) == (True, False)
    assert set(flags(few)) == {()}
    assert few.questions[0].difficulty.value is not None
    assert analyzed(forms.chosen(rows[:4])).hidden
    assert analyzed(forms.chosen(rows[:4])).questions == ()
    assert analyzed(forms.chosen(rows[:9]), "shared").hidden
    assert not analyzed(forms.chosen(rows[:10]), "shared").hidden


def test_a_question_that_everybody_answered_alike_is_flagged_and_omega_gives_way():
    found = analyzed(forms.chosen(["a" + letters for letters in forms.guttman(24, 4)]))
    assert flags(found)[0] == ("no_variance", "easy_item", "unused_options")
    assert found.questions[0].discrimination.value is None
    assert (found.consistency.kind, found.consistency.reason) == ("alpha", "constant_items")


def test_annulled_questions_are_listed_and_not_measured():
    columns = forms.chosen(forms.guttman(24, 5))
    gone = [replace(one, annulled=place == 2) for place, one in enumerate(columns.questions)]
    found = analyzed(replace(columns, questions=tuple(gone)))
    assert [row.annulled for row in found.questions] == [False, False, True, False, False]
    assert found.maximum == 4.0
    assert found.questions[2].difficulty.value is None


def test_drawn_questions_are_measured_over_those_who_were_asked():
    """Three questions of which each person was asked two."""
    questions = tuple(forms.question(one) for one in (1, 2, 3))
    asked, cells = [], []
    for person in range(1, 31):
        for place in ((1, 2), (2, 3), (1, 3))[person % 3]:
            asked.append((person, place))
            if (right := person % 2 == 0) or place != 3:
                cells.append((person, place, float(right), "a" if right else "b"))
    form = FormMarks(questions, tuple((one, one) for one in range(1, 31)), cells, asked)
    columns = columns_of(form)
    assert columns.drawn
    found = analyzed(columns)
    assert [row.n for row in found.questions] == [20, 20, 20]
    assert [row.difficulty.value for row in found.questions] == [0.5, 0.5, 0.5]
    assert [row.discrimination.value for row in found.questions] == pytest.approx([1.0, 1.0, 1.0])
    assert found.consistency.reason == "drawn"
    missing = [one.n for one in found.questions[2].options if one.key is None]
    assert missing == [10]
    assert found.maximum == 0.0


def test_options_that_are_worth_something_are_no_distractors():
    columns = forms.chosen([letters + "c" if place % 2 else letters + "a" for place, letters in
                            enumerate(forms.guttman(24, 5))])  # fmt: skip
    weights = {"a": 1, "b": 0, "c": 0.5, "d": 0}
    last = columns.questions[-1]
    last.content["options"] = [{"key": key, "weight": weight} for key, weight in weights.items()]
    found = analyzed(columns)
    assert [one.flags for one in found.questions[-1].options if one.key == "c"] == [()]


def test_row_order_changes_nothing():
    rows = forms.guttman(24, 5)
    first, second = analyzed(forms.chosen(rows)), analyzed(forms.chosen(rows[::-1]))
    assert [row.discrimination for row in first.questions] == [row.discrimination for row in second.questions]
    assert json.dumps(flags(first)) == json.dumps(flags(second))


@pytest.mark.parametrize(
    ("r", "n", "sure"),
    [
        (0.29, 44, False),
        (0.30, 44, True),
        (-0.30, 44, True),
        (-0.29, 44, False),
        (0.1, 400, True),
        (0.9, 3, False),
        (1.0, 5, True),
        (None, 400, False),
    ],
)
def test_what_chance_alone_may_do_is_no_finding(r, n, sure):
    reason = "no_variance" if r is None else None
    assert beyond_chance(Estimate(value=r, n_used=n, method="option_rest", reason=reason)) is sure
