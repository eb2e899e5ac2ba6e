"""Properties of sections 6, 7, 9 and 10 on made-up data."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from analytics import stats
from tests.analytics.stats.soundness import faults

few = settings(max_examples=40, deadline=None, derandomize=True)
TABLES = hnp.arrays(np.int64, st.tuples(st.integers(2, 8), st.integers(2, 4)), elements=st.integers(0, 9))
HALVES = st.integers(0, 20).map(lambda v: v / 2)
SCORES = hnp.arrays(np.float64, st.tuples(st.integers(3, 10), st.integers(2, 5)), elements=HALVES)
ANSWERS = st.lists(st.integers(1, 5), min_size=1, max_size=12)
FORMS = ("one_way_single", "agreement_single", "consistency_single", "agreement_average")


def values(found):
    return [getattr(found, form).estimate.value for form in FORMS]


def close(a, b, tolerance=1e-9):
    pairs = list(zip(a, b, strict=True))
    if any((x is None) != (y is None) for x, y in pairs):
        return False
    return all(x is None or math.isclose(x, y, rel_tol=tolerance, abs_tol=tolerance) for x, y in pairs)


@few
@given(TABLES, st.integers(-50, 50), st.sampled_from([0.1, 0.5, 3.0, 1e-150, 1e60]))
def test_icc_ignores_shift_and_scale(table, shift, factor):
    found = stats.raters.icc(table)
    assert faults(found) == []
    assert close(values(found), values(stats.raters.icc(table + shift)), 1e-12)
    assert close(values(found), values(stats.raters.icc(table * factor)))
    assert close(values(found), values(stats.raters.icc(-table)), 1e-12)


@few
@given(TABLES, st.randoms(use_true_random=False))
def test_icc_and_alpha_ignore_the_order_of_targets_and_raters(table, random):
    rows, columns = list(range(table.shape[0])), list(range(table.shape[1]))
    random.shuffle(rows)
    random.shuffle(columns)
    shuffled = table[rows][:, columns]
    assert stats.raters.icc(shuffled) == stats.raters.icc(table)
    for metric in ("nominal", "ordinal", "interval"):
        first = stats.raters.krippendorff(table, metric=metric, replicates=100)
        assert faults(first) == []
        again = stats.raters.krippendorff(shuffled, metric=metric, replicates=100)
        assert close([first.alpha.value], [again.alpha.value], 1e-12)
        rows_only = stats.raters.krippendorff(table[rows], metric=metric, replicates=100)
        assert rows_only == first


@few
@given(TABLES)
def test_nominal_agreement_ignores_what_categories_are_called(table):
    renamed = [[f"c{(7 * v + 3) % 10}" for v in row] for row in table.tolist()]
    for coefficient in (
        stats.raters.gwet,
        stats.raters.fleiss,
        stats.raters.conger,
        stats.raters.brennan_prediger,
    ):
        a, b = coefficient(table).coefficient.value, coefficient(renamed).coefficient.value
        assert close([a], [b], 1e-11)


@few
@given(TABLES)
def test_copies_of_every_target_leave_descriptive_agreement_alone(table):
    twice = np.vstack([table, table])
    for coefficient in (stats.raters.gwet, stats.raters.fleiss, stats.raters.conger, stats.raters.percent):
        a, b = coefficient(table), coefficient(twice)
        assert close([a.coefficient.value], [b.coefficient.value], 1e-12)
        if a.standard_error:
            assert b.standard_error < a.standard_error


@few
@given(TABLES)
def test_agreement_is_at_most_one_and_one_only_when_perfect(table):
    perfect = bool((table == table[:, :1]).all())
    alpha = stats.raters.krippendorff(table, metric="ordinal", replicates=100).alpha
    for found in (stats.raters.gwet(table).coefficient, alpha):
        if found.value is not None:
            assert found.value <= 1 + 1e-12
            assert (found.value >= 1 - 1e-12) == perfect


@few
@given(st.integers(0, 60), st.integers(0, 60))
def test_shares_mirror_and_lie_in_their_interval(successes, failures):
    n = successes + failures
    for method in ("wilson", "clopper_pearson"):
        found = stats.surveys.proportion(successes, n, method=method)
        mirror = stats.surveys.proportion(failures, n, method=method)
        if n:
            assert found.interval.low <= found.value <= found.interval.high
            assert found.interval.low == pytest.approx(1 - mirror.interval.high, abs=1e-12)
    if n:
        exact = stats.surveys.proportion(successes, n, method="clopper_pearson").interval
        wider = stats.surveys.proportion(successes, n, confidence=0.99, method="clopper_pearson").interval
        assert wider.low <= exact.low <= exact.high <= wider.high


@few
@given(ANSWERS, ANSWERS)
def test_rank_sum_depends_on_order_alone_and_mirrors(first, second):
    found, turned = stats.groups.rank_sum(first, second), stats.groups.rank_sum(second, first)
    assert faults(found) == []
    assert found.superiority.value == pytest.approx(1 - turned.superiority.value, abs=1e-15)
    assert found.p == turned.p
    stretched = stats.groups.rank_sum([math.exp(3 * v) for v in first], [math.exp(3 * v) for v in second])
    assert (stretched.u, stretched.p) == (found.u, found.p)


@settings(max_examples=10, deadline=None, derandomize=True)
@given(hnp.arrays(np.int64, st.tuples(st.integers(1, 3), st.integers(1, 4)), elements=st.integers(0, 12)))
def test_suppression_always_passes_its_audit(counts):
    found = stats.disclosure.protect(counts)
    assert found.audit.safe
    assert not set(found.primary) & set(found.complementary)
    for exposure in found.audit.exposures:
        assert exposure.low <= exposure.count
        assert exposure.high is None or (
            exposure.count <= exposure.high and exposure.high - exposure.low >= 5
        )


@few
@given(
    hnp.arrays(np.int64, st.integers(3, 20), elements=st.integers(-9, 9)),
    st.integers(-50, 50),
    st.sampled_from([0.1, 2.0, 1e-80]),
)
def test_association_ignores_shift_and_scale(x, shift, factor):
    y = np.roll(x, 1)
    base = stats.impact.association(x, y)
    assert faults(base) == []
    assert close(
        [base.correlation.value], [stats.impact.association(x * factor, y + shift).correlation.value]
    )
    negative = stats.impact.association(x, -y).correlation.value
    assert close([base.correlation.value], [None if negative is None else -negative], 1e-12)


@settings(max_examples=15, deadline=None, derandomize=True)
@given(SCORES, st.integers(0, 2**20))
def test_the_crossed_model_is_sound_with_gaps(table, seed):
    table = table.copy()
    table[np.random.default_rng(seed).random(table.shape) < 0.3] = np.nan
    found = stats.raters.crossed(table)
    assert faults(found) == []
    if found.reason is None:
        assert 0 <= found.icc_agreement.value <= found.icc_consistency.value <= 1
