"""The sample partnership with the files of 2018, 2025 and 2026 on top, all accepted: what was reported stays."""

import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import transaction

from official.deciding.decisions import accept, accept_all
from official.impact import impact_of
from official.models import Proposal, State
from official.reading.files import opened
from official.taking_in import take_in
from ofsted.models import Inspection
from schools.models import School
from tests.official.reading.reads import GIAS_2018, GIAS_2025, LINKS, OFSTED_2018, OFSTED_2025, OFSTED_2026

ROOT = Path(__file__).resolve().parents[2]
GOLDEN = json.loads((ROOT / "samples" / "tower-hamlets-2017-18.golden.json").read_text("utf-8"))
SAMPLE = ROOT / "samples" / "tower-hamlets-2017-18"
OF_OFSTED = ("inspections.", "outcomes.", "movements.")


def printed() -> dict:
    out = StringIO()
    dates = {name: GOLDEN[name] for name in ("membership_year", "as_at")}
    call_command("kpis", GOLDEN["report_year"], **dates, format="json", stdout=out)
    return json.loads(out.getvalue())["figures"]


def take(path):
    with opened(path, path.name) as source:
        return take_in(source, as_at=source.as_at, by=None)[1]


def accept_everything():
    open_ = Proposal.objects.filter(state=State.OPEN).select_related("file")
    _, left = accept_all(proposals=[each for each in open_ if not each.needs_a_word], by=None)
    assert left == []
    for proposal in open_.filter(state=State.OPEN):
        schools = proposal.before.get("schools")
        accept(proposal=proposal, by=None, choices={"successor": str(schools[0]["id"])} if schools else {})
    assert not Proposal.objects.filter(state=State.OPEN).exists()


@pytest.fixture(scope="module")
def told(django_db_setup, django_db_blocker):
    """The figures before and after, what was predicted of the Ofsted figures, and the inspections at each step."""
    with django_db_blocker.unblock(), transaction.atomic():
        call_command("import_workbook", str(SAMPLE), apply=True, stdout=StringIO())
        story = {"before": printed(), "steps": [], "again": []}
        for path in (GIAS_2018, OFSTED_2018, LINKS, GIAS_2025, OFSTED_2025, OFSTED_2026):
            had = set(Inspection.objects.values_list("pk", flat=True))
            figures = printed()
            take(path)
            open_ = Proposal.objects.filter(state=State.OPEN).select_related("file", "school")
            predicted = impact_of(open_)
            accept_everything()
            story["steps"].append((path, figures, predicted, printed()))
            story["again"].append([draft.key for draft in take(path).found.new])
            assert had <= set(Inspection.objects.values_list("pk", flat=True))
        story["after"] = printed()
        yield story
        transaction.set_rollback(True)


def test_figures_of_the_year_stay_but_for_ofsteds(told):
    stays = [key for key in GOLDEN["figures"] if not key.startswith(OF_OFSTED)]

    assert len(stays) > 100
    for key in stays:
        expected = GOLDEN["figures"][key]
        assert {part: told["after"][key].get(part) for part in expected} == expected, key
    assert {key: told["after"][key] for key in told["before"] if not key.startswith(OF_OFSTED)} == {
        key: figure for key, figure in told["before"].items() if not key.startswith(OF_OFSTED)
    }


def test_what_the_inbox_said_of_ofsteds_figures_is_what_then_changed(told):
    year = GOLDEN["report_year"]
    for path, before, predicted, after in told["steps"]:
        said = {change.before.key: change.after.value for change in predicted.changes if change.year.slug == year}
        changed = {
            key: figure["value"]
            for key, figure in after.items()
            if key.startswith(OF_OFSTED)
            and (figure["value"], figure.get("of"))
            != (
                before[key]["value"],
                before[key].get("of"),
            )
        }
        assert changed.items() <= said.items(), path.name
        same_value = said.keys() - changed.keys()
        assert all(after[key]["rows"] != before[key]["rows"] for key in same_value), path.name


def test_some_figure_would_change_and_says_by_which_inspection(told):
    changes = [change for _, _, predicted, _ in told["steps"] for change in predicted.changes]

    assert changes
    assert all(change.by for change in changes if change.came or change.went)


def test_a_file_read_again_proposes_nothing(told):
    assert told["again"] == [[], [], [], [], [], []]


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("100900", "Cyril Jackson"),
        ("148681", "Cyril Jackson"),
        ("Redlands", "Stepney Park Primary School"),
        ("Shapla", "Shapla"),
        ("100941", "Smithy Street"),
        ("Green Springs", "Mulberry Academy Shoreditch"),
    ],
)
def test_a_school_that_converted_was_renamed_or_closed_is_found_by_what_it_was(told, typed, name):
    assert [str(school) for school in School.objects.matching(typed)] == [name]


def test_the_report_of_the_year_prints_the_names_of_the_year(told):
    rows = {name for figure in told["after"].values() for name in figure["rows"]}

    assert {"Redlands", "Green Springs"} <= rows
    assert not {"Stepney Park Primary School", "Mulberry Academy Shoreditch"} & rows


def test_the_portal_ends_with_an_inspection_of_every_row(told):
    assert Inspection.objects.filter(inspection_number__startswith="10").count() > 100
    assert School.objects.get(urns__urn=143716).name == "Mulberry Academy London Dock"
