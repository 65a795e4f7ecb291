"""Whose rows each role sees, held against a table written by hand; every model has a place in it."""

from typing import Any

import pytest
from django.db.models import Model

from accounts.models import Download, Invitation, User
from accounts.permissions import Role
from lists.models import SavedFilter
from mail.models import Message, SwitchedOff
from membership.models import (
    Agreement,
    AgreementSchool,
    AssociateMembership,
    AssociateOffer,
    Charge,
    LetterWording,
    Membership,
    Package,
    PackageInclusion,
    PackagePrice,
    RenewalLetter,
    RenewalRound,
    SchoolPackage,
)
from official.models import Proposal
from ofsted.models import Inspection, Judgement, NationalArea, NationalOutcome
from programmes.models import (
    Attendance,
    CoachingPair,
    Enrolment,
    Participant,
    Participation,
    Programme,
    RoomSignIn,
    Run,
    Session,
    Shadowing,
    Strand,
)
from reports.models import (
    Acceptance,
    Edition,
    EditionFigure,
    EditionFile,
    Quote,
    Report,
    ReportSection,
    RowNote,
    SectionReader,
    StoredFigures,
)
from schools.models import (
    Associate,
    Contact,
    Establishment,
    EstablishmentLink,
    FormerGovernance,
    FormerName,
    FormerTrust,
    NameWord,
    OfficialFile,
    Partnership,
    School,
    SchoolPhase,
    SchoolRepresentative,
    SchoolUrn,
    Trust,
)
from tests.admin.records import MAKE, every_model, report
from tests.factories import (
    ActionFactory,
    AgreementFactory,
    AttachmentFactory,
    ContactFactory,
    DraftFactory,
    DraftFileFactory,
    EditionFactory,
    EditionFigureFactory,
    EditionFileFactory,
    EstablishmentFactory,
    InvitationFactory,
    MessageFactory,
    NoteAnswerFactory,
    NoteReadingFactory,
    OfficialFileFactory,
    ProposalFactory,
    RenewalLetterFactory,
    RoomSignInFactory,
    SavedFilterFactory,
    SchoolFactory,
    SectionReaderFactory,
    StoredFiguresFactory,
    UserFactory,
    VisitFactory,
)
from visits.models import Action, Attachment, Draft, DraftFile, Focus, NoteAnswer, NoteReading, Visit, Visitor

ALL, OWN, NONE = "all", "own", "none"
OF_A_SCHOOL = {
    School: "pk",
    SchoolUrn: "school",
    SchoolPhase: "school",
    FormerName: "school",
    FormerTrust: "school",
    FormerGovernance: "school",
    Membership: "school",
    Agreement: "schools",
    AgreementSchool: "school",
    Charge: "school",
    SchoolPackage: "school",
    Participation: "school",
    Enrolment: "school",
    Visit: "school",
    Visitor: "visit__school",
    Action: "school",
    Attachment: "school",
    Inspection: "school",
    Judgement: "inspection__school",
}
PEOPLE = {
    SchoolRepresentative: "school",
    Contact: "school",
    NoteReading: "visit__school",
    NoteAnswer: "visit__school",
    Participant: "school",
    Attendance: "school",
    RenewalLetter: "membership__school",
}
SHARED = [
    *(Partnership, Trust, NameWord, Package, PackagePrice, PackageInclusion, Programme, Run, Session, Strand, Focus),
    *(NationalOutcome, NationalArea, OfficialFile, Establishment, EstablishmentLink),
]
OF_THE_REPORT = [
    *(Associate, AssociateMembership, AssociateOffer, RenewalRound),
    *(Edition, EditionFile, EditionFigure, StoredFigures),
]
OF_STAFF = [
    *(CoachingPair, Shadowing, RoomSignIn, LetterWording, Proposal),
    *(Report, ReportSection, SectionReader, RowNote, Quote, Acceptance),
]
THEIR_OWNERS = [Draft, DraftFile, SavedFilter, SwitchedOff]
WHO: list[tuple[Any, dict[Role | str, str]]] = [
    *((model, {Role.STAFF: ALL, Role.ADMIN: ALL, Role.TRUSTEE: ALL, Role.HEADTEACHER: OWN}) for model in OF_A_SCHOOL),
    *((model, {Role.STAFF: ALL, Role.ADMIN: ALL, Role.TRUSTEE: NONE, Role.HEADTEACHER: OWN}) for model in PEOPLE),
    *((model, {Role.STAFF: ALL, Role.ADMIN: ALL, Role.TRUSTEE: ALL, Role.HEADTEACHER: ALL}) for model in SHARED),
    *(
        (model, {Role.STAFF: ALL, Role.ADMIN: ALL, Role.TRUSTEE: ALL, Role.HEADTEACHER: NONE})
        for model in OF_THE_REPORT
    ),
    *((model, {Role.STAFF: ALL, Role.ADMIN: ALL}) for model in OF_STAFF),
    (User, {Role.STAFF: ALL, Role.ADMIN: ALL, Role.TRUSTEE: OWN, Role.HEADTEACHER: OWN, "": OWN}),
    (Invitation, {Role.ADMIN: ALL}),
    (Download, {Role.ADMIN: ALL}),
    (Message, {Role.ADMIN: ALL}),
    *((model, dict.fromkeys(Role, NONE)) for model in THEIR_OWNERS),  # who see theirs: below
]
MAKE_ONE = {
    **MAKE,
    Invitation: InvitationFactory,
    Visit: VisitFactory,
    Download: lambda: Download.objects.create(what="List of people"),
    NameWord: lambda: NameWord.objects.create(word=f"word{NameWord.objects.count()}"),
    Contact: ContactFactory,
    Message: MessageFactory,
    RenewalLetter: RenewalLetterFactory,
    RoomSignIn: RoomSignInFactory,
    SwitchedOff: lambda: SwitchedOff.objects.create(person=UserFactory(), kind="actions_due"),
    Attachment: AttachmentFactory,
    Draft: DraftFactory,
    DraftFile: DraftFileFactory,
    NoteReading: NoteReadingFactory,
    NoteAnswer: NoteAnswerFactory,
    SavedFilter: SavedFilterFactory,
    OfficialFile: OfficialFileFactory,
    Establishment: EstablishmentFactory,
    EstablishmentLink: lambda: EstablishmentLink.objects.create(
        urn=100_001 + EstablishmentLink.objects.count(),
        linked_urn=100_002,
        link_type="Predecessor",
        file=OfficialFileFactory(),
    ),
    Proposal: ProposalFactory,
    SchoolPackage: lambda: SchoolPackage.objects.get(
        school__coverings__agreement=AgreementFactory(schools=[SchoolFactory()])
    ),
    StoredFigures: StoredFiguresFactory,
    SectionReader: lambda: SectionReaderFactory(section__report=report()),
    Edition: lambda: EditionFactory(report_year=report().report_year),
    EditionFile: lambda: EditionFileFactory(edition__report_year=report().report_year),
    EditionFigure: lambda: EditionFigureFactory(edition__report_year=report().report_year),
}


def test_every_model_is_in_the_table():
    assert set(every_model()) == {model for model, _ in WHO}


@pytest.mark.parametrize("role", [*Role, ""])
@pytest.mark.parametrize(("model", "who"), WHO, ids=[model.__name__ for model, _ in WHO])
def test_each_role_sees_the_rows_that_the_table_says(db, model: type[Model], who: dict, role: str):
    mine = MAKE_ONE[model]()
    if model is not Partnership:
        MAKE_ONE[model]()  # somebody else's
    person = mine if model is User else UserFactory()
    person.role = role
    person.save()
    if role == Role.HEADTEACHER and (path := (OF_A_SCHOOL | PEOPLE).get(model)):
        school = model.objects.filter(pk=mine.pk).values_list(path, flat=True)[0]
        SchoolRepresentative.objects.create(user=person, school_id=school)

    seen = set(model.objects.visible_to(person))

    everything = set(model.objects.all())
    own = {
        row for row in everything if row == mine or getattr(row, "school_id", "") == getattr(mine, "school_id", None)
    }
    assert seen == {ALL: everything, OWN: own, NONE: set()}[who.get(role, NONE)]
    assert (seen == everything) == (who.get(role) == ALL or (model is Partnership and role != ""))


@pytest.mark.parametrize(("model", "who"), WHO, ids=[model.__name__ for model, _ in WHO])
def test_who_was_deactivated_sees_nothing(db, model: type[Model], who: dict):
    MAKE_ONE[model]()
    person = UserFactory(role=Role.ADMIN, is_active=False)

    assert set(model.objects.visible_to(person)) - {person} == set()


def test_drafts_and_their_files_are_seen_by_who_typed_them(db):
    mine, theirs = DraftFileFactory(), DraftFileFactory()
    me = mine.draft.owner

    assert (list(Draft.objects.visible_to(me)), list(DraftFile.objects.visible_to(me))) == ([mine.draft], [mine])
    assert theirs.draft.owner != me


def test_what_is_switched_off_is_seen_by_who_did_it(db):
    mine, _ = (SwitchedOff.objects.create(person=UserFactory(), kind="actions_due") for _ in range(2))

    assert list(SwitchedOff.objects.visible_to(mine.person)) == [mine]


def test_saved_filters_are_seen_by_who_saved_them(db):
    mine, theirs = SavedFilterFactory(), SavedFilterFactory()

    assert list(SavedFilter.objects.visible_to(mine.owner)) == [mine]
    assert theirs.owner != mine.owner


@pytest.mark.parametrize("make", [ActionFactory, AttachmentFactory])
def test_what_is_for_the_partnership_only_is_seen_by_who_reads_internal_notes(db, make):
    visit = VisitFactory()
    shown, kept = make(visit=visit), make(visit=visit, is_internal=True)
    head = UserFactory(role=Role.HEADTEACHER)
    SchoolRepresentative.objects.create(user=head, school=visit.school)
    people = [head, *(UserFactory(role=role) for role in (Role.TRUSTEE, Role.STAFF, Role.ADMIN))]

    seen = [set(make._meta.model.objects.visible_to(person)) for person in people]

    assert seen == [{shown}, {shown}, {shown, kept}, {shown, kept}]
