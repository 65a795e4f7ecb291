"""`import_gias` and `import_ofsted`: dry unless told otherwise."""

import datetime
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from official.models import Proposal
from schools.models import OfficialFile
from tests.factories import SchoolFactory
from tests.official.reading.reads import GIAS_2018, OFSTED_2018


def run(command, *args, **options):
    out = StringIO()
    call_command(command, *args, stdout=out, **options)
    return out.getvalue()


@pytest.fixture
def renamed(elm):
    return SchoolFactory(name="Green Spring Academy", urn=137_789)


def test_without_apply_it_says_what_would_be_proposed_and_writes_nothing(renamed):
    said = run("import_gias", str(GIAS_2018))

    assert "as at 31 August 2018: 127 rows." in said
    assert "Of the portal’s schools it has 1." in said
    assert "  137789 Name" in said
    assert "Nothing was written. Add --apply" in said
    assert (Proposal.objects.count(), OfficialFile.objects.count()) == (0, 0)


def test_with_apply_the_inbox_is_filled_once(renamed):
    run("import_gias", str(GIAS_2018), apply=True)
    number = Proposal.objects.count()

    again = run("import_gias", str(GIAS_2018), apply=True)

    assert number > 0
    assert (Proposal.objects.count(), OfficialFile.objects.count()) == (number, 1)
    assert "It proposes nothing new." in again


def test_a_file_of_the_other_kind_or_of_none_is_refused(elm, tmp_path):
    with pytest.raises(CommandError, match="another kind of file"):
        run("import_ofsted", str(GIAS_2018))
    with pytest.raises(CommandError, match="There is no file"):
        run("import_ofsted", str(tmp_path / "none.csv"))


def test_the_day_is_asked_for_where_the_name_does_not_say_it(elm, tmp_path):
    path = tmp_path / "inspections.csv"
    path.write_bytes(OFSTED_2018.read_bytes())

    with pytest.raises(CommandError, match="Add --as-at"):
        run("import_ofsted", str(path))
    assert "as at 31 August 2018" in run("import_ofsted", str(path), as_at=datetime.date(2018, 8, 31))
