"""The rules of what is written, and that what was published stays as it is."""

import pytest
from django.apps import apps
from django.db import InternalError, connection, transaction
from django.db.models import F, ProtectedError

from reports.dates import ReportDates
from reports.models import Acceptance, Edition, EditionFigure, EditionFile, Quote, ReportSection
from tests.factories import (
    YEAR,
    AcceptanceFactory,
    EditionFactory,
    EditionFigureFactory,
    EditionFileFactory,
    QuoteFactory,
    ReportFactory,
    ReportSectionFactory,
    RowNoteFactory,
    SectionReaderFactory,
    StoredFiguresFactory,
    UserFactory,
)
from tests.rules import holds, refused_by


@pytest.mark.parametrize("model", list(apps.get_app_config("reports").get_models()), ids=lambda model: model.__name__)
def test_every_rule_says_in_words_what_is_wrong(model):
    silent = [
        rule.name
        for rule in model._meta.constraints
        if rule.violation_error_message == rule.default_violation_error_message
    ]
    assert silent == []


# Written


def test_a_year_has_one_report(db):
    ReportFactory()
    ReportFactory(report_year=YEAR + 1)

    with refused_by("reports_report_report_year_key"):
        ReportFactory()


def test_a_report_is_of_its_three_dates(db):
    report = ReportFactory()

    assert report.dates == ReportDates(YEAR, YEAR + 1, YEAR.report_day)


def test_sections_trade_places_and_no_two_stand_in_one(db):
    report, other = ReportFactory(), ReportFactory(report_year=YEAR + 1)
    first, second = ReportSectionFactory(report=report), ReportSectionFactory(report=report)
    ReportSectionFactory(report=other, position=1)

    ReportSection.objects.filter(report=report).update(position=3 - F("position"))
    connection.check_constraints()
    assert list(report.sections.order_by("position")) == [second, first]
    with refused_by("reportsection_place_once"):
        ReportSection.objects.filter(pk=first.pk).update(position=1)


def test_figures_stand_in_a_report_once_and_any_number_of_sections_have_none(db):
    report, other = ReportFactory(), ReportFactory(report_year=YEAR + 1)
    ReportSectionFactory(report=report, figures="visits")
    ReportSectionFactory(report=other, figures="visits")
    words, more = ReportSectionFactory(report=report), ReportSectionFactory(report=report)

    assert (words.figures, more.figures) == ("", "")
    with refused_by("reportsection_figures_once"):
        ReportSection.objects.filter(pk=words.pk).update(figures="visits")


def test_a_person_has_a_section_open_once(db):
    opened = SectionReaderFactory()
    SectionReaderFactory(section=opened.section)
    SectionReaderFactory(section=ReportSectionFactory(report=opened.section.report), person=opened.person)

    with refused_by("sectionreader_once"):
        SectionReaderFactory(section=opened.section, person=opened.person)


def test_a_line_has_one_note(db):
    note = RowNoteFactory(line="membership.1.primary")
    RowNoteFactory(report=note.report, line="membership.1.secondary")
    RowNoteFactory(report=ReportFactory(report_year=YEAR + 1), line=note.line)

    with refused_by("rownote_once"):
        RowNoteFactory(report=note.report, line=note.line)


@pytest.mark.parametrize(
    ("rule", "make", "allowed", "refused"),
    [
        ("quote_has_words", QuoteFactory, {"words": "-"}, {"words": ""}),
        ("quote_phase_known", QuoteFactory, {"phase": "ap"}, {"phase": "infant"}),
        ("quote_phase_known", QuoteFactory, {"phase": ""}, {"phase": "all"}),
        ("acceptance_has_reason", AcceptanceFactory, {"reason": "-"}, {"reason": ""}),
    ],
)
def test_value_is_held_to_its_rule(db, rule, make, allowed, refused):
    holds(rule, make, allowed, refused)


@pytest.mark.parametrize(
    ("phase", "role", "who"),
    [
        ("primary", "Headteacher", "Primary headteacher"),
        ("", "Chair of governors", "Chair of governors"),
        ("ap", "", "Alternative provision"),
        ("", "", ""),
    ],
)
def test_a_quote_is_whose_post_and_phase_say(phase, role, who):
    assert Quote(phase=phase, role=role, words="Good.").who == who


def test_what_was_found_is_accepted_once(db):
    accepted = AcceptanceFactory()
    AcceptanceFactory(report=accepted.report)
    AcceptanceFactory(report=ReportFactory(report_year=YEAR + 1), finding=accepted.finding)

    with refused_by("acceptance_once"):
        AcceptanceFactory(report=accepted.report, finding=accepted.finding)


# Counted


def test_a_part_is_stored_once_for_the_same_dates(db):
    stored = StoredFiguresFactory()
    StoredFiguresFactory()
    StoredFiguresFactory(report_year=stored.report_year, part="report")

    with refused_by("storedfigures_once"):
        StoredFiguresFactory(report_year=stored.report_year)


def test_what_is_stored_is_one_of_the_parts(db):
    with refused_by("storedfigures_part_known"):
        StoredFiguresFactory(part="elsewhere")


# Published


def test_editions_of_a_year_are_numbered(db):
    first = EditionFactory()
    EditionFactory(number=2, corrects="A fee.")
    EditionFactory(report_year=YEAR + 1)

    with refused_by("edition_number_once"):
        EditionFactory(report_year=first.report_year)


@pytest.mark.parametrize(
    ("rule", "number", "corrects"),
    [
        ("edition_number_from_1", 0, ""),
        ("edition_says_what_it_corrects", 1, "A fee."),
        ("edition_says_what_it_corrects", 2, ""),
    ],
)
def test_a_first_edition_corrects_nothing_and_a_later_one_says_what(db, rule, number, corrects):
    with refused_by(rule):
        EditionFactory(number=number, corrects=corrects)


def test_an_edition_has_one_file_of_each_known_format(db):
    edition = EditionFileFactory(format="pdf").edition
    EditionFileFactory(edition=edition, format="docx")
    EditionFileFactory(edition__report_year=YEAR + 1, format="pdf")

    with refused_by("editionfile_once"):
        EditionFileFactory(edition=edition, format="pdf")
    with refused_by("editionfile_format_known"):
        EditionFileFactory(edition=edition, format="odt")


def test_an_edition_has_a_figure_once(db):
    figure = EditionFigureFactory()
    EditionFigureFactory(edition=figure.edition)
    EditionFigureFactory(edition__report_year=YEAR + 1, key=figure.key)

    with refused_by("editionfigure_once"):
        EditionFigureFactory(edition=figure.edition, key=figure.key)


KEPT = [(EditionFactory, "title"), (EditionFileFactory, "content"), (EditionFigureFactory, "definition")]
kept = pytest.mark.parametrize(("make", "field"), KEPT, ids=[make._meta.model.__name__ for make, _ in KEPT])


def refused_as_published(change):
    with pytest.raises(InternalError, match="Cannot update or delete rows from reports_edition"), transaction.atomic():
        change()


@kept
def test_nothing_changes_what_was_published(db, make, field):
    """Neither through the model nor past it, nor to what it was already."""
    record = make()
    before = _rows(record)
    values = {field: b"other"} if field == "content" else {field: "other"}

    refused_as_published(record.save)
    refused_as_published(lambda: type(record).objects.update(**values))
    refused_as_published(lambda: type(record).objects.filter(pk=record.pk).update(**{field: F(field)}))
    refused_as_published(lambda: sql(record, "update {} set id = id"))

    assert _rows(record) == before


@kept
def test_nothing_deletes_what_was_published(db, make, field):
    record = make()
    before = _rows(record)

    refused_as_published(record.delete)
    refused_as_published(lambda: type(record).objects.all().delete())
    refused_as_published(lambda: sql(record, "delete from {}"))

    assert _rows(record) == before


def _rows(record):
    return list(type(record).objects.values_list())


def sql(record, statement):
    """As somebody at the server would type it, past Django."""
    with connection.cursor() as cursor:
        cursor.execute(statement.format(record._meta.db_table))


def test_the_report_goes_on_being_written_and_is_removed_without_its_editions(db):
    """An edition hangs on its year alone."""
    file = EditionFileFactory()
    EditionFigureFactory(edition=file.edition)
    report = ReportFactory()
    ReportSectionFactory(report=report)

    report.title = "Another"
    report.save()
    report.delete()

    assert (Edition.objects.count(), EditionFile.objects.count(), EditionFigure.objects.count()) == (1, 1, 1)
    assert ReportSection.objects.count() == 0


def test_who_published_stays_on_record_and_who_accepted_need_not(db):
    edition, acceptance = EditionFactory(), AcceptanceFactory(accepted_by=UserFactory())

    acceptance.accepted_by.delete()
    with pytest.raises(ProtectedError):
        edition.published_by.delete()

    assert Acceptance.objects.get().accepted_by is None


def test_a_published_document_is_read_back(db):
    edition = EditionFactory(title="Report")

    assert (edition.read().title, edition.read().sections) == ("Report", ())
