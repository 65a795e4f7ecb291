"""Several operations of a migration done by one."""

from django.db import connection, migrations, models
from django.db.migrations.state import ProjectState

from thep.migrating import AtOnce

KEY = models.BigAutoField(primary_key=True)
BOTH = AtOnce(
    [
        migrations.CreateModel("Shelf", [("id", KEY)]),
        migrations.CreateModel("Book", [("id", KEY), ("shelf", models.ForeignKey("library.Shelf", models.CASCADE))]),
    ]
)
LOANS = AtOnce(
    [
        migrations.CreateModel("Reader", [("id", KEY)]),
        migrations.AddField("book", "reader", models.ForeignKey("library.Reader", models.PROTECT, null=True)),
        migrations.AddField("book", "days", models.IntegerField(default=14)),
        migrations.AddConstraint("book", models.CheckConstraint(condition=models.Q(days__gt=0), name="book_lent")),
        migrations.AddIndex("book", models.Index("reader", "days", name="book_by_reader")),
    ]
)


def tables() -> set[str]:
    return {name for name in connection.introspection.table_names() if name.startswith("library_")}


def columns() -> set[str]:
    with connection.cursor() as cursor:
        return {column.name for column in connection.introspection.get_table_description(cursor, "library_book")}


def named() -> set[str]:
    with connection.cursor() as cursor:
        found = connection.introspection.get_constraints(cursor, "library_book")
    return {name for name in found if name.startswith("book_")}


def applied(operation: AtOnce, before: ProjectState) -> ProjectState:
    after = before.clone()
    operation.state_forwards("library", after)
    with connection.schema_editor() as editor:
        operation.database_forwards("library", editor, before, after)
    return after


def taken_back(operation: AtOnce, after: ProjectState, before: ProjectState) -> None:
    with connection.schema_editor() as editor:
        operation.database_backwards("library", editor, after, before)


def test_models_are_made_together_and_taken_away_again(db):
    before = ProjectState()
    assert before.apps.all_models["library"] == {}
    after = applied(BOTH, before)
    assert {*after.apps.all_models["library"]} == {"shelf", "book"}
    assert tables() == {"library_shelf", "library_book"}
    taken_back(BOTH, after, before)
    assert tables() == set()


def test_a_model_there_before_is_changed_beside_those_that_are_made(db):
    before = applied(BOTH, ProjectState())
    after = applied(LOANS, before)
    assert (columns(), named()) == ({"id", "shelf_id", "reader_id", "days"}, {"book_lent", "book_by_reader"})
    book = after.apps.get_model("library", "book")
    shelf = after.apps.get_model("library", "shelf").objects.create()
    assert book.objects.create(shelf=shelf).days == 14
    book.objects.all().delete()
    connection.check_constraints()
    taken_back(LOANS, after, before)
    assert (tables(), columns(), named()) == ({"library_shelf", "library_book"}, {"id", "shelf_id"}, set())


def test_models_are_rendered_again_with_what_was_put_off_until_then():
    """After a change of a plain field Django puts off rendering the models that lead to its own; this renders all."""
    state = ProjectState()
    BOTH.state_forwards("library", state)
    assert state.apps.get_model("library", "book")
    migrations.AddField("shelf", "name", models.TextField(default="")).state_forwards("library", state)
    assert state.is_delayed
    LOANS.state_forwards("library", state)
    assert not state.is_delayed
    shelf = state.apps.get_model("library", "shelf")
    assert state.apps.get_model("library", "book")._meta.get_field("shelf").related_model is shelf


def test_it_is_described_and_written_as_it_is():
    assert BOTH.describe() == "Create model Shelf; Create model Book"
    assert BOTH.deconstruct() == ("AtOnce", [BOTH.operations], {})
