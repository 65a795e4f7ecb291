"""The page of a programme, making one and changing it, and the filters of the list that runs make."""

import pytest
from django.urls import reverse

from programmes.models import Programme
from tests.factories import (
    YEAR,
    AssociateFactory,
    EnrolmentFactory,
    ParticipantFactory,
    ParticipationFactory,
    ProgrammeFactory,
    RunFactory,
    SchoolFactory,
    SessionFactory,
    StrandFactory,
    UserFactory,
)
from tests.figures.reading import value
from tests.programmes.run_forms import errors, fill, said, shown

pytestmark = pytest.mark.django_db
NEW = "/programmes/new/"
TYPED = {
    "name": "Future Leaders",
    "kind": "leadership",
    "phase": "primary",
    "subject": "Maths",
    "career_stage": "middle",
    "summary": "A year.\r\n\r\nWith coaching.",
    "first": "people",
    "second": "schools",
    "third": "",
    "counted_by": "attended",
}


@pytest.fixture
def staff(client, db):
    client.force_login(UserFactory(name="Sam Staff"))
    return client


# Making one


def test_a_programme_is_made_with_a_short_name_from_its_name(staff):
    answer = fill(staff, NEW, **TYPED)

    made = Programme.objects.get()
    assert answer["Location"] == f"/programmes/{made.pk}/"
    assert (made.slug, made.name, made.kind, made.phase) == (
        "future-leaders",
        "Future Leaders",
        "leadership",
        "primary",
    )
    assert (made.subject, made.career_stage, made.summary) == ("Maths", "middle", "A year.\n\nWith coaching.")
    assert (made.reported_as, made.counted_by) == (["people", "schools"], "attended")


def test_a_form_sent_twice_makes_one(staff):
    first = shown(staff, NEW) | TYPED

    answers = [staff.post(NEW, first) for _ in range(2)]

    assert Programme.objects.count() == 1
    assert answers[0]["Location"] == answers[1]["Location"]
    assert said(answers[1]) == ["Future Leaders was on record already."]


def test_another_programme_of_the_short_name_is_left_alone(staff):
    ProgrammeFactory(slug="future-leaders", name="Leaders of the future")

    answer = fill(staff, NEW, **TYPED)

    assert answer.status_code == 422
    assert errors(answer) == {"slug": ["“Leaders of the future” has this short name already. Write another."]}
    assert Programme.objects.get().name == "Leaders of the future"
    assert answer.context["form"]["summary"].value() == TYPED["summary"]


@pytest.mark.parametrize(
    ("wrong", "field", "words"),
    [
        ({"name": ""}, "name", "Give it a name."),
        ({"name": "x" * 100_000}, "name", "Ensure this value has at most 200 characters (it has 100000)."),
        ({"name": "a\0b"}, "name", "Null characters are not allowed."),
        ({"name": "…"}, "slug", "Write one: none can be made from the name."),
        ({"slug": "Two words"}, "slug", "Write it with letters, digits and single hyphens: “subject-leaders”."),
        ({"slug": "<b>"}, "slug", "Write it with letters, digits and single hyphens: “subject-leaders”."),
        ({"kind": ""}, "kind", "Say what kind it is."),
        ({"counted_by": ""}, "counted_by", "Choose one of the three."),
        ({"first": "schools", "second": "schools"}, "second", "This is printed already."),
        ({"summary": "=1+1" * 25_000}, "summary", "Ensure this value has at most 2000 characters (it has 100000)."),
    ],
)
def test_what_is_wrong_is_said_by_its_field_and_nothing_is_made(staff, wrong, field, words):
    answer = fill(staff, NEW, **TYPED | wrong)

    assert (answer.status_code, errors(answer)) == (422, {field: [words]})
    assert answer.context["form"]["subject"].value() == "Maths"
    assert not Programme.objects.exists()


@pytest.mark.parametrize("name", ["<script>alert(1)</script>", '=HYPERLINK("http://x")'])
def test_hostile_words_are_kept_as_they_are_and_run_nowhere(staff, name):
    answer = fill(staff, NEW, **TYPED | {"name": name, "slug": "odd", "summary": name})
    page = staff.get(answer["Location"]).content.decode()

    assert (Programme.objects.get().name, Programme.objects.get().summary) == (name, name)
    assert "<script>alert" not in page


# Changing it


def test_a_programme_is_changed_and_its_short_name_stays(staff):
    programme = ProgrammeFactory(slug="old", name="Old", reported_as=["strands", "schools"])
    address = reverse("programme-edit", args=[programme.pk])
    assert [shown(staff, address)[place] for place in ("first", "second", "third")] == ["strands", "schools", ""]

    fill(staff, address, name="New", slug="new", third="people")

    programme.refresh_from_db()
    assert (programme.name, programme.slug) == ("New", "old")
    assert programme.reported_as == ["strands", "schools", "people"]


def test_what_somebody_else_changed_meanwhile_is_shown_and_not_lost(staff):
    programme = ProgrammeFactory(name="Old", subject="Maths")
    address = reverse("programme-edit", args=[programme.pk])
    opened = shown(staff, address)
    Programme.objects.update(subject="Science")

    answer = staff.post(address, opened | {"name": "Mine"})

    assert answer.status_code == 409
    assert answer.context["changed"] == [("Subject", "Science")]
    assert Programme.objects.get().name == "Old"
    assert answer.context["form"]["name"].value() == "Mine"

    again = opened | {"name": "Mine", "subject": "Science", "version": answer.context["form"]["version"].value()}
    assert staff.post(address, again).status_code == 302
    assert (Programme.objects.get().name, Programme.objects.get().subject) == ("Mine", "Science")


def test_a_change_sent_twice_is_no_conflict(staff):
    programme = ProgrammeFactory(name="Old")
    address = reverse("programme-edit", args=[programme.pk])
    sent = shown(staff, address) | {"name": "Mine"}

    assert [staff.post(address, sent).status_code for _ in range(2)] == [302, 302]


# Its page


@pytest.fixture
def coaching(db):
    """Two years: 2017–18 with a run and figures, the year before with rows from a workbook alone."""
    programme = ProgrammeFactory(name="Coaching", slug="coaching", counted_by="enrolled", career_stage="middle")
    run = RunFactory(programme=programme, led_by="school", leader_school=SchoolFactory(name="Lead School"))
    SessionFactory(run=run)
    SessionFactory(run=run, title="Off", is_cancelled=True)
    EnrolmentFactory(run=run, strand=StrandFactory())
    EnrolmentFactory(run=run, withdrawn_on=run.year.last_day)
    ParticipantFactory(run=run)
    ParticipantFactory(run=run, role="coach")
    ParticipantFactory(run=run, withdrawn_on=run.year.last_day)
    ParticipationFactory(programme=programme, year=YEAR - 1, role="delegate", people=9)
    ParticipationFactory(year=YEAR)
    return programme


def test_each_year_stands_with_its_runs_and_figures_the_latest_first(staff, coaching):
    years = staff.get(f"/programmes/{coaching.pk}/").context["years"]

    assert [str(one.year) for one in years] == ["2017–18", "2016–17"]
    assert [(number.label, number.value) for number in years[0].numbers] == [
        *(("Schools", 3), ("Coaches", 1), ("Delegates", 1), ("Schools with SSAT", 1)),
    ]
    assert [(run.leader, run.sessions_held, run.schools_on, run.people_on) for run in years[0].runs] == [
        ("Lead School", 1, 1, 2)
    ]
    assert ([(number.label, number.value) for number in years[1].numbers], years[1].runs) == (
        [("Schools", 1), ("Delegates", 9)],
        [],
    )


def test_each_number_is_that_of_the_figure_it_opens(staff, coaching):
    this_year = staff.get(f"/programmes/{coaching.pk}/").context["years"][0]

    keys = [number.address.split("/figures/")[1].strip("/") for number in this_year.numbers]
    assert [value(key) for key in keys] == [number.value for number in this_year.numbers]
    assert staff.get(this_year.numbers[0].address).status_code == 200


def test_the_page_and_the_figure_say_the_same_rule(staff, coaching):
    rule = "Counted from the schools and people enrolled that year who have not withdrawn."
    figure = reverse("figure-page", args=[YEAR, "participation.2017-18.coaching.schools"])

    assert rule in staff.get(f"/programmes/{coaching.pk}/").content.decode()
    assert rule in staff.get(figure).content.decode()


def test_a_trustee_reads_it_without_buttons(client, coaching):
    client.force_login(UserFactory(role="trustee"))

    page = client.get(f"/programmes/{coaching.pk}/").content.decode()

    assert "Coaching" in page
    assert "/edit/" not in page
    assert "/runs/new/" not in page


def test_the_page_asks_as_much_of_fifty_runs_as_of_one(staff, django_assert_num_queries):
    programme = ProgrammeFactory()

    def add(number):
        for n in range(number):
            run = RunFactory(programme=programme, year=YEAR - n % 10, cohort=f"Group {Programme.objects.count()}-{n}")
            EnrolmentFactory(run=run)
            ParticipationFactory(programme=programme, year=YEAR - n % 10, people=1)

    add(1)
    with django_assert_num_queries(8):
        staff.get(f"/programmes/{programme.pk}/")
    ProgrammeFactory()
    add(50)
    with django_assert_num_queries(8):
        staff.get(f"/programmes/{programme.pk}/")


# The list


@pytest.fixture
def led(staff):
    """Programmes led by one and another, this year and the next."""
    for name, stage in (("Alma", "middle"), ("Bow", ""), ("Cubitt", "senior")):
        ProgrammeFactory(name=name, career_stage=stage)
    alma, bow, _ = Programme.objects.order_by("name")
    ParticipationFactory(programme=alma)
    RunFactory(programme=alma, led_by="alliance", leader_name="East Alliance")
    RunFactory(programme=alma, led_by="associate", leader_associate=AssociateFactory(name="Museum"), cohort="B")
    RunFactory(programme=bow, year=YEAR + 1, led_by="alliance")
    return staff


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"stage": "middle"}, ["Alma"]),
        ({"stage": "every"}, ["Bow"]),
        ({"led_by": "alliance"}, ["Alma"]),
        ({"led_by": "school"}, []),
        ({"led_by": "alliance", "year": "2018-19"}, ["Bow"]),
        ({"sort": "career_stage"}, ["Bow", "Alma", "Cubitt"]),
        ({"stage": "nobody"}, ["Alma", "Bow", "Cubitt"]),
    ],
)
def test_programmes_are_found_by_whom_they_are_for_and_who_leads_them(led, asked, found):
    assert [programme.name for programme in led.get("/programmes/", asked).context["page"]] == found


def test_the_list_says_who_leads_in_the_year_chosen(led):
    def leaders(**asked):
        return [programme.leaders for programme in led.get("/programmes/", asked).context["page"]]

    assert leaders() == [["East Alliance", "Museum"], [], []]
    assert leaders(year="2018-19") == [[], ["A teaching school alliance"], []]


def test_the_list_links_each_programme_and_offers_a_new_one_to_who_may_make_it(led):
    alma = Programme.objects.get(name="Alma")

    page = led.get("/programmes/").content.decode()
    led.force_login(UserFactory(role="trustee"))
    trustees = led.get("/programmes/").content.decode()

    assert f'href="/programmes/{alma.pk}/"' in page
    assert ('href="/programmes/new/"' in page, 'href="/programmes/new/"' in trustees) == (True, False)
    assert 'href="/programmes/by-stage/"' in trustees
