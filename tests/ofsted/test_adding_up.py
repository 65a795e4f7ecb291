"""What does not add up, and what rounding explains."""

from decimal import Decimal

import pytest

from ofsted.adding_up import contradictions

NAMES = ("outstanding", "good", "requires_improvement", "inadequate", "good_or_outstanding")


def parts(*shares):
    return dict(zip(NAMES, (share if share is None else Decimal(share) for share in shares), strict=True))


@pytest.mark.parametrize(
    "shares",
    [
        ("19", "72", "8", None, "90"),
        ("20", "65", "11", "4", "86"),
        ("21", "65", "11", "4", "86"),
        ("20", "65", "10", "4", "86"),
        ("7.8", "85.9", "5.5", "0.9", "93.7"),
        ("63", None, "0", None, "94"),
        ("38", "55", None, "1", None),
        (None, None, None, None, "99"),
    ],
)
def test_what_rounding_explains_is_no_contradiction(shares):
    assert contradictions(parts(*shares)) == []


@pytest.mark.parametrize(
    ("shares", "words"),
    [
        (
            ("63", "37", "0", None, "94"),
            ["Outstanding 63 and good 37 do not make the published “good or outstanding” of 94."],
        ),
        (("20", "65", "9", "4", "85"), ["The four grades make 98 and not 100."]),
        (("22", "65", "11", "4", "87"), ["The four grades make 102 and not 100."]),
        (("7.8", "85.9", "5.5", "1", "93.7"), ["The four grades make 100.2 and not 100."]),
        (
            ("20", "60", "5", "5", "85"),
            [
                "Outstanding 20 and good 60 do not make the published “good or outstanding” of 85.",
                "The four grades make 90 and not 100.",
            ],
        ),
    ],
)
def test_what_it_does_not_explain_is_told(shares, words):
    assert contradictions(parts(*shares)) == words
