"""Every scored value of the reference cases, within its tolerance or listed as not covered."""

import json

import pytest

from tests.analytics.stats.harness import DATA, collect
from tests.analytics.stats.harness.not_covered import NOT_COVERED
from tests.analytics.stats.harness.scoring import is_scored, matches, unwrap

CASES = sorted(folder.name for folder in DATA.iterdir() if (folder / "expected.json").exists())


@pytest.fixture(scope="module")
def answers():
    return collect()


@pytest.mark.parametrize("case", CASES)
def test_every_value_is_met_or_listed(case, answers):
    expected = json.loads((DATA / case / "expected.json").read_text(encoding="utf-8"))
    got = answers.get(case, {})
    listed = NOT_COVERED.get(case, {})
    wrong = []
    for key, entry in expected.items():
        if not is_scored(key) or key in listed:
            continue
        if key not in got:
            wrong.append(f"{key}: missing")
        elif not matches(entry["value"], unwrap(got[key]), entry["tol"]):
            wrong.append(f"{key}: expected {entry['value']!r} tol {entry['tol']} got {got[key]!r}")
    assert wrong == []


@pytest.mark.parametrize("case", CASES)
def test_undefined_values_carry_a_reason(case, answers):
    bare = [
        key
        for key, answer in answers.get(case, {}).items()
        if answer is None
        or (isinstance(answer, dict) and answer.get("value", 0) is None and not answer["reason"])
    ]
    assert bare == []


def test_at_most_twenty_values_are_not_covered():
    assert sum(len(keys) for keys in NOT_COVERED.values()) <= 20


@pytest.mark.parametrize(
    ("expected", "got", "tolerance", "same"),
    [
        (1.0, 1.1, 0.05, False),
        (1.0, 1.04, 0.05, True),
        (1.0, float("nan"), 9.0, False),
        (None, 0, 1.0, False),
        ([1.0, None], [1.0, None], 0.0, True),
        (["a", "b"], ["b", "a"], 0.0, True),
        (["a", "a"], ["a", "b"], 0.0, False),
    ],
)
def test_the_rules_can_fail(expected, got, tolerance, same):
    assert matches(expected, got, tolerance) is same
