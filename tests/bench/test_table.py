import pytest

from bench.table import NO_AIM, Aim, printed


@pytest.mark.parametrize(
    ("aim", "measured", "word"),
    [
        (Aim(ms=60, queries=25), {"ms": 60, "queries": 22, "sent_kb": 900}, "yes"),
        (Aim(ms=60, queries=25), {"ms": 61, "queries": 22}, "no: ms"),
        (Aim(sent_kb=8, queries=8), {"sent_kb": 8.1, "queries": 9}, "no: sent, queries"),
        (Aim(mb=120), {"seconds": 4}, "–"),
        (NO_AIM, {"ms": 5}, "–"),
    ],
)
def test_aim_says_whether_it_was_met(aim, measured, word):
    assert aim.met(**measured) == word


def test_aim_is_put_in_words():
    assert Aim(ms=1000, queries=25, sent_kb=25).words() == "1000 ms, 25 queries, 25 KB"
    assert NO_AIM.words() == "–"


def test_table_lines_up_with_numbers_to_the_right():
    text = printed(("page", "ms"), [["KPI page", "60"], ["a school", "5"]])

    assert text.splitlines() == ["| page     | ms |", "|----------|---:|", "| KPI page | 60 |", "| a school |  5 |"]
