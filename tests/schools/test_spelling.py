"""Schools are found by names now and before, and by names written with a slip."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from schools import spelling
from schools.models import Associate, FormerName, NameWord, School
from tests.factories import AssociateFactory, SchoolFactory


@pytest.fixture
def schools(db):
    stepney = SchoolFactory(name="Stepney Park Primary School", short_name="Stepney Park")
    FormerName.objects.create(school=stepney, name="Redlands Primary School")
    for name in ("St Anne’s Catholic Primary School", "Cambridge Heath Sixth Form", "Bow School", "Wapping High"):
        SchoolFactory(name=name)
    AssociateFactory(name="Whitechapel Gallery")


def found(text):
    return [str(school) for school in School.objects.matching(text).order_by("sort_name", "pk")]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("redlands", ["Stepney Park"]),
        ("Redlads", ["Stepney Park"]),
        ("primary stepney", ["Stepney Park"]),
        ("saint annes", ["St Anne’s Catholic Primary School"]),
        ("st annes catholc", ["St Anne’s Catholic Primary School"]),
        ("bridge", ["Cambridge Heath Sixth Form"]),
        ("cambrigde heath", ["Cambridge Heath Sixth Form"]),
        ("bow", ["Bow School"]),
        ("wap", ["Wapping High"]),
        ("box", []),
        ("redlands heath", []),
        ("qqqqqqqq", []),
        ("", []),
        ("’", []),
    ],
)
def test_a_school_is_found_by_each_word_of_a_name_it_has_or_had_forgiving_a_slip(schools, text, names):
    assert found(text) == names


def test_a_word_of_names_is_kept_whichever_way_the_name_came(db):
    school = SchoolFactory(name="Marner Primary")
    School.objects.filter(pk=school.pk).update(name="Mulberry Primary", short_name="Mulb")
    School.objects.bulk_create([School(name="Osmani Primary", la_code="211")])
    FormerName.objects.create(school=school, name="Shapla of 2009")

    words = set(NameWord.objects.values_list("word", flat=True))

    assert words >= {"marner", "mulberry", "mulb", "osmani", "shapla", "2009", "primary"}
    assert "of" not in words


@pytest.mark.parametrize(("text", "queries"), [("bow", 0), ("redlands", 1), ("stepney park", 1), ("redlads", 2)])
def test_only_a_word_that_no_name_holds_costs_a_look_at_the_others(schools, text, queries):
    with CaptureQueriesContext(connection) as asked:
        spelling.meant(text.split())

    assert len(asked) == queries


def test_what_was_meant_is_as_typed_unless_a_word_was_replaced(schools):
    assert spelling.meant(["stepney", "st"]).is_as_typed is True
    assert spelling.meant(["stepny", "st"]).is_as_typed is False
    assert spelling.meant(["qqqqqqqq"]).is_as_typed is True


@pytest.mark.parametrize("text", ["whitechapel", "gallery whitechapel", "Whitechapple galery", "WHITE"])
def test_an_associate_is_found_in_the_same_way(schools, text):
    AssociateFactory(name="Bow Arts")
    assert [str(associate) for associate in Associate.objects.matching(text)] == ["Whitechapel Gallery"]


@pytest.mark.parametrize("text", ["", "’", "qqqqqqqq"])
def test_what_no_associate_is_called_finds_none(schools, text):
    assert list(Associate.objects.matching(text)) == []
