"""The one list of what is held about people. `docs/personal-data.md` shows it, and `manage.py retention` acts on it.

A field of text that is in neither list here fails a test: whoever adds one decides whether it is about people.
"""

import datetime
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib.admin.models import LogEntry
from django.contrib.sessions.models import Session
from django.db.models import Exists, Model, OuterRef, Q, QuerySet
from pghistory.models import Context

from accounts.models import Download, Invitation, User
from lists.models import SavedFilter
from mail.models import Message, SwitchedOff
from membership.models import RenewalLetter, RenewalRound
from official.models import Proposal, ProposalKind
from programmes.models import Attendance, Participant, RoomSignIn
from reports.models import Acceptance, Edition, Quote, SectionReader
from schools.models import Contact, SchoolRepresentative
from schools.names import Folded, folded
from thep.years import AcademicYear
from visits.models import Action, Attachment, Draft, DraftFile, NoteAnswer, NoteReading, Visit, Visitor

YEAR = datetime.timedelta(days=365)


class Then(StrEnum):
    """What becomes of a row when its time is over."""

    ANONYMISED = "anonymised"
    EMPTIED = "emptied"
    DELETED = "deleted"
    GONE_ALONG = "deleted with the sign-in"
    KEPT_NAMELESS = "kept: once the name is emptied, it leads to nobody"
    KEPT = "kept: once the sign-in is anonymised, it leads to nobody"


@dataclass(frozen=True)
class Holding:
    """`fields` are what is about the person; `beside` are those that say of what record they are.

    `about(person)` are the rows about somebody; `past(day)` those whose time is over on a day, where it ends by itself.
    """

    title: str
    model: type[Model]
    fields: tuple[str, ...]
    why: str
    kept: str
    then: Then
    about: Callable[[User], QuerySet]
    past: Callable[[datetime.datetime], QuerySet] | None = None
    beside: tuple[str, ...] = ()


NOTES = ("shared_note", "internal_note", "corrected_because", "met")
GUESTS_KEPT = YEAR
SIGN_IN_KEPT, UNUSED_KEPT, NOTES_KEPT, LOG_KEPT = 2 * YEAR, datetime.timedelta(days=90), 7 * YEAR, 2 * YEAR


def _left_long_ago(now: datetime.datetime) -> QuerySet:
    """Deactivated long ago, or invited and never come."""
    waiting = Invitation.objects.filter(user=OuterRef("pk"), expires_at__gt=now - UNUSED_KEPT)
    never_came = Q(deactivated_at=None, last_login=None) & ~Exists(waiting) & Q(created_at__lt=now - UNUSED_KEPT)
    left = Q(deactivated_at__lt=now - SIGN_IN_KEPT)
    return User.objects.filter(never_came | left, is_active=False, anonymised_at=None)


def _alive(now: datetime.datetime) -> QuerySet:
    return Session.objects.filter(expire_date__gt=now)


def _visits_by(person: User) -> QuerySet:
    """Visits whose visitor is written as the person's name."""
    return Visit.objects.alias(by=Folded("visitor")).filter(by=folded(person.name)).exclude(visitor="")


def _actions_of(person: User) -> QuerySet:
    """Those they own or did, and those whose owner is written as their name."""
    written = Q(by=folded(person.name)) & ~Q(owner_name="")
    return Action.objects.alias(by=Folded("owner_name")).filter(Q(owner=person) | Q(done_by=person) | written)


def _of(person: User, email: str = "email") -> Q:
    """Written down with the address that they sign in with."""
    return Q(**{f"{email}__iexact": person.email})


def _gone_from_the_field(now: datetime.datetime) -> QuerySet:
    """Who left long ago, or took part long ago, and in nothing since."""
    lately = Participant.objects.filter(
        contact=OuterRef("pk"), run__year__gte=AcademicYear.of((now - NOTES_KEPT).date())
    )
    ever = Exists(Participant.objects.filter(contact=OuterRef("pk")))
    left = Q(left_on__lt=(now - SIGN_IN_KEPT).date())
    return Contact.objects.filter(left | Q(ever), ~Exists(lately)).exclude(name="")


def _consents_past(now: datetime.datetime) -> QuerySet:
    """With quotes for reports whose year ended long ago."""
    long_ago = AcademicYear.of((now - NOTES_KEPT).date())
    return Quote.objects.filter(section__report__report_year__lt=long_ago).exclude(consent_note="")


def _long_past(now: datetime.datetime, *fields: str) -> QuerySet:
    filled = Q()
    for field in fields:
        filled |= ~Q(**{field: ""})
    return Visit.objects.filter(filled, visited_on__lt=(now - NOTES_KEPT).date())


HOLDINGS = (
    Holding(
        "Sign-ins",
        User,
        ("email", "name", "password", "last_login"),
        "So that a person can sign in, and the records say who did what. The password is kept as a hash that cannot be "
        "turned back.",
        "While they can sign in; 2 years after they were deactivated; 90 days after an invitation that nobody used",
        Then.ANONYMISED,
        about=lambda person: User.objects.filter(pk=person.pk),
        past=_left_long_ago,
        beside=("role", "is_in_challenge_group", "is_active", "created_at", "deactivated_at"),
    ),
    Holding(
        "Invitations",
        Invitation,
        ("user", "token_hash", "invited_by"),
        "So that only those who were asked can sign in.",
        "As long as the sign-in",
        Then.GONE_ALONG,
        about=lambda person: Invitation.objects.filter(user=person),
        beside=("sent_at", "expires_at", "accepted_at", "withdrawn_at"),
    ),
    Holding(
        "Who acts for a school",
        SchoolRepresentative,
        ("user",),
        "So that a headteacher sees their own school, and staff know whom to write to.",
        "As long as the sign-in",
        Then.GONE_ALONG,
        about=lambda person: SchoolRepresentative.objects.filter(user=person),
        beside=("school", "from_on", "until_on"),
    ),
    Holding(
        "Second steps",
        Authenticator,
        ("data",),
        "So that a stolen password alone opens nothing: what an authenticator app or a passkey is recognised by.",
        "Until it is taken away, and at most as long as the sign-in",
        Then.GONE_ALONG,
        about=lambda person: Authenticator.objects.filter(user=person),
        beside=("type", "created_at", "last_used_at"),
    ),
    Holding(
        "Where somebody is signed in",
        UserSession,
        ("ip", "user_agent"),
        "So that a person can see where they are signed in, and end it.",
        "As long as that session, two weeks at most",
        Then.DELETED,
        about=lambda person: UserSession.objects.filter(user=person),
        past=lambda now: UserSession.objects.exclude(session_key__in=_alive(now).values("session_key")),
        beside=("created_at",),
    ),
    Holding(
        "Sessions",
        Session,
        ("session_data",),
        "So that a person signs in once and not for each page.",
        "Two weeks after signing in",
        Then.DELETED,
        about=lambda person: Session.objects.none(),  # they are told above, in words
        past=lambda now: Session.objects.exclude(pk__in=_alive(now)),
        beside=("expire_date",),
    ),
    Holding(
        "Who changed what",
        Context,
        ("metadata",),
        "So that a record can be traced to who entered it, and a mistake be undone.",
        "As long as the records",
        Then.KEPT,
        about=lambda person: Context.objects.filter(metadata__user=str(person.pk)),
        beside=("created_at",),
    ),
    Holding(
        "What admins did under Records",
        LogEntry,
        ("user", "object_repr", "change_message"),
        "Django’s own log of its admin pages; the portal’s history says the same and more.",
        "2 years",
        Then.DELETED,
        about=lambda person: LogEntry.objects.filter(user=person),
        past=lambda now: LogEntry.objects.filter(action_time__lt=now - LOG_KEPT),
        beside=("action_time",),
    ),
    Holding(
        "Who made a visit",
        Visit,
        ("visitor",),
        "So that a school and the trustees know who went. It stays when that person leaves: the visit is the "
        "partnership’s work.",
        "7 years after the visit",
        Then.EMPTIED,
        about=_visits_by,
        past=lambda now: _long_past(now, "visitor"),
        beside=("visited_on", "school", "associate", "kind", "purpose"),
    ),
    Holding(
        "Notes of visits",
        Visit,
        NOTES,
        "So that the work with a school goes on when people change. Notes may name people, though they need not; whom "
        "the visitors met, they do.",
        "7 years after the visit",
        Then.EMPTIED,
        about=lambda person: Visit.objects.none(),  # whom a note names, only a reader can tell
        past=lambda now: _long_past(now, *NOTES),
        beside=("visited_on", "school"),
    ),
    Holding(
        "Who logged a visit",
        Visit,
        ("logged_by",),
        "So that a question about a note reaches who wrote it.",
        "As long as the records",
        Then.KEPT,
        about=lambda person: Visit.objects.filter(logged_by=person),
        beside=("visited_on", "school", "associate"),
    ),
    Holding(
        "Which sign-ins made a visit",
        Visitor,
        ("user",),
        "So that the visitor is told what a school answers, and finds their own visits.",
        "As long as the records",
        Then.KEPT,
        about=lambda person: Visitor.objects.filter(user=person),
        beside=("visit",),
    ),
    Holding(
        "Who does what was agreed",
        Action,
        ("owner", "owner_name", "done_by", "what", "outcome"),
        "So that what was agreed at a visit is done, by somebody who is reminded. It may name others, though it need "
        "not.",
        "7 years after the visit",
        Then.DELETED,
        about=_actions_of,
        past=lambda now: Action.objects.filter(visit__visited_on__lt=(now - NOTES_KEPT).date()),
        beside=("school", "due_on", "done_on"),
    ),
    Holding(
        "Files with a visit",
        Attachment,
        ("name", "file", "attached_by"),
        "So that an agenda or a photograph stands with the note it belongs to.",
        "7 years after the visit",
        Then.DELETED,
        about=lambda person: Attachment.objects.filter(attached_by=person),
        past=lambda now: Attachment.objects.filter(visit__visited_on__lt=(now - NOTES_KEPT).date()),
        beside=("attached_at", "school"),
    ),
    Holding(
        "Files with a draft",
        DraftFile,
        ("name", "file"),
        "So that a file need not be chosen again.",
        "As long as the draft",
        Then.DELETED,
        about=lambda person: DraftFile.objects.filter(draft__owner=person),
        past=lambda now: DraftFile.objects.filter(draft__typed_at__lt=now - UNUSED_KEPT),
    ),
    Holding(
        "Drafts of visits",
        Draft,
        ("owner", "typed"),
        "So that a note survives a lost connection, a closed tab and an ended session.",
        "Until the visit is saved, and at most 90 days after the last word",
        Then.DELETED,
        about=lambda person: Draft.objects.filter(owner=person),
        past=lambda now: Draft.objects.filter(typed_at__lt=now - UNUSED_KEPT),
        beside=("begun_at", "typed_at"),
    ),
    Holding(
        "Who read a note",
        NoteReading,
        ("reader",),
        "So that the partnership knows whether a school has seen what was written about it.",
        "7 years",
        Then.DELETED,
        about=lambda person: NoteReading.objects.filter(reader=person),
        past=lambda now: NoteReading.objects.filter(read_at__lt=now - NOTES_KEPT),
        beside=("read_at", "note_version", "visit"),
    ),
    Holding(
        "What was answered to a note",
        NoteAnswer,
        ("answered_by", "comment"),
        "So that a school’s word stands beside the note.",
        "7 years",
        Then.DELETED,
        about=lambda person: NoteAnswer.objects.filter(answered_by=person),
        past=lambda now: NoteAnswer.objects.filter(answered_at__lt=now - NOTES_KEPT),
        beside=("answered_at", "note_version", "is_accurate", "visit"),
    ),
    Holding(
        "Contacts",
        Contact,
        ("name", "email", "phone", "post"),
        "So that the partnership knows whom to write to at a school or an associate, and who took part in what.",
        "2 years after they left, and 7 years after the last programme they were on",
        Then.EMPTIED,
        about=lambda person: Contact.objects.filter(_of(person)),
        past=_gone_from_the_field,
        beside=("school", "associate", "left_on"),
    ),
    Holding(
        "Who was on a programme",
        Participant,
        ("contact",),
        "So that a school sees what its people took part in, and the year’s report counts them.",
        "As long as the records",
        Then.KEPT_NAMELESS,
        about=lambda person: Participant.objects.filter(_of(person, "contact__email")),
        beside=("run", "school", "role", "withdrawn_on"),
    ),
    Holding(
        "Who was at a session",
        Attendance,
        ("participant",),
        "So that a certificate can be given, and the year’s report counts who was there.",
        "As long as the records",
        Then.KEPT_NAMELESS,
        about=lambda person: Attendance.objects.filter(_of(person, "participant__contact__email")),
        beside=("session", "school", "mark"),
    ),
    Holding(
        "Who signed in at the room’s page",
        RoomSignIn,
        ("name", "email", "school_name", "settled_by"),
        "So that a register is complete without a list being passed round.",
        "1 year",
        Then.DELETED,
        about=lambda person: RoomSignIn.objects.filter(_of(person) | Q(settled_by=person)),
        past=lambda now: RoomSignIn.objects.filter(signed_in_at__lt=now - GUESTS_KEPT),
        beside=("session", "signed_in_at"),
    ),
    Holding(
        "Letters about renewing",
        RenewalLetter,
        ("sent_by", "to", "subject", "text"),
        "So that it can be seen what a school was asked, and when.",
        "7 years",
        Then.DELETED,
        about=lambda person: RenewalLetter.objects.filter(Q(sent_by=person) | Q(to__icontains=person.email)),
        past=lambda now: RenewalLetter.objects.filter(sent_at__lt=now - NOTES_KEPT),
        beside=("membership", "sent_at"),
    ),
    Holding(
        "Who opened the renewals",
        RenewalRound,
        ("opened_by",),
        "So that it can be asked why.",
        "As long as the records",
        Then.KEPT,
        about=lambda person: RenewalRound.objects.filter(opened_by=person),
        beside=("year", "opened_on"),
    ),
    Holding(
        "Messages sent",
        Message,
        ("person", "address", "to", "subject", "text", "html", "error"),
        "So that nobody is told twice, and it can be seen whether somebody was told. The words of a message are kept "
        "until it is sent.",
        "2 years, and at most as long as the sign-in",
        Then.GONE_ALONG,
        about=lambda person: Message.objects.filter(Q(person=person) | _of(person, "address")),
        past=lambda now: Message.objects.filter(queued_at__lt=now - LOG_KEPT),
        beside=("kind", "about", "queued_at", "sent_at"),
    ),
    Holding(
        "Messages switched off",
        SwitchedOff,
        ("person",),
        "So that a person does not get what they do not want.",
        "Until it is switched on again, and at most as long as the sign-in",
        Then.GONE_ALONG,
        about=lambda person: SwitchedOff.objects.filter(person=person),
        beside=("kind",),
    ),
    Holding(
        "Saved filters",
        SavedFilter,
        ("owner", "name", "query"),
        "So that a list opens the way a person works from it. Nobody else sees them.",
        "As long as the sign-in, unless they are removed before",
        Then.GONE_ALONG,
        about=lambda person: SavedFilter.objects.filter(owner=person),
        beside=("list_name",),
    ),
    Holding(
        "Who decided what an official file proposed",
        Proposal,
        ("decided_by",),
        "So that a question about a changed record reaches who accepted it.",
        "As long as the records",
        Then.KEPT,
        about=lambda person: Proposal.objects.filter(decided_by=person),
        beside=("decided_at", "kind", "school"),
    ),
    Holding(
        "Headteachers’ names that GIAS files proposed",
        Proposal,
        ("before", "after"),
        "So that a new headteacher becomes a contact of the school. Only where the partnership takes them from GIAS.",
        "1 year after they were proposed",
        Then.DELETED,
        about=lambda person: Proposal.objects.filter(kind=ProposalKind.HEAD, after__name=person.name),
        past=lambda now: Proposal.objects.filter(kind=ProposalKind.HEAD, proposed_at__lt=now - YEAR),
        beside=("school",),
    ),
    Holding(
        "Who has a section of the report open",
        SectionReader,
        ("person",),
        "So that two people do not write over each other.",
        "At most 90 days after they last had it open, and at most as long as the sign-in",
        Then.GONE_ALONG,
        about=lambda person: SectionReader.objects.filter(person=person),
        past=lambda now: SectionReader.objects.filter(seen_at__lt=now - UNUSED_KEPT),
        beside=("section", "seen_at"),
    ),
    Holding(
        "How somebody agreed that a quote is printed",
        Quote,
        ("consent_note",),
        "So that it can be shown that whoever said it agreed. It says by whom and when; the quote itself has no name.",
        "7 years after the report’s year",
        Then.EMPTIED,
        about=lambda person: Quote.objects.filter(
            Q(consent_note__icontains=person.name) | Q(consent_note__icontains=person.email)
        ),
        past=_consents_past,
        beside=("section", "role", "phase", "source", "words"),
    ),
    Holding(
        "Who accepted what the report’s checks found",
        Acceptance,
        ("accepted_by",),
        "So that it can be asked why.",
        "As long as the records",
        Then.KEPT,
        about=lambda person: Acceptance.objects.filter(accepted_by=person),
        beside=("report", "title", "accepted_at"),
    ),
    Holding(
        "Who published a report",
        Edition,
        ("published_by",),
        "So that the trustees know who gave it to them.",
        "As long as the records",
        Then.KEPT,
        about=lambda person: Edition.objects.filter(published_by=person),
        beside=("title", "number", "published_at"),
    ),
    Holding(
        "What was accepted when a report was published",
        Edition,
        ("accepted",),
        "So that it is known of a published report which warnings stood, who took them as they are, and why.",
        "As long as the records",
        Then.KEPT,
        about=lambda person: Edition.objects.filter(accepted__contains=[{"by": person.pk}]),
        beside=("title", "number", "published_at"),
    ),
    Holding(
        "Downloads of personal data",
        Download,
        ("taken_by", "about"),
        "So that it can be seen later who took what away.",
        "2 years",
        Then.DELETED,
        about=lambda person: Download.objects.filter(Q(taken_by=person) | Q(about=person)),
        past=lambda now: Download.objects.filter(taken_at__lt=now - LOG_KEPT),
        beside=("taken_at", "what"),
    ),
)

NOT_ABOUT_PEOPLE = {
    "accounts.Download.what": "which kind of file",
    "mail.Message.about": "which record",
    "lists.SavedFilter.list_name": "which list",
    "schools.Partnership.name": "an organisation",
    "schools.Partnership.short_name": "an organisation",
    "schools.Partnership.colour": "a colour",
    "schools.Trust.name": "an organisation",
    "schools.School.name": "an organisation",
    "schools.School.short_name": "an organisation",
    "schools.School.la_code": "a place",
    "schools.FormerName.name": "an organisation",
    "schools.FormerName.short_name": "an organisation",
    "schools.NameWord.word": "a word of organisations’ names",
    "schools.Associate.name": "an organisation",
    "membership.Agreement.fee_because": "why a fee differs",
    "membership.Agreement.invoice_reference": "an invoice",
    "membership.AssociateOffer.what": "a thing offered",
    "membership.AssociateOffer.outcome": "what became of it",
    "membership.LetterWording.subject": "the wording of a letter",
    "membership.LetterWording.text": "the wording of a letter",
    "membership.Membership.reason": "why a school joined or left",
    "membership.Package.slug": "a thing sold",
    "membership.Package.name": "a thing sold",
    "membership.Charge.reference": "an invoice",
    "membership.Charge.description": "a thing sold",
    "programmes.Programme.slug": "a programme",
    "programmes.Programme.name": "a programme",
    "programmes.Programme.subject": "a school subject",
    "programmes.Programme.summary": "a programme",
    "programmes.Run.cohort": "a group of a programme",
    "programmes.Run.leader_name": "an organisation",
    "programmes.Session.title": "a session",
    "programmes.Session.place": "a place",
    "programmes.Session.cancelled_because": "what came between",
    "programmes.Enrolment.withdrawn_because": "why a school withdrew",
    "programmes.Shadowing.place": "a place",
    "programmes.Strand.name": "an organisation",
    "programmes.Strand.slug": "an organisation",
    "official.Proposal.subject": "which inspection",
    "official.Proposal.digest": "a sum of what a file says",
    "schools.OfficialFile.name": "a file",
    "schools.OfficialFile.layout": "a kind of file",
    "schools.OfficialFile.digest": "a sum of a file’s bytes",
    "schools.Establishment.laestab": "a number",
    "schools.Establishment.name": "an organisation",
    "schools.Establishment.la_code": "a place",
    "schools.Establishment.type_code": "a kind of school",
    "schools.Establishment.type_name": "a kind of school",
    "schools.Establishment.closed_because": "why a school closed",
    "schools.Establishment.phase_name": "a kind of school",
    "schools.Establishment.trust_name": "an organisation",
    "schools.EstablishmentLink.linked_name": "an organisation",
    "schools.EstablishmentLink.link_type": "how two schools are linked",
    "visits.Visit.reference": "a number",
    "visits.Visit.purpose": "what a visit was for",
    "visits.Visit.cancelled_because": "what came between",
    "visits.Focus.name": "what visits are about",
    "visits.Attachment.media_type": "a kind of file",
    "visits.DraftFile.media_type": "a kind of file",
    "ofsted.Inspection.inspection_number": "a number",
    "ofsted.Inspection.inspection_type": "a kind of inspection",
    "ofsted.Inspection.inspected_name": "an organisation",
    "ofsted.NationalOutcome.source": "a publication",
    "ofsted.NationalOutcome.note": "a publication",
    "ofsted.NationalArea.source": "a publication",
    "ofsted.NationalArea.note": "a publication",
    "reports.Report.title": "a report",
    "reports.ReportSection.title": "a part of a report",
    "reports.ReportSection.text": "the report’s words, for everyone who reads it",
    "reports.ReportSection.figures": "which figures",
    "reports.RowNote.line": "which line of a table",
    "reports.RowNote.text": "the report’s words, for everyone who reads it",
    "reports.Quote.words": "what was said, without who said it",
    "reports.Quote.role": "a post, without a name",
    "reports.Quote.source": "where something was said",
    "reports.Acceptance.finding": "a sum of what a check says",
    "reports.Acceptance.title": "what a check says",
    "reports.Acceptance.reason": "why a number or a heading stands as it is",
    "reports.StoredFigures.content": "figures of a report, as they were counted",
    "reports.Edition.title": "a report",
    "reports.Edition.corrects": "what was wrong in a report",
    "reports.Edition.document": "a report as it was published",
    "reports.Edition.page": "a report as it was published",
    "reports.EditionFigure.key": "which figure",
    "reports.EditionFigure.title": "a figure",
    "reports.EditionFigure.licence": "a licence",
    "reports.EditionFigure.definition": "what a figure means",
}
"""Every other field of text, and what it holds instead."""
