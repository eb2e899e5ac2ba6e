"""From what judges say to a pass mark, by hand."""

import pytest

from analytics.standards.figures import panel_figures, spread_by_question
from analytics.standards.services import lacking

ONE_EACH = {1: 1.0, 2: 1.0, 4: 1.0, 5: 1.0}


def test_angoff_is_the_mean_of_what_each_judge_expects():
    said = [{"1": 50, "2": 60, "4": 70, "5": 80}, {"1": 70, "2": 70, "4": 70, "5": 70}]
    found = panel_figures("angoff", ONE_EACH, said)
    assert found.share == pytest.approx(0.675)
    assert found.judge_shares == pytest.approx((0.65, 0.7))
    # t with one degree of freedom (12.706) times 0.0354 / sqrt(2).
    assert (found.low, found.high) == (pytest.approx(0.3573, abs=1e-4), pytest.approx(0.9927, abs=1e-4))
    assert (found.judges, found.is_provisional) == (2, True)
    assert not panel_figures("angoff", ONE_EACH, said * 3).is_provisional


def test_questions_count_by_their_points():
    said = [{"1": 100, "2": 0}]
    assert panel_figures("angoff", {1: 3.0, 2: 1.0}, said).share == pytest.approx(0.75)
    assert panel_figures("yes_no", {1: 3.0, 2: 1.0}, [{"1": 0, "2": 1}]).share == pytest.approx(0.25)
    assert panel_figures("angoff", {1: 3.0, 2: 1.0}, said).low is None


def test_ebel_rates_questions_by_their_cell():
    cells = {"essential|easy": 90, "important|hard": 40}
    items = {"1": "essential|easy", "2": "important|hard", "4": "important|hard", "5": "essential|easy"}
    assert panel_figures("ebel", ONE_EACH, [{"cells": cells, "items": items}]).share == pytest.approx(0.65)


def test_hofstee_asks_what_people_got():
    said = [{"low": 20, "high": 80, "few": 20, "many": 80}]
    assert panel_figures("hofstee", ONE_EACH, said, [0.1, 0.9]).share == pytest.approx(0.5)
    assert panel_figures("hofstee", ONE_EACH, said, []).reason == "no_scores"
    assert panel_figures("angoff", ONE_EACH, []).reason == "no_judges"


def test_the_spread_of_each_question():
    said = [{"1": 50, "2": 60}, {"1": 70, "2": 60}]
    assert spread_by_question("angoff", said, [1, 2]) == {
        1: pytest.approx((0.5, 0.6, 0.7)),
        2: pytest.approx((0.6, 0.6, 0.6)),
    }
    assert spread_by_question("hofstee", said, [1]) == {}


@pytest.mark.parametrize(
    ("method", "values", "missing"),
    [
        ("angoff", {"1": 50, "2": 0}, []),
        ("angoff", {"1": 101, "2": "x"}, ["1", "2"]),
        ("angoff", {"1": 50}, ["2"]),
        ("yes_no", {"1": 1, "2": 0.5}, ["2"]),
        ("ebel", {"items": {"1": "essential|easy", "2": "no"}, "cells": {}}, ["2", "essential|easy"]),
        ("ebel", {"items": dict.fromkeys("12", "essential|easy"), "cells": {"essential|easy": 5}}, []),
        ("hofstee", {"low": 50, "high": 40, "few": 1, "many": 2}, ["low", "high"]),
        ("hofstee", {"low": 50, "high": 60, "few": 1}, ["many"]),
        ("hofstee", {"low": 50, "high": 60, "few": 1, "many": 2}, []),
    ],
)
def test_what_is_missing_is_named(method, values, missing):
    assert lacking(method, values, [1, 2]) == missing
