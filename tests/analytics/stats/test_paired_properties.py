"""What must hold for every cohort: shifts, scales, order, copies, new names, gaps."""

import math
from collections import Counter

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from analytics import stats
from tests.analytics.stats.soundness import faults

PROPERTIES = settings(max_examples=30, deadline=None, derandomize=True)
whole = st.integers(0, 24)
pairs = st.lists(st.tuples(whole, whole), min_size=3, max_size=40)
gappy = st.lists(st.tuples(st.one_of(st.none(), whole), st.one_of(st.none(), whole)), min_size=0, max_size=30)


def split(rows):
    return [row[0] for row in rows], [row[1] for row in rows]


def everything(x, y):
    """All paired results that need no options beyond the scores."""
    return (
        stats.gain.paired(x, y, max_score=24),
        stats.gain.effect_sizes(x, y),
        stats.gain.signed_rank(x, y),
        stats.gain.class_gain(x, y, max_score=24, replicates=100),
        stats.gain.individual_gain(x, y, max_score=24),
        stats.gain.normalized_change(x, y, max_score=24),
        stats.gain.mcnemar(x, y, cut_score=15),
        stats.missing.flow(x, y),
        stats.missing.differential(x, y),
        stats.missing.bounds(x, y, max_score=24),
        stats.missing.g_computation(x, y),
    )


@PROPERTIES
@given(gappy)
def test_every_pattern_of_gaps_gets_a_sound_answer(rows):
    assert faults(everything(*split(rows))) == []


@PROPERTIES
@given(gappy, st.randoms(use_true_random=False))
def test_row_order_changes_no_bit(rows, random):
    shuffled = rows.copy()
    random.shuffle(shuffled)
    assert everything(*split(rows)) == everything(*split(shuffled))


thirds = st.lists(
    st.tuples(st.floats(0, 24), st.floats(0, 24), st.sampled_from("abc")), min_size=4, max_size=30
)


@settings(PROPERTIES, max_examples=10)
@given(thirds, st.randoms(use_true_random=False))
def test_row_order_changes_no_bit_of_scores_off_every_grid(rows, random):
    def results(given_rows):
        x, y, names = ([row[i] for row in given_rows] for i in range(3))
        return (
            *everything(x, y),
            stats.groups.gain_by_group(x, y, names, max_score=24),
            stats.groups.gaps(x, y, names),
            stats.groups.mixed_nested(x, y, centers=names),
            stats.groups.mixed_gain(x, y, centers=names),
            stats.groups.shrink_centers(x, y, centers=names),
        )

    shuffled = rows.copy()
    random.shuffle(shuffled)
    assert results(rows) == results(shuffled)


@PROPERTIES
@given(pairs, st.integers(-100, 100))
def test_adding_the_same_to_both_tests_changes_no_gain(rows, shift):
    x, y = split(rows)
    before, after = stats.gain.paired(x, y), stats.gain.paired([v + shift for v in x], [v + shift for v in y])
    assert (after.gain, after.t, after.p, after.sd_pre) == (before.gain, before.t, before.p, before.sd_pre)
    assert stats.gain.signed_rank(x, y) == stats.gain.signed_rank(
        [v + shift for v in x], [v + shift for v in y]
    )


@PROPERTIES
@given(pairs, st.sampled_from([1e-90, 1e-6, 0.1, 7.0, 1e12, 1e80]))
def test_units_of_the_score_do_not_matter(rows, unit):
    x, y = split(rows)
    before = stats.gain.effect_sizes(x, y)
    after = stats.gain.effect_sizes([v * unit for v in x], [v * unit for v in y])
    for name in ("d_z", "g_z", "d_av", "g_av", "glass_delta", "d_rm", "improved_share"):
        one, other = getattr(before, name), getattr(after, name)
        assert one.reason == other.reason
        if one.value is not None:
            assert other.value == pytest.approx(one.value, rel=1e-8, abs=1e-8)


@PROPERTIES
@given(pairs)
def test_swapping_the_tests_turns_the_sign(rows):
    x, y = split(rows)
    one, other = stats.gain.paired(x, y), stats.gain.paired(y, x)
    assert other.gain.value == -one.gain.value
    assert (other.p, other.n_improved, other.n_worse) == (one.p, one.n_worse, one.n_improved)
    assert stats.gain.signed_rank(x, y).p == stats.gain.signed_rank(y, x).p
    forward, back = stats.gain.mcnemar(x, y, cut_score=12), stats.gain.mcnemar(y, x, cut_score=12)
    assert (forward.p_exact, forward.difference.value) == (back.p_exact, -back.difference.value)


@PROPERTIES
@given(pairs, st.integers(2, 5))
def test_copies_of_the_cohort_keep_the_mean_and_narrow_the_interval(rows, copies):
    x, y = split(rows)
    one, many = stats.gain.paired(x, y), stats.gain.paired(x * copies, y * copies)
    assert many.gain.value == pytest.approx(one.gain.value, abs=1e-12)
    assume(one.sd_gain > 0)
    assert many.se_gain < one.se_gain
    assert many.sd_gain**2 * (len(x) * copies - 1) == pytest.approx(
        copies * one.sd_gain**2 * (len(x) - 1), rel=1e-12
    )


@PROPERTIES
@given(gappy, st.sampled_from([1.0, 0.05, math.pi / 7]))
def test_people_who_are_counted_say_what_they_say_one_by_one(rows, step):
    scores = [tuple(None if one is None else one * step for one in row) for row in (*rows, *rows[::2])]
    counted = Counter(scores)
    one_by_one = stats.gain.paired(*split(scores))
    assert stats.gain.paired(*split(counted), people=list(counted.values())) == one_by_one
    # Nobody is among those who have a score.
    assert stats.gain.paired(*split([*counted, (1, 99)]), people=[*counted.values(), 0]) == one_by_one


@PROPERTIES
@given(pairs)
def test_people_with_gaps_change_counts_only(rows):
    x, y = split(rows)
    padded = stats.gain.paired([*x, 3, None, None], [*y, None, 4, math.nan])
    plain = stats.gain.paired(x, y)
    assert (padded.gain.value, padded.gain.interval, padded.t) == (
        plain.gain.value,
        plain.gain.interval,
        plain.t,
    )
    assert padded.gain.excluded == {"post_missing": 1, "pre_missing": 1, "both_missing": 1}


@PROPERTIES
@given(pairs)
def test_normalized_change_stays_within_one(rows):
    answer = stats.gain.normalized_change(*split(rows), max_score=24).change
    assert answer.value is None or -1 <= answer.value <= 1


@PROPERTIES
@given(pairs)
def test_exact_and_normal_signed_ranks_agree_roughly(rows):
    x, y = split(rows)
    exact, normal = stats.gain.signed_rank(x, y, exact=True), stats.gain.signed_rank(x, y, exact=False)
    assert (exact.p is None) == (normal.p is None)
    if exact.n_nonzero >= 15:
        assert exact.p == pytest.approx(normal.p, abs=0.05)


@PROPERTIES
@given(pairs)
def test_reliable_change_counts_everybody_once(rows):
    found = stats.gain.reliable_change(*split(rows), reliability=0.8, cut_score=15)
    if found.reason is None:
        assert found.n_improved + found.n_unchanged + found.n_worse == len(rows) == len(found.index)
        assert found.n_recovered <= found.n_improved


@PROPERTIES
@given(st.lists(st.tuples(whole, whole, whole), min_size=2, max_size=30))
def test_retention_is_sound_and_holds_its_own_estimate(rows):
    x, y, z = ([row[i] for row in rows] for i in range(3))
    kept = stats.gain.retention(x, y, z)
    assert faults(kept) == []
    if kept.ratio.interval is not None:
        assert kept.ratio.interval.low <= kept.ratio.value <= kept.ratio.interval.high


@PROPERTIES
@given(st.lists(st.tuples(whole, whole, st.sampled_from("abcd")), min_size=4, max_size=40))
def test_new_names_for_groups_change_names_only(rows):
    x, y, names = ([row[i] for row in rows] for i in range(3))
    renamed = [{"a": 10, "b": 20, "c": 30, "d": 40}[name] for name in names]
    one, other = stats.groups.gain_by_group(x, y, names), stats.groups.gain_by_group(x, y, renamed)
    assert (one.mean_gain, one.t, one.low) == (other.mean_gain, other.t, other.low)
    first, second = (
        stats.groups.mixed_gain(x, y, centers=names),
        stats.groups.mixed_gain(x, y, centers=renamed),
    )
    assert (first.gain, first.df) == (second.gain, second.df)


@PROPERTIES
@given(
    st.lists(
        st.tuples(st.none() | whole, st.none() | whole, st.none() | st.sampled_from("abcdef")), min_size=1
    ),
    st.sampled_from([1.0, 0.05, math.pi / 7]),
)
def test_centers_of_people_who_are_counted_are_those_of_people_one_by_one(rows, step):
    rows = [(*(None if one is None else one * step for one in row[:2]), row[2]) for row in rows]
    counted = Counter([*rows, *rows[::2]])
    for function in (stats.groups.shrink_centers, stats.groups.funnel):
        x, y, centers = zip(*counted.elements(), strict=True)
        one_by_one = function(x, y, centers=centers)
        x, y, centers = zip(*counted, strict=True)
        assert function(x, y, centers=centers, people=list(counted.values())) == one_by_one


@PROPERTIES
@given(st.lists(st.tuples(whole, whole, st.sampled_from("abcd")), min_size=1, max_size=60))
def test_a_group_alone_is_the_paired_gain(rows):
    x, y, names = ([row[i] for row in rows] for i in range(3))
    table = stats.groups.gain_by_group(np.array(x), np.array(y), names, max_score=24)
    for name in table.levels:
        j = table.position(name)
        alone = stats.gain.paired(
            [v for v, n in zip(x, names, strict=True) if n == name],
            [v for v, n in zip(y, names, strict=True) if n == name],
        )
        assert table.mean_gain[j] == alone.gain.value
        assert (table.sd_gain[j] or 0) == pytest.approx(alone.sd_gain or 0, rel=1e-14)
        assert (table.p[j] is None) == (alone.p is None)
        assert table.gain(name).interval_reason == alone.gain.interval_reason
