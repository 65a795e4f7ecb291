"""What was published, under Records: to look at, and no way to change or delete it, nor to bring another in."""

import pytest
from django.urls import reverse

from reports.models import Edition, EditionFigure, EditionFile
from tests.factories import YEAR, EditionFactory, EditionFigureFactory, EditionFileFactory, UserFactory

MAKE = {Edition: EditionFactory, EditionFile: EditionFileFactory, EditionFigure: EditionFigureFactory}
UNDER = {Edition: "report_year", EditionFile: "edition__report_year", EditionFigure: "edition__report_year"}
published = pytest.mark.parametrize("model", MAKE, ids=lambda model: model.__name__)


def address(model, page, *args):
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{page}", args=args)


def rows(model):
    return list(model.objects.order_by("pk").values())


@published
def test_what_was_published_is_listed_found_and_opens(admin, model):
    record = MAKE[model]()

    listed = admin.get(address(model, "changelist"), {"q": record.title if model is not EditionFile else "end-of-year"})
    page = admin.get(address(model, "change", record.pk))

    assert list(listed.context["cl"].result_list) == [record]
    assert str(record) in page.content.decode()
    assert (page.status_code, page.context["has_change_permission"], page.context["show_save"]) == (200, False, False)


@published
@pytest.mark.parametrize("page", ["changelist", "change"])
def test_page_asks_as_much_of_many_as_of_one_and_reads_nothing_large(queries, model, page):
    """A document, its files and the rows behind its figures are as large as all else together."""
    first = MAKE[model]()
    where = address(model, page, *([first.pk] if page == "change" else []))
    asked = queries(where)
    for n in range(1, 30):
        MAKE[model](**{UNDER[model]: YEAR + n})

    assert queries(where) == asked


@published
def test_lists_leave_what_is_large_unread(admin, model):
    MAKE[model]()

    found = admin.get(address(model, "changelist")).context["cl"].result_list[0]

    large = {
        Edition: {"document", "page"},
        EditionFile: {"content"},
        EditionFigure: {"columns", "rows", "subjects"},
    }
    assert found.get_deferred_fields() == large[model]


@published
def test_nobody_adds_changes_deletes_or_restores_it(admin, model):
    record = MAKE[model]()
    before = rows(model)
    doors = [
        *(address(model, "add"), address(model, "change", record.pk), address(model, "delete", record.pk)),
        address(model, "restore", record.pk, 1),
    ]

    refused = {door: admin.post(door, {"title": "Another", "post": "yes"}).status_code for door in doors}
    together = {"action": "delete_selected", "_selected_action": [record.pk], "post": "yes"}
    admin.post(address(model, "changelist"), together)

    assert refused == dict.fromkeys(doors, 403)
    assert rows(model) == before


@published
def test_its_history_is_itself(admin, model):
    record = MAKE[model]()

    assert admin.get(address(model, "history", record.pk)).url == address(model, "change", record.pk)


def test_an_edition_says_who_published_it(admin):
    edition = EditionFactory(published_by=UserFactory(name="Paula Published"))

    assert "Paula Published" in admin.get(address(Edition, "change", edition.pk)).content.decode()
