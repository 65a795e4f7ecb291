"""The rule of folding stands twice: in Python, and in PostgreSQL for the columns that it computes."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from schools.models import School
from schools.names import ACCENTED, APOSTROPHES, folded

EXAMPLES = {
    "St. Anne’s": "st annes",
    "Saint Annes": "st annes",
    "ST ANNE'S": "st annes",
    "  St  Anne's  ": "st annes",
    "saint": "st",
    "Saints’ Way": "saints way",
    "Toussaint Louverture": "toussaint louverture",
    "All-Saint-Saint": "all st st",
    "Saint_Saint": "st st",
    "Saint4": "saint4",
    "Café Élan": "cafe elan",
    "Ysgol Tŷ Gŵyn": "ysgol ty gwyn",
    "ﬁ ß Æ İ": "",
    "St Che\u0301rie": "st cherie",  # the accent as a mark of its own
    "École—Nº 12": "ecole n 12",
    "’": "",
    "小学校": "",
}
words = st.sampled_from(["Saint", "saint", "SAINT", "St", "st.", "sainte", "Anne", "4", "_"])
marks = st.sampled_from([*ACCENTED, *APOSTROPHES, *" -_.,/&()\t\n\u00a0\u200d\u0301\\'\"%"])
anything = st.text(st.characters(codec="utf-8", exclude_characters="\0"), min_size=1, max_size=6)
texts = st.lists(st.one_of(words, marks, anything), min_size=1, max_size=12).map(lambda parts: "".join(parts)[:200])


def in_postgres(names: list[str]) -> list[str]:
    schools = School.objects.bulk_create(School(name=name, la_code="211") for name in names)
    return [school.search_name for school in schools]


@pytest.mark.parametrize(("text", "expected"), EXAMPLES.items())
def test_names_are_folded(text, expected):
    assert folded(text) == expected


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(names=st.lists(texts, min_size=20, max_size=200))
def test_postgres_folds_as_python_does(db, names):
    assert in_postgres(names) == [folded(name) for name in names]


def test_postgres_folds_the_examples_as_python_does(db):
    assert in_postgres(list(EXAMPLES)) == list(EXAMPLES.values())


def test_postgres_folds_every_character_as_python_does(db):
    characters = [chr(code) for code in range(1, 0x3000) if not 0xD800 <= code < 0xE000]

    assert in_postgres([f"a{character}b" for character in characters]) == [
        folded(f"a{character}b") for character in characters
    ]


@given(texts)
def test_folding_again_changes_nothing(text):
    assert folded(folded(text)) == folded(text)
