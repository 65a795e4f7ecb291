"""What holds for every list: cost, wrong input, and the same rows on the page and in the files."""

import random

import pytest
from django.test import RequestFactory

from accounts.models import Download
from documents.display import display
from documents.spreadsheets import _csv_cell
from lists.asking import Asked
from lists.views import ROWS_ON_A_PAGE
from schools.sources import LICENCE
from tests.factories import VisitFactory
from tests.lists.conftest import (
    LISTS,
    address,
    fill,
    heads_of_page,
    rows_of_csv,
    rows_of_page,
    rows_of_xlsx,
)

QUERIES = {
    "school-list": 9,
    "visit-list": 8,
    "action-list": 6,
    "programme-list": 8,
    "agreement-list": 8,
    "renewal-list": 7,
    "charge-list": 7,
    "entitlements": 8,
    "associate-list": 8,
    "ofsted-due": 9,
    "national-list": 7,
    "national-area-list": 7,
}
NOT_COUNTED_IN_FILES = 3  # the count, the saved filters and the partnership's name
OFFICIAL = {"school-list", "national-list", "national-area-list", "ofsted-due"}

each_list = pytest.mark.parametrize("name", LISTS)


@each_list
@pytest.mark.parametrize("file", ["", "csv", "xlsx"])
def test_a_list_asks_as_much_of_fifty_rows_as_of_one(staff, name, file, django_assert_num_queries):
    not_in_files = NOT_COUNTED_IN_FILES + (name in OFFICIAL)  # the sources at the foot of the page
    expected = QUERIES[name] - (not_in_files - bool(LISTS[name].personal) if file else 0)

    def read():
        answer = staff.get(address(name, file))
        return len(rows_of_page(answer)) if not file else b"".join(answer)

    fill(name, 1)
    with django_assert_num_queries(expected):
        read()
    fill(name, ROWS_ON_A_PAGE)
    with django_assert_num_queries(expected):
        read()


def asked_by_chance(declared, staff, chance: random.Random) -> dict[str, str]:
    """A choice of each filter that has choices, or none, and an order."""
    asked = Asked(declared, _request(staff))
    query = {"sort": chance.choice([sort for sort, _, _ in asked.orders])}
    for name, field in asked.filters.form.fields.items():
        choices = [str(value) for value, _ in getattr(field, "choices", ()) if value]
        if choices and chance.random() < 0.35:
            query[name] = chance.choice(choices)
    return query


@each_list
def test_page_csv_and_excel_hold_the_same_rows_whatever_is_asked(staff, name):
    declared, chance = LISTS[name], random.Random(name)
    fill(name, 12)
    lengths = set()
    for _ in range(8):
        query = asked_by_chance(declared, staff, chance)

        page = staff.get(address(name), query)
        read = rows_of_csv(staff.get(address(name, "csv"), query))
        sheet = rows_of_xlsx(staff.get(address(name, "xlsx"), query))

        asked = page.context["asked"]
        rows = list(asked.stream())
        headings = [column.heading for column in asked.columns]
        licence = [LICENCE] if name in OFFICIAL else []  # a last column of CSV; see docs/decisions/0008
        assert read[0] == [*headings, *["Licence"] * len(licence)]
        assert sheet[0] == headings
        assert heads_of_page(page)[-len(headings) :] == (headings if rows else [])
        assert rows_of_page(page) == [
            [display(column.get(row), column.kind) for column in asked.columns] for row in rows
        ]
        assert read[1:] == [[*(_csv_cell(column.get(row)) for column in asked.columns), *licence] for row in rows]
        assert len(sheet) == len(read)
        lengths.add(len(rows))
    assert max(lengths) > 0


@each_list
@pytest.mark.parametrize("wrong", ["x" * 100_000, "\0", "<script>alert(1)</script>", "'; drop table x --", "9" * 40])
def test_wrong_input_to_any_filter_is_met_with_a_page_that_says_so(staff, name, wrong):
    fill(name, 1)
    asked = Asked(LISTS[name], _request(staff))

    answer = staff.get(address(name), dict.fromkeys([*asked.filters.filters, "sort", "page"], wrong))

    assert answer.status_code == 200
    assert "<script>alert" not in answer.content.decode()
    form = answer.context["asked"].filters.form
    chosen = {key for key, filtering in form.fields.items() if hasattr(filtering, "choices")}
    assert chosen <= set(form.errors)
    for message in form.errors.values():
        assert str(message[0])[:30] in answer.content.decode().replace("&#x27;", "'") or "<script>" in wrong


def _request(staff):
    request = RequestFactory().get("/")
    request.user = staff.person
    return request


@each_list
def test_a_list_without_a_row_says_what_to_do(staff, name):
    empty = staff.get(address(name))
    fill(name, 1)
    nothing = staff.get(address(name), {next(iter(LISTS[name].filters.base_filters)): "zzz"})

    assert ("Show all" in empty.content.decode()) == (name == "action-list")
    assert "Nothing matches." in nothing.content.decode()


@each_list
def test_headings_sort_both_ways_and_say_which(staff, name):
    fill(name, 3)
    declared = LISTS[name]
    first = next(column for column in declared.columns if column.sort)

    up = staff.get(address(name), {"sort": first.sort})
    down = staff.get(address(name), {"sort": f"-{first.sort}"})

    assert rows_of_page(up) == rows_of_page(down)[::-1]
    assert 'aria-sort="ascending"' in up.content.decode()
    assert 'aria-sort="descending"' in down.content.decode()


def test_a_list_is_paged_and_keeps_its_filters(staff, monkeypatch):
    monkeypatch.setattr("lists.views.ROWS_ON_A_PAGE", 2)
    fill("visit-list", 3)

    page = staff.get("/visits/", {"status": "done", "page": 2})

    assert len(rows_of_page(page)) == 1
    assert "status=done&amp;page=1" in page.content.decode()
    assert "All 3 visits, not only those ticked" in page.content.decode()


def test_a_file_of_names_is_logged_and_one_without_is_not(staff):
    b"".join(staff.get("/visits/visits.csv"))
    b"".join(staff.get("/actions/actions.xlsx"))
    b"".join(staff.get("/programmes/programmes.csv"))

    assert list(Download.objects.order_by("pk").values_list("taken_by", "what")) == [
        (staff.person.pk, "Visits: who went and who was met"),
        (staff.person.pk, "Actions: who does what"),
    ]


def test_markup_and_formulas_in_records_are_only_text(staff):
    VisitFactory(visitor="<script>alert(1)</script>", purpose="=1+1")

    page, read = staff.get("/visits/"), rows_of_csv(staff.get("/visits/visits.csv"))

    assert "<script>alert(1)" not in page.content.decode()
    assert "'=1+1" in read[1]
