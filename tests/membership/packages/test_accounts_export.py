"""The file for the accounts system: one line for each agreement and charge, typed, and exact to the penny."""

import csv
import datetime
import io
from decimal import Decimal

import pytest
from django.urls import reverse

from tests.factories import YEAR, AgreementFactory, ChargeFactory, SchoolFactory
from tests.figures.reading import value
from tests.membership.packages.pages import errors, rows_of_xlsx

pytestmark = pytest.mark.django_db


def export(client, file="csv", **asked):
    return client.get(reverse("accounts-export"), {"year": YEAR.slug, "what": "all", "file": file} | asked)


def lines(client, **asked):
    return list(csv.reader(io.StringIO(b"".join(export(client, **asked)).decode("utf-8-sig"))))[1:]


@pytest.fixture
def records(staff, elm, oak):
    AgreementFactory(
        schools=[oak, elm],
        fee="9000.05",
        agreed_on="2017-07-03",
        invoice_reference="44",
        invoiced_on="2017-09-05",
        paid_on="2017-10-01",
    )
    ash = SchoolFactory(name="Ash", urn=100_903)
    AgreementFactory(schools=[ash], fee="1500.10", package="gold", period=("2018-01-01", "2018-04-01"))
    ChargeFactory(school=elm, reference="INV-1", amount="100.25", charged_on="2018-01-05", paid_on="2018-02-05")
    ChargeFactory(reference="INV-2", description="=1+1", amount="-50.40")
    AgreementFactory(year=YEAR + 1, fee=7)
    ChargeFactory(year=YEAR - 1, amount=8)
    return staff


JOINT = ["2017-07-03", "44", "Elm with Oak", "100901", "Bronze package, 2017–18", "9000.05", "2017-09-05", "2017-10-01"]
PART = ["", "", "Ash", "100903", "Gold package, 2017–18, 1 January 2018 to 31 March 2018", "1500.10", "", ""]
HIRE = ["2018-01-05", "INV-1", "Elm", "100901", "Venue hire", "100.25", "2018-01-05", "2018-02-05"]
REFUND = ["", "INV-2", "", "", "'=1+1", "-50.40", "", ""]


def test_each_agreement_and_charge_of_the_year_is_a_line_and_formulas_are_text(records):
    assert lines(records) == [JOINT, PART, HIRE, REFUND]


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"what": "not_invoiced"}, [PART, REFUND]),
        ({"what": "paid", "since": "2017-10-01", "until": "2018-02-05"}, [JOINT, HIRE]),
        ({"what": "paid", "since": "2017-10-02", "until": "2018-02-05"}, [HIRE]),
        ({"what": "paid", "since": "2017-10-01", "until": "2018-02-04"}, [JOINT]),
    ],
)
def test_lines_are_chosen_by_what_is_owed_or_paid(records, asked, found):
    assert lines(records, **asked) == found


def test_excel_has_the_same_with_types(records):
    rows = rows_of_xlsx(export(records, "xlsx"))

    assert rows[0][5:] == ["Net amount", "Invoiced on", "Paid on"]
    assert rows[1][0] == datetime.datetime(2017, 7, 3)  # noqa: DTZ001 - as a sheet holds a day
    assert [row[5] for row in rows[1:]] == [9000.05, 1500.10, 100.25, -50.40]
    assert rows[4][4] == "=1+1"


def test_the_file_comes_piece_by_piece(records):
    assert export(records).streaming
    assert export(records, "xlsx").streaming


def test_everything_of_a_year_is_its_income_where_non_sla_agreements_cost_nothing(records):
    AgreementFactory(package="non_sla", fee=0)

    total = sum(Decimal(line[5]) for line in lines(records))

    assert f"{total:.2f}" == value(f"income.{YEAR.slug}.total") == "10550.00"


def test_fees_of_non_sla_agreements_are_in_the_file_and_not_in_the_income(records):
    AgreementFactory(package="non_sla", fee="0.07")

    total = sum(Decimal(line[5]) for line in lines(records))

    assert total - Decimal(value(f"income.{YEAR.slug}.total")) == Decimal("0.07")


@pytest.mark.parametrize(
    ("asked", "wrong"),
    [
        ({"year": "x"}, {"year": ["Select a valid choice. x is not one of the available choices."]}),
        ({"what": "x"}, {"what": ["Select a valid choice. x is not one of the available choices."]}),
        ({"what": "paid"}, {"since": ["Say which day."], "until": ["Say which day."]}),
        (
            {"what": "paid", "since": "2018-02-02", "until": "2018-02-01"},
            {"until": ["This is before the first day."]},
        ),
        (
            {"what": "paid", "since": "x", "until": "2018-02-01"},
            {"since": ["Write the day as day/month/year, such as 25/12/2025."]},
        ),
    ],
)
def test_what_is_wrong_is_told_by_its_field(records, asked, wrong):
    answer = export(records, **asked)

    assert (answer.status_code, errors(answer)) == (422, wrong)


def test_the_page_adds_up_what_is_owed(records):
    owed = records.get(reverse("accounts-export"), {"year": YEAR.slug}).context["owed"]

    assert [(line.owed.value, line.agreements, line.fees, line.charges, line.amounts, line.total) for line in owed] == [
        ("not_invoiced", 1, Decimal("1500.10"), 1, Decimal("-50.40"), Decimal("1449.70")),
        ("unpaid", 0, 0, 0, 0, 0),
        ("paid", 1, Decimal("9000.05"), 1, Decimal("100.25"), Decimal("9100.30")),
    ]


def test_a_file_asks_as_much_for_fifty_lines_as_for_two(staff, django_assert_num_queries):
    def read():
        with django_assert_num_queries(6):
            return len(lines(staff))

    AgreementFactory()
    ChargeFactory(school=SchoolFactory())
    assert read() == 2
    for _ in range(24):
        AgreementFactory(schools=[SchoolFactory(), SchoolFactory()])
        ChargeFactory(school=SchoolFactory())
    assert read() == 50
