"""From which official files the facts on a page come."""

import csv
import datetime
import io

import pytest
from openpyxl import load_workbook

from schools.models import OfficialFile
from schools.sources import LICENCE, in_words, newest_files
from tests.factories import (
    InspectionFactory,
    MembershipFactory,
    NationalOutcomeFactory,
    SchoolFactory,
    UserFactory,
    VisitFactory,
)

pytestmark = pytest.mark.django_db


def take_in(kind: str, name: str, as_at: str) -> OfficialFile:
    day = datetime.date.fromisoformat(as_at)
    return OfficialFile.objects.create(kind=kind, name=name, as_at=day, layout="", digest=name, rows=1)


def test_the_newest_file_of_each_register_is_named_whenever_it_was_taken_in(django_assert_num_queries):
    take_in("gias", "edubase-new.csv", "2026-03-12")
    take_in("gias", "edubase-old.csv", "2025-08-31")
    take_in("gias_links", "links.csv", "2026-03-13")
    take_in("ofsted", "latest.csv", "2026-02-28")

    with django_assert_num_queries(1):
        words = in_words(newest_files())

    assert words == (
        "Schools: GIAS, edubase-new.csv, as at 12 March 2026. Inspections: Ofsted, latest.csv, as at 28 February 2026."
    )


def test_of_two_files_of_one_day_the_later_taken_in_is_named():
    take_in("gias", "first.csv", "2026-03-12")
    take_in("gias", "second.csv", "2026-03-12")

    assert in_words(newest_files()) == (
        "Schools: GIAS, second.csv, as at 12 March 2026. Inspections: no file of Ofsted has been taken in yet."
    )


def test_a_portal_without_official_files_says_so():
    take_in("gias_links", "links.csv", "2026-03-12")

    assert in_words(newest_files()) == "No official file has been taken in yet."


LATEST = "Inspections: Ofsted, latest.csv, as at 28 February 2026."


@pytest.mark.parametrize(
    "where",
    [
        "/schools/",
        "/schools/{school}/",
        "/reports/2017-18/",
        "/reports/2017-18/figures/outcomes.2018-07-31.primary.members/",
        "/reports/2017-18/figures/national.2017.primary.good/",
        "/national/",
        "/national/areas/",
        "/national/2017-08-31/published/",
    ],
)
def test_pages_with_official_facts_say_from_which_files_and_under_which_licence(client, where):
    take_in("ofsted", "latest.csv", "2026-02-28")
    NationalOutcomeFactory(good=72)
    school = MembershipFactory().school
    client.force_login(UserFactory(role="trustee"))

    page = client.get(where.format(school=school.pk)).content.decode()

    assert (page.count(LATEST), page.count(LICENCE)) == (1, 1)


def test_a_page_without_them_does_not(client):
    VisitFactory()
    client.force_login(UserFactory(role="trustee"))

    for where in ("/visits/", "/reports/2017-18/figures/visits.2017-18.all.schools/"):
        assert LICENCE not in client.get(where).content.decode()


@pytest.mark.parametrize(
    ("key", "is_official"),
    [
        ("inspections.2017-18.all.schools", True),
        ("outcomes.2018-07-31.primary.members", True),
        ("national.2017.primary.good", True),
        ("visits.2017-18.all.schools", False),
        ("membership.2017-18.primary.in_area", False),
    ],
)
def test_figures_of_official_facts_are_taken_away_with_the_licence(client, key, is_official):
    school = MembershipFactory(school=SchoolFactory(phase="primary")).school
    InspectionFactory(school=school)
    VisitFactory(school=school)
    NationalOutcomeFactory(good=72)
    client.force_login(UserFactory(role="trustee"))
    where = f"/reports/2017-18/figures/{key}/rows"

    written = list(csv.reader(io.StringIO(b"".join(client.get(f"{where}.csv")).decode("utf-8-sig"))))
    book = load_workbook(io.BytesIO(client.get(f"{where}.xlsx").content))

    said = [line[-1] for line in written if line[-1] in ("Licence", LICENCE)]
    assert (len(written), said) == (2, ["Licence", LICENCE] if is_official else [])
    assert ("Licence" in book.sheetnames) == is_official
