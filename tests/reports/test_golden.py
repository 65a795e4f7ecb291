"""The sample partnership gives the reference report's figures, each of them, as the `kpis` command prints them."""

import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command

GOLDEN = json.loads(
    (Path(__file__).resolve().parents[2] / "samples" / "tower-hamlets-2017-18.golden.json").read_text("utf-8")
)


@pytest.fixture(scope="module")
def printed(sample) -> dict:
    """What the command prints for the sample, with the reference report's dates."""
    out = StringIO()
    call_command(
        "kpis",
        GOLDEN["report_year"],
        membership_year=GOLDEN["membership_year"],
        as_at=GOLDEN["as_at"],
        format="json",
        stdout=out,
    )
    return json.loads(out.getvalue())


@pytest.mark.parametrize("key", GOLDEN["figures"])
def test_a_figure_of_the_sample_is_the_reference_reports(printed, key):
    expected = GOLDEN["figures"][key]
    assert {part: printed["figures"][key].get(part) for part in expected} == expected


def test_the_dates_printed_are_those_asked_for(printed):
    dates = ("report_year", "membership_year", "as_at")
    assert [printed[name] for name in dates] == [GOLDEN[name] for name in dates] == ["2017-18", "2018-19", "2018-07-31"]


def test_the_lists_of_the_reference_report_stand_behind_its_numbers(printed):
    figures = printed["figures"]
    assert figures["membership.2018-19.secondary.not_members"]["rows"] == [
        "Bishop Challoner",
        "Bishop Challoner Girls",
        "Mulberry UTC",
    ]
    assert figures["visits.2017-18.nursery.schools"]["rows"] == [
        "Alice Model",
        "Children's House",
        "Columbia",
        "Harry Roberts",
        "Rachel Keeling",
    ]


def test_every_number_of_schools_has_as_many_names_behind_it(printed):
    wrong = {
        key: figure
        for key, figure in printed["figures"].items()
        if key.startswith(
            ("membership.", "associates.", "packages.", "inspections.", "outcomes.", "movements.", "visits.")
        )
        and len(figure["rows"]) != figure["value"]
    }
    assert wrong == {}
