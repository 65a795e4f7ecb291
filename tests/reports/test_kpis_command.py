"""`manage.py kpis`: what it prints, for people and for programs, and what it says to dates that are none."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from membership.models import Package
from tests.factories import (
    YEAR,
    AgreementFactory,
    MembershipFactory,
    NationalOutcomeFactory,
    PartnershipFactory,
    SchoolFactory,
)

pytestmark = pytest.mark.django_db


def printed(*arguments: str) -> str:
    out = StringIO()
    call_command("kpis", *arguments, stdout=out)
    return out.getvalue()


def as_json(*arguments: str) -> dict:
    return json.loads(printed(*arguments, "--format", "json"))


def line_of(key: str, *arguments: str) -> str:
    (line,) = (line for line in printed(*arguments).splitlines() if line.startswith(f"{key} "))
    return line


@pytest.fixture
def bow():
    bow = SchoolFactory(name="Bow School of Maths", short_name="Bow")
    SchoolFactory(name="Alma")
    return MembershipFactory(school=bow).school


def test_json_has_the_dates_and_each_figure_with_its_share_and_rows(bow):
    answer = as_json("2017-18", "--membership-year", "2017-18", "--as-at", "2018-07-31")
    figures = answer.pop("figures")
    assert answer == {"report_year": "2017-18", "membership_year": "2017-18", "as_at": "2018-07-31"}
    assert figures["membership.2017-18.primary.in_area"] == {"value": 1, "of": 2, "percent": 50, "rows": ["Bow"]}
    assert figures["membership.2017-18.primary.total"] == {"value": 1, "rows": ["Bow"]}


def test_json_has_a_share_of_nothing_as_null(bow):
    assert as_json("2017-18")["figures"]["membership.2017-18.special.in_area"] == {
        "value": 0,
        "of": 0,
        "percent": None,
        "rows": [],
    }


def test_json_has_money_as_text_with_two_places(bow):
    AgreementFactory(fee="4400.5", schools=[bow])
    figures = as_json("2017-18")["figures"]
    assert figures["income.2017-18.packages"] == {"value": "4400.50", "rows": ["Bow"]}
    assert figures["income.2016-17.packages"] == {"value": "0.00", "rows": []}


def test_json_has_a_percentage_as_the_number_that_was_published(db):
    PartnershipFactory()
    NationalOutcomeFactory(outstanding=63, good="36.5", source="Ofsted")
    figures = as_json("2017-18")["figures"]
    assert figures["national.2017.primary.outstanding"] == {"value": 63, "rows": ["Ofsted"]}
    assert figures["national.2017.primary.good"] == {"value": 36.5, "rows": ["Ofsted"]}


def test_what_was_not_published_is_not_printed(db):
    PartnershipFactory()
    NationalOutcomeFactory(outstanding=63)
    national = [key for key in as_json("2017-18")["figures"] if key.startswith("national.")]
    assert national == ["national.2017.primary.outstanding"]


def test_a_figure_of_nought_is_printed_for_every_phase_and_package(db):
    PartnershipFactory()
    Package.objects.create(slug="platinum", name="Platinum")
    figures = as_json("2017-18")["figures"]
    expected = [
        f"membership.{year}.{phase}.{part}"
        for year in ("2017-18", "2016-17")
        for phase in ("nursery", "primary", "secondary", "special")
        for part in ("in_area", "out_of_area", "total", "not_members")
    ]
    expected += [
        f"packages.{year}.{package}.schools"
        for year in ("2017-18", "2016-17")
        for package in ("bronze", "silver", "gold", "nursery", "non_sla", "platinum", "all")
    ]
    expected += [f"inspections.2017-18.{phase}.schools" for phase in ("primary", "ap", "all", "thematic")]
    expected += [f"visits.2017-18.{part}" for part in ("special.schools", "out_of_area.schools", "associates")]
    assert {key: figures.get(key, {}).get("value") for key in expected} == dict.fromkeys(expected, 0)


def test_text_has_a_line_for_each_figure(bow):
    AgreementFactory(fee="4400.50", schools=[bow])
    assert line_of("membership.2017-18.primary.in_area", "2017-18") == (
        "membership.2017-18.primary.in_area  1 of 2 (50%)"
    )
    assert line_of("membership.2017-18.joined", "2017-18") == "membership.2017-18.joined  1"
    assert line_of("income.2017-18.total", "2017-18") == "income.2017-18.total  £4,400.50"
    assert len(printed("2017-18").splitlines()) == len(as_json("2017-18")["figures"])


def test_text_has_a_dash_for_a_share_of_nothing_and_never_nought_per_cent(bow):
    assert line_of("membership.2017-18.special.in_area", "2017-18") == (
        "membership.2017-18.special.in_area  0 of 0 (–)"
    )


def test_the_usual_dates_stand_where_none_are_given(bow):
    dates = ("report_year", "membership_year", "as_at")
    assert [as_json("2017-18")[name] for name in dates] == ["2017-18", "2017-18", "2018-07-31"]
    MembershipFactory(school=bow, year=YEAR + 1, status="invited")
    assert [as_json("2017-18")[name] for name in dates] == ["2017-18", "2018-19", "2018-07-31"]


@pytest.mark.parametrize(
    "arguments",
    [
        (),
        ("2017",),
        ("2017-19",),
        ("this year",),
        ("2017-18", "--membership-year", "2018-20"),
        ("2017-18", "--as-at", "2018-02-29"),
        ("2017-18", "--as-at", "31/07/2018"),
        ("2017-18", "--format", "xml"),
        ("1900-01",),
        ("2017-18", "--membership-year", "1900-01"),
        ("2017-18", "--as-at", "0001-07-31"),
    ],
    ids=" ".join,
)
def test_dates_that_are_none_are_refused_in_words(arguments):
    PartnershipFactory()
    with pytest.raises(CommandError):
        printed(*arguments)


def test_a_year_that_is_none_is_named(db):
    with pytest.raises(CommandError, match="2017 is followed by 2018"):
        printed("2017-19")
