"""Order, time and competence."""

from collections import Counter
from datetime import UTC, datetime, timedelta

import pytest

from assessments.rules import timing
from assessments.rules.competence import CompetenceRules, outcome
from assessments.rules.hashing import content_hash
from assessments.rules.ordering import shuffled

NOW = datetime(2026, 11, 26, 18, 0, tzinfo=UTC)
RULES = CompetenceRules()
CRITICAL = frozenset({"c02", "c09", "c10"})


def scores(*values):
    return {f"c{place:02}": value for place, value in enumerate(values, start=1)}


def test_the_order_of_a_seed_never_changes():
    assert shuffled("abcdef", seed=7, name=str) == ["c", "e", "a", "f", "d", "b"]


def test_every_option_comes_first_about_equally_often():
    first = Counter(shuffled("abcd", seed=seed, name=str)[0] for seed in range(2000))
    assert set(first) == set("abcd")
    assert all(430 < count < 570 for count in first.values())


def test_equal_meaning_has_an_equal_hash():
    one = content_hash(stem={"es": "Sí", "en": "Yes"}, topic="m1")
    assert one == content_hash(topic="m1", stem={"en": "Yes", "es": "Sí"})
    assert one != content_hash(topic="m1", stem={"en": "Yes.", "es": "Sí"})


@pytest.mark.parametrize(
    ("limit", "closes_in", "due_in"),
    [(30, None, 30), (30, 10, 10), (30, 90, 30), (None, 90, 90), (None, None, None)],
)
def test_the_deadline_is_the_earlier_end(limit, closes_in, due_in):
    minutes = {None: None} | {n: NOW + timedelta(minutes=n) for n in (10, 30, 90)}
    assert timing.due_at(started_at=NOW, limit_minutes=limit, closes_at=minutes[closes_in]) == minutes[due_in]


@pytest.mark.parametrize(
    ("late_by", "state"),
    [(-1, "in_progress"), (0, "in_progress"), (60, "in_progress"), (61, "expired")],
)
def test_a_minute_of_grace_and_no_more(late_by, state):
    now = NOW + timedelta(seconds=late_by)
    assert timing.state(submitted_at=None, due_at=NOW, now=now).value == state
    assert timing.state(submitted_at=NOW, due_at=NOW, now=now) is timing.State.SUBMITTED


def test_without_a_deadline_nothing_expires():
    assert timing.state(submitted_at=None, due_at=None, now=NOW) is timing.State.IN_PROGRESS
    assert timing.seconds_left(due_at=None, now=NOW) is None


def test_the_time_left_is_never_negative_and_leaves_the_grace_out():
    assert timing.seconds_left(due_at=NOW + timedelta(seconds=90), now=NOW) == 90
    assert timing.seconds_left(due_at=NOW - timedelta(seconds=5), now=NOW) == 0


@pytest.mark.parametrize(
    ("values", "mean", "observed", "competent"),
    [
        ((3,) * 10, 3.0, 10, True),
        ((2, 3, 3, 3, 3, 3, 3, 3, 3, 3), 2.9, 10, False),
        ((2, 3, 3, 4, 3, 3, 3, 3, 3, 3), 3.0, 10, True),
        ((4, 2, 4, 4, 4, 4, 4, 4, 4, 4), 3.8, 10, False),
        ((1, 4, 4, 4, 4, 4, 4, 4, 4, 4), 3.7, 10, False),
        ((None, 3, None, None, 3, 3, 3, 3, 3, 3), 3.0, 7, True),
        ((None, 3, None, None, None, 4, 4, 4, 4, 4), 23 / 6, 6, False),
        ((4, None, 4, 4, 4, 4, 4, 4, 4, 4), 4.0, 9, False),
        ((None,) * 10, None, 0, False),
    ],
)
def test_what_competent_means(values, mean, observed, competent):
    result = outcome(scores(*values), critical=CRITICAL, rules=RULES)
    assert result.mean == mean
    assert result.observed == observed
    assert result.enough is (observed >= 7)
    assert result.competent is competent


def test_thresholds_come_from_the_rubric():
    rules = CompetenceRules.from_json({"pass_mean": 2.5, "min_observed": 2, "unknown": 1})
    assert rules == CompetenceRules(pass_mean=2.5, min_observed=2)
    assert outcome({"c01": 2, "c03": 3}, critical=CRITICAL, rules=rules).competent is False
    assert outcome({"c01": 2, "c03": 3}, critical=frozenset(), rules=rules).competent is True
