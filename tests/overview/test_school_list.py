"""The list of schools: filters, sorting and pages in its address."""

import datetime

import pytest
from django.urls import reverse

from schools.models import SchoolUrn
from tests.factories import OUT_OF_AREA, SchoolFactory, UserFactory


@pytest.fixture
def listed(db, client):
    client.force_login(UserFactory())

    def ask(**query):
        return [school.name for school in client.get(reverse("school-list"), query).context["page"]]

    return ask


def test_schools_stand_in_name_order_with_saint_as_st(listed):
    for name in ("St Luke’s", "Stebon", "Saint Anne's", "Arnhem"):
        SchoolFactory(name=name)
    assert listed() == ["Arnhem", "Saint Anne's", "St Luke’s", "Stebon"]
    assert listed(sort="-name") == ["Stebon", "St Luke’s", "Saint Anne's", "Arnhem"]


def test_schools_sort_by_urn(listed):
    SchoolFactory(name="Second", urn=200_000)
    SchoolFactory(name="First", urn=100_000)
    assert listed(sort="urn") == ["First", "Second"]
    assert listed(sort="-urn") == ["Second", "First"]


@pytest.mark.parametrize("text", ["saint annes", "St. Anne’s", "st anne's catholic", "ST ANNE", "100950", "100001"])
def test_a_school_is_found_by_its_name_folded_and_by_any_of_its_urns(listed, text):
    school = SchoolFactory(name="St Anne's Catholic Primary School", short_name="St Anne's", urn=100950)
    SchoolUrn.objects.create(school=school, urn=100001, is_current=False)
    SchoolFactory(name="St Agnes RC Primary School")
    assert listed(q=text) == ["St Anne's Catholic Primary School"]


def test_filters_narrow_together(listed):
    SchoolFactory(name="Wanted", phase="primary", governance="academy")
    SchoolFactory(name="Other phase", phase="nursery", governance="academy")
    SchoolFactory(name="Other governance", phase="primary")
    SchoolFactory(name="Out of area", phase="primary", governance="academy", la_code=OUT_OF_AREA)
    assert listed(phase="primary", governance="academy", area="in") == ["Wanted"]
    assert listed(phase="primary", area="out") == ["Out of area"]


def test_an_all_through_school_is_found_in_both_phases_once(listed):
    SchoolFactory(name="St Paul's Way", phase="secondary", also="primary")
    assert listed(phase="primary") == listed(phase="secondary") == listed() == ["St Paul's Way"]


def test_an_unknown_filter_or_page_is_met_with_schools(listed):
    SchoolFactory(name="Bow")
    assert listed(phase="sixth form", page="many", sort="shoe size") == ["Bow"]


def test_a_list_without_a_match_says_so(db, client):
    client.force_login(UserFactory())
    page = client.get(reverse("school-list"), {"q": "Nowhere"}).content.decode()
    assert "Nothing matches." in page


def test_markup_in_a_name_is_only_text(db, client):
    SchoolFactory(name="<script>alert(1)</script>")
    client.force_login(UserFactory())
    page = client.get(reverse("school-list")).content.decode()
    assert ("<script>alert(1)" in page, "&lt;script&gt;alert(1)" in page) == (False, True)


def test_the_list_asks_as_many_queries_with_one_school_as_with_three(db, client, django_assert_num_queries):
    client.force_login(UserFactory())
    for count in (1, 3):
        SchoolFactory.create_batch(count, opened_on=datetime.date(2000, 1, 1))
        with django_assert_num_queries(9):
            client.get(reverse("school-list"), {"q": "School", "phase": "primary"})
