"""The empty workbook says what goes where, and reads back as nothing."""

import pytest
from openpyxl import load_workbook

from membership.models import Package
from tests.factories import ProgrammeFactory, SchoolFactory
from tests.workbook.books import told
from workbook import imports, template
from workbook.tables import TABLES

pytestmark = pytest.mark.django_db


@pytest.fixture
def path(tmp_path):
    return tmp_path / "empty.xlsx"


@pytest.fixture
def book(path):
    ProgrammeFactory(slug="peer-review")
    Package.objects.create(slug="platinum", name="Platinum", position=0)
    template.write(path)
    return load_workbook(path)


def test_empty_workbook_reads_back_as_nothing(book, path):
    SchoolFactory()

    plan = imports.plan(imports.read(path))

    assert (told(plan), plan.tables, plan.is_empty) == ([], (), True)


def test_sheets_have_the_headings_in_order(book):
    assert book.sheetnames == ["Notes", *(table.name for table in TABLES), "Lists"]
    assert {table.name: [cell.value for cell in book[table.name][1]] for table in TABLES} == {
        table.name: [column.name for column in table.columns] for table in TABLES
    }


def test_every_heading_has_a_note_and_stays_in_sight(book):
    for table in TABLES:
        sheet = book[table.name]
        assert [cell.comment.text for cell in sheet[1]] == [column.rule for column in table.columns]
        assert sheet.freeze_panes == "A2"


def test_notes_say_what_goes_into_every_column(book):
    found = [row[1:] for row in book["Notes"].values if row[1]]

    assert found == [
        ("Column", "What goes in"),
        *((column.name, column.rule) for table in TABLES for column in table.columns),
    ]


def drop_down(book, table, letter):
    found = [
        (one.formula1, one.errorStyle, one.showErrorMessage)
        for one in book[table].data_validations.dataValidation
        if str(one.sqref) == f"{letter}2:{letter}1048576"
    ]
    return found[0] if found else None


def test_choices_have_drop_downs(book):
    assert drop_down(book, "memberships", "C") == ('"invited,renewing,member,declined,withdrawn"', None, True)
    assert drop_down(book, "inspections", "F") == ('"1,2,3,4"', None, True)
    assert drop_down(book, "memberships", "B") is None


def test_packages_and_programmes_of_the_portal_are_offered(book):
    assert drop_down(book, "packages", "C") == ("Lists!$A$2:$A$7", "warning", True)
    assert drop_down(book, "participation", "B") == ("Lists!$B$2:$B$2", "warning", True)
    assert list(book["Lists"].values) == [
        ("package", "programme"),
        ("platinum", "peer-review"),
        ("bronze", None),
        ("silver", None),
        ("gold", None),
        ("nursery", None),
        ("non_sla", None),
    ]


def test_years_and_numbers_keep_their_form_and_dates_are_dates(book):
    formats = {
        (table, letter): book[table].column_dimensions[letter].number_format
        for table, letter in (("memberships", "A"), ("packages", "B"), ("packages", "D"), ("memberships", "D"))
    }

    assert formats == {
        ("memberships", "A"): "@",
        ("packages", "B"): "@",
        ("packages", "D"): "#,##0.00",
        ("memberships", "D"): "yyyy-mm-dd",
    }


def test_filled_in_workbook_is_read(book, path):
    book["programmes"].append(["heads-up", "Heads Up", "leadership"])
    book["participation"].append(["2017-18", "heads-up", 100001, "delegate", None, 2])
    book.save(path)
    SchoolFactory(urn=100001)

    plan = imports.plan(imports.read(path))

    assert (told(plan), plan.created) == ([], 2)


def test_portal_without_programmes_offers_none(path):
    template.write(path)

    assert drop_down(load_workbook(path), "participation", "B") is None
