"""The inbox and the files, as staff use them."""

import datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from official.models import Proposal, State
from ofsted.models import Grade, Inspection, NationalOutcome
from schools.models import OfficialFile, OfficialKind, School
from tests.factories import OfficialFileFactory, ProposalFactory, SchoolFactory
from tests.official.reading.reads import GIAS_2018, OFSTED_2026
from tests.official.rows import establishment, gias, inspected, inspection, ofsted

DECIDE = "official-decide"


def upload(client, content, name, **more):
    file = SimpleUploadedFile(name, content)
    return client.post(reverse("official-files"), {"file": file, **more}, follow=True)


def page_of(response):
    return response.content.decode()


def test_an_uploaded_file_fills_the_inbox_and_changes_no_record(staff, elm):
    SchoolFactory(name="Green Spring Academy", urn=137_789)
    names = set(School.objects.values_list("name", flat=True))

    response = upload(staff, GIAS_2018.read_bytes(), GIAS_2018.name)

    file = OfficialFile.objects.get()
    assert (file.as_at, file.rows, file.kind) == (datetime.date(2018, 8, 31), 127, "gias")
    assert response.redirect_chain[-1][0] == reverse("official-file", args=[file.pk])
    assert "to decide came into the inbox" in page_of(response)
    assert set(School.objects.values_list("name", flat=True)) == names
    assert Proposal.objects.filter(kind="name", state=State.OPEN).count() == 1


def test_the_day_is_asked_for_where_the_name_does_not_say_it(staff, elm):
    content = OFSTED_2026.read_bytes()

    asked = upload(staff, content, "inspections.csv")
    told = upload(staff, content, "inspections.csv", as_at="2026-02-28")

    assert (asked.status_code, "Say it." in page_of(asked)) == (422, True)
    assert told.status_code == 200
    assert OfficialFile.objects.get().as_at == datetime.date(2026, 2, 28)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ({}, "Choose a file, or write its address."),
        ({"address": "not an address"}, "beginning with https://"),
        ({"file": ("list.csv", b"URN,Colour\n100001,red\n")}, "No official file is recognised"),
        ({"file": ("empty.csv", b"")}, "The file is empty."),
        ({"file": ("photo.zip", b"PK\x03\x04 broken")}, "damaged"),
    ],
)
def test_what_is_no_official_file_is_said_and_nothing_taken_in(staff, elm, data, words):
    if "file" in data:
        data["file"] = SimpleUploadedFile(*data["file"])

    response = staff.post(reverse("official-files"), data)

    assert (response.status_code, words in page_of(response)) == (422, True)
    assert OfficialFile.objects.count() == 0


def test_the_inbox_goes_school_by_school_with_what_is_and_what_would_be(staff, elm):
    gias(establishment(100_001, "Oak Primary School"))
    ofsted(inspected(140_001, inspection("10", 140_001, overall=Grade.GOOD)))

    page = page_of(staff.get(reverse("official-inbox")))

    assert "<del>Elm Primary School</del>" in page
    assert "Oak Primary School" in page
    assert "URN 140001" in page
    assert "Graded inspection, 9 May 2018" in page


def test_a_proposal_is_accepted_from_the_inbox_and_leads_back_there(staff, elm):
    gias(establishment(100_001, "Oak Primary School"))
    proposal = Proposal.objects.get()
    back = reverse("official-inbox") + "?kind=name"

    response = staff.post(reverse(DECIDE, args=[proposal.pk]), {"what": "accept", "next": back})

    assert (response.status_code, response["Location"]) == (302, back)
    assert School.objects.get().name == "Oak Primary School"
    proposal.refresh_from_db()
    assert (proposal.state, proposal.decided_by.name) == (State.ACCEPTED, "Sam Staff")


def test_pressing_twice_writes_once_and_says_so(staff, elm):
    ofsted(inspected(100_001, inspection("10", 100_001, overall=Grade.GOOD)))
    address = reverse(DECIDE, args=[Proposal.objects.get().pk])
    staff.post(address, {"what": "accept"})

    again = staff.post(address, {"what": "accept"}, follow=True)

    assert "decided already: accepted" in page_of(again)
    assert Inspection.objects.count() == 1


def test_another_site_is_never_led_to(staff, elm):
    proposal = ProposalFactory(school=elm)

    response = staff.post(reverse(DECIDE, args=[proposal.pk]), {"what": "refuse", "next": "https://example.org/"})

    assert response["Location"] == reverse("official-inbox")


def test_what_the_person_adds_is_checked_and_written(staff, elm):
    gias(establishment(100_001, "Oak Primary School"))
    address = reverse(DECIDE, args=[Proposal.objects.get().pk])
    data = {"what": "accept", "with_choices": "yes", "name": "Oak Primary School", "short_name": "Oak"}

    wrong = staff.post(address, data | {"on": "31/02/2025"})
    right = staff.post(address, data | {"on": "2025-01-06"})

    assert (wrong.status_code, "25/12/2025" in page_of(wrong), right.status_code) == (422, True, 302)
    school = School.objects.get()
    assert (school.short_name, school.former_names.get().period.upper) == ("Oak", datetime.date(2025, 1, 6))


def test_an_empty_inbox_says_what_to_do(staff, elm):
    assert "Take in this month’s files" in page_of(staff.get(reverse("official-inbox")))
    assert "No file has been taken in yet." in page_of(staff.get(reverse("official-files")))
    assert "Nothing fits these filters" in page_of(staff.get(reverse("official-inbox"), {"kind": "trust"}))
    assert "No figure of any year would change." in page_of(staff.get(reverse("official-changes")))


def test_what_could_not_be_read_stands_with_the_file(staff):
    problem = {"line": 12, "column": "Publication date", "value": "soon", "words": "This is no date."}
    file = OfficialFileFactory(kind=OfficialKind.OFSTED, problems=[problem])

    page = page_of(staff.get(reverse("official-file", args=[file.pk])))

    assert "Row 12, Publication date: “soon”. This is no date." in page


def test_a_national_file_gives_the_national_figures_once_and_a_cut_none(staff):
    counts = {
        "is_national": True,
        "overall": {"primary": {"1": 1, "2": 3, "3": 0, "4": 0}},
        "not_judged": {},
        "areas": {},
    }
    national = OfficialFileFactory(kind=OfficialKind.OFSTED, as_at=datetime.date(2025, 8, 31), counts=counts)
    cut = OfficialFileFactory(kind=OfficialKind.OFSTED)

    def pressed(file):
        return page_of(staff.post(reverse("official-national", args=[file.pk]), follow=True))

    assert "Use it for the national comparison" in page_of(staff.get(reverse("official-file", args=[national.pk])))
    assert "Use it for the national comparison" not in page_of(staff.get(reverse("official-file", args=[cut.pk])))
    assert "1 national figure counted from this file" in pressed(national)
    assert "on record already" in pressed(national)
    assert "not of the whole country" in pressed(cut)
    figure = NationalOutcome.objects.get()
    assert (figure.basis, figure.schools, figure.outstanding, figure.good) == ("counted", 4, 25, 75)


@pytest.mark.parametrize("name", ["official-inbox", "official-files"])
def test_pages_ask_as_much_of_many_as_of_one(staff, name, elm):
    def asked():
        with CaptureQueriesContext(
            connection,
        ) as queries:
            staff.get(reverse(name))
        return len(queries)

    ProposalFactory()
    one = asked()
    for _ in range(49):
        ProposalFactory()

    assert asked() == one
