"""Records for tests: each factory makes the least that its subject's rules ask for.

`SchoolFactory(phase="primary")` makes a school in area, long open, with a URN and a main phase; `phase=None` leaves it
without one, `also="secondary"` counts it in a second phase, `urn=None` leaves it without a URN.
"""

import datetime
import uuid
from typing import Any

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from accounts.models import Invitation, User
from accounts.permissions import Role
from documents.document import Document
from documents.stored import to_json
from lists.models import SavedFilter
from mail.models import Message
from membership.models import (
    Agreement,
    AgreementSchool,
    AssociateMembership,
    AssociateOffer,
    Charge,
    Membership,
    Package,
    PackageInclusion,
    PackagePrice,
    RenewalLetter,
    RenewalRound,
)
from official.models import Proposal, ProposalKind
from ofsted.models import Inspection, NationalArea, NationalOutcome
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
    Format,
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
    EstablishmentStatus,
    OfficialFile,
    OfficialKind,
    Partnership,
    Phase,
    School,
    SchoolPhase,
    SchoolUrn,
)
from thep.years import AcademicYear
from visits.models import Action, Attachment, Draft, DraftFile, Focus, NoteAnswer, NoteReading, Visit, Visitor

IN_AREA, OUT_OF_AREA = "211", "201"
YEAR = AcademicYear(2017)


class PartnershipFactory(DjangoModelFactory):
    class Meta:
        model = Partnership
        django_get_or_create = ("id",)

    id = 1
    name = "Riverside Education Partnership"
    short_name = "Riverside"
    la_codes = [IN_AREA]


class UserFactory(DjangoModelFactory):
    class Meta:
        model = User
        skip_postgeneration_save = True

    email = factory.Sequence(lambda n: f"person{n}@riverside.example")
    name = factory.Sequence(lambda n: f"Person {n}")
    role = Role.STAFF


class InvitationFactory(DjangoModelFactory):
    class Meta:
        model = Invitation

    user = factory.SubFactory(UserFactory, is_active=False)
    token_hash = factory.Sequence(lambda n: f"{n:064x}")
    sent_at = datetime.datetime(2018, 3, 1, 9, tzinfo=datetime.UTC)
    expires_at = datetime.datetime(2018, 3, 15, 9, tzinfo=datetime.UTC)


class SchoolFactory(DjangoModelFactory):
    class Meta:
        model = School
        skip_postgeneration_save = True

    name = factory.Sequence(lambda n: f"School {n:03}")
    la_code = IN_AREA

    @factory.post_generation
    def urn(school: School, create: bool, extracted: Any, n: int = 0, **_: Any) -> None:
        if extracted is not None:
            SchoolUrn.objects.create(school=school, urn=extracted)

    @factory.post_generation
    def phase(school: School, create: bool, extracted: Any, **_: Any) -> None:
        if extracted is not None:
            SchoolPhase.objects.create(school=school, phase=extracted)

    @factory.post_generation
    def also(school: School, create: bool, extracted: Any, **_: Any) -> None:
        if extracted is not None:
            phase, from_year = extracted if isinstance(extracted, tuple) else (extracted, None)
            SchoolPhase.objects.create(school=school, phase=phase, is_main=False, from_year=from_year)

    @classmethod
    def _create(cls, model_class: type, *args: Any, **kwargs: Any) -> School:
        PartnershipFactory()
        return super()._create(model_class, *args, **kwargs)

    @classmethod
    def _generate(cls, strategy: Any, params: dict) -> School:
        params.setdefault("phase", Phase.PRIMARY)
        params.setdefault("urn", 600_000 + cls._meta.next_sequence() % 300_000)
        return super()._generate(strategy, params)


class AssociateFactory(DjangoModelFactory):
    class Meta:
        model = Associate

    name = factory.Sequence(lambda n: f"Associate {n:03}")


class ContactFactory(DjangoModelFactory):
    """A person of a school; `ContactFactory(associate=..., school=None)` is one of an associate."""

    class Meta:
        model = Contact

    name = factory.Sequence(lambda n: f"Contact {n:03}")
    email = factory.LazyAttribute(lambda contact: f"{contact.name.lower().replace(' ', '.')}@school.example")
    school = factory.SubFactory(SchoolFactory)


class MembershipFactory(DjangoModelFactory):
    class Meta:
        model = Membership

    school = factory.SubFactory(SchoolFactory)
    year = YEAR
    status = "member"


class AssociateMembershipFactory(DjangoModelFactory):
    class Meta:
        model = AssociateMembership

    associate = factory.SubFactory(AssociateFactory)
    year = YEAR
    status = "member"


class AgreementFactory(DjangoModelFactory):
    """`AgreementFactory(package="gold", schools=[a, b], fee=100)`; the packages are those that a migration adds."""

    class Meta:
        model = Agreement
        skip_postgeneration_save = True

    year = YEAR
    package = "bronze"

    @classmethod
    def _create(cls, model_class: type, *args: Any, **kwargs: Any) -> Agreement:
        if isinstance(kwargs["package"], str):
            kwargs["package"] = Package.objects.get(slug=kwargs["package"])
        return super()._create(model_class, *args, **kwargs)

    @factory.post_generation
    def schools(agreement: Agreement, create: bool, extracted: Any, **_: Any) -> None:
        for school in [SchoolFactory()] if extracted is None else extracted:
            AgreementSchool.objects.create(agreement=agreement, school=school)


class ChargeFactory(DjangoModelFactory):
    class Meta:
        model = Charge

    year = YEAR
    reference = factory.Sequence(lambda n: f"INV-{n:04}")
    description = "Venue hire"
    amount = 100


class PackagePriceFactory(DjangoModelFactory):
    class Meta:
        model = PackagePrice

    package = factory.LazyFunction(lambda: Package.objects.get(slug="bronze"))
    year = YEAR
    phase = "primary"
    price = 4400


class PackageInclusionFactory(DjangoModelFactory):
    class Meta:
        model = PackageInclusion

    package = factory.LazyFunction(lambda: Package.objects.get(slug="bronze"))
    year = YEAR
    what = "places"
    amount = 4


class AssociateOfferFactory(DjangoModelFactory):
    class Meta:
        model = AssociateOffer

    associate = factory.SubFactory(AssociateFactory)
    year = YEAR
    what = factory.Sequence(lambda n: f"Workshop {n}")


class RenewalRoundFactory(DjangoModelFactory):
    class Meta:
        model = RenewalRound

    year = YEAR + 1
    opened_on = datetime.date(2018, 5, 1)


class RenewalLetterFactory(DjangoModelFactory):
    class Meta:
        model = RenewalLetter

    membership = factory.SubFactory(MembershipFactory, status="invited", year=YEAR + 1)
    kind = "reminder"
    form_key = factory.LazyFunction(uuid.uuid4)
    to = "head@school.example"
    subject = "Your membership"
    text = "Dear colleague"


class ProgrammeFactory(DjangoModelFactory):
    class Meta:
        model = Programme

    slug = factory.Sequence(lambda n: f"programme-{n}")
    name = factory.Sequence(lambda n: f"Programme {n}")
    kind = "project"
    reported_as = ["schools"]


class StrandFactory(DjangoModelFactory):
    class Meta:
        model = Strand
        django_get_or_create = ("slug",)

    slug = "ssat"
    name = factory.LazyAttribute(lambda strand: strand.slug.upper())


class ParticipationFactory(DjangoModelFactory):
    class Meta:
        model = Participation

    year = YEAR
    programme = factory.SubFactory(ProgrammeFactory)
    school = factory.SubFactory(SchoolFactory)


class RunFactory(DjangoModelFactory):
    class Meta:
        model = Run

    programme = factory.SubFactory(ProgrammeFactory)
    year = YEAR


class SessionFactory(DjangoModelFactory):
    class Meta:
        model = Session

    run = factory.SubFactory(RunFactory)
    held_on = datetime.date(2018, 3, 8)


class EnrolmentFactory(DjangoModelFactory):
    class Meta:
        model = Enrolment

    run = factory.SubFactory(RunFactory)
    school = factory.SubFactory(SchoolFactory)
    enrolled_on = datetime.date(2017, 9, 15)


class ParticipantFactory(DjangoModelFactory):
    """A person on a run, of the school they are at."""

    class Meta:
        model = Participant

    run = factory.SubFactory(RunFactory)
    contact = factory.SubFactory(ContactFactory)
    school = factory.SelfAttribute("contact.school")


class CoachingPairFactory(DjangoModelFactory):
    class Meta:
        model = CoachingPair

    coach = factory.SubFactory(ParticipantFactory, role="coach")
    coachee = factory.SubFactory(ParticipantFactory, run=factory.SelfAttribute("..coach.run"))


class ShadowingFactory(DjangoModelFactory):
    class Meta:
        model = Shadowing

    pair = factory.SubFactory(CoachingPairFactory)
    shadowed_on = datetime.date(2018, 4, 12)


class AttendanceFactory(DjangoModelFactory):
    class Meta:
        model = Attendance

    session = factory.SubFactory(SessionFactory)
    participant = factory.SubFactory(ParticipantFactory, run=factory.SelfAttribute("..session.run"))
    school = factory.SelfAttribute("participant.school")
    mark = "attended"


class RoomSignInFactory(DjangoModelFactory):
    class Meta:
        model = RoomSignIn

    session = factory.SubFactory(SessionFactory)
    name = factory.Sequence(lambda n: f"Guest {n:03}")


class VisitFactory(DjangoModelFactory):
    """A visit to a school; `VisitFactory(associate=..., school=None)` is one to an associate."""

    class Meta:
        model = Visit

    visited_on = datetime.date(2018, 3, 1)
    school = factory.SubFactory(SchoolFactory)


class FocusFactory(DjangoModelFactory):
    class Meta:
        model = Focus

    name = factory.Sequence(lambda n: f"Focus {n:03}")


class VisitorFactory(DjangoModelFactory):
    class Meta:
        model = Visitor

    visit = factory.SubFactory(VisitFactory)
    user = factory.SubFactory(UserFactory)


class ActionFactory(DjangoModelFactory):
    class Meta:
        model = Action

    visit = factory.SubFactory(VisitFactory)
    what = factory.Sequence(lambda n: f"Action {n:03}")


class AttachmentFactory(DjangoModelFactory):
    """A text file of a few bytes, really stored."""

    class Meta:
        model = Attachment

    visit = factory.SubFactory(VisitFactory)
    file = factory.django.FileField(filename="agenda.txt", data=b"Agenda")
    name = "agenda.txt"
    media_type = "text/plain"
    size = 6


class DraftFactory(DjangoModelFactory):
    class Meta:
        model = Draft

    owner = factory.SubFactory(UserFactory)
    typed = factory.LazyFunction(lambda: {"shared_note": ["Half a note"]})


class DraftFileFactory(DjangoModelFactory):
    class Meta:
        model = DraftFile

    draft = factory.SubFactory(DraftFactory)
    file = factory.django.FileField(filename="plan.txt", data=b"A plan")
    name = "plan.txt"
    media_type = "text/plain"
    size = 6


class NoteReadingFactory(DjangoModelFactory):
    class Meta:
        model = NoteReading

    visit = factory.SubFactory(VisitFactory)
    note_version = 1
    reader = factory.SubFactory(UserFactory, role="headteacher")


class NoteAnswerFactory(DjangoModelFactory):
    class Meta:
        model = NoteAnswer

    visit = factory.SubFactory(VisitFactory)
    note_version = 1
    answered_by = factory.SubFactory(UserFactory, role="headteacher")
    is_accurate = True


class MessageFactory(DjangoModelFactory):
    """A message that waits."""

    class Meta:
        model = Message

    kind = "note_shared"
    person = factory.SubFactory(UserFactory, role="headteacher")
    about = factory.Sequence(lambda n: f"visit {n}, version 1")
    subject = "A note"
    text = "Read it."
    html = "<p>Read it.</p>"


class SavedFilterFactory(DjangoModelFactory):
    class Meta:
        model = SavedFilter

    owner = factory.SubFactory(UserFactory)
    list_name = "visit-list"
    name = factory.Sequence(lambda n: f"Saved {n:03}")
    query = "status=planned"


class InspectionFactory(DjangoModelFactory):
    """A graded inspection; give `overall` its grade, 1 to 4."""

    class Meta:
        model = Inspection

    inspection_number = factory.Sequence(lambda n: f"{10_000_000 + n}")
    school = factory.SubFactory(SchoolFactory)
    kind = "graded"
    inspected_on = datetime.date(2018, 1, 10)


class OfficialFileFactory(DjangoModelFactory):
    """A GIAS file; give `kind` another."""

    class Meta:
        model = OfficialFile

    kind = OfficialKind.GIAS
    name = "edubasealldata20180831.csv"
    as_at = datetime.date(2018, 8, 31)
    layout = "GIAS, 2018"
    digest = factory.Sequence(lambda n: f"{n:064x}")
    rows = 128


class EstablishmentFactory(DjangoModelFactory):
    """An open community primary school, as GIAS has it."""

    class Meta:
        model = Establishment

    urn = factory.Sequence(lambda n: 300_000 + n)
    laestab = factory.Sequence(lambda n: f"211{2000 + n}")
    name = factory.Sequence(lambda n: f"Establishment {n}")
    la_code = "211"
    type_code = "01"
    type_name = "Community school"
    status = EstablishmentStatus.OPEN
    phase_name = "Primary"
    file = factory.SubFactory(OfficialFileFactory)
    as_at = factory.SelfAttribute("file.as_at")


class ProposalFactory(DjangoModelFactory):
    """The name of a school would change."""

    class Meta:
        model = Proposal

    file = factory.SubFactory(OfficialFileFactory)
    kind = ProposalKind.NAME
    school = factory.SubFactory(SchoolFactory)
    urn = factory.Sequence(lambda n: 300_000 + n)
    before = factory.LazyAttribute(lambda proposal: {"name": proposal.school.name})
    after = {"name": "Stepney Park Primary School"}
    digest = factory.Sequence(lambda n: f"{n:064x}")


class NationalOutcomeFactory(DjangoModelFactory):
    class Meta:
        model = NationalOutcome

    as_at = datetime.date(2017, 8, 31)
    phase = Phase.PRIMARY


class NationalAreaFactory(DjangoModelFactory):
    """The share of primary schools with the expected standard of inclusion."""

    class Meta:
        model = NationalArea

    as_at = datetime.date(2026, 2, 28)
    phase = Phase.PRIMARY
    regime = "report_card"
    area = "card_inclusion"
    grade = "expected"
    percent = 50


class ReportFactory(DjangoModelFactory):
    """The report of a year, without sections."""

    class Meta:
        model = Report

    report_year = YEAR
    membership_year = factory.LazyAttribute(lambda report: report.report_year + 1)
    as_at = factory.LazyAttribute(lambda report: report.report_year.report_day)
    title = factory.LazyAttribute(lambda report: f"End-of-year report {report.report_year}")


class ReportSectionFactory(DjangoModelFactory):
    class Meta:
        model = ReportSection

    report = factory.SubFactory(ReportFactory)
    position = factory.LazyAttribute(lambda section: section.report.sections.count() + 1)
    title = factory.LazyAttribute(lambda section: f"Section {section.position}")


class SectionReaderFactory(DjangoModelFactory):
    class Meta:
        model = SectionReader

    section = factory.SubFactory(ReportSectionFactory)
    person = factory.SubFactory(UserFactory)
    seen_at = datetime.datetime(2018, 7, 2, 9, tzinfo=datetime.UTC)


class RowNoteFactory(DjangoModelFactory):
    class Meta:
        model = RowNote

    report = factory.SubFactory(ReportFactory)
    line = factory.Sequence(lambda n: f"membership, members, line {n}")
    text = "Two nurseries were merged."


class QuoteFactory(DjangoModelFactory):
    """What a primary headteacher said, without consent to print it."""

    class Meta:
        model = Quote

    section = factory.SubFactory(ReportSectionFactory)
    words = "The network is the best hour of my month."
    role = "Headteacher"
    phase = Phase.PRIMARY


class AcceptanceFactory(DjangoModelFactory):
    class Meta:
        model = Acceptance

    report = factory.SubFactory(ReportFactory)
    finding = factory.Sequence(lambda n: f"{n:064x}")
    title = "Numbers that no figure has, in “Foreword”"
    reason = "The accounts say so."


class EditionFactory(DjangoModelFactory):
    """A first edition that prints nothing but its title; give `number` and `corrects` for a later one."""

    class Meta:
        model = Edition

    report_year = YEAR
    membership_year = factory.LazyAttribute(lambda edition: edition.report_year + 1)
    as_at = factory.LazyAttribute(lambda edition: edition.report_year.report_day)
    number = 1
    title = factory.LazyAttribute(lambda edition: f"End-of-year report {edition.report_year}")
    published_at = datetime.datetime(2018, 7, 12, 9, tzinfo=datetime.UTC)
    published_by = factory.SubFactory(UserFactory, role=Role.ADMIN)
    document = factory.LazyAttribute(lambda edition: to_json(Document(edition.title, ())))
    as_of_event = 1


class EditionFileFactory(DjangoModelFactory):
    class Meta:
        model = EditionFile

    edition = factory.SubFactory(EditionFactory)
    format = Format.PDF
    content = b"%PDF-1.7"


class StoredFiguresFactory(DjangoModelFactory):
    class Meta:
        model = StoredFigures

    report_year = factory.Sequence(lambda n: AcademicYear(1990 + n % 60))
    membership_year = YEAR
    as_at = datetime.date(2018, 7, 31)
    part = "drawn"
    as_of_event = 0
    made_at = factory.LazyFunction(timezone.now)
    content = "{}"


class EditionFigureFactory(DjangoModelFactory):
    class Meta:
        model = EditionFigure

    edition = factory.SubFactory(EditionFactory)
    key = factory.Sequence(lambda n: f"visits.2017-18.all.schools{n}")
    title = "Schools visited"
    definition = "Schools with at least one visit made."
    columns = factory.LazyFunction(lambda: [{"heading": "School", "kind": "text"}])
    rows = factory.LazyFunction(lambda: [["Elm"]])
    subjects = factory.LazyFunction(lambda: [["schools.school", 1]])
