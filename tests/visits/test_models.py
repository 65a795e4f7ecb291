import datetime

import pytest

from tests.factories import AssociateFactory, SchoolFactory, VisitFactory
from tests.rules import holds, refused_by
from visits.models import Visit, VisitStatus

DAY = datetime.date(2018, 3, 1)


@pytest.mark.parametrize(
    ("rule", "allowed", "refused"),
    [
        ("visit_kind_known", {"kind": "call"}, {"kind": "e-mail"}),
        *(("visit_status_known", {"status": status}, {"status": "postponed"}) for status in VisitStatus),
        ("visit_reference_not_empty", {"reference": None}, {"reference": ""}),
        ("visit_reference_not_empty", {"reference": "-"}, {"reference": ""}),
    ],
)
def test_value_is_held_to_its_rule(db, rule, allowed, refused):
    holds(rule, VisitFactory, allowed, refused)


def test_visit_is_to_a_school_or_to_an_associate(db):
    school, associate = SchoolFactory(), AssociateFactory()

    Visit.objects.bulk_create([Visit(visited_on=DAY, school=school), Visit(visited_on=DAY, associate=associate)])
    with refused_by("visit_to_one_place"):
        Visit.objects.bulk_create([Visit(visited_on=DAY, school=school, associate=associate)])
    with refused_by("visit_to_one_place"):
        Visit.objects.bulk_create([Visit(visited_on=DAY)])


def test_references_are_their_own_and_many_visits_have_none(db):
    school = SchoolFactory()

    Visit.objects.bulk_create(
        Visit(visited_on=DAY, school=school, reference=reference) for reference in (None, None, "V1", "V2")
    )
    with refused_by("visits_visit_reference_key"):
        Visit.objects.bulk_create([Visit(visited_on=DAY, school=school, reference="V1")])
