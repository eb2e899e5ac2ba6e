"""Mantel-Haenszel and logistic DIF against statsmodels, and where there is nothing to compare."""

import math

import numpy as np
import pytest
import statsmodels.api as sm
from statsmodels.stats.contingency_tables import StratifiedTable

from analytics import stats
from analytics.stats.core.result import StatsError
from analytics.stats.items import matching, regression


def sample(n, seed, shift=0.0, items=8):
    """Two groups of n; question 1 is harder by `shift` logits for group "F"."""
    rng = np.random.default_rng(seed)
    groups = np.array(["M"] * n + ["F"] * n)
    logit = rng.normal(size=(2 * n, 1)) + np.linspace(-1, 1, items)
    logit[n:, 0] -= shift
    return (rng.random(logit.shape) < 1 / (1 + np.exp(-logit))).astype(float), groups


MATRIX, GROUPS = sample(300, 1, shift=1.2)


def tables(j):
    totals = MATRIX.sum(axis=1)
    for score in np.unique(totals):
        at = totals == score
        table = np.array(
            [[np.sum(at & (g == GROUPS) & (MATRIX[:, j] == mark)) for mark in (1, 0)] for g in ("M", "F")]
        )
        if table.sum(axis=0).all() and table.sum(axis=1).all():
            yield table


@pytest.mark.parametrize("j", [0, 3])
def test_mantel_haenszel_is_that_of_statsmodels(j):
    item = stats.items.dif_mantel_haenszel(MATRIX, GROUPS, reference="M").items[j]
    peer = StratifiedTable(list(tables(j)))
    assert item.odds_ratio == pytest.approx(peer.oddsratio_pooled, rel=1e-12)
    assert item.se_delta == pytest.approx(2.35 * peer.logodds_pooled_se, rel=1e-12)
    assert item.chi2 == pytest.approx(peer.test_null_odds(correction=True).statistic, rel=1e-12)
    assert item.strata_used == len(list(tables(j)))


def test_a_planted_question_is_found_and_purified():
    found = stats.items.dif_mantel_haenszel(MATRIX, GROUPS, reference="M", purify=True)
    assert found.items[0].ets_class == "C"
    assert found.items[0].delta < -1.5
    assert found.purified == (1,)
    assert (found.n_reference, found.n_focal) == (300, 300)
    plain = stats.items.dif_mantel_haenszel(MATRIX, GROUPS, reference="M")
    # The studied question counts in its own matching score, and alone was flagged.
    assert found.items[0] == plain.items[0]
    without = np.delete(MATRIX, 0, axis=1)
    assert (
        found.items[1].delta == stats.items.dif_mantel_haenszel(without, GROUPS, reference="M").items[0].delta
    )


def test_turning_the_groups_round_turns_the_sign():
    one = stats.items.dif_mantel_haenszel(MATRIX, GROUPS, reference="M").items
    other = stats.items.dif_mantel_haenszel(MATRIX, GROUPS, reference="F").items
    for a, b in zip(one, other, strict=True):
        assert a.delta == pytest.approx(-b.delta, abs=1e-12)
        assert a.chi2 == pytest.approx(b.chi2, abs=1e-10)


@pytest.mark.parametrize(
    ("delta", "se", "p", "expected"),
    [
        (0.9, 0.1, 0.001, "A"),
        (2.0, 0.2, 0.06, "A"),
        (1.2, 0.1, 0.01, "B"),
        (-1.6, 0.5, 0.01, "B"),
        (-1.6, 0.3, 0.01, "C"),
    ],
)
def test_ets_classes(delta, se, p, expected):
    assert matching.ets_class(delta, se, p) == expected


def test_small_groups_get_no_class():
    matrix, groups = sample(80, 2)
    item = stats.items.dif_mantel_haenszel(matrix, groups, reference="M").items[0]
    assert (item.ets_class, item.class_reason) == (None, "too_few_persons")
    assert item.delta is not None
    logistic = stats.items.dif_logistic(matrix, groups, reference="M").items[0]
    assert (logistic.size_class, logistic.class_reason) == (None, "too_few_persons")


def test_people_left_out_are_counted():
    matrix = np.vstack([MATRIX, np.full((2, 8), np.nan), np.ones((3, 8))])
    groups = [*GROUPS, "M", "F", "X", None, "X"]
    found = stats.items.dif_mantel_haenszel(matrix, groups, reference="M", focal="F")
    assert dict(found.excluded) == {"other_group": 3, "missing_answers": 2}
    assert found.items == stats.items.dif_mantel_haenszel(MATRIX, GROUPS, reference="M").items


def test_nothing_to_compare():
    nobody = stats.items.dif_mantel_haenszel([[1, 0], [0, 1]], ["M", "M"], reference="M", focal="F")
    assert [item.reason for item in nobody.items] == ["no_common_scores"] * 2
    alone = stats.items.dif_mantel_haenszel([[1, 0], [0, 1]], ["M", "M"], reference="M")
    assert alone.focal is None
    assert stats.items.dif_logistic([[1, 0]], ["M"], reference="M").items[0].reason == "one_group"


def test_an_odds_ratio_without_end_is_undefined():
    found = stats.items.dif_mantel_haenszel(
        [[1, 0], [0, 1], [1, 0], [0, 1]], ["M", "F", "M", "F"], reference="M"
    ).items[0]
    assert (found.odds_ratio, found.reason) == (None, "no_finite_odds_ratio")
    assert found.chi2 == pytest.approx(0.75, abs=1e-12)
    assert 0 < found.p < 1


def test_strata_without_both_groups_are_counted_as_skipped():
    matrix = [[1, 0], [0, 1], [1, 1], [0, 0], [1, 0], [0, 1]]
    found = stats.items.dif_mantel_haenszel(matrix, ["M", "F", "M", "M", "F", "M"], reference="M").items[0]
    assert (found.strata_used, found.strata_skipped) == (1, 2)
    assert found.odds_ratio == 1.0


def peer_loglik(j, *columns):
    design = np.column_stack([np.ones(len(MATRIX)), *columns])
    fit = sm.Logit(MATRIX[:, j], design).fit(disp=0, maxiter=100)
    return fit.llf, fit.params


@pytest.mark.parametrize("j", [0, 3])
def test_logistic_dif_is_that_of_person_level_fits(j):
    item = stats.items.dif_logistic(MATRIX, GROUPS, reference="M").items[j]
    total, focal = MATRIX.sum(axis=1), (GROUPS == "F").astype(float)
    base, uniform, full = (
        peer_loglik(j, *columns) for columns in ((total,), (total, focal), (total, focal, total * focal))
    )
    assert item.lr_uniform == pytest.approx(2 * (uniform[0] - base[0]), abs=1e-7)
    assert item.lr_nonuniform == pytest.approx(2 * (full[0] - uniform[0]), abs=1e-7)
    assert item.group == pytest.approx(uniform[1][2], abs=1e-7)
    n, empty = len(MATRIX), peer_loglik(j)[0]
    r2 = [(1 - math.exp(2 * (empty - fit[0]) / n)) / (1 - math.exp(2 * empty / n)) for fit in (base, full)]
    assert item.r2_change == pytest.approx(r2[1] - r2[0], abs=1e-9)


@pytest.mark.parametrize(
    ("change", "p", "expected"), [(0.1, 0.2, "A"), (0.02, 0.001, "A"), (0.05, 0.001, "B"), (0.08, 0.001, "C")]
)
def test_sizes_of_logistic_dif(change, p, expected):
    assert regression._size(change, p) == expected


def test_logistic_dif_is_undefined_with_a_reason():
    groups = ["M", "F"] * 10
    constant = np.column_stack([np.ones(20), np.arange(20) % 4 < 2])
    assert stats.items.dif_logistic(constant, groups, reference="M").items[0].reason == "constant_item"
    assert stats.items.dif_logistic(constant, groups, reference="M").items[1].reason == "separation"
    flat = np.column_stack([np.arange(20) % 4 < 2, np.arange(20) % 4 >= 2]).astype(float)
    assert stats.items.dif_logistic(flat, groups, reference="M").items[0].reason == "too_few_scores"


def test_row_order_changes_nothing():
    order = np.random.default_rng(3).permutation(len(MATRIX))
    for method in (stats.items.dif_mantel_haenszel, stats.items.dif_logistic):
        assert method(MATRIX[order], GROUPS[order], reference="M") == method(MATRIX, GROUPS, reference="M")


@pytest.mark.parametrize(
    ("options", "argument"),
    [
        ({"matrix": [[2, 0]], "groups": ["M"], "reference": "M"}, "matrix"),
        ({"matrix": [[1, 0]], "groups": ["M", "F"], "reference": "M"}, "groups"),
        ({"matrix": [[1], [0], [1]], "groups": ["M", "F", "X"], "reference": "M"}, "focal"),
        ({"matrix": [[1], [0]], "groups": ["M", "F"], "reference": "M", "focal": "M"}, "focal"),
        ({"matrix": [[1], [0]], "groups": ["M", "F"], "reference": float("nan"), "focal": "F"}, "reference"),
    ],
)
def test_mistakes_are_named(options, argument):
    with pytest.raises(StatsError) as error:
        stats.items.dif_mantel_haenszel(options.pop("matrix"), options.pop("groups"), **options)
    assert error.value.argument == argument


def test_a_logistic_fit_that_is_stopped_early_is_none(monkeypatch):
    monkeypatch.setattr(regression, "_STEPS", 1)
    assert {item.reason for item in stats.items.dif_logistic(MATRIX, GROUPS, reference="M").items} == {
        "separation"
    }
