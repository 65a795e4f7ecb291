"""Several models made by one operation."""

from django.db import connection, migrations, models
from django.db.migrations.state import ProjectState

from thep.migrating import CreateModels

KEY = models.BigAutoField(primary_key=True)
BOTH = CreateModels(
    [
        migrations.CreateModel("Shelf", [("id", KEY)]),
        migrations.CreateModel("Book", [("id", KEY), ("shelf", models.ForeignKey("library.Shelf", models.CASCADE))]),
    ]
)


def tables() -> set[str]:
    return {name for name in connection.introspection.table_names() if name.startswith("library_")}


def test_models_are_made_together_and_taken_away_again(db):
    before = ProjectState()
    assert before.apps.all_models["library"] == {}
    after = before.clone()
    BOTH.state_forwards("library", after)
    assert {*after.apps.all_models["library"]} == {"shelf", "book"}
    with connection.schema_editor() as editor:
        BOTH.database_forwards("library", editor, before, after)
    assert tables() == {"library_shelf", "library_book"}
    with connection.schema_editor() as editor:
        BOTH.database_backwards("library", editor, after, before)
    assert tables() == set()


def test_it_is_described_and_written_as_it_is():
    assert BOTH.describe() == "Create Shelf, Book"
    assert BOTH.deconstruct() == ("CreateModels", [BOTH.models], {})
