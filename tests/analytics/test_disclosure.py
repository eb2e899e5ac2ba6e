"""Small groups: who may be shown what of how many."""

import pytest

from analytics import disclosure


def test_other_audiences_have_higher_minimums():
    assert [disclosure.minimum(one) for one in ("own_center", "shared", "public")] == [5, 10, 11]


def test_settings_may_raise_a_minimum_and_never_lower_it(settings):
    settings.SMALL_GROUP_MINIMUMS = {"own_center": 3, "shared": 12}
    assert [disclosure.minimum(one) for one in ("own_center", "shared", "public")] == [5, 12, 11]


@pytest.mark.parametrize(
    ("count", "of", "audience", "shown"),
    [
        (4, 9, "own_center", False),
        (4, 10, "own_center", True),
        (1, 10, "own_center", True),
        (8, 8, "own_center", False),
        (0, 8, "own_center", False),
        (10, 10, "own_center", True),
        (2, 4, "own_center", False),
        (2, 30, "shared", False),
        (3, 30, "shared", True),
        (28, 30, "shared", False),
        (30, 30, "shared", True),
        (15, 15, "shared", False),
        (5, 19, "shared", False),
    ],
)
def test_shares_of_few_and_of_everybody_among_few_are_hidden(count, of, audience, shown):
    assert disclosure.share_is_shown(count, of, audience) is shown
