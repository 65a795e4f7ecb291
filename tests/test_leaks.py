"""One school's fee, contact and notes, each a marked word, are looked for wherever each role can look.

Every door of the URLconf is tried with every record's number, and from there every link is followed; of a spreadsheet
its cells are read, and of a PDF its text. The word must be there for who may see it, or the search proves nothing.
"""

import datetime
import html
import io
import re
from collections.abc import Iterator
from uuid import uuid4
from zipfile import ZipFile

import pytest
from django.apps import apps
from django.core.files.base import ContentFile
from django.db import connection
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver
from django.utils import timezone

from accounts.history.recording import recording
from accounts.models import User
from accounts.permissions import Role
from mail.kinds import MessageKind
from mail.models import Message
from mail.posting import deliver_waiting
from membership.models import Agreement, Charge, LetterWording, Membership
from membership.renewals.letters import send
from membership.renewals.wording import print_of
from programmes.models import CoachingPair, Enrolment, Participant, Programme, Run, Session
from schools.models import Contact, School, SchoolRepresentative
from tests.documents.reading_pdf import words_of
from tests.factories import (
    YEAR,
    AcceptanceFactory,
    ActionFactory,
    AgreementFactory,
    AttachmentFactory,
    AttendanceFactory,
    ChargeFactory,
    ContactFactory,
    EnrolmentFactory,
    InspectionFactory,
    InvitationFactory,
    MembershipFactory,
    MessageFactory,
    NoteAnswerFactory,
    NoteReadingFactory,
    PackagePriceFactory,
    ParticipantFactory,
    ParticipationFactory,
    QuoteFactory,
    RenewalLetterFactory,
    ReportSectionFactory,
    RoomSignInFactory,
    RowNoteFactory,
    SavedFilterFactory,
    SchoolFactory,
    SessionFactory,
    ShadowingFactory,
    UserFactory,
    VisitFactory,
    VisitorFactory,
)
from tests.mail.reading import all_of
from visits import letters
from visits.due import tell_owners
from visits.models import Action, Attachment, Visit

FEE, CHARGE, CONTACT, SHARED, INTERNAL = "7391.37", "6284.91", "Zyxelm", "Vexshared", "Quxinternal"
INVOICE, BECAUSE, SHARE = "Vexinvoice", "Vexbecause", "7412.63"
"""On an agreement: its invoice, why its fee differs, and what one of its schools would pay by the list."""
SAVED = "Savedwombat"
"""What staff call a filter of their own."""
FEE_BEFORE, INTERNAL_BEFORE, FILE = "5173.29", "Quxbefore", "Filename of staff"
"""What only the history still says."""
OPEN_ACTION, INTERNAL_ACTION = "Wozopen", "Wozinternal"
"""What is agreed, once messages are made of it."""
SHARED_BEFORE = "Vexbefore"
"""What the earlier version of a shared note still says."""
MET, COMMENT = "Qvimet", "Qvicomment"
DEPUTY = "Zydeputy"
"""A contact of the school who does not sign in."""
LETTER, REASON = "Qviletter", "Qvireason"
"""What a letter about its membership told a school, and why it says that it declined."""
PERSON, GUEST = "Zarkperson", "Zarkguest"
"""On a register: somebody of Elm, and who signed in by the room’s code and is not known yet."""
DELEGATE = "Zumdelegate"
"""A person of Elm on a run of a programme."""
WRITTEN, SAID, CONSENT, BESIDE, ACCEPTED = "Drafwords", "Drafquote", "Drafconsent", "Drafnote", "Drafreason"
"""In a report that is being written: words of a section, a quote and who agreed to it, a note, why a warning stays."""
ACTION_INSIDE, NAME_INSIDE, FILE_INSIDE = "Quxaction", "Quxname", "Quxcontent"
WORDS = {
    FEE: re.compile(r"7,?391\.37"),
    CHARGE: re.compile(r"6,?284\.91"),
    CONTACT: re.compile(CONTACT, re.IGNORECASE),
    SHARED: re.compile(SHARED),
    INTERNAL: re.compile(INTERNAL),
    SAVED: re.compile(SAVED),
    FEE_BEFORE: re.compile(r"5,?173\.29"),
    SHARE: re.compile(r"7,?412\.63"),
    **{word: re.compile(word) for word in (INVOICE, BECAUSE)},
    INTERNAL_BEFORE: re.compile(INTERNAL_BEFORE),
    FILE: re.compile(FILE),
    **{word: re.compile(word) for word in (SHARED_BEFORE, MET, COMMENT, DEPUTY, LETTER, REASON, PERSON, GUEST)},
    **{word: re.compile(word) for word in (WRITTEN, SAID, CONSENT, BESIDE, ACCEPTED)},
    **{word: re.compile(word) for word in (DELEGATE, ACTION_INSIDE, NAME_INSIDE, FILE_INSIDE)},
}
EVERYTHING = set(WORDS)
UNDER_RECORDS = {ACCEPTED}
"""Of a finding that is gone: the page of the checks has no place for it."""
MAY_SEE = {
    "admin": EVERYTHING,
    "staff": EVERYTHING - UNDER_RECORDS,
    "trustee": {FEE, CHARGE, SHARED, FEE_BEFORE, SHARED_BEFORE, REASON, INVOICE, BECAUSE, SHARE},
    "head of Elm": {
        *(FEE, CHARGE, CONTACT, SHARED, FEE_BEFORE, SHARED_BEFORE, MET, COMMENT, DEPUTY, LETTER, REASON, PERSON),
        *(DELEGATE, INVOICE, BECAUSE),
    },
    "head of Oak": set(),
    "former head of Elm": set(),
    "head of no school": set(),
    "no role": set(),
    "nobody": set(),
}
SEARCHES = [
    *(f"/search/?q={words}" for words in ("elm", "head", "lighthouse", "venue")),
    "/schools/?q=elm",
    "/visits/?place=elm",
    "/visits/visits.csv?place=elm",
    "/actions/?place=elm&state=all",
    "/people/?q=elm",
    "/people/messages/?q=elm",
    "/history/?person=head",
    "/admin/schools/school/?q=elm",
    "/admin/visits/visit/?q=elm",
    "/admin/autocomplete/?app_label=visits&model_name=visit&field_name=school&term=elm",
    "/admin/autocomplete/?app_label=schools&model_name=schoolrepresentative&field_name=user&term=head",
]
NUMBERED = [
    *(School, User, SchoolRepresentative, Contact, Membership, Visit, Action, Attachment, Agreement, Charge),
    *(Programme, Run, Session, Enrolment, Participant, CoachingPair),
]
"""What the numbers in the portal's own addresses are of."""
LEADS_OUT = re.compile(r"^/(sign-out|admin/logout)/|/end/$|/end-others/$")
FIGURE_OF_DATES = re.compile(r"\d{4}-\d\d(-\d\d)?")
MOST_PAGES = 6_000


@pytest.fixture
def people(db):
    """Two schools with records of every subject; Elm's hold the marked words.

    Numbered from 1 in each table, so that a door is tried with few numbers.
    """
    with connection.cursor() as cursor:
        for model in NUMBERED:
            if not model._base_manager.exists():
                cursor.execute(f"alter sequence {model._meta.db_table}_id_seq restart")
    elm, oak = SchoolFactory(name="Elm"), SchoolFactory(name="Oak")
    people = {role.value: UserFactory(role=role) for role in (Role.ADMIN, Role.STAFF, Role.TRUSTEE)}
    people |= {
        "head of Elm": UserFactory(role=Role.HEADTEACHER, name=f"{CONTACT} Head", email="head@zyxelm.example"),
        "head of Oak": UserFactory(role=Role.HEADTEACHER),
        "former head of Elm": UserFactory(role=Role.HEADTEACHER),
        "head of no school": UserFactory(role=Role.HEADTEACHER),
        "no role": UserFactory(role=""),
        "nobody": None,
    }
    yesterday = timezone.localdate() - datetime.timedelta(days=1)
    SchoolRepresentative.objects.create(school=elm, user=people["former head of Elm"], until_on=yesterday)
    for school, head in ((elm, people["head of Elm"]), (oak, people["head of Oak"])):
        SchoolRepresentative.objects.create(school=school, user=head)
        InvitationFactory(user=head, accepted_at=datetime.datetime(2018, 3, 2, tzinfo=datetime.UTC))
        MembershipFactory(school=school)
        membership = MembershipFactory(school=school, year=YEAR + 1, status="invited")
        if school == elm:
            Membership.objects.filter(pk=membership.pk).update(status="declined", reason=REASON)
            RenewalLetterFactory(membership=membership, to=f"{CONTACT} Head", text=f"Dear {LETTER}")
        ParticipationFactory(school=school)
        EnrolmentFactory(school=school)
        InspectionFactory(school=school, overall=2)
    PackagePriceFactory(price=SHARE)
    agreement = AgreementFactory(schools=[elm], fee=FEE_BEFORE, invoice_reference=INVOICE, fee_because=BECAUSE)
    AgreementFactory(schools=[oak], fee="100.00")
    with recording(file=FILE):
        Agreement.objects.filter(pk=agreement.pk).update(fee=FEE)
    ChargeFactory(school=elm, amount=CHARGE)
    ContactFactory(school=elm, name=f"{DEPUTY} lighthouse", email="deputy@elm.example")
    delegate = ContactFactory(school=elm, name=f"{DELEGATE} Lighthouse", email="delegate@elm.example")
    run = SessionFactory().run
    ShadowingFactory(pair__coach__run=run, pair__coachee=ParticipantFactory(run=run, contact=delegate))
    SavedFilterFactory(owner=people["staff"], name=SAVED)
    visit = VisitFactory(school=elm, shared_note=SHARED_BEFORE, internal_note=INTERNAL_BEFORE, met=f"{MET} lighthouse")
    Visit.objects.filter(pk=visit.pk).update(shared_note=f"{SHARED} lighthouse", internal_note=f"{INTERNAL} lighthouse")
    head = people["head of Elm"]
    NoteReadingFactory(visit=visit, reader=head)
    NoteAnswerFactory(visit=visit, answered_by=head, is_accurate=False, comment=COMMENT)
    ActionFactory(visit=visit, owner=head, owner_name=f"{CONTACT} Deputy")
    ActionFactory(visit=visit, what=f"{ACTION_INSIDE} lighthouse", is_internal=True)
    AttachmentFactory(  # with the visit's number, for a door with two numbers is tried with one
        id=visit.pk,
        visit=visit,
        name=f"{NAME_INSIDE}.txt",
        file=ContentFile(FILE_INSIDE.encode(), "inside.txt"),
        is_internal=True,
    )
    VisitFactory(school=oak, shared_note="Plain", internal_note="Plain")
    attended = AttendanceFactory(participant__contact=ContactFactory(name=f"{PERSON} Lee", school=elm))
    AttendanceFactory(session=attended.session, participant__contact=ContactFactory(name="Plain", school=oak))
    RoomSignInFactory(session=attended.session, name=f"{GUEST} Ray", school_name="Elm")
    section = ReportSectionFactory(text=f"{WRITTEN} of Elm")
    QuoteFactory(section=section, words=f"{SAID} of Elm", consent_note=f"By {CONSENT}")
    RowNoteFactory(report=section.report, line="membership.1.primary", text=f"{BESIDE} of Elm")
    ReportSectionFactory(report=section.report, position=2, figures="membership")
    AcceptanceFactory(report=section.report, reason=f"{ACCEPTED} of Elm", accepted_by=people["staff"])
    MessageFactory(person=people["head of Elm"], to="head@zyxelm.example", subject=f"A note for {CONTACT}")
    return people


def doors(resolver: URLResolver, stem: str = "") -> Iterator[str]:
    """Every address, its numbers still to be filled in."""
    for pattern in resolver.url_patterns:
        route = stem + str(getattr(pattern.pattern, "_route", None) or _plain(pattern.pattern.regex.pattern))
        if isinstance(pattern, URLResolver):
            yield from doors(pattern, route)
        elif isinstance(pattern, URLPattern):
            yield f"/{route}"


def _plain(regex: str) -> str:
    return "" if "(" in regex else regex.strip("^$")


def filled(door: str) -> Iterator[str]:
    """With each number there is: of its own record in Django admin, else of any record that has an address.

    Years, figures and tokens are found by following links.
    """
    if "<" not in door:
        yield door
    elif not re.search(r"<(?!int:|path:object_id)", door):
        record = re.match(r"/admin/(\w+)/(\w+)/", door)
        models = [apps.get_model(*record.groups())] if record else NUMBERED
        numbers = {pk for model in models for pk in model.objects.values_list("pk", flat=True)}
        yield from (re.sub(r"<[^>]+>", str(number), door) for number in sorted(numbers))


def words_in(client: Client) -> tuple[dict[str, str], int]:
    """Each marked word found and where first, and how many pages were read.

    Of figures that differ in their years and days alone one is read: their pages are one view over one tally.
    """
    waiting = ["/", *SEARCHES, *(address for door in doors(get_resolver()) for address in filled(door))]
    seen, found = set(), {}
    while waiting:
        address = re.sub(r"^/sign-in/\?next=.*", "/sign-in/", waiting.pop())
        place = FIGURE_OF_DATES.sub("-", address.partition("?")[0]) if "/figures/" in address else address
        if place in seen or LEADS_OUT.match(address):
            continue
        seen.add(place)
        assert len(seen) < MOST_PAGES, "this walk does not end"
        answer = client.get(address)
        text = _text_of(answer)
        for word, pattern in WORDS.items():
            if pattern.search(text):
                found.setdefault(word, address)
        if answer.headers.get("Location", "").startswith("/"):
            waiting.append(answer.headers["Location"])
        if not address.startswith("/admin/"):  # its links sort and filter what its doors show already
            waiting += _links(text, address)
    return found, len(seen)


def _text_of(answer) -> str:
    content = b"".join(answer) if answer.streaming else answer.content
    if content.startswith(b"%PDF"):
        return words_of(content)
    if not content.startswith(b"PK"):
        return html.unescape(content.decode("utf-8", "replace"))
    with ZipFile(io.BytesIO(content)) as book:
        return "\n".join(book.read(name).decode("utf-8", "replace") for name in book.namelist())


def _links(text: str, address: str) -> Iterator[str]:
    """All but those that sort the same rows, and those of figures that are 0."""
    folder = address.partition("?")[0]
    text = re.sub(r'data-value="0" href="[^"]*"', "", text)
    for link in re.findall(r'(?:href|action)="([^"#]+)', text):
        if "sort=" in link:
            continue
        if link.startswith("?"):
            yield folder + link
        elif link.startswith("/") and not link.startswith(("//", "/static/")):
            yield link
        elif not re.match(r"[a-z]+:|/", link):
            yield folder + link


@pytest.mark.long
@pytest.mark.parametrize("reader", MAY_SEE)
def test_each_reader_finds_the_words_they_may_see_and_no_other(people, reader, mailoutbox):
    client = Client()
    if people[reader]:
        client.force_login(people[reader])

    found, pages = words_in(client)

    assert set(found) == MAY_SEE[reader], found
    assert pages > 50


@pytest.fixture
def messages(people, client, mailoutbox, django_capture_on_commit_callbacks):
    """All that the portal can be made to send about Elm and Oak: (to whom, everything in the message)."""
    elm, oak = School.objects.get(name="Elm"), School.objects.get(name="Oak")
    visit = Visit.objects.get(school=elm)
    VisitorFactory(visit=visit, user=people["staff"])
    for owner in people.values():
        for number, is_internal in enumerate((False, True)):
            for days in (-1, 1):
                ActionFactory(
                    visit=visit,
                    owner=owner,
                    due_on=timezone.localdate() + datetime.timedelta(days=days),
                    is_internal=is_internal,
                    what=(OPEN_ACTION, INTERNAL_ACTION)[number],
                )
    client.force_login(people["admin"])
    with django_capture_on_commit_callbacks(execute=True):
        client.post(
            "/people/invite/",
            {"email": "new@oak.example", "name": "New Head", "role": "headteacher", "school_name": "Oak"},
        )
        for school in (elm, oak):
            letters.tell_heads(Visit.objects.get(school=school))
        Visit.objects.update(shared_note=f"{SHARED} again", corrected_because=INTERNAL)
        for school in (elm, oak):
            letters.tell_heads(Visit.objects.get(school=school))
        for is_accurate in (True, False):
            head = people["head of Elm"]
            letters.tell_visitors(
                NoteAnswerFactory(visit=visit, is_accurate=is_accurate, comment=COMMENT, answered_by=head)
            )
        tell_owners(timezone.localdate())
        Membership.objects.filter(year=YEAR + 1).update(status="invited")
        wording = LetterWording.objects.get(kind="reminder")
        awaited = Membership.objects.filter(year=YEAR + 1)
        send(key=uuid4(), wording=wording, words=print_of(wording), memberships=awaited, by=people["staff"])
    deliver_waiting()
    by_address = {person.email: name for name, person in people.items() if person}
    return [(by_address.get(mail.to[0], "new"), all_of(mail)) for mail in mailoutbox]


def test_every_kind_of_message_is_among_those_searched(messages):
    assert set(Message.objects.values_list("kind", flat=True)) == set(MessageKind)


def test_no_message_holds_a_note_a_comment_a_fee_or_a_charge(messages):
    """Whoever it is to: a mailbox is read by others too."""
    never = {**WORDS, COMMENT: re.compile(COMMENT)}
    never.pop(CONTACT)
    found = [(to, word) for to, text in messages for word, pattern in never.items() if pattern.search(text)]

    assert found == []
    assert len(messages) == 18  # 1 invitation, 5 about notes, 2 about answers, 8 about actions, 2 about renewing


def test_messages_name_actions_and_people_to_those_alone_who_may_see_them(messages):
    def told(word):
        return {to for to, text in messages if re.search(word, text, re.IGNORECASE)}

    assert told(OPEN_ACTION) == {"staff", "admin", "trustee", "head of Elm"}
    assert told(INTERNAL_ACTION) == {"staff", "admin"}
    assert told(CONTACT) == {"staff", "head of Elm"}  # who answered, and to whom it is
    assert {to for to, text in messages if "Elm" in text.replace("zyxelm", "")} <= {
        *("staff", "admin", "trustee", "head of Elm")
    }
