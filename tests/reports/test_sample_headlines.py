"""A trustee's first page with the sample partnership: each number is the length, or the sum, of the list it opens."""

import datetime
from decimal import Decimal

import pytest
from django.utils.html import strip_tags

from accounts.permissions import Role
from reports.book import Book
from reports.dates import ReportDates
from tests.factories import YEAR, UserFactory
from tests.reports.headlines import PAGE, numbers


@pytest.fixture
def trustee(db, sample, client):
    client.force_login(UserFactory(role=Role.TRUSTEE))
    return client


def test_a_number_is_the_length_or_the_sum_of_the_list_it_opens(trustee):
    found = numbers(trustee)
    assert len(found) == 15
    for key, (value, address) in found.items():
        opened = trustee.get(address)
        assert opened.status_code == 200, address
        figure, cuts = opened.context["figure"], opened.context["found"].cuts
        rows = [row for cut in cuts for row in cut.tally.page(cut.cell)]
        amounts = [getattr(row.record, "fee", None) or getattr(row.record, "amount", 0) for row in rows]
        assert value == figure.raw
        assert Decimal(value) == (sum(amounts) if key.startswith("income") else len(rows)), key


def test_the_sample_partnerships_headlines_are_those_of_its_report(trustee):
    found = numbers(trustee)
    assert [found[key][0] for key in ("membership.2018-19.all.total", "visits.2017-18.all.schools")] == ["96", "70"]
    assert "none on record for 2016–17" in strip_tags(trustee.get(PAGE).content.decode())


def test_the_headlines_are_the_figures_of_the_book(db, sample):
    """Those counted for two years at once too; grades of both days are over the members of this report."""
    headlines = Book(ReportDates.usual(YEAR)).headline_figures()
    year_before = ReportDates(YEAR - 1, YEAR - 1, datetime.date(2017, 7, 31))
    whole = Book(year_before).figures() | Book(ReportDates.usual(YEAR)).figures()
    assert {key: (figure.value, figure.of) for key, figure in headlines.items()} == {
        key: (whole[key].value, whole[key].of) for key in headlines
    }
