"""One full record of every kind, each call with schools, programmes and people of its own."""

import datetime
import itertools
from collections.abc import Callable

from django.apps import apps
from django.db.backends.postgresql.psycopg_any import DateRange
from django.db.models import Model

from accounts.history.tracking import Event
from accounts.models import Download, Invitation, User
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
from tests.factories import (
    AcceptanceFactory,
    ActionFactory,
    AgreementFactory,
    AssociateFactory,
    AssociateMembershipFactory,
    AssociateOfferFactory,
    AttendanceFactory,
    ChargeFactory,
    CoachingPairFactory,
    ContactFactory,
    EnrolmentFactory,
    FocusFactory,
    InspectionFactory,
    MembershipFactory,
    NationalAreaFactory,
    NationalOutcomeFactory,
    PackageInclusionFactory,
    PackagePriceFactory,
    ParticipantFactory,
    ParticipationFactory,
    PartnershipFactory,
    ProgrammeFactory,
    QuoteFactory,
    RenewalRoundFactory,
    ReportFactory,
    ReportSectionFactory,
    RowNoteFactory,
    RunFactory,
    SchoolFactory,
    SessionFactory,
    ShadowingFactory,
    StrandFactory,
    UserFactory,
    VisitFactory,
    VisitorFactory,
)
from thep.years import AcademicYear
from visits.models import Action, Attachment, Draft, DraftFile, Focus, NoteAnswer, NoteReading, Visit, Visitor

ROOMS = {
    *("accounts", "lists", "mail", "schools", "membership", "programmes", "visits", "ofsted", "official"),
    "reports",
}
DAY, NEXT_DAY = datetime.date(2018, 1, 10), datetime.date(2018, 1, 11)
NEXT_YEAR = datetime.date(2019, 1, 10)
DAYS = DateRange(DAY, NEXT_DAY)
_number = itertools.count(1)


ELSEWHERE = {
    *(Attachment, Download, Draft, DraftFile, Invitation, Message, NameWord, NoteAnswer, NoteReading),
    *(RenewalLetter, RoomSignIn, SavedFilter, SwitchedOff),
    *(Establishment, EstablishmentLink, OfficialFile, Proposal),
    *(SectionReader, Edition, EditionFile, EditionFigure, SchoolPackage, StoredFigures),
}
"""Records that nobody corrects: they are what happened, or what a person chose for themselves."""


def models() -> list[type[Model]]:
    """Every kind of record that admins correct."""
    return [model for model in every_model() if model not in ELSEWHERE]


def every_model() -> list[type[Model]]:
    """Every kind of record; the versions that the history keeps of each are no records."""
    of_rooms = [model for model in apps.get_models() if model._meta.app_label in ROOMS]
    return [model for model in of_rooms if not issubclass(model, Event)]


def trust() -> Trust:
    return Trust.objects.create(name=f"Trust {next(_number)}")


def school() -> School:
    return SchoolFactory(short_name="Short", trust=trust(), also="secondary", opened_on=DAY, closed_on=NEXT_DAY)


def school_phase() -> SchoolPhase:
    return SchoolPhase.objects.create(
        school=SchoolFactory(phase=None), phase="special", from_year=AcademicYear(2015), until_year=AcademicYear(2017)
    )


def representative() -> SchoolRepresentative:
    return SchoolRepresentative.objects.create(
        school=SchoolFactory(), user=UserFactory(role="headteacher"), from_on=DAY, until_on=NEXT_DAY
    )


def package() -> Package:
    number = next(_number)
    return Package.objects.create(slug=f"package-{number}", name=f"Package {number}")


def agreement() -> Agreement:
    return AgreementFactory(package=package(), schools=[SchoolFactory(), SchoolFactory()], fee=8600, agreed_on=DAY)


def visit() -> Visit:
    number = next(_number)
    place = {"school": None, "associate": AssociateFactory()} if number % 2 else {}
    said = {"purpose": "Learning walk", "met": "Head", "shared_note": "Good", "internal_note": "Tired"}
    return VisitFactory(reference=f"V{number}", visitor="Director", focus=FocusFactory(), **said, **place)


def action() -> Action:
    return ActionFactory(owner=UserFactory(), owner_name="Head", due_on=DAY, done_on=NEXT_DAY, outcome="It works")


def inspection() -> Inspection:
    return InspectionFactory(urn=100_001, ended_on=NEXT_DAY, published_on=NEXT_DAY, overall=2, safeguarding="effective")


def judgement() -> Judgement:
    return Judgement.objects.create(inspection=inspection(), area="outcomes", grade="2", graded_on=DAY)


def wording() -> LetterWording:
    """One of the two there can be."""
    words = {"subject": "Renew", "text": "Dear colleague"}
    return LetterWording.objects.get_or_create(kind=("invitation", "reminder")[next(_number) % 2], defaults=words)[0]


def contact() -> Contact:
    number = next(_number)
    place = {"school": None, "associate": AssociateFactory()} if number % 2 else {}
    return ContactFactory(phone="020 7946 0000", post="Deputy head", left_on=DAY, **place)


def report() -> Report:
    """Of a year that has none yet: there are 200."""
    return ReportFactory(report_year=AcademicYear(1950 + next(_number) % 200))


def section() -> ReportSection:
    return ReportSectionFactory(report=report(), text="What **we** did.", figures="visits", is_shown=False)


def quote() -> Quote:
    said = {"source": "survey of May 2018", "consent_note": "By the head, 3 May 2018"}
    return QuoteFactory(section=section(), has_consent=True, **said)


def run() -> Run:
    return RunFactory(led_by="school", leader_school=SchoolFactory(), cohort="Spring", places=20)


MAKE: dict[type[Model], Callable[[], Model]] = {
    User: UserFactory,
    Partnership: PartnershipFactory,
    Trust: trust,
    School: school,
    SchoolUrn: lambda: SchoolFactory().urns.get(),
    SchoolPhase: school_phase,
    FormerName: lambda: FormerName.objects.create(school=SchoolFactory(), name="Once", short_name="One", period=DAYS),
    FormerTrust: lambda: FormerTrust.objects.create(school=SchoolFactory(), trust=trust(), period=DAYS),
    FormerGovernance: lambda: FormerGovernance.objects.create(
        school=SchoolFactory(), governance="maintained", period=DAYS
    ),
    SchoolRepresentative: representative,
    Associate: lambda: AssociateMembershipFactory().associate,
    Membership: lambda: MembershipFactory(joined_on=DAY, left_on=NEXT_DAY, reason="Moved"),
    AssociateMembership: AssociateMembershipFactory,
    Package: package,
    Agreement: agreement,
    AgreementSchool: lambda: agreement().coverings.first(),
    Charge: lambda: ChargeFactory(school=SchoolFactory(), charged_on=DAY),
    Programme: lambda: ProgrammeFactory(phase="primary", subject="EAL"),
    Strand: lambda: StrandFactory(slug=f"strand-{next(_number)}"),
    Contact: contact,
    RenewalRound: lambda: RenewalRoundFactory(year=AcademicYear(1900 + next(_number) % 290), answer_by_on=NEXT_YEAR),
    LetterWording: wording,
    AssociateOffer: lambda: AssociateOfferFactory(offered_on=DAY, outcome="Taken up"),
    PackagePrice: lambda: PackagePriceFactory(package=package()),
    PackageInclusion: lambda: PackageInclusionFactory(package=package()),
    Run: run,
    Session: lambda: SessionFactory(starts="09:00", ends="12:00", place="Hall", places=40),
    Enrolment: lambda: EnrolmentFactory(withdrawn_on=NEXT_DAY, withdrawn_because="Moved"),
    Participant: lambda: ParticipantFactory(strand=StrandFactory(slug=f"strand-{next(_number)}"), withdrawn_on=DAY),
    CoachingPair: lambda: CoachingPairFactory(from_on=DAY, until_on=NEXT_DAY),
    Shadowing: lambda: ShadowingFactory(place="Elm"),
    Attendance: AttendanceFactory,
    Participation: lambda: ParticipationFactory(strand=StrandFactory(slug=f"strand-{next(_number)}"), people=4),
    Focus: FocusFactory,
    Visit: visit,
    Visitor: VisitorFactory,
    Action: action,
    Inspection: inspection,
    Judgement: judgement,
    NationalOutcome: lambda: NationalOutcomeFactory(
        as_at=DAY + datetime.timedelta(days=next(_number)), good=60, good_or_outstanding=90, source="Ofsted"
    ),
    NationalArea: lambda: NationalAreaFactory(
        as_at=DAY + datetime.timedelta(days=next(_number)), schools=246, source="Ofsted"
    ),
    Report: report,
    ReportSection: section,
    RowNote: lambda: RowNoteFactory(report=report()),
    Quote: quote,
    Acceptance: lambda: AcceptanceFactory(report=report(), accepted_by=UserFactory()),
}
