"""Files of the DfE and Ofsted, and establishments as GIAS has them."""

import pytest
from django.db.backends.postgresql.psycopg_any import DateRange

from schools.models import EstablishmentLink, FormerGovernance, OfficialFile
from tests.factories import EstablishmentFactory, OfficialFileFactory, SchoolFactory
from tests.rules import holds, refused_by
from tests.schools.test_models import BEFORE, FIRST, SINCE


def test_a_file_is_taken_in_once(db):
    taken = OfficialFileFactory(digest="a" * 64)
    OfficialFileFactory(digest="a" * 64, kind="ofsted")

    with refused_by("officialfile_once"):
        OfficialFileFactory(digest="a" * 64, as_at=taken.as_at)


@pytest.mark.parametrize(
    ("rule", "make", "allowed", "refused"),
    [
        ("officialfile_kind_known", OfficialFileFactory, {"kind": "gias_links"}, {"kind": "census"}),
        ("establishment_status_known", EstablishmentFactory, {"status": 4}, {"status": 5}),
    ],
)
def test_words_of_the_registers_are_the_known_ones(db, rule, make, allowed, refused):
    holds(rule, make, allowed, refused)


def test_two_schools_are_linked_once_in_a_way(db):
    file = OfficialFileFactory()

    def link(kind):
        EstablishmentLink.objects.create(urn=100_001, linked_urn=100_002, link_type=kind, file=file)

    link("Predecessor")
    link("Predecessor - merged")
    with refused_by("establishmentlink_once"):
        link("Predecessor")


def test_a_school_had_one_governance_at_a_time(db):
    one, other = SchoolFactory(), SchoolFactory()

    def had(*rows):
        FormerGovernance.objects.bulk_create(
            [FormerGovernance(school=school, period=period, governance="maintained") for school, period in rows]
        )

    had((one, BEFORE), (one, SINCE), (other, BEFORE))
    with refused_by("formergovernance_one_at_a_time"):
        had((one, DateRange(FIRST, None)))
    with refused_by("formergovernance_period_not_empty"):
        had((other, DateRange(FIRST, FIRST)))
    with refused_by("formergovernance_known"):
        FormerGovernance.objects.filter(school=other).update(governance="borough")


def test_files_say_their_day(db):
    assert str(OfficialFile(name="a.csv", as_at=FIRST)) == "a.csv, as at 1 September 2016"
