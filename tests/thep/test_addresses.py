from django.urls import reverse

from thep.addresses import numbered
from thep.years import AcademicYear


def test_an_address_by_number_is_what_reversing_it_gives():
    year = AcademicYear(2010)  # with a 0 of its own, as some numbers have

    assert numbered("school-detail")(205) == reverse("school-detail", args=[205])
    assert numbered("report-section", year)(70) == reverse("report-section", args=[year, 70])
