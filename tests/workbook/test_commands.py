"""The commands: what they print, and that they write only when told to."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from accounts.models import User
from accounts.permissions import Role
from membership.models import Membership
from schools.models import School, SchoolRepresentative, SchoolUrn
from tests.factories import MembershipFactory, PartnershipFactory, SchoolFactory, UserFactory
from tests.workbook.books import SAMPLE, folder
from workbook import imports
from workbook.management.commands import import_workbook, load_sample

pytestmark = pytest.mark.django_db


def said(*arguments, **options):
    out = StringIO()
    call_command(*arguments, stdout=out, **options)
    return out.getvalue().splitlines()


# import_workbook


@pytest.fixture
def records(tmp_path):
    ash = SchoolFactory(name="Ash", urn=100001)
    MembershipFactory(school=ash, status="invited")
    MembershipFactory(school=SchoolFactory(name="Beech", urn=100002))
    return folder(
        tmp_path / "records",
        memberships="year,urn,status\n2017-18,100001,member\n2017-18,100003,member\n",
        schools="urn,name,phase,la_code,trust\n100001,Ash,primary,211,\n100002,Beech,primary,211,\n"
        "100003,Cedar,special,211,Oak Trust\n",
    )


def test_import_prints_what_would_change_and_writes_nothing(records):
    assert said("import_workbook", records) == [
        "schools: 1 new, 0 changed, 2 unchanged, 0 not in the file",
        "  new row 4: 100003 · Cedar · special · 211 · Oak Trust",
        "memberships: 1 new, 1 changed, 0 unchanged, 1 not in the file",
        "  new row 3: 2017-18 · 100003 · member",
        "  changed row 2: 2017-18 100001 Ash: status: invited → member",
        "  not in the file: 2017-18 100002 Beech",
        "new trust: Oak Trust",
        "Nothing was written. Add --apply to write it.",
    ]
    assert (School.objects.count(), Membership.objects.count()) == (2, 2)


def test_import_applies_when_told_to(records):
    assert said("import_workbook", records, apply=True)[-1] == "Applied: 2 new, 1 changed."
    assert said("import_workbook", records) == [
        "schools: 0 new, 0 changed, 3 unchanged, 0 not in the file",
        "memberships: 0 new, 0 changed, 2 unchanged, 1 not in the file",
        "  not in the file: 2017-18 100002 Beech",
    ]


@pytest.mark.parametrize(("apply", "end"), [(False, "1 problem."), (True, "1 problem. Nothing was applied.")])
def test_import_fails_with_a_problem(records, apply, end):
    (records / "memberships.csv").write_text("year,urn,status\n2017-18,100001,member\n2017-18,100002,membr\n")
    out = StringIO()

    with pytest.raises(CommandError) as error:
        call_command("import_workbook", records, apply=apply, stdout=out)

    assert str(error.value) == end
    assert out.getvalue().splitlines()[-1] == (
        "  problem in memberships, row 3, status: “membr”. "
        "Write one of: invited, renewing, member, declined, withdrawn."
    )
    assert School.objects.count() == 2


def test_import_prints_the_first_of_many_and_all_when_asked(tmp_path, monkeypatch):
    monkeypatch.setattr(import_workbook, "SHOWN", 2)
    rows = "".join(f"p-{n},P {n},project\n" for n in range(5))
    path = folder(tmp_path / "records", programmes=f"slug,name,kind\n{rows}")

    assert said("import_workbook", path) == [
        "programmes: 5 new, 0 changed, 0 unchanged, 0 not in the file",
        "  new row 2: p-0 · P 0 · project",
        "  new row 3: p-1 · P 1 · project",
        "  … and 3 more (--verbosity 2 lists them)",
        "Nothing was written. Add --apply to write it.",
    ]
    assert len(said("import_workbook", path, verbosity=2)) == 7


def test_import_refuses_what_is_no_spreadsheet(tmp_path):
    (tmp_path / "letter.pdf").write_bytes(b"%PDF-1.7")

    with pytest.raises(CommandError, match="This is a PDF"):
        call_command("import_workbook", tmp_path / "letter.pdf")


def test_import_says_when_the_records_changed_meanwhile(records, monkeypatch):
    apply_if_same = imports.apply_if_same

    def after_a_change(*arguments, **options):
        Membership.objects.update(status="withdrawn")
        return apply_if_same(*arguments, **options)

    monkeypatch.setattr(imports, "apply_if_same", after_a_change)

    with pytest.raises(CommandError, match="The records changed meanwhile, so nothing was applied"):
        call_command("import_workbook", records, apply=True, stdout=StringIO())

    assert School.objects.count() == 2


# workbook_template


def test_template_is_written(tmp_path):
    path = tmp_path / "empty.xlsx"

    assert said("workbook_template", path) == [f"Written: {path}"]
    assert imports.plan(imports.read(path)).is_empty


@pytest.mark.parametrize(
    ("name", "message"),
    [("empty.csv", "is no name for an Excel workbook"), ("nowhere/empty.xlsx", "cannot be written: No such file")],
)
def test_template_says_why_it_cannot_be_written(tmp_path, name, message):
    with pytest.raises(CommandError, match=message):
        call_command("workbook_template", tmp_path / name)


# load_sample

SIGN_INS = [
    "Sample sign-ins, all with the same password:",
    "",
    "  Staff        staff@thep.example           sample-partnership",
    "  Headteacher  headteacher@thep.example     sample-partnership",
    "  Trustee      trustee@thep.example         sample-partnership",
    "  Admin        admin@thep.example           sample-partnership",
]


def test_sample_is_for_the_demo_alone(settings):
    settings.DEMO = False

    with pytest.raises(CommandError, match="The sample is for the demo"):
        call_command("load_sample")

    assert (School.objects.count(), User.objects.count()) == (0, 0)


def test_sample_is_loaded_once_with_a_sign_in_for_each_role(settings, client):
    settings.DEMO = True

    assert said("load_sample") == ["Loaded the sample partnership: 1,505 records.", "", *SIGN_INS]
    assert said("load_sample") == ["", *SIGN_INS]

    assert {user.email: user.role for user in User.objects.all()} == {
        f"{role.value}@thep.example": role for role in Role
    }
    assert all(client.login(email=user.email, password="sample-partnership") for user in User.objects.all())
    acts = SchoolRepresentative.objects.get()
    assert (acts.user.role, acts.school.short_name) == ("headteacher", "Bangabandhu")
    assert imports.plan(imports.read(SAMPLE)).is_empty


def test_sample_and_its_sign_ins_stay_out_of_a_portal_with_records_of_its_own(settings):
    settings.DEMO = True
    SchoolFactory()

    assert said("load_sample") == [
        "The portal holds records of its own: neither the sample nor its sign-ins are added."
    ]
    assert (School.objects.count(), User.objects.count()) == (1, 0)


def test_sample_leaves_records_and_people_as_they_are(settings):
    settings.DEMO = True
    PartnershipFactory(name="Riverside")
    school = SchoolFactory(urn=100002)
    head = UserFactory(email="Headteacher@thep.example", role=Role.HEADTEACHER)
    SchoolRepresentative.objects.create(school=school, user=head)
    SchoolUrn.objects.create(school=SchoolFactory(), urn=load_sample.HEADS_URN, is_current=False)

    said("load_sample")

    assert (School.objects.count(), User.objects.count(), Membership.objects.count()) == (2, 4, 0)
    assert SchoolRepresentative.objects.get().school == school
