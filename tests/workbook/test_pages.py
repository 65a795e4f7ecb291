"""The upload page: choose, see, confirm; for those who may, and once."""

import datetime
import os
import time
from io import BytesIO
from pathlib import Path

import pytest
from django.core import signing
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from accounts.permissions import Role
from membership.models import Membership
from schools.models import School
from tests.factories import MembershipFactory, PartnershipFactory, SchoolFactory, UserFactory
from tests.workbook.books import SCHOOLS, xlsx, zipped
from workbook import forms, imports, previews, uploads
from workbook.files import WANTED

pytestmark = pytest.mark.django_db
UPLOAD = "/workbook/"


@pytest.fixture(autouse=True)
def _partnership(db):
    PartnershipFactory()


@pytest.fixture
def staff(client):
    client.user = UserFactory(role=Role.STAFF)
    client.force_login(client.user)
    return client


def csv(name="schools.csv", text=SCHOOLS):
    return SimpleUploadedFile(name, text if isinstance(text, bytes) else text.encode(), content_type="text/csv")


def upload(client, *files):
    return client.post(UPLOAD, {"files": list(files)})


def preview(client, *files):
    """The preview of files that can be read, and the address it stands at."""
    response = upload(client, *files)
    assert response.status_code == 302, response.context["form"].errors
    return client.get(response.url), response.url


def confirm(client, address, page, **extra):
    return client.post(f"{address}apply/", {"fingerprint": page.context["plan"].fingerprint, **extra})


def messages(response):
    return [(one.level_tag, str(one)) for one in response.context["messages"]]


def kept(settings):
    folder = Path(settings.MEDIA_ROOT) / "workbooks"
    return list(folder.iterdir()) if folder.exists() else []


# Who may


ADDRESSES = [
    ("get", reverse("workbook-upload")),
    ("post", reverse("workbook-upload")),
    ("get", reverse("workbook-template")),
    ("get", reverse("workbook-preview", args=["x"])),
    ("post", reverse("workbook-apply", args=["x"])),
]


@pytest.mark.parametrize(("method", "address"), ADDRESSES)
@pytest.mark.parametrize(
    ("role", "may"),
    [(Role.STAFF, True), (Role.ADMIN, True), (Role.HEADTEACHER, False), (Role.TRUSTEE, False), ("", False)],
)
def test_pages_are_for_those_who_may_import(client, method, address, role, may):
    client.force_login(UserFactory(role=role))

    assert (getattr(client, method)(address).status_code != 403) is may


@pytest.mark.parametrize(("method", "address"), ADDRESSES)
def test_pages_ask_a_stranger_to_sign_in(client, method, address):
    response = getattr(client, method)(address)

    assert (response.status_code, response.url) == (302, f"{reverse('account_login')}?next={address}")


def test_uploads_are_their_owners_alone(staff, client):
    page, address = preview(staff, csv())
    client.force_login(UserFactory(role=Role.ADMIN))

    assert client.get(address).url == UPLOAD
    assert client.post(f"{address}apply/", {"fingerprint": page.context["plan"].fingerprint}).url == UPLOAD
    assert School.objects.count() == 0


# Choosing


def test_page_offers_the_form_and_the_tables(staff):
    response = staff.get(UPLOAD)

    assert response.status_code == 200
    assert 'enctype="multipart/form-data"' in response.content.decode()
    assert "multiple" in response.context["form"].fields["files"].widget.render("files", None)


@pytest.mark.parametrize(
    ("files", "error"),
    [
        ([], "Choose a file."),
        ([csv("schools.csv", "")], "The file is empty."),
        ([csv("letter.xlsx", b"%PDF-1.7")], f"This is a PDF. {WANTED}"),
        ([csv("records.xlsx", bytes(range(256)) * 12)], f"This is no spreadsheet. {WANTED}"),
        ([csv("records.zip", b"PK\3\4" + bytes(range(256)) * 12)], None),
        (
            [csv("records.xlsx", b"PK"), csv("schools.csv")],
            "Choose one workbook, one .zip, or any number of .csv files.",
        ),
    ],
    ids=["none", "empty", "pdf", "random", "damaged", "mixed"],
)
def test_what_cannot_be_read_is_said_beside_the_field(staff, settings, files, error):
    response = upload(staff, *files)

    said = response.context["form"].errors["files"]
    assert (response.status_code, said) == (
        200,
        [error or "The file is damaged or incomplete. Save it again, or fetch it again."],
    )
    assert kept(settings) == []


def test_file_that_is_too_large_is_said_beside_the_field(staff, settings, monkeypatch):
    monkeypatch.setattr(forms, "MAX_FILE", 100)

    response = upload(staff, csv("a.csv", "x" * 60), csv("b.csv", "x" * 60))

    assert response.context["form"].errors["files"] == ["That is more than 0 MB. Save only the tables in it."]
    assert kept(settings) == []


def test_zip_bomb_is_said_beside_the_field(staff, tmp_path):
    bomb = zipped(tmp_path / "bomb.zip", {"schools.csv": b"\0" * 50_000_000})

    assert upload(staff, csv("bomb.zip", bomb.read_bytes())).context["form"].errors["files"] == [
        "The file unpacks to more than the portal can read (400 MB)."
    ]


@pytest.mark.parametrize("form", ["csv", "zip", "xlsx"])
def test_each_form_of_a_workbook_is_previewed(staff, settings, tmp_path, form):
    MEMBERSHIPS = "year,urn,status\n2017-18,100001,member\n"
    if form == "csv":
        files = [csv(), csv("Memberships.CSV", MEMBERSHIPS)]
    elif form == "zip":
        content = zipped(tmp_path / "x.zip", {"x/schools.csv": SCHOOLS, "x/memberships.csv": MEMBERSHIPS}).read_bytes()
        files = [csv("records.zip", content)]
    else:
        grids = {
            name: [line.split(",") for line in text.splitlines()]
            for name, text in {"schools": SCHOOLS, "memberships": MEMBERSHIPS}.items()
        }
        files = [csv("records.xlsx", xlsx(tmp_path / "x.xlsx", **grids).read_bytes())]

    page, _ = preview(staff, *files)

    assert [(table.name, table.created) for table in page.context["tables"]] == [("schools", 2), ("memberships", 1)]
    assert page.context["upload"].name == ("2 files" if form == "csv" else f"records.{form}")
    (path,) = kept(settings)
    assert (path.stat().st_mode & 0o777, path.parent.stat().st_mode & 0o777) == (0o600, 0o700)
    assert School.objects.count() == 0


# Seeing


def test_preview_shows_new_changed_and_missing(staff):
    ash = SchoolFactory(name="Ash Primary School", short_name="Ash", urn=100001, governance="academy")
    SchoolFactory(name="Elm", urn=100009)

    page, _ = preview(staff, csv())

    (table,) = page.context["tables"]
    assert (table.created, table.changed, table.unchanged, table.missing) == (1, 1, 0, 1)
    assert table.edits.shown == [
        {
            "line": 2,
            "label": "100001 Ash",
            "column": "governance",
            "before": "academy",
            "after": "maintained",
        }
    ]
    assert [(line, [cell.text for cell in cells][:3]) for line, cells in table.new_rows.shown] == [
        (3, ["100002", "Beech School", "secondary"])
    ]
    assert table.missing_rows.shown == ["100009 Elm"]
    text = page.content.decode()
    assert 'value="' + page.context["plan"].fingerprint in text
    assert "Apply: 1 new, 1 changed" in text
    assert ash in School.objects.filter(governance="academy")


def test_preview_shows_problems_and_offers_nothing_to_apply(staff):
    page, address = preview(staff, csv("memberships.csv", "year,urn,status\n2017-18,100001,membr\n"))

    assert [(one.line, one.column, one.value) for one in page.context["problems"].shown] == [(2, "status", "membr")]
    assert "Write one of: invited, renewing, member, declined, withdrawn." in page.content.decode()
    assert "/apply/" not in page.content.decode()
    response = confirm(staff, address, page)
    assert (response.status_code, Membership.objects.count()) == (409, 0)


def test_markup_in_a_file_is_text_on_the_page(staff):
    script = "<script>alert(1)</script>"
    bad = f'urn,name,phase,la_code\n100001,{script},"<b>x</b>",211\n100002,{script},primary,211\n'

    page, _ = preview(staff, csv(f"{script[:8]}.csv", "x"), csv("schools.csv", bad))

    text = page.content.decode()
    assert ("<script>" in text, "<b>x</b>" in text) == (False, False)
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in text


def test_long_previews_are_cut_with_the_number_of_the_rest(staff, monkeypatch):
    monkeypatch.setattr(previews, "MAX_PROBLEMS", 3)
    good = "".join(f"1{n:05},School {n},primary,211\n" for n in range(1500))
    bad = "".join(f"2017-18,{n},member\n" for n in range(10))

    page, _ = preview(
        staff,
        csv("schools.csv", f"urn,name,phase,la_code\n{good}"),
        csv("memberships.csv", f"year,urn,status\n{bad}"),
    )

    (schools, _) = page.context["tables"]
    assert (len(schools.new_rows.shown), schools.new_rows.more) == (20, 1480)
    assert (len(page.context["problems"].shown), page.context["problems"].more) == (3, 7)
    assert "and 1,480 more" in page.content.decode()
    assert len(page.content) < 60_000


@pytest.mark.parametrize("text", [SCHOOLS, SCHOOLS.partition("\n")[0]])
def test_preview_of_nothing_new_says_so(staff, text):
    preview_page, address = preview(staff, csv())
    confirm(staff, address, preview_page)

    page, _ = preview(staff, csv("schools.csv", text))

    assert "Nothing would change" in page.content.decode()


def test_preview_asks_the_same_of_the_database_for_any_number_of_rows(staff):
    counted = []
    for n in (1, 60):
        rows = "".join(f"1{number:05},School {number},primary,211\n" for number in range(n))
        address = upload(staff, csv("schools.csv", f"urn,name,phase,la_code\n{rows}")).url
        with CaptureQueriesContext(connection) as captured:
            staff.get(address)
        counted.append(len(captured))

    assert counted[0] == counted[1]


# Confirming


def test_confirming_applies_and_forgets_the_file(staff, settings):
    page, address = preview(staff, csv())

    response = staff.post(f"{address}apply/", {"fingerprint": page.context["plan"].fingerprint}, follow=True)

    assert response.redirect_chain == [(UPLOAD, 302)]
    assert messages(response) == [("success", "Applied: 2 new records, 0 changed.")]
    assert (School.objects.count(), kept(settings)) == (2, [])


GONE = (
    "info",
    "That file is no longer kept: it has been applied, or came more than a day ago. To look again, choose it again.",
)


def test_confirming_twice_applies_once(staff):
    page, address = preview(staff, csv())
    confirm(staff, address, page)

    again = staff.post(f"{address}apply/", {"fingerprint": page.context["plan"].fingerprint}, follow=True)
    back = staff.get(address, follow=True)

    assert messages(again)[-1:] == messages(back) == [GONE]
    assert School.objects.count() == 2


def test_second_of_two_clicks_at_once_finds_nothing_left(staff, settings):
    page, address = preview(staff, csv())
    (path,) = kept(settings)
    content = path.read_bytes()
    confirm(staff, address, page)
    path.write_bytes(content)  # as the second request found it, before the first had ended

    response = staff.post(f"{address}apply/", {"fingerprint": page.context["plan"].fingerprint}, follow=True)

    assert messages(response)[-1] == (
        "info",
        "The records hold every row of the file already. Nothing was left to apply.",
    )
    assert (School.objects.count(), kept(settings)) == (2, [])


def test_records_that_changed_meanwhile_are_shown_afresh(staff, settings):
    membership = MembershipFactory(school=SchoolFactory(name="Ash", urn=100001), status="invited")
    page, address = preview(staff, csv("memberships.csv", "year,urn,status\n2017-18,100001,member\n"))
    Membership.objects.update(status="declined")

    response = confirm(staff, address, page)

    membership.refresh_from_db()
    assert (response.status_code, membership.status) == (409, "declined")
    assert [(edit["before"], edit["after"]) for edit in response.context["tables"][0].edits.shown] == [
        ("declined", "member")
    ]
    assert messages(response) == [
        ("warning", "The records changed since you saw the preview. Nothing was applied; this is how it is now.")
    ]
    confirm(staff, address, response)
    membership.refresh_from_db()
    assert membership.status == "member"


@pytest.mark.parametrize("fingerprint", ["", "0" * 64, "\0"])
def test_confirming_something_else_applies_nothing(staff, fingerprint):
    _, address = preview(staff, csv())

    response = staff.post(f"{address}apply/", {"fingerprint": fingerprint})

    assert (response.status_code, School.objects.count()) == (409, 0)


def test_what_the_database_refuses_is_said_on_the_preview(staff, monkeypatch):
    page, address = preview(staff, csv())

    def refuses(*arguments, **options):
        raise imports.NotApplied("Nothing was applied. Try again.")

    monkeypatch.setattr(imports, "apply_if_same", refuses)
    response = staff.post(f"{address}apply/", {"fingerprint": page.context["plan"].fingerprint}, follow=True)

    assert (response.redirect_chain, messages(response)) == (
        [(address, 302)],
        [("warning", "Nothing was applied. Try again.")],
    )


@pytest.mark.parametrize("token", ["x", "x:y:z", "..", "%00"])
def test_token_that_is_none_leads_back(staff, token):
    response = staff.get(f"/workbook/{token}/", follow=True)

    assert (response.redirect_chain[-1][0], messages(response)) == (UPLOAD, [GONE])


def test_token_ends_after_a_day(staff, monkeypatch):
    _, address = preview(staff, csv())
    tomorrow = time.time() + datetime.timedelta(days=1, seconds=2).total_seconds()
    monkeypatch.setattr(signing.time, "time", lambda: tomorrow)

    assert staff.get(address).url == UPLOAD


def test_files_of_yesterday_go_when_the_next_one_comes(staff, settings):
    preview(staff, csv())
    (old,) = kept(settings)
    yesterday = time.time() - uploads.KEPT_FOR.total_seconds() - 2
    os.utime(old, (yesterday, yesterday))

    preview(staff, csv())

    assert (len(kept(settings)), old in kept(settings)) == (1, False)


def test_file_that_cannot_be_read_after_all_is_said(staff, settings):
    _, address = preview(staff, csv())
    (path,) = kept(settings)
    path.write_bytes(path.read_bytes()[:40])

    response = staff.get(address, follow=True)

    assert (messages(response), kept(settings)) == (
        [("warning", "The file is damaged or incomplete. Save it again, or fetch it again.")],
        [],
    )


# The empty workbook


def test_empty_workbook_is_downloaded(staff):
    response = staff.get(reverse("workbook-template"))

    assert response["Content-Type"] == "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    assert response["Content-Disposition"] == 'attachment; filename="workbook.xlsx"'
    assert load_workbook(BytesIO(b"".join(response.streaming_content))).sheetnames[0] == "Notes"
