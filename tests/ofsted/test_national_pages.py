"""National figures on their pages: entering a publication at once, what does not add up, changing and removing it."""

import datetime
import html
import re
from decimal import Decimal

import pytest
from django.urls import reverse

from accounts.permissions import Role
from ofsted.models import CARD_GRADES, NationalArea, NationalOutcome
from schools.models import OfficialFile
from tests.factories import NationalOutcomeFactory, UserFactory

pytestmark = pytest.mark.django_db

NEW = reverse("national-new")
DAY = datetime.date(2017, 8, 31)
PAGE = reverse("national-outcomes", args=["2017-08-31", "published"])
EDIT, REMOVE, HISTORY = (f"{PAGE}{part}/" for part in ("edit", "remove", "history"))
SAID = {"as_at": "2017-08-31", "basis": "published", "source": "Main findings, November 2017"}
PRIMARY = {"primary-outstanding": "19", "primary-good": "72 %", "primary-good_or_outstanding": "90"}
ODD = {"nursery-outstanding": "63", "nursery-good": "37", "nursery-good_or_outstanding": "94"}
DOUBT = "Nursery: Outstanding 63 and good 37 do not make the published “good or outstanding” of 94."
TICK = {"as_published": "on"}


@pytest.fixture
def staff(client):
    client.force_login(UserFactory(role=Role.STAFF))
    return client


@pytest.fixture
def trustee(client):
    client.force_login(UserFactory(role=Role.TRUSTEE))
    return client


def text_of(answer) -> str:
    return re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]+>", " ", answer.content.decode())))


def hidden(page) -> dict[str, str]:
    """What the form of a page sends without anybody typing."""
    found = re.findall(r'name="([\w-]*opened_with)" value="([^"]*)"', page.content.decode())
    return {name: html.unescape(value) for name, value in found}


def typed(page) -> dict[str, str]:
    """All that the form of a page would send as it stands."""
    boxes = re.findall(r'<input type="(?:text|date)" name="([^"]+)"(?: value="([^"]*)")?', page.content.decode())
    areas = re.findall(r'<textarea name="([^"]+)"[^>]*>\s*(.*?)</textarea>', page.content.decode(), re.DOTALL)
    chosen = re.findall(r'<select name="(\w+)".*?<option value="([^"]*)" selected>', page.content.decode(), re.DOTALL)
    return {name: html.unescape(value) for name, value in [*boxes, *areas, *chosen]} | hidden(page)


# Entering


def test_a_publication_is_entered_at_once(staff):
    answer = staff.post(NEW, SAID | PRIMARY | {"nursery-good_or_outstanding": "99.5", "nursery-schools": "400"})

    assert answer.headers["Location"] == PAGE
    fields = ("phase", "outstanding", "good", "requires_improvement", "good_or_outstanding", "schools", "source")
    assert list(NationalOutcome.objects.order_by("phase").values_list(*fields)) == [
        ("nursery", None, None, None, Decimal("99.5"), 400, SAID["source"]),
        ("primary", Decimal(19), Decimal(72), None, Decimal(90), None, SAID["source"]),
    ]
    page = text_of(staff.get(PAGE))
    assert "National figures as at 31 August 2017 Published." in page
    assert "Primary 19% 72% – – 90% –" in page
    assert "Nursery – – – – 99.5% 400" in page
    assert "Source: Main findings, November 2017" in page


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"source": ""}, "Say where these figures stand."),
        ({"as_at": ""}, "Say which day."),
        ({"primary-good": "a few"}, "Write per cent, such as 63 or 11.1."),
        ({"primary-good": "100.5"}, "Ensure this value is less than or equal to 100."),
        ({"primary-good": "72.25"}, "Ensure that there are no more than 1 decimal place."),
        (dict.fromkeys(PRIMARY, ""), "Write at least one figure."),
        ({"basis": "counted"}, "What was counted says of how many schools."),
    ],
)
def test_what_is_missing_or_wrong_is_told_and_nothing_is_saved(staff, said, words):
    answer = staff.post(NEW, SAID | PRIMARY | said)

    assert answer.status_code == 422
    assert words in text_of(answer)
    assert "What you typed is all there." in text_of(answer)
    assert not NationalOutcome.objects.exists()


def test_figures_of_a_day_and_basis_that_has_some_are_not_entered_twice(staff):
    NationalOutcomeFactory(phase="special", good=55)

    answer = staff.post(NEW, SAID | PRIMARY)

    assert (answer.status_code, NationalOutcome.objects.count()) == (422, 1)
    assert "There are figures of this day and basis already. Change those instead." in text_of(answer)
    assert staff.post(NEW, SAID | PRIMARY | {"as_at": "2018-08-31"}).status_code == 302
    assert staff.post(NEW, SAID | PRIMARY | {"basis": "counted", "primary-schools": "9"}).status_code == 302


def test_sending_the_form_twice_enters_it_once(staff):
    for _ in range(2):
        assert staff.post(NEW, SAID | PRIMARY).headers["Location"] == PAGE

    assert NationalOutcome.objects.count() == 1


# What does not add up


def test_what_does_not_add_up_is_asked_about_once(staff):
    answer = staff.post(NEW, SAID | PRIMARY | ODD)

    assert (answer.status_code, NationalOutcome.objects.count()) == (422, 0)
    assert DOUBT in text_of(answer)
    assert "It stands so in the publication" in text_of(answer)
    assert "Primary: Outstanding" not in text_of(answer)
    assert "It stands so in the publication" not in text_of(staff.get(NEW))


def test_with_the_word_that_it_was_published_so_it_stands_and_its_note_says_why(staff):
    assert staff.post(NEW, SAID | PRIMARY | ODD | TICK).status_code == 302

    notes = dict(NationalOutcome.objects.values_list("phase", "note"))
    assert notes == {"nursery": f"As published. {DOUBT.removeprefix('Nursery: ')}", "primary": ""}
    assert f"Nursery: As published. {DOUBT.removeprefix('Nursery: ')}" in text_of(staff.get(PAGE))


def test_with_a_note_of_its_own_it_stands_without_being_asked(staff):
    assert staff.post(NEW, SAID | ODD | {"nursery-note": "Two rows were swapped"}).status_code == 302

    assert NationalOutcome.objects.get().note == "Two rows were swapped"


def test_grades_that_do_not_make_a_hundred_are_asked_about(staff):
    four = {f"primary-{name}": "20" for name in ("outstanding", "good", "requires_improvement", "inadequate")}

    assert "Primary: The four grades make 80 and not 100." in text_of(staff.post(NEW, SAID | four))


def test_what_came_from_a_spreadsheet_and_does_not_add_up_says_so_on_its_page(trustee):
    NationalOutcomeFactory(phase="nursery", outstanding=63, good=37, good_or_outstanding=94)

    assert f"{DOUBT} It stands as published." in text_of(trustee.get(PAGE))


# Changing


def test_a_change_writes_what_differs_and_takes_away_an_emptied_line(staff):
    NationalOutcomeFactory(phase="primary", good=70, source="Ofsted")
    NationalOutcomeFactory(phase="special", good=55, source="Ofsted")
    untouched = NationalOutcomeFactory(phase="nursery", good=37, source="Ofsted")
    page = staff.get(EDIT)

    answer = staff.post(EDIT, typed(page) | {"primary-good": "72", "special-good": "", "ap-good": "80"})

    assert answer.headers["Location"] == PAGE
    assert dict(NationalOutcome.objects.values_list("phase", "good")) == {"primary": 72, "nursery": 37, "ap": 80}
    changes = NationalOutcome.pgh_event_model.objects.filter(pgh_obj=untouched.pk)
    assert changes.count() == 1
    said = text_of(staff.get(HISTORY))
    assert "National, Special, 31 August 2017" in said
    assert "Good 70 became 72" in said


def test_a_wrong_day_is_put_right_for_all_lines(staff):
    NationalOutcomeFactory(phase="primary", good=70, source="Ofsted")
    NationalOutcomeFactory(phase="special", good=55, source="Table 2")
    other = NationalOutcomeFactory(phase="primary", as_at=DAY - datetime.timedelta(365))
    page = staff.get(EDIT)

    answer = staff.post(EDIT, typed(page) | {"as_at": "2018-08-31"})

    assert answer.headers["Location"] == PAGE.replace("2017", "2018")
    moved = NationalOutcome.objects.exclude(pk=other.pk).values_list("as_at", "source")
    assert list(moved) == [(datetime.date(2018, 8, 31), "Ofsted; Table 2")] * 2
    taken = staff.post(PAGE.replace("2017", "2018") + "edit/", typed(page) | {"as_at": "2016-08-31"})
    assert "There are figures of this day and basis already." in text_of(taken)


def test_a_change_that_somebody_else_made_meanwhile_is_told_once(staff):
    NationalOutcomeFactory(phase="primary", good=70, source="Ofsted")
    page = staff.get(EDIT)
    NationalOutcome.objects.update(good=71)
    NationalOutcomeFactory(phase="special", good=55, source="Ofsted")

    held_up = staff.post(EDIT, typed(page) | {"primary-good": "72"})

    assert held_up.status_code == 422
    assert "Primary: Somebody changed this while you had it open. On record now stands: Good: 71" in text_of(held_up)
    assert "Special: Somebody changed this while you had it open." in text_of(held_up)
    assert NationalOutcome.objects.get(phase="primary").good == 71
    again = staff.post(EDIT, typed(page) | hidden(held_up) | {"primary-good": "72", "special-good": "55"})
    assert again.status_code == 302
    assert dict(NationalOutcome.objects.values_list("phase", "good")) == {"primary": 72, "special": 55}


def test_what_was_counted_from_a_file_is_removed_and_not_changed(staff):
    file = OfficialFile.objects.create(kind="ofsted", name="a.csv", as_at=DAY, layout="", digest="a", rows=1)
    NationalOutcomeFactory(basis="counted", schools=9, good=70, file=file)
    page = PAGE.replace("published", "counted")

    assert "Change" not in text_of(staff.get(page)).split("History of changes")[0].split("Counted from a national")[1]
    told = text_of(staff.post(f"{page}edit/", SAID | PRIMARY, follow=True))
    assert "These were counted from a file, so they are not changed by hand." in told
    assert NationalOutcome.objects.get().good == 70
    assert staff.post(f"{page}remove/").status_code == 302
    assert not NationalOutcome.objects.exists()


# Removing


def test_removing_takes_one_publication_away_and_keeps_its_history(staff):
    NationalOutcomeFactory(phase="primary", good=70)
    NationalOutcomeFactory(phase="special", good=55)
    others = {
        NationalOutcomeFactory(phase="primary", basis="counted", schools=9),
        NationalOutcomeFactory(phase="primary", as_at=DAY + datetime.timedelta(1)),
    }
    assert "2 figures will leave every page and comparison." in text_of(staff.get(PAGE))

    told = text_of(staff.post(REMOVE, follow=True))

    assert "National figures as at 31 August 2017: removed." in told
    assert set(NationalOutcome.objects.all()) == others
    assert staff.get(PAGE).status_code == 404
    assert text_of(staff.get(HISTORY)).count("Removed") == 2
    assert staff.post(REMOVE).status_code == 302


def test_trustees_read_and_change_nothing(trustee):
    NationalOutcomeFactory(good=70)

    page = text_of(trustee.get(PAGE))

    assert "Primary – 70%" in page
    assert [words for words in ("Change ", "Remove these") if words in page] == []
    assert "Enter figures" not in text_of(trustee.get(reverse("national-list")))
    assert trustee.get(HISTORY).status_code == 200
    assert {trustee.post(where).status_code for where in (NEW, EDIT, REMOVE)} == {403}


@pytest.mark.parametrize("where", ["/national/2017-31-08/published/", "/national/2017-08-31/guessed/"])
def test_a_day_or_basis_that_is_none_is_not_found(staff, where):
    NationalOutcomeFactory(good=70)

    assert staff.get(where).status_code == 404


def test_the_page_asks_as_many_queries_of_five_phases_as_of_one(trustee, django_assert_num_queries):
    for phases in (["primary"], ["nursery", "secondary", "special", "ap"]):
        for phase in phases:
            NationalOutcomeFactory(phase=phase, good=70, source=f"Table {phase}", note="Noted")
        with django_assert_num_queries(5):
            trustee.get(PAGE)


# Areas

CARDS = reverse("national-areas-new-report-card")
AREAS = reverse("national-areas", args=["2026-07-31", "published", "primary", "report_card"])
CARD = {"as_at": "2026-07-31", "basis": "published", "phase": "primary", "source": "Report cards"}
INCLUSION = {
    f"card_inclusion-{grade}": share for grade, share in zip(CARD_GRADES, ("3", "31", "52", "12.5", "1.5"), strict=True)
}


@pytest.fixture
def _july_2026(monkeypatch):
    monkeypatch.setattr("thep.days.timezone.localdate", lambda: datetime.date(2026, 11, 27))


@pytest.mark.usefixtures("_july_2026")
def test_areas_of_report_cards_are_entered_changed_and_removed(staff):
    about = {"card_inclusion-schools": "1200", "card_inclusion-note": "First year"}
    answer = staff.post(CARDS, CARD | INCLUSION | about | {"card_teaching-strong": "40"})

    assert answer.headers["Location"] == AREAS
    assert staff.post(CARDS, CARD | INCLUSION | about | {"card_teaching-strong": "40"}).headers["Location"] == AREAS
    fields = ("regime", "area", "grade", "percent", "schools", "note", "source")
    inclusion = [
        ("report_card", "card_inclusion", grade, Decimal(share), 1200, "First year", "Report cards")
        for grade, share in zip(CARD_GRADES, INCLUSION.values(), strict=True)
    ]
    teaching = ("report_card", "card_teaching", "strong", Decimal(40), None, "", "Report cards")
    assert list(NationalArea.objects.order_by("pk").values_list(*fields)) == [*inclusion, teaching]
    page = text_of(staff.get(AREAS))
    assert "Report card: primary schools nationally, as at 31 July 2026" in page
    assert "Inclusion 3% 31% 52% 12.5% 1.5% 1,200" in page
    assert "Inclusion: First year" in page

    form = staff.get(f"{AREAS}edit/")
    staff.post(f"{AREAS}edit/", typed(form) | {"card_teaching-strong": "", "card_inclusion-strong": "30.5"})

    assert NationalArea.objects.get(grade="strong").percent == Decimal("30.5")
    assert NationalArea.objects.count() == 5
    staff.post(f"{AREAS}remove/")
    assert not NationalArea.objects.exists()
    assert "Curriculum and teaching" in text_of(staff.get(f"{AREAS}history/"))


@pytest.mark.usefixtures("_july_2026")
def test_grades_of_an_area_that_do_not_make_a_hundred_are_asked_about(staff):
    odd = INCLUSION | {"card_inclusion-strong": "21"}

    assert "Inclusion: Its grades make 90 and not 100." in text_of(staff.post(CARDS, CARD | odd))
    assert staff.post(CARDS, CARD | odd | TICK).status_code == 302
    assert set(NationalArea.objects.values_list("note", flat=True)) == {"As published. Its grades make 90 and not 100."}


@pytest.mark.usefixtures("_july_2026")
def test_an_area_that_somebody_changed_meanwhile_is_told_once(staff):
    staff.post(CARDS, CARD | INCLUSION)
    form = staff.get(f"{AREAS}edit/")
    NationalArea.objects.filter(grade="strong").update(percent=30)

    held_up = staff.post(f"{AREAS}edit/", typed(form) | {"card_inclusion-strong": "30.9"})

    assert "Inclusion: Somebody changed this while you had it open. On record now stands:" in text_of(held_up)
    assert "Strong standard 30" in text_of(held_up)
    again = staff.post(f"{AREAS}edit/", typed(form) | hidden(held_up) | {"card_inclusion-strong": "30.9"})
    assert again.status_code == 302
    assert NationalArea.objects.get(grade="strong").percent == Decimal("30.9")


def test_key_judgements_have_the_four_grades_and_one_phase_is_chosen(staff):
    where = reverse("national-areas-new-key-judgements")
    said = {"as_at": "2025-08-31", "basis": "published", "source": "Main findings", "quality_of_education-2": "80"}

    assert "Say which phase." in text_of(staff.post(where, said))
    assert staff.post(where, said | {"phase": "special"}).status_code == 302
    assert NationalArea.objects.get().regime == "key_judgements"
