"""Tries are counted, in one place for all processes, by address and by network address."""

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client

from tests.accounts.entering import ask_for_code, ask_for_password, is_in, person, shown, sign_in

MARY, UNKNOWN, GONE = "mary@riverside.example", "nobody@riverside.example", "gone@riverside.example"
WAIT = "Too many tries. Wait five minutes, then try again."


@pytest.fixture
def mary(db):
    person(email=GONE, is_active=False)
    return person(email=MARY)


def at(address):
    return Client(REMOTE_ADDR=address)


def test_five_wrong_passwords_close_the_address_whoever_it_belongs_to(mary):
    """Each from elsewhere, so that none but the address is counted."""
    answers = {}
    for block, email in enumerate((MARY, UNKNOWN, GONE)):
        answers[email] = [shown(sign_in(at(f"10.0.{block}.{n}"), email, "wrong"), email) for n in range(6)]

    assert answers[MARY] == answers[UNKNOWN] == answers[GONE]
    assert [WAIT in page for _, _, page in answers[MARY]] == [False] * 5 + [True]
    sign_in(late := at("10.0.0.9"), mary)
    assert not is_in(late)


def test_right_passwords_are_not_counted_against_anyone(mary):
    for n in range(8):
        sign_in(client := at(f"10.0.0.{n}"), mary)
        assert is_in(client)


def test_wrong_passwords_from_one_place_close_that_place_alone(mary):
    for n in range(10):
        sign_in(at("10.0.0.1"), f"person{n}@riverside.example", "wrong")

    sign_in(here := at("10.0.0.1"), mary)
    sign_in(elsewhere := at("10.0.0.2"), mary)

    assert (is_in(here), is_in(elsewhere)) == (False, True)


def test_the_place_is_the_one_the_proxy_saw_and_not_the_one_a_visitor_names(mary):
    def behind_proxy(forwarded):
        return Client(REMOTE_ADDR="127.0.0.1", headers={"x-forwarded-for": forwarded})

    for n in range(10):
        sign_in(behind_proxy(f"203.0.113.{n}, 10.0.0.1"), f"person{n}@riverside.example", "wrong")

    sign_in(same := behind_proxy("203.0.113.99, 10.0.0.1"), mary)
    sign_in(other := behind_proxy("10.0.0.2"), mary)

    assert (is_in(same), is_in(other)) == (False, True)


def test_a_fourth_code_in_a_minute_is_not_sent(mary, mailoutbox):
    answers = {}
    for block, email in enumerate((MARY, UNKNOWN, GONE)):
        answers[email] = [shown(ask_for_code(at(f"10.0.{block}.{n}"), email), email) for n in range(4)]

    assert answers[MARY] == answers[UNKNOWN] == answers[GONE]
    assert WAIT in answers[MARY][3][2]
    assert [message.to for message in mailoutbox] == [[email] for email in (MARY, UNKNOWN, GONE) for _ in range(3)]


def test_a_fourth_link_in_a_minute_is_not_sent(mary, mailoutbox):
    answers = {}
    for block, email in enumerate((MARY, UNKNOWN, GONE)):
        answers[email] = [shown(ask_for_password(at(f"10.0.{block}.{n}"), email), email) for n in range(4)]

    assert answers[MARY] == answers[UNKNOWN] == answers[GONE]
    status, _, page = answers[MARY][3]
    assert (status, "Too many tries" in page, len(mailoutbox)) == (429, True, 9)


def test_counts_are_kept_in_the_database_with_room_for_many(db):
    cache.set("tried", [1, 2])
    with connection.cursor() as cursor:
        cursor.execute("select count(*) from portal_cache where cache_key like %s", ["%tried"])
        assert cursor.fetchone() == (1,)

    cache.set_many({f"key{n}": n for n in range(400)})
    assert cache.get("tried") == [1, 2]
