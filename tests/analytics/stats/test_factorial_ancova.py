"""Covariance analysis with two factors: hand and peer checks, gaps, refusals."""

from __future__ import annotations

import numpy as np
import pytest

from analytics import stats
from analytics.stats.core.result import StatsError


def made(n=80, seed=1, slope=0.0):
    rng = np.random.default_rng(seed)
    a, b = np.arange(n) % 2, (np.arange(n) // 2) % 2
    pre = rng.normal(10, 2, n)
    post = 0.5 * pre + a + 2 * a * b + slope * a * (pre - 10) + rng.normal(0, 1, n)
    return pre, post, {"sex": np.array(["f", "m"])[a], "shift": np.array(["am", "pm"])[b]}


def test_in_a_two_by_two_the_interaction_is_the_difference_of_differences():
    pre, post, groups = made()
    found = stats.groups.factorial_ancova(pre, post, groups=groups)
    cells = {cell.levels: cell for cell in found.cells}
    design = np.column_stack(
        [
            np.ones(80),
            pre,
            groups["sex"] == "m",
            groups["shift"] == "pm",
            (groups["sex"] == "m") & (groups["shift"] == "pm"),
        ]
    ).astype(float)
    beta, rss = np.linalg.lstsq(design, post)[:2]
    s2 = float(rss[0]) / 75
    t = beta[4] / np.sqrt(s2 * np.linalg.inv(design.T @ design)[4, 4])
    assert found.interaction.f == pytest.approx(t**2, rel=1e-10)
    differences = [cells["m", at].mean.value - cells["f", at].mean.value for at in ("pm", "am")]
    assert differences[0] - differences[1] == pytest.approx(beta[4], rel=1e-9)
    assert found.value == pytest.approx(t**2 / (t**2 + 75), rel=1e-10)
    assert (found.df, found.residual_sd) == (75, pytest.approx(np.sqrt(s2)))
    assert [cell.n for cell in found.cells] == [20] * 4


def test_every_effect_says_its_type():
    found = stats.groups.factorial_ancova(*made()[:2], groups=made()[2])
    assert [(e.name, e.ss_type) for e in found.effects] == [
        ("sex", "II"),
        ("shift", "II"),
        ("sex", "III"),
        ("shift", "III"),
        ("pre", "III"),
    ]
    assert (found.interaction.name, found.interaction.ss_type) == ("sex:shift", None)
    assert stats.groups.ancova(*made()[:2], groups=made()[2]).factors["sex"].ss_type == "II"


def test_contrasts_are_within_levels_of_the_other_factor():
    pre, post, groups = made()
    found = stats.groups.factorial_ancova(pre, post, groups=groups)
    assert [(c.factor, c.at, c.first, c.second) for c in found.contrasts] == [
        ("sex", "am", "f", "m"),
        ("sex", "pm", "f", "m"),
        ("shift", "f", "am", "pm"),
        ("shift", "m", "am", "pm"),
    ]
    cells = {cell.levels: cell.mean.value for cell in found.cells}
    assert found.contrasts[0].value == pytest.approx(cells["f", "am"] - cells["m", "am"], rel=1e-9)
    assert found.contrasts[3].value == pytest.approx(cells["m", "am"] - cells["m", "pm"], rel=1e-9)
    for family in (found.contrasts[:2], found.contrasts[2:]):
        assert [c.p_holm for c in family] == list(stats.groups.holm([c.p for c in family]).p)


def test_the_order_of_the_columns_does_not_matter_to_the_interaction():
    pre, post, groups = made()
    found = stats.groups.factorial_ancova(pre, post, groups=groups)
    turned = stats.groups.factorial_ancova(pre, post, groups=dict(reversed(groups.items())))
    assert turned.interaction.f == pytest.approx(found.interaction.f, rel=1e-10)
    assert {e.name: e.f for e in turned.effects} == pytest.approx(
        {e.name: e.f for e in found.effects}, rel=1e-9
    )


def test_unequal_slopes_are_warned_of():
    pre, post, groups = made(slope=0.8)
    found = stats.groups.factorial_ancova(pre, post, groups=groups)
    assert found.slopes.p < 0.001
    assert found.warnings == ("slopes_differ",)
    assert stats.groups.factorial_ancova(*made()[:2], groups=groups).warnings == ()


def test_people_without_score_or_label_are_counted():
    pre, post, groups = made()
    shift = groups["shift"].astype(object)
    shift[[0, 5]] = None
    post[[5, 7]] = np.nan
    found = stats.groups.factorial_ancova(pre, post, groups={"sex": groups["sex"], "shift": shift})
    assert dict(found.excluded) == {"score_missing": 2, "group_missing": 1}
    assert found.n_used == 77


@pytest.mark.parametrize(
    ("pre", "post", "a", "b", "reason"),
    [
        ([None], [1], ["x"], ["u"], "no_complete_pair"),
        ([1, 2, 3], [1, 2, 4], "xxx", "uvu", "fewer_than_two_groups"),
        ([1, 2, 3, 4, 5, 6], [1, 2, 4, 1, 2, 2], "xxyyyy", "uvuuuu", "empty_cell"),
        ([1, 2, 3, 4], [1, 2, 4, 1], "xxyy", "uvuv", "too_few_rows_for_model"),
        ([3] * 8, [1, 2, 4, 1, 2, 2, 5, 1], "xxyyxxyy", "uvuvuvuv", "collinear_predictors"),
        (list(range(8)), list(range(8)), "xxyyxxyy", "uvuvuvuv", "zero_residual_variance"),
    ],
)
def test_no_analysis_has_a_reason(pre, post, a, b, reason):
    found = stats.groups.factorial_ancova(pre, post, groups={"a": list(a), "b": list(b)})
    assert (found.reason, found.estimate.reason, found.slopes.f) == (reason, reason, None)
    assert (found.cells, found.effects, found.contrasts) == ((), (), ())


def test_slopes_without_people_enough_are_not_tested():
    pre = [1, 2, 3, 4, 5, 7]
    found = stats.groups.factorial_ancova(
        pre, [2, 1, 4, 3, 6, 5], groups={"a": list("xxyyxy"), "b": list("uvuvuv")}
    )
    assert (found.reason, found.slopes.partial_eta2.reason) == (None, "too_few_rows_for_model")
    # Lines of their own go through every point of the four cells.
    exact = stats.groups.factorial_ancova(
        [1, 2, 4] * 4,
        [1, 2, 4, 4, 3, 1, 2, 4, 8, 5, 5, 5],
        groups={"a": list("xxxxxxyyyyyy"), "b": list("uuuvvv") * 2},
    )
    assert (exact.reason, exact.slopes.partial_eta2.reason) == (None, "zero_residual_variance")


@pytest.mark.parametrize(
    ("call", "argument"),
    [
        (lambda: stats.groups.factorial_ancova([1], [1], groups={"a": ["x"]}), "groups"),
        (lambda: stats.groups.factorial_ancova([1], [1], groups=["x"]), "groups"),
        (lambda: stats.groups.factorial_ancova([1], [1, 2], groups={"a": ["x"], "b": ["y"]}), "post"),
        (lambda: stats.groups.factorial_ancova([1], [1], groups={"a": ["x"], "b": ["y", "z"]}), "groups"),
    ],
)
def test_wrong_arguments_are_named(call, argument):
    with pytest.raises(StatsError) as error:
        call()
    assert error.value.argument == argument
