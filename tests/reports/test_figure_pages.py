"""The rule that holds it together: a number on the page is the length, or the sum, of the list it opens."""

import csv
import html
import io
import re
from decimal import Decimal

import pytest
from django.test import Client
from openpyxl import load_workbook

from accounts.permissions import GRANTS, Permission, Role
from tests.factories import UserFactory

PAGE = "/reports/2017-18/"
READERS = [role for role in Role if Permission.REPORT_VIEW in GRANTS[role]]
PRINTED = re.compile(r'data-figure="([^"]+)" data-value="([^"]+)" href="([^"]+)"')
ADDED_UP = (".people.", "income.", "national.")


@pytest.fixture(scope="module", params=READERS)
def reader(request, sample):
    person = UserFactory(role=request.param)
    client = Client()
    client.force_login(person)
    client.role = request.param
    yield client
    person.delete()


def printed_on(page: str) -> dict[str, tuple[Decimal, str]]:
    """Each figure's printed value and where it leads."""
    found: dict[str, tuple[Decimal, str]] = {}
    for key, value, address in PRINTED.findall(page):
        once = (Decimal(value), html.unescape(address))
        assert found.setdefault(key, once)[0] == once[0], f"{key} is printed with two values"
    return found


def test_every_number_is_the_length_or_the_sum_of_its_rows_and_of_its_csv(reader):
    printed = printed_on(reader.get(PAGE).content.decode())
    assert len(printed) > 190
    if reader.role != Role.TRUSTEE:
        printed = dict(list(printed.items())[:: len(Role)])  # they are shown the same views; all of them took minutes
    told, listed, exported = {}, {}, {}
    for key, (value, address) in printed.items():
        where = address if address.startswith("/") else PAGE + address
        told[key] = value
        page = reader.get(where).content.decode()
        lines = list(csv.reader(io.StringIO(b"".join(reader.get(f"{where}rows.csv")).decode("utf-8-sig"))))[1:]
        if any(part in key for part in ADDED_UP):
            amount = _amount_column(key)
            exported[key] = sum((Decimal(line[amount] or 0) for line in lines), Decimal(0))
            listed[key] = value if page.count(" data-row") == len(lines) else None
        else:
            exported[key] = Decimal(len(lines))
            listed[key] = Decimal(page.count(" data-row"))
    assert listed == told
    assert exported == told


def _amount_column(key: str) -> int:
    """Which column of the CSV holds what is added up: the last; of a national figure, its part's."""
    if not key.startswith("national."):
        return -1
    parts = ["outstanding", "good", "requires_improvement", "inadequate", "good_or_outstanding"]
    return 2 + parts.index(key.rsplit(".", 1)[1])


def test_excel_holds_the_same_rows_as_csv_with_their_types(reader):
    stem = f"{PAGE}figures/income.2018-19.total/rows"
    sheet = load_workbook(io.BytesIO(reader.get(f"{stem}.xlsx").content)).active
    rows = list(sheet.iter_rows(values_only=True))
    assert rows[0] == ("School", "For", "Agreed or charged on", "Amount")
    assert sum(Decimal(str(row[3])) for row in rows[1:]) == Decimal("328850.00")
    assert len(rows) == len(list(csv.reader(io.StringIO(b"".join(reader.get(f"{stem}.csv")).decode())))) == 64
    assert sheet.freeze_panes == "A2"


def test_a_share_says_what_is_left_out_and_why(reader):
    page = reader.get(f"{PAGE}figures/outcomes.2018-07-31.secondary.good/").content.decode()
    beside = page.split('class="beside"')[1]
    assert "Members with no grade on that day: in no share" in beside
    assert beside.count("No graded inspection published") == 6  # three schools, on both days


def test_a_figure_that_does_not_exist_is_not_found(reader):
    assert [reader.get(f"{PAGE}figures/{key}/").status_code for key in ("nonsense", "visits.2016-17.all.schools")] == [
        404,
        404,
    ]


def test_rows_past_the_first_page_are_reached(reader, monkeypatch):
    monkeypatch.setattr("reports.listing.ROWS_ON_A_PAGE", 30)
    where = f"{PAGE}figures/visits.2017-18.all.schools/"
    pages = [reader.get(where, {"page": number}).content.decode().count(" data-row") for number in (1, 2, 3)]
    assert pages == [30, 30, 10]
    money = f"{PAGE}figures/income.2018-19.total/"
    assert [reader.get(money, {"page": number}).content.decode().count(" data-row") for number in (1, 2, 3)] == [
        30,
        30,
        3,
    ]


def order_of(page: str) -> list[str]:
    return [html.unescape(name) for name in re.findall(r'data-label="School"><a href="[^"]+">([^<]+)</a>', page)]


def test_rows_sort_by_a_column_and_back_with_what_is_empty_last(reader):
    where = f"{PAGE}figures/packages.2018-19.gold.schools/"
    by_name = order_of(reader.get(where).content.decode())
    assert order_of(reader.get(where, {"sort": "-1"}).content.decode()) == by_name[::-1]
    urns = re.compile(r'data-label="URN">(\d+)<')
    upwards = urns.findall(reader.get(where, {"sort": "2"}).content.decode())
    assert upwards == sorted(upwards)
    assert urns.findall(reader.get(where, {"sort": "-2"}).content.decode()) == upwards[::-1]


def test_a_sorted_heading_says_so_and_turns_round(reader):
    where = f"{PAGE}figures/packages.2018-19.gold.schools/"
    page = reader.get(where, {"sort": "2", "as_at": "2018-01-31"}).content.decode()
    assert 'aria-sort="ascending"' in page
    assert 'href="?as_at=2018-01-31&amp;sort=-2"' in page


@pytest.mark.parametrize("query", [{"sort": "99"}, {"sort": "name"}, {"sort": "0"}, {"page": "many"}, {"page": "-1"}])
def test_a_sort_or_page_that_is_none_is_passed_over(reader, query):
    where = f"{PAGE}figures/packages.2018-19.gold.schools/"
    assert order_of(reader.get(where, query).content.decode()) == order_of(reader.get(where).content.decode())


def test_rows_on_several_pages_are_not_sorted_page_by_page(reader, monkeypatch):
    monkeypatch.setattr("reports.listing.ROWS_ON_A_PAGE", 3)
    page = reader.get(f"{PAGE}figures/packages.2018-19.gold.schools/", {"sort": "-1"}).content.decode()
    assert ("sort=" in page, order_of(page) == sorted(order_of(page))) == (False, True)
