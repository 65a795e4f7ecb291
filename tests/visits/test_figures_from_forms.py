"""Each figure of visits, from records that the form itself made."""

import pytest

from tests.factories import OUT_OF_AREA, AssociateFactory, SchoolFactory, UserFactory
from tests.figures.reading import names
from tests.visits.filling import change, log
from visits.models import Visit

pytestmark = pytest.mark.django_db

VISITS = "visits.2017-18"
ALL = f"{VISITS}.all.schools"


@pytest.fixture(autouse=True)
def _decoys(staff):
    """A call, a plan, a cancelled visit, and visits of the years before and after: none counts on any line."""
    for phase in ("nursery", "primary", "secondary", "special", "ap"):
        log(staff, SchoolFactory(name=f"Called {phase}", phase=phase), kind="call")
        plan = SchoolFactory(name=f"Cancelled {phase}", phase=phase)
        log(staff, plan, status="done")
        change(staff, Visit.objects.get(school=plan), status="cancelled", cancelled_because="Snow")
        for day in ("2017-08-31", "2018-09-01"):
            log(staff, SchoolFactory(name=f"{day} {phase}", phase=phase), visited_on=day)
    planned = SchoolFactory(name="Planned")
    log(staff, planned, visited_on="2018-03-01")
    Visit.objects.filter(school=planned).update(status="planned")  # the form plans for coming days alone
    log(staff, AssociateFactory(name="Called"), kind="call")
    log(staff, AssociateFactory(name="Next year"), visited_on="2018-09-01")


@pytest.mark.parametrize(
    ("line", "phases"),
    [("nursery", ["nursery"]), ("primary", ["primary"]), ("secondary", ["secondary", "ap"]), ("special", ["special"])],
)
def test_schools_visited_are_counted_on_the_line_of_their_phase(staff, line, phases):
    for phase in ("nursery", "primary", "secondary", "special", "ap"):
        log(staff, SchoolFactory(name=phase, phase=phase))
    log(staff, SchoolFactory(name="Out", phase=phases[0], la_code=OUT_OF_AREA))

    assert names(f"{VISITS}.{line}.schools") == sorted(phases)


def test_schools_out_of_area_are_counted_apart_and_in_all(staff):
    log(staff, SchoolFactory(name="City", la_code=OUT_OF_AREA))
    log(staff, SchoolFactory(name="Bow"))

    assert names(f"{VISITS}.out_of_area.schools") == ["City"]
    assert names(ALL) == ["Bow", "City"]


def test_one_meeting_with_three_schools_counts_three(staff):
    log(staff, *(SchoolFactory(name=name) for name in ("Alma", "Bow", "Cubitt")))

    assert names(ALL) == ["Alma", "Bow", "Cubitt"]


def test_two_visitors_two_days_and_two_saves_count_one_school(staff, sam, bow):
    key, ada = "7f0c4f52-5d5e-4a55-8a31-1c3f0a5a4f10", UserFactory()
    for _ in range(2):
        log(staff, bow, key=key, visitors=[sam.pk, ada.pk])
    log(staff, bow, visitors=[sam.pk], visited_on="2018-05-01")

    assert names(ALL) == ["Bow"]


def test_associates_visited_are_counted_apart(staff, bow):
    arts = AssociateFactory(name="Arts")
    log(staff, arts, bow)
    log(staff, arts, visited_on="2018-04-01")

    assert names(f"{VISITS}.associates") == ["Arts"]
    assert names(ALL) == ["Bow"]


def test_a_plan_counts_once_it_is_done(staff, bow):
    planned = Visit.objects.get(school__name="Planned")

    change(staff, planned, status="done")

    assert names(ALL) == ["Planned"]
