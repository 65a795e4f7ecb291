"""Numbers that come with an address or a form."""

import pytest

from thep.numbers import LAST_NUMBER, number_in


@pytest.mark.parametrize(
    ("text", "number"),
    [("0", 0), ("12", 12), ("007", 7), (str(LAST_NUMBER), LAST_NUMBER)],
)
def test_plain_digits_are_a_number(text, number):
    assert number_in(text) == number


@pytest.mark.parametrize(
    "text", [None, "", "first", "-1", "1.0", " 1", "1_000", "²", "١", str(LAST_NUMBER + 1), "9" * 5_000]
)
def test_anything_else_is_none(text):
    assert number_in(text) is None
