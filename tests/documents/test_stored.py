"""A document kept as JSON comes back as it was."""

import dataclasses
import json

import pytest

from documents.document import Brand, Cell, Document, Line, Printed, Section, Table
from documents.figure import Name
from documents.stored import CLASSES, Figures, figures_from_json, figures_of, figures_to_json, from_json, to_json
from tests.documents.sample_report import FIGURES, INCOME, MEMBERS, REPORT


def test_what_was_kept_comes_back_as_it_was():
    branded = dataclasses.replace(REPORT, brand=Brand("#7a1f3d", b"\x89PNG\x00\xff"))
    assert from_json(to_json(REPORT)) == REPORT
    assert from_json(to_json(branded)) == branded


def test_it_is_written_the_same_each_time():
    assert to_json(from_json(to_json(REPORT))) == to_json(REPORT)


def test_each_figure_stands_in_it_once_as_other_programs_read_it():
    told = json.loads(to_json(REPORT))["figures"]
    assert sorted(told) == sorted(FIGURES)
    assert {name: told[MEMBERS.key][name] for name in ("value", "of", "percent", "title", "unit")} == {
        "value": 67,
        "of": 71,
        "percent": 94,
        "title": "Members, primary",
        "unit": "school",
    }
    assert told[INCOME.key]["value"] == "327600.50"


def test_the_figures_of_a_document_are_those_it_prints_or_draws():
    assert figures_of(REPORT) == FIGURES


def test_one_key_for_two_figures_is_refused():
    other = dataclasses.replace(MEMBERS, value=66)
    lines = tuple(Line("Primary", (Cell.of(Printed(figure)),)) for figure in (MEMBERS, other))
    twice = Document("Report", (Section("a", "A", (Table("Members", "Phase", (), lines),)),))
    with pytest.raises(ValueError, match="Two figures have the key"):
        to_json(twice)


def test_figures_kept_alone_come_back_in_their_order_whatever_their_names_hold():
    odd = dataclasses.replace(MEMBERS, key="odd", names=(Name("a\tb", 'A\t"B"\n\u2028', 7), Name("c", "C", 8, "Trust")))
    figures = {odd.key: odd, **FIGURES}
    kept = figures_from_json(figures_to_json(figures))
    assert (kept, [*kept], len(kept)) == (figures, [*figures], len(figures))
    assert figures_from_json(figures_to_json({})) == {}


def test_figures_of_several_parts_stand_together_as_the_last_part_has_them():
    other = dataclasses.replace(MEMBERS, value=66)
    kept = figures_from_json(figures_to_json({MEMBERS.key: MEMBERS}))
    assert Figures.together(kept, {INCOME.key: INCOME, MEMBERS.key: other}) == {MEMBERS.key: other, INCOME.key: INCOME}
    assert Figures.together({MEMBERS.key: other}, kept)[MEMBERS.key] == MEMBERS
    assert (MEMBERS.key in kept, INCOME.key in kept, kept.get(INCOME.key)) == (True, False, None)


@pytest.mark.parametrize("text", ["[]", "{}", '{"version": 2}', '{"version": 1, "figures": {}, "document": [1]}'])
def test_what_is_no_document_is_refused(text):
    with pytest.raises(ValueError, match="no document"):
        from_json(text)


def test_the_sample_holds_one_of_everything():
    written = to_json(dataclasses.replace(REPORT, brand=Brand("#7a1f3d", b"x")))
    assert [name for name in CLASSES if f'"is": "{name}"' not in written] == []
