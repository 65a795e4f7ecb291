"""A school's inspections: each in its own regime's words, with a line wherever the regime changes."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from schools.models import OfficialFile
from tests.factories import InspectionFactory, SchoolFactory
from tests.ofsted.inspecting import card, day, inspected, judged
from tests.overview.people import headteacher_of


def words_of(client, school, part=r'<main id="content".*?</main>') -> str:
    page = client.get(reverse("school-inspections", args=[school.pk])).content.decode()
    found = re.search(part, page, re.DOTALL)[0]
    return re.sub(r" (?=[.,])", "", " ".join(re.sub(r"<[^>]+>", " ", found).split()))


def today_of(client, school) -> str:
    return words_of(client, school, r'<section class="panel grade-today".*?</section>')


def test_inspections_stand_latest_first_with_a_line_wherever_the_regime_changes(trustee):
    school = SchoolFactory()
    inspected(school, "2012-03-01", 3)
    inspected(school, "2016-03-01", 2)
    judged(inspected(school, "2024-10-01"), "leadership", "2")
    card(school, "2026-01-13")

    page = trustee.get(reverse("school-inspections", args=[school.pk])).content.decode()

    marks = r'<h3>([^<]+?) <span|class="regime-break" role="note"><strong>From ([^<]+?) Ofsted'
    assert [first or line for first, line in re.findall(marks, page)] == [
        "13 January 2026",
        "10 November 2025",
        "1 October 2024",
        "2 September 2024",
        "1 March 2016",
        "1 March 2012",
    ]
    assert page.count("cannot be compared with what stands below it") == 2


def test_inspections_of_one_regime_have_no_line_between_them(trustee):
    school = SchoolFactory()
    inspected(school, "2012-03-01", 3)
    inspected(school, "2024-09-01", 2)

    assert "regime-break" not in trustee.get(reverse("school-inspections", args=[school.pk])).content.decode()


def test_what_an_inspection_found_and_where_it_is_from_stands_with_it(trustee):
    file = OfficialFile.objects.create(
        kind="ofsted", name="mi.csv", as_at=day("2026-05-31"), layout="x", digest="x", rows=1
    )
    school = SchoolFactory(name="Bow Academy", urn=140_001)
    inspected(
        school,
        "2023-05-03",
        4,
        urn=100_001,
        inspected_name="Bow School",
        is_predecessors=True,
        published_on=day("2023-06-03"),
        safeguarding="not_effective",
        category_of_concern="SM",
        file=file,
    )
    inspected(school, "2022-03-01", kind="ungraded", ungraded_outcome="remains_good_concerns", urn=140_001)

    before, now = (
        words_of(trustee, school, rf'<article[^>]*id="inspection-{each.pk}".*?</article>')
        for each in school.inspections.order_by("inspected_on")
    )

    assert now == (
        "3 May 2023 Graded Inadequate decides today of a predecessor Safeguarding Not effective "
        "Category of concern Special measures Published 3 June 2023 URN inspected 100001 Name at the time Bow School "
        f"Number {school.inspections.get(overall=4).inspection_number} From mi.csv, as at 31 May 2026"
    )
    assert before.startswith("1 March 2022 Ungraded School remains Good (Concerns) – S5 Next Published Not on record")
    assert ("URN inspected" in before, before.endswith("From Entered by hand or from a workbook")) == (False, True)


def test_an_area_graded_again_shows_both_days(trustee):
    school = SchoolFactory()
    judged(card(school, "2026-01-13", "needs_attention"), "card_inclusion", "expected", "2026-04-20")

    words = today_of(trustee, school)

    assert "Inclusion Expected standard 20 Apr 2026 before: Needs attention, 13 Jan 2026" in words
    assert "Achievement Needs attention 13 Jan 2026" in words
    assert words_of(trustee, school).count("before: Needs attention, 13 Jan 2026") == 2  # today, and in the ledger


@pytest.mark.parametrize(
    ("made", "words"),
    [
        ([], "Today No graded inspection published."),
        ([{"overall": 2}], "Today Good, from the graded inspection of 1 March 2016."),
        (
            [{"overall": 2}, {"kind": "ungraded", "ungraded_outcome": "remains_good", "inspected_on": "2021-05-01"}],
            "Today Good, from the graded inspection of 1 March 2016. "
            "Confirmed by the ungraded inspection of 1 May 2021.",
        ),
        (
            [{"overall": 2}, {"inspected_on": "2024-10-01", "published_on": "2024-11-01"}],
            "Today Not judged overall (key judgements only), from the graded inspection of 1 October 2024, "
            "published 1 November 2024.",
        ),
        (
            [{"overall": 2, "published_on": "2026-07-01"}],
            "Today No graded inspection published. A graded inspection is on record that does not count for it: "
            "of a predecessor, or not published yet.",
        ),
        (
            [{"overall": 2, "is_predecessors": True}],
            "Today Good, from the graded inspection of 1 March 2016. It is its predecessor’s, and counts while the "
            "school has no grade of its own: so Ofsted counts since June 2018.",
        ),
    ],
)
def test_today_says_the_grade_and_its_inspection_or_why_there_is_none(trustee, made, words):
    school = SchoolFactory()
    for fields in made:
        days = {name: day(fields.get(name, usual)) for name, usual in DAYS.items() if fields.get(name, usual)}
        InspectionFactory(school=school, **fields | days)

    assert today_of(trustee, school) == words


DAYS = {"inspected_on": "2016-03-01", "published_on": ""}


def test_a_headteacher_reads_their_own_schools_and_no_other(today):
    mine, other = SchoolFactory(name="Mine"), SchoolFactory(name="Other")
    inspected(mine, "2016-03-01", 2)
    inspected(other, "2016-03-01", 1)
    client = Client()
    client.force_login(headteacher_of(mine))

    assert "Good, from the graded inspection" in today_of(client, mine)
    assert client.get(reverse("school-inspections", args=[other.pk])).status_code == 404
    assert client.get(reverse("ofsted")).status_code == 403


def test_a_school_without_an_inspection_says_so(trustee):
    assert "No inspection is on record." in words_of(trustee, SchoolFactory())


def test_a_ledger_asks_as_much_of_fifty_inspections_as_of_one(trustee, django_assert_num_queries):
    school = SchoolFactory()
    address = reverse("school-inspections", args=[school.pk])

    def grow(number):
        for _ in range(number):
            card(school, "2026-01-13")

    grow(1)
    with django_assert_num_queries(8):
        trustee.get(address)
    grow(49)
    with django_assert_num_queries(8):
        trustee.get(address)
