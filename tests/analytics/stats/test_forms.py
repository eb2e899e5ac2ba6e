"""The guard for unlike forms."""

import pytest

from analytics import stats
from analytics.stats.core.result import StatsError


def test_the_same_questions_in_any_order_are_the_same_form():
    check = stats.scaling.compare_forms(["a", "b", "c"], ["c", "a", "b"])
    assert (check.same_form, check.raw_gain_allowed, check.reason) == (True, True, None)
    assert check.common == ((1, 2), (2, 3), (3, 1))


def test_unlike_forms_forbid_a_raw_gain_until_linked():
    pre, post = list(range(24)), [*range(100, 116), *range(16, 24)]
    check = stats.scaling.compare_forms(pre, post)
    assert (check.raw_gain_allowed, check.linkable, check.reason) == (False, True, "forms_not_linked")
    assert check.common == tuple((i, i) for i in range(17, 25))
    assert check.only_pre == tuple(range(1, 17))
    assert stats.scaling.compare_forms(pre, post, linked=True).raw_gain_allowed is True


def test_too_few_common_questions_cannot_be_linked():
    check = stats.scaling.compare_forms(list("abcdefghij"), list("avwxyzklmn"))
    assert (check.linkable, check.reason) == (False, "forms_not_linkable")
    # 20 % of ten questions are two.
    assert stats.scaling.compare_forms(list("abcdefghij"), list("abwxyzklmn")).linkable is True


def test_a_form_that_grew_is_not_the_same_form():
    check = stats.scaling.compare_forms(["a", "b"], ["a", "b", "c"])
    assert (check.same_form, check.only_post) == (False, (3,))


def test_no_questions():
    assert stats.scaling.compare_forms([], []).reason == "no_questions"


@pytest.mark.parametrize(
    ("pre", "post", "argument"),
    [(["a", "a"], [], "pre"), ([], [["b"]], "post"), ("ab", [], "pre"), ([], 3, "post")],
)
def test_mistakes_are_named(pre, post, argument):
    with pytest.raises(StatsError) as error:
        stats.scaling.compare_forms(pre, post)
    assert error.value.argument == argument
