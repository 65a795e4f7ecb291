"""The filled databases hold what the bench says they do; a small one stands for both."""

from collections import Counter

import pytest
from django.apps import apps
from django.db import connection
from django.db.models import Count, F

from accounts.history.tracking import Event
from accounts.models import User
from bench.filling import fill
from bench.sizes import LAST_YEAR, SIZES, Size, shared_out
from membership.models import AgreementSchool, LetterWording, Membership, MembershipStatus, Package, SchoolPackage
from ofsted.models import Inspection, InspectionKind
from programmes.models import Participation, Programme
from reports.book import Book
from reports.dates import ReportDates
from reports.models import StoredFigures
from schools.models import Partnership, Phase, School, SchoolPhase, SchoolUrn
from visits.models import Focus, Visit

SMALL = Size(
    name="small",
    open_schools=60,
    closed_schools=10,
    la_codes=("211",),
    neighbours=("201",),
    out_of_area=0.1,
    participation=900,
    visits=300,
    inspections=300,
    trusts=3,
    associates=5,
    visitors=2,
    years_on_record=3,
)
ROOMS = ("schools", "membership", "programmes", "visits", "ofsted", "official", "reports")


@pytest.fixture
def filled(db):
    fill(SMALL)


def models():
    """Every kind of record; of its history, each run writes another time and numbers of its own.

    What is stored of figures is counted by whoever asks first.
    """
    made = [model for room in ROOMS for model in apps.get_app_config(room).get_models()]
    return [model for model in made if model is not StoredFigures and not issubclass(model, Event)]


def records():
    """Every record of every subject, as the database has it."""
    return {model.__name__: list(model.objects.order_by("pk").values_list()) for model in models()}


def empty():
    """No record, and every count of keys at its start. The packages, wordings and focuses of migrations stay."""
    kept = (Package, LetterWording, Focus, SchoolPackage)  # the last is a view
    emptied = ", ".join(model._meta.db_table for model in [User, *models()] if model not in kept)
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # TRUNCATE refuses while checks wait
        cursor.execute(f"TRUNCATE {emptied} RESTART IDENTITY CASCADE")


def test_filling_makes_as_much_as_its_size_says(filled):
    assert School.objects.filter(closed_on=None).count() == 60
    assert School.objects.exclude(closed_on=None).count() == 10
    assert Participation.objects.count() == 900
    assert Visit.objects.count() == 300
    assert Inspection.objects.count() == 300
    assert Counter(Participation.objects.values_list("year", flat=True)).keys() == set(SMALL.years)


def test_filling_has_rows_of_every_subject_and_keeps_every_rule(filled):
    connection.check_constraints()

    assert [name for name, rows in records().items() if not rows] == []


def test_filling_is_the_same_in_every_run(db):
    runs = []
    for _ in range(2):
        empty()
        fill(SMALL)
        runs.append(records())

    assert runs[0] == runs[1]


def test_filling_spreads_records_as_a_partnership_has_them(filled):
    in_area = School.objects.in_area().open_in(LAST_YEAR)
    members = Membership.objects.filter(year=LAST_YEAR, status=MembershipStatus.MEMBER, school__in=in_area)

    assert 0.7 < members.count() / in_area.count() < 0.95
    assert 0.55 < SchoolPhase.objects.filter(phase=Phase.PRIMARY, is_main=True).count() / 70 < 0.85
    assert School.objects.exclude(la_code__in=Partnership.objects.get().la_codes).exists()
    assert SchoolPhase.objects.filter(is_main=False).exists()
    assert SchoolUrn.objects.filter(is_current=False).exists()
    assert AgreementSchool.objects.values("agreement").annotate(n=Count("pk")).filter(n__gt=1).exists()
    assert Membership.objects.filter(status="member", school__closed_on__lte=F("joined_on")).count() == 0
    assert set(Inspection.objects.values_list("kind", flat=True)) == set(InspectionKind.values)
    assert 40 <= Programme.objects.count() <= 60


def test_filling_makes_a_report_without_an_empty_part(filled):
    figures = Book(ReportDates.usual(LAST_YEAR)).figures()

    subjects = Counter(key.split(".")[0] for key, figure in figures.items() if figure.value)
    assert subjects.keys() == {key.split(".")[0] for key in figures}


def test_sizes_are_those_of_the_plan():
    partnership, england = SIZES["partnership"], SIZES["england"]

    assert (partnership.open_schools, partnership.participation) == (110, 20_000)
    assert (england.open_schools, england.open_schools + england.closed_schools) == (24_000, 50_000)
    assert (england.participation, england.visits, england.inspections) == (1_000_000, 200_000, 150_000)


@pytest.mark.parametrize(
    ("total", "weights", "most", "parts"),
    [
        (10, [1, 1], None, [5, 5]),
        (10, [3, 1, 0], None, [8, 2, 0]),
        (10, [1, 1], [2, 20], [2, 8]),
    ],
)
def test_shared_out_gives_everything_by_weight_and_within_bounds(total, weights, most, parts):
    assert shared_out(total, weights, most) == parts


def test_shared_out_refuses_what_does_not_fit():
    with pytest.raises(ValueError, match="do not fit"):
        shared_out(5, [1, 1], [2, 2])
