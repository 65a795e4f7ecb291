"""What is held about people is on one list, told to those who ask, and ended when its time is over."""

import datetime
import json
import uuid
from io import StringIO
from pathlib import Path

import pghistory
import pytest
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib.admin.models import LogEntry
from django.contrib.sessions.models import Session
from django.core.management import call_command
from django.db import connection, models
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from pghistory.models import Context

from accounts.history import tracking
from accounts.history.reading import latest
from accounts.models import Download, Invitation, User
from accounts.permissions import Role
from mail.models import Message, SwitchedOff
from people.personal_data import retention
from people.personal_data.holdings import HOLDINGS, NOT_ABOUT_PEOPLE
from people.refusals import Refused
from programmes.models import Participation, RoomSignIn
from reports.models import Edition, EditionFigure, EditionFile, Quote, SectionReader
from schools.models import Contact, School, SchoolRepresentative
from tests.admin.records import every_model
from tests.factories import (
    AcceptanceFactory,
    ActionFactory,
    AttachmentFactory,
    AttendanceFactory,
    ContactFactory,
    DraftFileFactory,
    EditionFactory,
    EditionFigureFactory,
    EditionFileFactory,
    InvitationFactory,
    MessageFactory,
    NoteAnswerFactory,
    NoteReadingFactory,
    ParticipantFactory,
    ProgrammeFactory,
    QuoteFactory,
    RenewalLetterFactory,
    RenewalRoundFactory,
    ReportFactory,
    ReportSectionFactory,
    RoomSignInFactory,
    RunFactory,
    SavedFilterFactory,
    SchoolFactory,
    SectionReaderFactory,
    UserFactory,
    VisitFactory,
    VisitorFactory,
)
from thep.years import AcademicYear
from visits.models import Action, Attachment, Draft, NoteAnswer, NoteReading, Visit

ROOT = Path(__file__).resolve().parents[2]
NOW = timezone.now()
DAY = datetime.timedelta(days=1)
YEAR = 365 * DAY
OF_A_VISIT = (Action, Attachment, NoteReading, NoteAnswer)


def at(name, *numbers):
    return reverse(name, args=numbers)


# The list


def _texts():
    """Every field of free text of the portal's own records."""
    for model in every_model():
        for field in model._meta.local_fields:
            if isinstance(field, models.CharField | models.TextField) and not (field.choices or field.generated):
                yield f"{model._meta.label}.{field.name}"


def test_every_field_of_text_is_decided_about():
    decided = {f"{holding.model._meta.label}.{field}" for holding in HOLDINGS for field in holding.fields}

    assert set(_texts()) - decided == set(NOT_ABOUT_PEOPLE)
    assert decided & set(NOT_ABOUT_PEOPLE) == set()


def test_every_link_to_a_person_is_on_the_list():
    linked = {
        f"{model._meta.label}.{field.name}"
        for model in every_model()
        for field in model._meta.local_fields
        if field.related_model is User
    }

    assert (
        linked - {f"{holding.model._meta.label}.{field}" for holding in HOLDINGS for field in holding.fields} == set()
    )


def test_page_of_the_docs_shows_the_list():
    page = (ROOT / "docs" / "personal-data.md").read_text()
    rows = [
        f"| {holding.title} | {_words(holding)} | {holding.why} | {holding.kept} | {holding.then} |"
        for holding in HOLDINGS
    ]

    table = page.split("personal_data.py -->\n")[1].split("\n\n")[0].splitlines()
    assert table[2:] == rows


def _words(holding):
    return ", ".join(str(holding.model._meta.get_field(name).verbose_name) for name in holding.fields)


# When its time is over


@pytest.fixture
def elm(db):
    return SchoolFactory(name="Elm")


def left(ago, **more):
    return UserFactory(is_active=False, deactivated_at=NOW - ago, last_login=NOW - ago - DAY, **more)


def names():
    return set(User.objects.values_list("name", flat=True))


def test_who_left_two_years_ago_is_anonymised_and_others_stay(elm):
    gone = left(2 * YEAR + DAY, name="Gone", role=Role.HEADTEACHER)
    SchoolRepresentative.objects.create(user=gone, school=elm)
    InvitationFactory(user=gone, accepted_at=NOW)
    left(2 * YEAR - DAY, name="Lately")
    UserFactory(name="Here", last_login=NOW - 9 * YEAR)

    retention.apply(NOW)

    gone.refresh_from_db()
    assert (gone.name, gone.email, gone.last_login) == (
        f"Former user {gone.pk}",
        f"former-{gone.pk}@erased.invalid",
        None,
    )
    assert (gone.has_usable_password(), gone.role, gone.anonymised_at is None) == (False, Role.HEADTEACHER, False)
    assert (gone.acts_for.count(), gone.invitations.count()) == (0, 0)
    assert names() == {gone.name, "Lately", "Here"}


def test_who_was_invited_and_never_came_is_anonymised_after_ninety_days(db):
    def invited(name, ago):
        person = UserFactory(name=name, is_active=False)
        User.objects.filter(pk=person.pk).update(created_at=NOW - ago - 14 * DAY)
        InvitationFactory(user=person, sent_at=NOW - ago - 14 * DAY, expires_at=NOW - ago)

    invited("Long ago", 91 * DAY)
    invited("Lately", 89 * DAY)

    retention.apply(NOW)

    assert names() - {"Lately"} == {User.objects.exclude(anonymised_at=None).get().name}
    assert names() >= {"Lately"}


def test_notes_and_visitors_are_emptied_after_seven_years(elm):
    words = {"visitor": "Sam", "shared_note": "Reading.", "internal_note": "Worried.", "purpose": "Learning walk"}
    old, new = (
        VisitFactory(school=elm, visited_on=(NOW - ago).date(), **words) for ago in (7 * YEAR + DAY, 7 * YEAR - DAY)
    )

    retention.apply(NOW)

    kept = Visit.objects.values_list("visitor", "shared_note", "internal_note", "purpose")
    assert kept.get(pk=old.pk) == ("", "", "", "Learning walk")
    assert kept.get(pk=new.pk) == ("Sam", "Reading.", "Worried.", "Learning walk")


def test_actions_files_readings_and_answers_of_visits_go_after_seven_years_with_their_history_and_stored_file(
    elm, django_capture_on_commit_callbacks
):
    old, new = (VisitFactory(school=elm, visited_on=(NOW - ago).date()) for ago in (7 * YEAR + DAY, 7 * YEAR - DAY))
    for visit in (old, new):
        ActionFactory(visit=visit)
        AttachmentFactory(visit=visit)
        read, answered = NoteReadingFactory(visit=visit), NoteAnswerFactory(visit=visit)
        at = NOW - (7 * YEAR + DAY if visit == old else 7 * YEAR - DAY)
        NoteReading.objects.filter(pk=read.pk).update(read_at=at)
        NoteAnswer.objects.filter(pk=answered.pk).update(answered_at=at)
    gone, stays = (visit.attachments.get().file for visit in (old, new))

    with django_capture_on_commit_callbacks(execute=True):
        retention.apply(NOW)

    left_over = [list(model.objects.values_list("visit", flat=True)) for model in OF_A_VISIT]
    assert left_over == [[new.pk]] * 4
    assert {event.visit_id for model in (Action, Attachment) for event in tracking.of(model).event.objects.all()} == {
        new.pk
    }
    assert (gone.storage.exists(gone.name), stays.storage.exists(stays.name)) == (False, True)


def test_drafts_go_ninety_days_after_the_last_word(db, django_capture_on_commit_callbacks):
    old, new = DraftFileFactory(), DraftFileFactory()
    for file, ago in ((old, 91 * DAY), (new, 89 * DAY)):
        Draft.objects.filter(pk=file.draft_id).update(typed_at=NOW - ago)

    with django_capture_on_commit_callbacks(execute=True):
        retention.apply(NOW)

    assert list(Draft.objects.all()) == [new.draft]
    assert (old.file.storage.exists(old.file.name), new.file.storage.exists(new.file.name)) == (False, True)


def test_log_of_downloads_is_deleted_after_two_years(db):
    for ago in (2 * YEAR + DAY, 2 * YEAR - DAY):
        download = Download.objects.create(what=f"{ago.days}")
        Download.objects.filter(pk=download.pk).update(taken_at=NOW - ago)

    retention.apply(NOW)

    assert Download.objects.get().what == "729"


def test_log_of_messages_is_deleted_after_two_years_and_with_the_person(admin, ada):
    gone = left(DAY)
    for person, ago in ((None, 2 * YEAR + DAY), (None, 2 * YEAR - DAY), (gone, DAY)):
        message = MessageFactory(person=person, about=f"{ago.days}", to="gone@elm.example")
        Message.objects.filter(pk=message.pk).update(queued_at=NOW - ago)
    SwitchedOff.objects.create(person=gone, kind="actions_due")

    retention.apply(NOW)
    assert set(Message.objects.values_list("about", flat=True)) == {"729", "1"}

    retention.erase(person=gone, by=ada)
    assert [message.about for message in Message.objects.all()] == ["729"]
    assert SwitchedOff.objects.count() == 0


def test_sessions_that_have_ended_and_old_entries_of_the_admins_log_are_deleted(db):
    person = UserFactory()
    for key, until in (("over", NOW - DAY), ("alive", NOW + DAY)):
        Session.objects.create(session_key=key, session_data="", expire_date=until)
        UserSession.objects.create(user=person, ip="192.0.2.7", user_agent="Firefox", session_key=key)
    for ago in (2 * YEAR + DAY, 2 * YEAR - DAY):
        LogEntry.objects.create(user=person, action_flag=2, object_repr=f"{ago.days}", action_time=NOW - ago)

    retention.apply(NOW)

    assert [session.pk for session in Session.objects.all()] == ["alive"]
    assert [session.session_key for session in UserSession.objects.all()] == ["alive"]
    assert [entry.object_repr for entry in LogEntry.objects.all()] == ["729"]


def test_what_is_ended_is_gone_from_the_history_too(elm):
    gone = left(2 * YEAR + DAY, name="Marked Name", email="marked@elm.example", role=Role.HEADTEACHER)
    SchoolRepresentative.objects.create(user=gone, school=elm)
    InvitationFactory(user=gone, accepted_at=NOW)
    stays = UserFactory(name="Here", email="here@elm.example")
    visit = VisitFactory(school=elm, visited_on=(NOW - 8 * YEAR).date(), visitor="Marked Visitor")
    for note in ("Marked one", "Marked two"):
        visit.internal_note = note
        visit.save()

    retention.apply(NOW)

    versions = [
        str(row) for model in tracking.models_tracked() for row in tracking.of(model).event.objects.values_list()
    ]
    assert [version for version in versions if "arked" in version] == []
    assert [version for version in versions if "here@elm.example" in version] != []
    assert tracking.of(User).event.objects.filter(pgh_obj=gone).count() == 2
    assert tracking.of(SchoolRepresentative).event.objects.count() == 0
    assert User.objects.get(pk=stays.pk).name == "Here"


def test_notes_of_consent_are_emptied_seven_years_after_the_reports_year_and_the_quote_stays(db):
    last = AcademicYear.of((NOW - 7 * YEAR).date())
    for name, year in (("Old", last - 1), ("New", last)):
        section = ReportSectionFactory(report__report_year=year)
        QuoteFactory(section=section, words=name, has_consent=True, consent_note=f"{name} Marsh, by letter")

    retention.apply(NOW)

    assert set(Quote.objects.values_list("words", "has_consent", "consent_note")) == {
        ("Old", True, ""),
        ("New", True, "New Marsh, by letter"),
    }
    assert set(tracking.of(Quote).event.objects.values_list("consent_note", flat=True)) == {"", "New Marsh, by letter"}


def test_who_has_a_section_open_goes_after_ninety_days_and_with_the_person(ada):
    gone = left(DAY)
    section = ReportSectionFactory()
    for person, ago in ((UserFactory(), 91 * DAY), (ada, 89 * DAY), (gone, DAY)):
        SectionReaderFactory(section=section, person=person, seen_at=NOW - ago)

    retention.apply(NOW)
    assert set(SectionReader.objects.values_list("person", flat=True)) == {ada.pk, gone.pk}

    retention.erase(person=gone, by=ada)
    assert set(SectionReader.objects.values_list("person", flat=True)) == {ada.pk}


def test_erasing_who_published_leaves_what_was_published(ada):
    gone = left(DAY, name="Gail Gone")
    acceptance = AcceptanceFactory(report=ReportFactory(), accepted_by=gone)
    edition = EditionFactory(published_by=gone, accepted=[{"title": "A sum", "by": gone.pk}])
    EditionFileFactory(edition=edition), EditionFigureFactory(edition=edition)

    def published():
        return [list(model.objects.order_by("pk").values()) for model in (Edition, EditionFile, EditionFigure)]

    before, stays = published(), {holding.title: rows for holding, rows in retention.remaining(gone)}
    retention.erase(person=gone, by=ada)
    retention.apply(NOW + 9 * YEAR)

    assert stays == {}
    assert published() == before
    acceptance.refresh_from_db()
    assert {str(edition.published_by.__class__.objects.get(pk=gone.pk)), str(acceptance.accepted_by)} == {
        f"Former user {gone.pk}"
    }


def test_what_an_erased_person_changed_is_still_somebodys(admin, ada):
    person = UserFactory(name="Sam", role=Role.STAFF)
    with pghistory.context(user=str(person.pk)):
        SchoolFactory(name="Elm")
    User.objects.filter(pk=person.pk).update(is_active=False, deactivated_at=NOW)

    retention.erase(person=person, by=ada)

    assert {change.who for change in latest(ada, models=[School]).changes} == {f"Former user {person.pk}"}


def test_figures_stay_as_they_are(db):
    call_command("import_workbook", str(ROOT / "samples" / "tower-hamlets-2017-18"), apply=True, verbosity=0)
    Visit.objects.update(internal_note="Worried.", shared_note="Reading.")
    left(3 * YEAR)

    def figures():
        out = StringIO()
        call_command("kpis", "2017-18", format="json", stdout=out)
        return json.loads(out.getvalue())

    before = figures()
    lines = told("--apply")

    assert [line for line in lines if "emptied" in line and ": 0 " not in line] != []
    assert len(before["figures"]) > 300
    assert figures() == before


def told(*arguments):
    out = StringIO()
    call_command("retention", *arguments, stdout=out)
    return out.getvalue().splitlines()


def test_command_says_what_it_would_do_does_it_when_told_and_then_has_nothing_to_do(elm):
    left(3 * YEAR)
    VisitFactory(school=elm, visited_on=datetime.date(2018, 3, 1), visitor="Sam")
    ContactFactory(school=elm, left_on=(NOW - 3 * YEAR).date())
    long_ago = RoomSignInFactory()
    RoomSignIn.objects.filter(pk=long_ago.pk).update(signed_in_at=NOW - 2 * YEAR)

    dry = told()
    assert dry[0].startswith("Sign-ins: 1 record would be anonymised (kept: While they can sign in;")
    assert dry[-1] == "Nothing was changed. Add --apply to do it."
    assert (User.objects.get(is_active=False).anonymised_at, Visit.objects.get().visitor) == (None, "Sam")

    assert [line.split(" (")[0] for line in told("--apply")] == [
        "Sign-ins: 1 record anonymised",
        "Where somebody is signed in: 0 records deleted",
        "Sessions: 0 records deleted",
        "What admins did under Records: 0 records deleted",
        "Who made a visit: 1 record emptied",
        "Notes of visits: 0 records emptied",
        "Who does what was agreed: 0 records deleted",
        "Files with a visit: 0 records deleted",
        "Files with a draft: 0 records deleted",
        "Drafts of visits: 0 records deleted",
        "Who read a note: 0 records deleted",
        "What was answered to a note: 0 records deleted",
        "Contacts: 1 record emptied",
        "Who signed in at the room’s page: 1 record deleted",
        "Letters about renewing: 0 records deleted",
        "Messages sent: 0 records deleted with the sign-in",
        "Headteachers’ names that GIAS files proposed: 0 records deleted",
        "Who has a section of the report open: 0 records deleted with the sign-in",
        "How somebody agreed that a quote is printed: 0 records emptied",
        "Downloads of personal data: 0 records deleted",
    ]
    assert {line.split(" (")[0].split(": ")[1].split(" would")[0] for line in told()} == {"0 records"}


def test_a_contact_is_emptied_once_they_left_or_took_part_long_ago_and_in_nothing_since(elm):
    this_year = AcademicYear.of(NOW.date())
    long_ago = {"school": elm, "left_on": (NOW - 3 * YEAR).date()}
    ContactFactory(name="Left", is_written_to=True, **long_ago)
    ContactFactory(name="Left lately", school=elm, left_on=(NOW - YEAR).date())
    ContactFactory(name="Here", school=elm)
    for name, year, where in (
        ("On a register lately", this_year - 1, long_ago),
        ("On a register long ago", this_year - 9, {"school": elm}),
    ):
        run = RunFactory(year=year, programme=ProgrammeFactory(counted_by="enrolled"))
        ParticipantFactory(run=run, contact=ContactFactory(name=name, **where))
    people = list(Participation.objects.order_by("pk").values_list("people", flat=True))

    retention.apply(NOW)

    assert set(Contact.objects.values_list("name", flat=True)) == {"", "Left lately", "Here", "On a register lately"}
    assert set(Contact.objects.filter(name="").values_list("email", "phone", "post")) == {("", "", "")}
    assert list(Participation.objects.order_by("pk").values_list("people", flat=True)) == people == [1, 1]


# When somebody asks


@pytest.fixture
def mary(elm):
    person = left(DAY, name="Mary Marsh", email="mary@elm.example", role=Role.HEADTEACHER)
    SchoolRepresentative.objects.create(user=person, school=elm)
    InvitationFactory(user=person, accepted_at=NOW)
    VisitFactory(school=elm, visitor="mary MARSH", visited_on=datetime.date(2018, 3, 1), shared_note="Reading.")
    VisitFactory(school=elm, visitor="Mary Moor")
    return person


def test_file_holds_all_about_the_person_and_nobody_else_and_is_logged(admin, ada, mary):
    UserFactory(name="Decoy", email="decoy@oak.example")
    mary.set_password("a long enough password")
    mary.save()
    visit = VisitFactory(logged_by=mary)
    ActionFactory(visit=visit, owner_name="MARY marsh")
    for person in (mary, UserFactory(name="Decoy")):
        contact = ContactFactory(name=person.name, email=person.email.upper())
        AttendanceFactory(participant__contact=contact)
        RoomSignInFactory(email=person.email)
        RenewalLetterFactory(to=f"{person.name} <{person.email}>")
        RenewalLetterFactory(sent_by=person)
        RenewalRoundFactory(year=AcademicYear(1990 + person.pk % 200), opened_by=person)
        VisitorFactory(visit=visit, user=person)
        ActionFactory(visit=visit, owner=person)
        AttachmentFactory(visit=visit, attached_by=person)
        DraftFileFactory(draft__owner=person)
        NoteReadingFactory(visit=visit, reader=person)
        NoteAnswerFactory(visit=visit, answered_by=person)
        MessageFactory(person=person)
        MessageFactory(person=None, kind="renewal", address=person.email.upper())
        SwitchedOff.objects.create(person=person, kind="actions_due")
        SavedFilterFactory(owner=person)
        year = AcademicYear(1950 + person.pk % 200)
        section = ReportSectionFactory(report__report_year=year)
        SectionReaderFactory(section=section, person=person)
        QuoteFactory(section=section, consent_note=f"By {person.name.upper()}, 3 May")
        QuoteFactory(section=section, consent_note=f"By letter to {person.email}")
        AcceptanceFactory(report=section.report, accepted_by=person)
        EditionFactory(report_year=year, published_by=person, accepted=[{"by": 0}])
        EditionFactory(report_year=year, number=2, corrects="A fee.", accepted=[{"by": 0}, {"by": person.pk}])
        Authenticator.objects.create(user=person, type="totp", data={"secret": "TOPSECRET"})
        UserSession.objects.create(user=person, ip="192.0.2.7", user_agent="Firefox", session_key=f"key{person.pk}")
        LogEntry.objects.create(user=person, action_flag=2, object_repr="Elm", change_message="Changed")
        Context.objects.create(id=uuid.uuid4(), metadata={"user": str(person.pk), "address": "people/"})

    answer = admin.get(at("person-data-file", mary.pk))

    held = {part["what"]: part for part in json.loads(answer.content)["held"]}
    assert {what: len(part["records"]) for what, part in held.items()} == {
        "Sign-ins": 1,
        "Invitations": 1,
        "Who acts for a school": 1,
        "Second steps": 1,
        "Where somebody is signed in": 1,
        "Sessions": 0,
        "Who changed what": 1,
        "What admins did under Records": 1,
        "Who made a visit": 1,
        "Notes of visits": 0,
        "Who logged a visit": 1,
        "Which sign-ins made a visit": 1,
        "Who does what was agreed": 2,
        "Files with a visit": 1,
        "Files with a draft": 1,
        "Drafts of visits": 1,
        "Who read a note": 1,
        "What was answered to a note": 1,
        "Contacts": 1,
        "Who was on a programme": 1,
        "Who was at a session": 1,
        "Who signed in at the room’s page": 1,
        "Letters about renewing": 2,
        "Who opened the renewals": 1,
        "Messages sent": 2,
        "Messages switched off": 1,
        "Saved filters": 1,
        "Who decided what an official file proposed": 0,
        "Headteachers’ names that GIAS files proposed": 0,
        "Who has a section of the report open": 1,
        "How somebody agreed that a quote is printed": 2,
        "Who accepted what the report’s checks found": 1,
        "Who published a report": 1,
        "What was accepted when a report was published": 1,
        "Downloads of personal data": 0,
    }
    assert held["Sign-ins"]["records"][0]["email address"] == "mary@elm.example"
    assert held["Sign-ins"]["records"][0]["password"] == "kept as a hash"
    assert held["Who acts for a school"]["records"][0]["school"] == "Elm"
    assert held["Who made a visit"]["records"][0]["visitor"] == "mary MARSH"
    text = answer.content.decode()
    secrets = ("decoy", mary.password, Invitation.objects.get().token_hash, "TOPSECRET")
    assert [secret for secret in secrets if secret in text] == []
    assert held["Who changed what"]["records"][0]["metadata"] == f"user: {mary.pk}, address: people/"
    assert Download.objects.values_list("taken_by", "about", "what").get() == (
        ada.pk,
        mary.pk,
        "All that is held about one person",
    )


def test_downloads_are_listed_latest_first(admin, ada, mary, django_assert_num_queries):
    assert "Nobody has taken any away yet." in admin.get("/people/downloads/").content.decode()
    b"".join(admin.get("/people/people.csv"))
    admin.get(at("person-data-file", mary.pk))

    with django_assert_num_queries(5):
        page = admin.get("/people/downloads/")

    assert [(log.taken_by, log.about) for log in page.context["page"]] == [(ada, mary), (ada, None)]
    assert "Mary Marsh" in page.content.decode()


def test_page_shows_what_the_file_holds_and_logs_nothing(admin, mary):
    page = admin.get(at("person-data", mary.pk)).content.decode()

    assert [
        words for words in ("mary@elm.example", "Elm", "mary MARSH", "7 years after the visit") if words not in page
    ] == []
    assert Download.objects.count() == 0


def test_file_asks_as_much_of_many_visits_as_of_one(admin, mary, django_assert_num_queries):
    with CaptureQueriesContext(connection) as asked:
        admin.get(at("person-data-file", mary.pk))
    for _ in range(20):
        VisitFactory(visitor="Mary Marsh")
    with django_assert_num_queries(len(asked)):
        admin.get(at("person-data-file", mary.pk))


def test_erasing_leaves_a_number_and_what_the_partnership_keeps(admin, mary):
    admin.post(at("person-erase", mary.pk))

    mary.refresh_from_db()
    assert (mary.name, mary.acts_for.count(), mary.invitations.count()) == (f"Former user {mary.pk}", 0, 0)
    assert set(Visit.objects.values_list("visitor", flat=True)) == {"mary MARSH", "Mary Moor"}


def test_erasing_twice_is_once(admin, mary):
    admin.post(at("person-erase", mary.pk))
    first = User.objects.get(pk=mary.pk).anonymised_at
    admin.post(at("person-erase", mary.pk))

    assert User.objects.get(pk=mary.pk).anonymised_at == first


def test_who_can_sign_in_is_not_erased(ada):
    person = UserFactory(name="Here")

    with pytest.raises(Refused, match="Deactivate them first"):
        retention.erase(person=person, by=ada)

    assert User.objects.get(pk=person.pk).name == "Here"


def test_erased_person_is_not_let_in_nor_corrected(admin, mary):
    admin.post(at("person-erase", mary.pk))

    for door, data in (("person-reactivate", {}), ("person-details", {"name": "Mary", "email": "m@elm.example"})):
        admin.post(at(door, mary.pk), data)
    mary.refresh_from_db()
    assert (mary.is_active, mary.name) == (False, f"Former user {mary.pk}")
