"""The five states, without a database."""

from datetime import UTC, datetime, timedelta

import pytest

from courses.rules.standing import DONE, EXEMPT, GRACE, LEFT, MISSING, NOT_YET, STANDINGS, standing

DUE = datetime(2026, 3, 28, 8, tzinfo=UTC)
OVER = DUE + GRACE
SECOND = timedelta(seconds=1)


def state(**changes):
    facts = {"done": False, "owed": True, "left_at": None, "due": DUE, "now": DUE - SECOND, **changes}
    return standing(**facts)


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, NOT_YET),
        ({"now": DUE}, NOT_YET),
        ({"now": OVER - SECOND}, NOT_YET),
        ({"now": OVER}, MISSING),
        ({"now": OVER, "due": None}, NOT_YET),
        ({"done": True, "now": OVER}, DONE),
        ({"done": True, "owed": False}, DONE),
        ({"done": True, "left_at": DUE}, DONE),
        ({"owed": False, "now": OVER}, EXEMPT),
        ({"owed": False, "left_at": DUE, "now": OVER}, EXEMPT),
        ({"left_at": DUE - SECOND}, LEFT),
        ({"left_at": DUE - SECOND, "now": OVER}, LEFT),
        ({"left_at": OVER, "now": OVER}, MISSING),
        ({"left_at": OVER, "due": None, "now": OVER}, LEFT),
        ({"now": DUE, "grace": timedelta(0)}, MISSING),
    ],
)
def test_state_of_a_person_and_a_step(changes, expected):
    assert state(**changes) == expected


def test_the_states_are_the_five_of_reports():
    assert STANDINGS == ("done", "missing", "not_yet", "left", "exempt")
    assert timedelta(days=7) == GRACE


def test_time_alone_only_ever_turns_not_yet_into_missing():
    """Whatever is known of somebody, later moments change one thing only, and once."""
    moments = [DUE + timedelta(days=days) for days in range(-30, 30)]
    for done in (True, False):
        for owed in (True, False):
            for left_at in (None, DUE - timedelta(days=3)):
                seen = [state(done=done, owed=owed, left_at=left_at, now=now) for now in moments]
                order = list(dict.fromkeys(seen))
                assert order in ([DONE], [EXEMPT], [LEFT], [NOT_YET, MISSING])
