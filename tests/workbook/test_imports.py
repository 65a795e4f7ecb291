"""Planning and applying: what is written, when, and that it is all or nothing."""

import pytest
from django.db import IntegrityError, connection
from django.db.backends.postgresql.psycopg_any import DateRange
from django.test.utils import CaptureQueriesContext

from membership.models import Agreement, AgreementSchool, Membership, Package, whole
from ofsted.models import Inspection
from programmes.models import Participation, Strand
from schools.models import Associate, Partnership, School, SchoolPhase, SchoolUrn, Trust
from tests.factories import (
    YEAR,
    AgreementFactory,
    MembershipFactory,
    PartnershipFactory,
    SchoolFactory,
    UserFactory,
)
from tests.workbook.books import SAMPLE, SCHOOLS, as_excel_holds, counts, parsed, planned, told, xlsx, zipped
from visits.models import Visit
from workbook import imports, records
from workbook.csv_files import CsvSheet
from workbook.tables import TABLES

pytestmark = pytest.mark.django_db
NOBODY = "a test"


def written():
    """Every row of every table that an import can write, as the database holds it."""
    found = {}
    with connection.cursor() as cursor:
        for model in (*imports.WRITTEN, Package):
            cursor.execute(f'SELECT * FROM "{model._meta.db_table}" ORDER BY 1')  # noqa: S608 - our own names
            found[model] = cursor.fetchall()
    return found


@pytest.fixture(scope="module")
def sample():
    return imports.read(SAMPLE)


# The sample


def test_sample_is_applied_whole_and_then_changes_nothing(sample):
    plan = imports.plan(sample)
    assert (told(plan), plan.notes, plan.created, plan.changed) == ([], (), 1505, 0)

    imports.apply(plan, by=NOBODY)

    again = imports.plan(sample)
    assert [(one.table.name, *counts(again, one.table.name)) for one in again.tables] == [
        (name, 0, 0, len(sample.tables[name].rows), 0)
        for name in [table.name for table in TABLES if table.name != "national_areas"]  # none in 2017-18
    ]
    assert (again.is_empty, again.names, told(again)) == (True, (), [])
    assert {
        model: model.objects.count()
        for model in (School, SchoolUrn, SchoolPhase, Trust, Associate, Strand, Agreement, Visit, Inspection)
    } == {
        School: 104,
        SchoolUrn: 107,
        SchoolPhase: 105,
        Trust: 1,
        Associate: 21,
        Strand: 3,
        Agreement: 146,
        Visit: 128,
        Inspection: 297,
    }
    before = written()
    imports.apply(again, by=NOBODY)
    assert written() == before


def test_sample_is_the_same_plan_in_every_form(sample, tmp_path):
    files = {path.name: path.read_bytes() for path in SAMPLE.iterdir()}
    sheets = {}
    for path in SAMPLE.glob("*.csv"):
        table = next(table for table in TABLES if table.name == path.stem)
        sheet = CsvSheet(path.stem, path.read_bytes)
        sheets[path.stem] = [[as_excel_holds(cell) for cell in cells] for _, cells in sheet.rows(table)]

    forms = [zipped(tmp_path / "sample.zip", files), xlsx(tmp_path / "sample.xlsx", **sheets)]

    plans = [imports.plan(imports.read(path)) for path in forms]
    expected = imports.plan(sample)
    assert plans == [expected, expected]


# Planning


def test_planning_writes_nothing(sample):
    SchoolFactory(name="Elm", urn=100937)
    MembershipFactory()
    before = written()

    plan = imports.plan(sample)

    assert (plan.created > 0, plan.changed > 0, written()) == (True, True, before)


def test_plan_is_the_same_until_the_records_or_the_rows_change():
    PartnershipFactory()
    school = SchoolFactory(name="Ash", urn=100001)
    membership = MembershipFactory(school=school)
    text = "year,urn,status,reason\n2017-18,100001,declined,\n2018-19,100001,member,\n"
    first = planned(memberships=text).fingerprint
    assert planned(memberships=text).fingerprint == first

    changed = planned(memberships=text.replace("18-19", "19-20")).fingerprint
    membership.status = "withdrawn"
    membership.save()
    after_change = planned(memberships=text).fingerprint
    MembershipFactory(year=membership.year)
    after_arrival = planned(memberships=text).fingerprint
    school.urns.update(urn=100009)
    SchoolFactory(name="Beech", urn=100001)
    after_move = planned(memberships=text).fingerprint

    assert len({first, changed, after_change, after_arrival, after_move}) == 5


def test_table_without_rows_says_nothing_of_what_is_missing():
    MembershipFactory()

    plan = planned(memberships="year,urn,status\n", schools=SCHOOLS.partition("\n")[0])

    assert (plan.tables, plan.is_empty, plan.notes) == ((), True, ("The file has no rows.",))


def test_missing_partnership_is_noted():
    assert planned(schools=SCHOOLS).notes == (
        "There is no partnership yet, so no school counts as in its area. The partnership table says which do.",
    )


def many(n, start=100_000, *, later=False):
    """Tables of `n` rows each; `later` with something else in each row."""
    urns = [start + number for number in range(n)]
    member, kind, amount, day = ("renewing", "project", 2, 2) if later else ("member", "network", 1, 1)
    second = "special" if later else "secondary"
    return parsed(
        partnership=f"name,la_codes\nRiverside,{210 + amount}\n",
        schools="urn,name,phase,also_counted_in,la_code,trust,former_urns\n"
        + "".join(
            f"{u},School {u},primary,{second},211,Trust {u} {kind},{u + 300_000 + 100_000 * amount}\n" for u in urns
        ),
        memberships="year,urn,status\n" + "".join(f"2017-18,{u},{member}\n" for u in urns),
        associates="year,name,status\n" + "".join(f"2017-18,Associate {u},{member}\n" for u in urns),
        packages="year,urns,package,fee\n" + "".join(f"2017-18,{u},gold,{amount}\n" for u in urns),
        charges="year,reference,urn,description,amount\n" + "".join(f"2017-18,R{u},{u},Room,{amount}\n" for u in urns),
        programmes="slug,name,kind\n" + "".join(f"p-{u},P {u},{kind}\n" for u in urns),
        participation="year,programme,urn,role,strand,people\n"
        + "".join(f"2017-18,p-{u},{u},member,S {u},{amount}\n" for u in urns),
        visits="reference,date,urn\n" + "".join(f"V{u},2018-03-0{day},{u}\n" for u in urns),
        inspections="inspection_number,urn,inspected_on,kind,overall\n"
        + "".join(f"{u},{u},2018-03-01,graded,{amount}\n" for u in urns),
        national="as_at,phase,good\n" + "".join(f"{1900 + u % 1000}-08-31,primary,{amount}\n" for u in urns),
    )


def queries(work):
    with CaptureQueriesContext(
        connection,
    ) as captured:
        result = work()
    return len(captured), result


def test_queries_do_not_grow_with_the_rows():
    counted = []
    for n, start in ((1, 100_000), (50, 200_100)):
        planning, plan = queries(lambda n=n, start=start: imports.plan(many(n, start)))
        applying, _ = queries(lambda plan=plan: imports.apply(plan, by=NOBODY))
        replanning, later = queries(lambda n=n, start=start: imports.plan(many(n, start, later=True)))
        changing, _ = queries(lambda plan=later: imports.apply(plan, by=NOBODY))
        counted.append((planning, applying, replanning, changing))
        assert (later.created, later.changed, told(later)) == (0, 10 * n + 1, [])
        assert imports.plan(many(n, start, later=True)).is_empty
        Partnership.objects.all().delete()

    assert counted[0] == counted[1]


# Applying


def test_nothing_is_applied_with_a_problem():
    plan = planned(partnership="name,la_codes\nRiverside,211\n", memberships="year,urn,status\n2017-18,1,member\n")

    with pytest.raises(imports.NotApplied) as refused:
        imports.apply(plan, by=NOBODY)

    assert (str(refused.value), Partnership.objects.count()) == ("Nothing was applied: the file has problems.", 0)


def test_nothing_is_applied_when_it_breaks_off_halfway(sample, monkeypatch):
    before = written()

    def fails(*arguments):
        raise IntegrityError

    monkeypatch.setattr(records.Visit.objects, "bulk_create", fails)
    with pytest.raises(imports.NotApplied) as refused:
        imports.apply(imports.plan(sample), by=NOBODY)

    assert str(refused.value) == (
        "Nothing was applied. The records changed meanwhile, or break a rule of the portal's. Try again."
    )
    assert written() == before


def test_rule_that_the_records_break_meanwhile_is_told_in_its_words():
    school = SchoolFactory(name="Ash", urn=100001)
    plan = planned(
        associates="year,name,status\n2017-18,City Choir,member\n",
        memberships="year,urn,status\n2017-18,100001,member\n",
    )
    MembershipFactory(school=school)

    with pytest.raises(imports.NotApplied) as refused:
        imports.apply(plan, by=NOBODY)

    assert str(refused.value) == (
        "Nothing was applied. This school already has a membership row for that year. "
        "Perhaps the records changed meanwhile: try again."
    )
    assert (Membership.objects.count(), Associate.objects.count()) == (1, 0)


def test_rule_that_the_database_leaves_to_the_end_is_told_too(monkeypatch):
    AgreementFactory()
    half = DateRange(YEAR.first_day, YEAR.last_day)
    monkeypatch.setattr(imports, "_write", lambda plan: AgreementSchool.objects.update(period=half))

    with pytest.raises(imports.NotApplied):
        imports.apply(planned(partnership="name,la_codes\nRiverside,211\n"), by=NOBODY)

    assert AgreementSchool.objects.get().period == whole(YEAR)


def test_rows_are_applied_while_they_would_change_the_same():
    school = SchoolFactory(name="Ash", urn=100001)
    rows = parsed(memberships="year,urn,status\n2017-18,100001,member\n")
    fingerprint = imports.plan(rows).fingerprint

    plan, is_applied = imports.apply_if_same(rows, fingerprint=fingerprint, by=NOBODY)
    again, is_applied_again = imports.apply_if_same(rows, fingerprint=fingerprint, by=NOBODY)

    assert (is_applied, plan.created, is_applied_again, again.is_empty) == (True, 1, False, True)
    assert Membership.objects.get().school == school


def test_rows_are_not_applied_once_the_records_have_changed():
    membership = MembershipFactory(school=SchoolFactory(name="Ash", urn=100001), status="invited")
    rows = parsed(memberships="year,urn,status\n2017-18,100001,member\n")
    fingerprint = imports.plan(rows).fingerprint
    Membership.objects.update(status="withdrawn")

    plan, is_applied = imports.apply_if_same(rows, fingerprint=fingerprint, by=NOBODY)

    membership.refresh_from_db()
    assert (is_applied, plan.changed, membership.status) == (False, 1, "withdrawn")


def test_nobody_else_writes_between_planning_and_applying():
    rows = parsed(memberships="year,urn,status\n")

    with CaptureQueriesContext(connection) as captured:
        imports.apply_if_same(rows, fingerprint="", by=NOBODY)

    statements = [one["sql"] for one in captured if not one["sql"].startswith("SAVEPOINT")]
    assert statements[0].startswith('LOCK TABLE "schools_partnership", "membership_membership"')
    assert statements[0].endswith("IN SHARE ROW EXCLUSIVE MODE")


def test_who_applied_it_is_logged(caplog):
    person = UserFactory(name="Ann")

    with caplog.at_level("INFO", logger="workbook.imports"):
        imports.apply(planned(partnership="name,la_codes\nRiverside,211\n"), by=person)

    assert caplog.messages == ["Ann applied a workbook: 1 new, 0 changed"]


def test_participation_is_written_in_batches(monkeypatch):
    monkeypatch.setattr(records, "BATCH", 7)

    imports.apply(imports.plan(many(20)), by=NOBODY)

    assert (Participation.objects.count(), imports.plan(many(20)).is_empty) == (20, True)
