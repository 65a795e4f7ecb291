"""Who is due: years counted up to a day, and no word on when Ofsted comes."""

import datetime

from django.urls import reverse

from tests.factories import OUT_OF_AREA, YEAR, SchoolFactory
from tests.ofsted.inspecting import inspected, member


def listed(client, **query):
    """Of each line its school, years and months."""
    page = client.get(reverse("ofsted-due"), query)
    columns = [column for column in page.context["asked"].columns if column.heading in ("Years since", "and months")]
    return [(school.name, *(column.get(school) for column in columns)) for school in page.context["page"]]


def made():
    inspected(member("Long ago"), "2007-01-30", 1)
    inspected(SchoolFactory(name="Lately", phase="secondary"), "2025-12-01")
    inspected(SchoolFactory(name="Away", la_code=OUT_OF_AREA), "2005-01-30", 1)
    inspected(SchoolFactory(name="Closed", closed_on=datetime.date(2026, 6, 30)), "2005-01-30", 1)
    inspected(SchoolFactory(name="To open", opened_on=datetime.date(2026, 7, 1)), "2026-06-01")
    inspected(SchoolFactory(name="Never"), "2020-01-01", kind="monitoring")


def test_open_schools_in_area_stand_by_how_long_they_wait_and_the_never_graded_first(trustee):
    made()

    assert listed(trustee) == [("Never", None, None), ("Long ago", 19, 5), ("Lately", 0, 6)]
    assert listed(trustee, sort="-graded") == [("Lately", 0, 6), ("Long ago", 19, 5), ("Never", None, None)]


def test_years_are_counted_up_to_the_day_chosen(trustee):
    made()

    assert listed(trustee, on="2025-11-30") == [
        ("Lately", None, None),
        ("Never", None, None),
        ("Closed", 20, 10),
        ("Long ago", 18, 10),
    ]


def test_the_list_is_of_members_or_of_a_phase_where_asked(trustee):
    made()

    assert listed(trustee, member="yes", year=YEAR.slug) == [("Long ago", 19, 5)]
    assert listed(trustee, phase="secondary") == [("Lately", 0, 6)]


def test_the_page_counts_and_foretells_nothing(trustee):
    made()

    text = trustee.get(reverse("ofsted-due")).content.decode()

    assert ("It says nothing of when Ofsted comes next." in text, "Ofsted will" in text) == (True, False)
    assert [heading in text for heading in ("Not visited since", "In area or not")] == [False, False]
