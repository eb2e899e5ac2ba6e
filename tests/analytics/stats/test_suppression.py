"""Disclosure control: every sensitive cell stays wide, by brute force where tables are small."""

import itertools

import numpy as np
import pytest

from analytics import stats
from analytics.stats.core.result import StatsError
from analytics.stats.disclosure import pattern


def test_the_audit_is_the_range_of_all_possible_tables():
    counts = [[3, 8, 9], [7, 6, 12], [11, 9, 14]]
    hidden = [(1, 1), (1, 2), (2, 1), (2, 2)]
    found = stats.disclosure.audit(counts, hidden, threshold=5)
    # Totals allow only moves of people from cell to cell around the hidden square.
    possible = [3 + d for d in range(-20, 21) if min(3 + d, 8 - d, 7 - d, 6 + d) >= 0]
    exposure = found.exposures[0]
    assert (exposure.cell, exposure.low, exposure.high) == ((1, 1), min(possible), max(possible))
    assert (found.exposures[0].count, found.safe) == (3, True)


def test_primary_alone_gives_the_cell_away():
    counts = [[3, 8], [7, 6]]
    found = stats.disclosure.audit(counts, stats.disclosure.primary(counts))
    assert (found.exposures[0].low, found.exposures[0].high, found.safe) == (3, 3, False)
    assert not stats.disclosure.audit(counts, [(2, 2)]).safe
    assert not stats.disclosure.audit(counts, []).safe


def test_the_exact_search_hides_the_fewest_and_then_the_least():
    rng = np.random.default_rng(4)
    for _ in range(2):
        counts = rng.integers(6, 25, (2, 3))
        counts[0, 1] = 3
        found = stats.disclosure.protect(counts)
        assert found.method == "exact"
        best = None
        others = [(i, j) for i in (1, 2) for j in (1, 2, 3) if (i, j) != (1, 2)]
        for size in range(1, 5):
            for extra in itertools.combinations(others, size):
                if stats.disclosure.audit(counts, [(1, 2), *extra]).safe:
                    lost = sum(int(counts[i - 1, j - 1]) for i, j in extra)
                    best = lost if best is None else min(best, lost)
            if best is not None:
                break
        assert (len(found.complementary), found.count_lost) == (size, best)


@pytest.mark.parametrize("shape", [(6,), (3, 4), (2, 3, 2)])
def test_every_table_passes_the_audit(shape):
    rng = np.random.default_rng(6)
    for mean in (3, 8):
        counts = rng.poisson(mean, shape)
        found = stats.disclosure.protect(counts, threshold=5)
        hidden = [*found.primary, *found.complementary]
        assert found.audit.safe
        assert stats.disclosure.audit(counts, hidden, threshold=5).safe
        small = {tuple(i + 1 for i in c) for c in np.ndindex(*shape) if 0 < counts[c] < 5}
        assert small <= set(found.primary)


def test_large_tables_are_searched_greedily_and_pruned(monkeypatch):
    counts = np.random.default_rng(8).poisson(9, (12, 6))
    found = stats.disclosure.protect(counts)
    assert found.method == "heuristic"
    for cell in found.complementary:
        rest = [c for c in (*found.primary, *found.complementary) if c != cell]
        assert not stats.disclosure.audit(counts, rest).safe
    monkeypatch.setattr(pattern, "_PRUNE_UP_TO", 0)
    assert len(stats.disclosure.protect(counts).complementary) >= len(found.complementary)


def test_an_exact_search_that_fails_falls_back(monkeypatch):
    from scipy import optimize

    counts = [[3, 8, 9], [7, 6, 12], [11, 9, 14]]
    monkeypatch.setattr(optimize, "milp", lambda *args, **kwargs: optimize.OptimizeResult(success=False))
    found = stats.disclosure.protect(counts)
    assert (found.method, found.audit.safe) == ("heuristic", True)


def test_nothing_small_hides_nothing():
    found = stats.disclosure.protect([[8, 9], [10, 0]])
    assert (found.primary, found.complementary, found.count_lost, found.method) == ((), (), 0, "exact")


def test_small_totals_are_sensitive_too():
    found = stats.disclosure.protect([[1, 2, 0], [20, 30, 40]])
    assert ((1, None) in found.primary, found.totals_hidden, found.audit.safe) == (True, True, True)


def test_a_vector_with_a_published_total():
    found = stats.disclosure.protect([2, 9, 14])
    assert (found.primary, found.complementary) == (((1,),), ((2,),))
    lone = stats.disclosure.protect([[3]])
    assert lone.audit.safe
    assert lone.audit.exposures[0].high is None


def test_empty_cells_are_hidden_only_when_nothing_else_helps():
    found = stats.disclosure.protect([[3, 0, 40], [0, 20, 20], [10, 10, 10]])
    assert all(cell not in {(1, 2), (2, 1)} for cell in found.complementary)
    forced = stats.disclosure.protect([[3, 0], [0, 30]], threshold=5)
    assert forced.audit.safe


def test_cells_hidden_elsewhere_stay_hidden_and_others_can_be_protected():
    counts = [[9, 8, 9], [7, 6, 12], [11, 9, 14]]
    linked = stats.disclosure.protect(counts, hidden=[(1, 1)])
    assert (linked.primary, linked.complementary) == ((), ((1, 1),))
    asked = stats.disclosure.protect(counts, sensitive=[(2, 2)])
    assert asked.primary == ((2, 2),)
    assert asked.audit.safe
    assert len(asked.complementary) == 3


@pytest.mark.parametrize(
    ("successes", "n", "reason"),
    [
        (2, 4, "group_too_small"),
        (0, 12, "says_something_of_everyone"),
        (12, 12, "says_something_of_everyone"),
        (0, 20, None),
        (2, 30, "part_too_small"),
        (28, 30, "part_too_small"),
        (3, 30, None),
    ],
)
def test_rates(successes, n, reason):
    assert stats.disclosure.rate_reveals(successes, n) == reason


@pytest.mark.parametrize(
    ("call", "argument"),
    [
        (lambda: stats.disclosure.protect([[1.5]]), "counts"),
        (lambda: stats.disclosure.protect([[-1]]), "counts"),
        (lambda: stats.disclosure.protect([]), "counts"),
        (lambda: stats.disclosure.protect("text"), "counts"),
        (lambda: stats.disclosure.protect([[1], [2, 3]]), "counts"),
        (lambda: stats.disclosure.protect(np.ones((2, 2, 2, 2))), "counts"),
        (lambda: stats.disclosure.protect([[1]], threshold=1), "threshold"),
        (lambda: stats.disclosure.audit([[1]], [(5, 5)]), "hidden"),
        (lambda: stats.disclosure.audit([[1]], [5]), "hidden"),
        (lambda: stats.disclosure.rate_reveals(5, 4), "successes"),
        (lambda: stats.disclosure.rate_reveals(-1, 4), "successes"),
    ],
)
def test_wrong_arguments_are_named(call, argument):
    with pytest.raises(StatsError) as error:
        call()
    assert error.value.argument == argument
