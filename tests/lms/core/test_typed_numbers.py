"""Numbers as people type them, and what is none."""

import pytest

from lms.core.typed_numbers import number, whole


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("3", 3),
        ("+3", 3),
        ("-0,5", -0.5),
        ("2.50", 2.5),
        (" 2.5 ", 2.5),
        ("4,0", 4),
        (".5", 0.5),
        ("1.", 1),
        ("-0", 0),
        ("1e9", None),
        ("", None),
        (".", None),
        ("1_0", None),
        ("1,500,000", None),
        ("1234567890123", None),
        ("٣", None),
        ("nan", None),
        ("inf", None),
    ],
)
def test_numbers_are_read_as_people_type_them(typed, read):
    assert number(typed) == read
    assert type(number(typed)) is type(read)


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("7", 7),
        ("007", 7),
        ("2", 2),
        ("9", 9),
        ("1", None),
        ("10", None),
        ("-3", None),
        ("3.0", None),
        (" 3", None),
        ("٣", None),
        ("²", None),
        ("9" * 16, None),
        ("", None),
        (None, None),
    ],
)
def test_whole_numbers_are_digits_within_their_bounds(typed, read):
    assert whole(typed, least=2, most=9) == read


def test_a_whole_number_may_be_nothing_unless_said_otherwise():
    assert whole("0") == 0
    assert whole("1000000000") == 10**9
    assert whole("1000000001") is None
