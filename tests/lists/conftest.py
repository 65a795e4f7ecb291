"""Every list there is, with a way to fill it and to read its page and its files."""

import csv
import datetime
import html
import io
import re

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from membership.models import PackageInclusion
from membership.views.charges import CHARGES
from membership.views.lists import AGREEMENTS, RENEWALS
from ofsted.lists import AREAS, OUTCOMES
from ofsted.models import NationalArea, NationalOutcome
from overview.associates.list import ASSOCIATES
from overview.entitlement_pages import ENTITLEMENTS
from overview.ofsted.due import DUE
from overview.school_list import SCHOOLS
from programmes.views.lists import PROGRAMMES
from tests.factories import (
    YEAR,
    ActionFactory,
    AgreementFactory,
    AssociateMembershipFactory,
    AssociateOfferFactory,
    ChargeFactory,
    FocusFactory,
    InspectionFactory,
    MembershipFactory,
    NationalOutcomeFactory,
    NoteAnswerFactory,
    NoteReadingFactory,
    PackageInclusionFactory,
    ParticipationFactory,
    SchoolFactory,
    UserFactory,
    VisitFactory,
    VisitorFactory,
)
from visits.views.lists import ACTIONS, VISITS

EVERY = (
    *(SCHOOLS, VISITS, ACTIONS, PROGRAMMES, AGREEMENTS, RENEWALS, CHARGES, ENTITLEMENTS, ASSOCIATES, DUE),
    *(OUTCOMES, AREAS),
)
LISTS = {one.name: one for one in EVERY}
DAY = datetime.date(2018, 3, 1)
DASH = "–"


def fill(name: str, number: int) -> None:
    """So many more rows of the list, each with all that hangs on it."""
    for n in range(number):
        school = SchoolFactory()
        match name:
            case "school-list":
                MembershipFactory(school=school)
                VisitFactory(school=school)
            case "visit-list":
                note = {"shared_note": "Good", "internal_note": "Tired"} if n % 2 else {}
                visit = VisitFactory(school=school, visitor=f"Visitor {n % 3}", focus=FocusFactory(), **note)
                VisitorFactory(visit=visit)
                ActionFactory(visit=visit)
                NoteReadingFactory(visit=visit)
                NoteAnswerFactory(visit=visit)
            case "action-list":
                due_on = DAY + datetime.timedelta(n) if n % 3 else None
                ActionFactory(visit=VisitFactory(school=school), owner=UserFactory(), due_on=due_on)
            case "programme-list":
                ParticipationFactory(school=school, people=n)
            case "agreement-list":
                AgreementFactory(schools=[school, SchoolFactory()], fee=100 * n)
            case "entitlements":
                AgreementFactory(schools=[school])
                if not PackageInclusion.objects.exists():
                    PackageInclusionFactory()
                VisitFactory(school=school, focus=FocusFactory(consultancy_days=n % 3))
                ParticipationFactory(school=school, programme__kind=("conference", "network")[n % 2], people=n)
            case "associate-list":
                associate = AssociateMembershipFactory(status=("member", "renewing", "lapsed")[n % 3]).associate
                VisitFactory(school=None, associate=associate)
                AssociateOfferFactory(associate=associate)
            case "ofsted-due":
                if n % 3:
                    inspected_on = DAY + datetime.timedelta(days=300 * n)
                    InspectionFactory(school=school, inspected_on=inspected_on, overall=2 if n < 6 else None)
            case "national-list":
                NationalOutcomeFactory(as_at=_next_day(NationalOutcome), good=n, note="=1")
            case "national-area-list":
                area = {"regime": "report_card", "area": "card_inclusion", "grade": "strong", "percent": n}
                NationalArea.objects.create(as_at=_next_day(NationalArea), phase="primary", **area)
            case "charge-list":
                ChargeFactory(school=school, amount=100 * n, paid_on=DAY if n % 2 else None)
            case "renewal-list":
                AgreementFactory(schools=[school], year=YEAR - 1)
                MembershipFactory(school=school, year=YEAR - 1)
                MembershipFactory(school=school, status=("invited", "renewing", "member")[n % 3])


def _next_day(model: type[NationalOutcome] | type[NationalArea]) -> datetime.date:
    return DAY + datetime.timedelta(model.objects.count())


@pytest.fixture
def staff(db, client):
    person = UserFactory(role="staff")
    client.force_login(person)
    client.person = person
    return client


def address(name: str, file: str = "") -> str:
    return reverse(f"{name}-{file}" if file else name)


def rows_of_page(answer) -> list[list[str]]:
    """What its cells say, those with boxes aside."""
    rows = re.findall(r"<tr data-row>(.*?)</tr>", answer.content.decode(), re.DOTALL)
    return [
        [html.unescape(re.sub(r"<[^>]+>", "", cell)) for cell in re.findall(r"<td(?! class=.tick).*?</td>", row)]
        for row in rows
    ]


def heads_of_page(answer) -> list[str]:
    heads = re.findall(r'<th scope="col".*?</th>', answer.content.decode(), re.DOTALL)
    return [html.unescape(re.sub(r"<[^>]+>", "", head)) for head in heads]


def rows_of_csv(answer) -> list[list[str]]:
    return list(csv.reader(io.StringIO(b"".join(answer).decode("utf-8-sig"))))


def rows_of_xlsx(answer) -> list[list[object]]:
    sheet = load_workbook(io.BytesIO(b"".join(answer))).active
    return [[cell.value for cell in row] for row in sheet.iter_rows()]
