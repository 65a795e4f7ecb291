"""People on a run: found or new, changed, withdrawn and removed; pairs of coach and coachee, and shadowing."""

import datetime

import pytest

from programmes.models import CoachingPair, Participant, Shadowing
from schools.models import Contact
from schools.places import value_of
from tests.factories import (
    AttendanceFactory,
    CoachingPairFactory,
    ContactFactory,
    ParticipantFactory,
    ProgrammeFactory,
    RunFactory,
    SchoolFactory,
    SessionFactory,
    ShadowingFactory,
    StrandFactory,
    UserFactory,
)
from tests.programmes.run_forms import errors, fill, said, shown

pytestmark = pytest.mark.django_db
DAY = datetime.date(2018, 3, 1)
NEW = {"contact": "new", "name": "Ada Coach", "email": "ada@bow.example", "post": "Deputy"}


@pytest.fixture
def staff(client, db):
    client.force_login(UserFactory(name="Sam Staff"))
    return client


@pytest.fixture
def run(db):
    return RunFactory(programme=ProgrammeFactory(name="Forum"))


@pytest.fixture
def bow(db):
    return SchoolFactory(name="Bow")


def door(run, query=""):
    return f"/runs/{run.pk}/people/new/{query}"


def found(answer):
    return [str(contact) for contact, _ in answer.context["form"].shown]


# Adding


def test_somebody_new_is_put_on_record_and_on_the_run(staff, run, bow):
    answer = fill(staff, door(run), **NEW, place_name="bow", role="coach", strand=StrandFactory().pk)

    participant = Participant.objects.get()
    contact = participant.contact
    assert answer["Location"] == f"/runs/{run.pk}/#people"
    assert (contact.name, contact.email, contact.post, contact.school) == (
        "Ada Coach",
        "ada@bow.example",
        "Deputy",
        bow,
    )
    assert (participant.run, participant.school, participant.role, participant.strand.slug) == (
        run,
        bow,
        "coach",
        "ssat",
    )


def test_a_form_sent_twice_adds_one_person(staff, run, bow):
    sent = shown(staff, door(run)) | NEW | {"place_name": "Bow"}

    answers = [staff.post(door(run), sent) for _ in range(2)]

    assert (Contact.objects.count(), Participant.objects.count()) == (1, 1)
    assert said(answers[1]) == ["Ada Coach was on it already."]


def test_somebody_on_record_with_the_name_address_and_school_is_not_made_twice(staff, run, bow):
    there = ContactFactory(name="ADA  Coach", email="Ada@Bow.example", school=bow)

    fill(staff, door(run), **NEW, place_name="Bow")

    assert Participant.objects.get().contact == there


@pytest.mark.parametrize(
    "alike",
    [
        {"name": "A. Coach", "email": "ADA@bow.example"},
        {"name": "ada coach", "email": "other@bow.example", "bow": True},
    ],
)
def test_somebody_who_may_be_the_same_is_shown_once_before_another_is_made(staff, run, bow, alike):
    there = ContactFactory(**{"school": bow} if alike.pop("bow", False) else {}, **alike)
    ContactFactory(name="Ada Coach", email="ada@elsewhere.example")
    sent = shown(staff, door(run)) | NEW | {"place_name": "Bow"}

    asked = staff.post(door(run), sent)
    words = "Somebody on record may be the same person. Choose them, or “Somebody new” once more."
    assert (errors(asked), found(asked)) == ({"contact": [words]}, [there.name])
    assert asked.context["form"]["name"].value() == "Ada Coach"

    staff.post(door(run), sent | {"seen": [str(there.pk)]})
    assert Participant.objects.get().contact != there
    staff.post(door(run), sent | {"contact": str(there.pk), "name": ""})
    assert Participant.objects.count() == 2


@pytest.mark.parametrize(
    ("q", "names"),
    [
        ("coach ada", ["Ada Coach"]),
        ("BOW.EXAMPLE", ["Ada Coach", "Bo Left"]),
        ("left", ["Bo Left"]),
        ("nobody", []),
        ("", []),
        ("<b>", ["Bo Left"]),
        ("a\0b", []),
    ],
)
def test_people_are_found_by_part_of_their_name_or_address(staff, run, bow, q, names):
    ContactFactory(name="Ada Coach", email="ada@bow.example", school=bow)
    ContactFactory(name="Bo Left", email="bo@bow.example", left_on=DAY)
    ContactFactory(name="", email="")

    assert found(staff.get(door(run), {"q": q})) == names


def test_somebody_found_is_added_with_the_school_they_are_at(staff, run, bow):
    ada = ContactFactory(name="Ada", school=bow)

    staff.post(door(run, "?q=ada"), {"contact": str(ada.pk), "role": "headteacher"})

    assert [(one.contact, one.school, one.role) for one in run.participants.all()] == [(ada, bow, "headteacher")]


def test_somebody_on_it_in_another_role_or_withdrawn_is_left_as_they_are(staff, run, bow):
    coach = ParticipantFactory(run=run, contact=ContactFactory(name="Ada"), role="coach")
    left = ParticipantFactory(run=run, contact=ContactFactory(name="Bo"), withdrawn_on=DAY)

    answers = [staff.post(door(run), {"contact": str(one.contact_id), "role": "delegate"}) for one in (coach, left)]

    assert [errors(answer) for answer in answers] == [
        {"contact": ["Ada is on it already as coach. Change that there."]},
        {"contact": ["Bo withdrew on 01/03/2018. Take that back on their line."]},
    ]
    assert Participant.objects.count() == 2


@pytest.mark.parametrize(
    ("wrong", "field", "words"),
    [
        ({"name": ""}, "name", "Choose somebody who was found, or write the name of somebody new."),
        ({"name": "x" * 100_000}, "name", "Ensure this value has at most 200 characters (it has 100000)."),
        ({"email": "ada at bow"}, "email", "Enter a valid email address."),
        ({"role": "boss"}, "role", "Select a valid choice. boss is not one of the available choices."),
        ({"role": "member"}, "role", "Select a valid choice. member is not one of the available choices."),
        ({"contact": "999999"}, "contact", "Choose the person again."),
        ({"contact": "1 or 1=1"}, "contact", "Choose the person again."),
        ({"place_name": "Nowhere"}, "place_name", "No school has this name or URN."),
        ({"strand": "x"}, "strand", "Select a valid choice. That choice is not one of the available choices."),
    ],
)
def test_what_is_wrong_with_a_person_is_said_by_its_field(staff, run, wrong, field, words):
    answer = staff.post(door(run), shown(staff, door(run)) | NEW | wrong)

    assert (answer.status_code, errors(answer)) == (422, {field: [words]})
    assert answer.context["form"]["post"].value() == "Deputy"
    assert (Contact.objects.exists(), Participant.objects.exists()) == (False, False)


def test_a_person_chosen_and_another_typed_asks_which_is_meant(staff, run):
    ada = ContactFactory(name="Ada")

    answer = staff.post(door(run), shown(staff, door(run)) | NEW | {"contact": str(ada.pk), "name": "Bo"})

    assert errors(answer) == {"name": ["You chose Ada. Empty this, or choose “Somebody new”."]}


@pytest.mark.parametrize("name", ["<script>alert(1)</script>", '=HYPERLINK("http://x")'])
def test_hostile_names_are_kept_as_they_are_and_run_nowhere(staff, run, name):
    staff.post(door(run), shown(staff, door(run)) | NEW | {"name": name})

    assert Contact.objects.get().name == name
    assert "<script>alert" not in staff.get(f"/runs/{run.pk}/").content.decode()


def test_finding_people_asks_as_much_of_twelve_as_of_one(staff, run, django_assert_num_queries):
    ContactFactory(name="Ada 0")
    with django_assert_num_queries(7):
        staff.get(door(run), {"q": "ada"})
    for n in range(20):
        ContactFactory(name=f"Ada {n + 1}")
    with django_assert_num_queries(7):
        answer = staff.get(door(run), {"q": "ada"})
    assert (len(found(answer)), answer.context["is_more"]) == (12, True)


# One person


def test_role_provider_and_school_are_changed_and_marks_keep_theirs(staff, run, bow):
    person = ParticipantFactory(run=run)
    mark = AttendanceFactory(session=SessionFactory(run=run), participant=person)

    fill(staff, f"/participants/{person.pk}/", role="lead", strand=StrandFactory().pk, places=[value_of(bow)])
    person.refresh_from_db()
    mark.refresh_from_db()
    assert (person.role, person.strand.slug, person.school, mark.school) == ("lead", "ssat", bow, person.contact.school)

    fill(staff, f"/participants/{person.pk}/", places=[])
    person.refresh_from_db()
    assert person.school is None


def test_a_person_is_of_one_school(staff, run, bow):
    person = ParticipantFactory(run=run, school=bow)
    SchoolFactory(name="Alma")

    answer = fill(staff, f"/participants/{person.pk}/", place_name="Alma")

    assert errors(answer) == {"place_name": ["A person is of one school. Untick the other."]}


def test_a_person_changed_meanwhile_is_shown_as_they_are(staff, run):
    person = ParticipantFactory(run=run)
    opened = shown(staff, f"/participants/{person.pk}/")
    Participant.objects.update(role="coach")

    answer = staff.post(f"/participants/{person.pk}/", opened | {"role": "host"})

    assert (answer.status_code, answer.context["changed"]) == (409, [("Role", "Coach")])


def test_a_person_withdraws_and_comes_back(staff, run):
    person = ParticipantFactory(run=run)

    assert errors(staff.post(f"/participants/{person.pk}/withdraw/", {"on": "x"}), "leave_form").keys() == {"on"}
    for _ in range(2):
        staff.post(f"/participants/{person.pk}/withdraw/", {"on": "2018-03-01"})
    person.refresh_from_db()
    assert person.withdrawn_on == DAY

    staff.post(f"/participants/{person.pk}/return/")
    person.refresh_from_db()
    assert person.withdrawn_on is None


def test_a_person_is_removed_only_without_marks_and_pairs_and_stays_on_record(staff, run):
    marked = ParticipantFactory(run=run)
    AttendanceFactory(session=SessionFactory(run=run), participant=marked, mark="excused")
    pair = CoachingPairFactory(coach__run=run)
    mistake = ParticipantFactory(run=run)

    for person in (marked, pair.coach, pair.coachee, mistake):
        staff.post(f"/participants/{person.pk}/remove/")

    assert set(Participant.objects.all()) == {marked, pair.coach, pair.coachee}
    assert Contact.objects.filter(pk=mistake.contact_id).exists()


# Pairs


@pytest.fixture
def two(run, bow):
    coach, coachee = (ContactFactory(name=name, school=bow) for name in ("Ada Coach", "Bo Deputy"))
    return ParticipantFactory(run=run, contact=coach, role="coach"), ParticipantFactory(run=run, contact=coachee)


def test_two_people_of_the_run_are_paired_once(staff, run, two):
    address = f"/runs/{run.pk}/pairs/new/"
    sent = {"coach": two[0].pk, "coachee": two[1].pk, "from_on": "2018-03-01"}

    answers = [staff.post(address, sent) for _ in range(2)]

    pair = CoachingPair.objects.get()
    assert [answer["Location"] for answer in answers] == [f"/pairs/{pair.pk}/"] * 2
    assert (pair.run, pair.coach, pair.coachee, pair.from_on) == (run, *two, DAY)


@pytest.mark.parametrize(
    ("wrong", "field", "words"),
    [
        ({"coach": ""}, "coach", "Choose a person."),
        ({"coachee": "same"}, "coachee", "Nobody is their own coach."),
        ({"coachee": "other run"}, "coachee", "Choose somebody who is on the run."),
        ({"coachee": "withdrawn"}, "coachee", "Choose somebody who is on the run."),
        ({"until_on": "2018-02-28"}, "until_on", "The last day cannot be before the first."),
    ],
)
def test_what_is_wrong_with_a_pair_is_said_by_its_field(staff, run, two, wrong, field, words):
    people = {
        "same": two[0],
        "other run": ParticipantFactory(),
        "withdrawn": ParticipantFactory(run=run, withdrawn_on=DAY),
    }
    wrong = {name: getattr(people.get(value), "pk", value) for name, value in wrong.items()}
    sent = {"coach": two[0].pk, "coachee": two[1].pk, "from_on": "2018-03-01"} | wrong

    answer = staff.post(f"/runs/{run.pk}/pairs/new/", sent)

    assert (answer.status_code, errors(answer)) == (422, {field: [words]})
    assert not CoachingPair.objects.exists()


def test_a_pair_ends_and_is_removed_where_it_was_a_mistake(staff, run, two):
    pair = CoachingPairFactory(coach=two[0], coachee=two[1], from_on=DAY)
    ShadowingFactory(pair=pair)

    fill(staff, f"/pairs/{pair.pk}/", until_on="2018-07-20")
    pair.refresh_from_db()
    assert (pair.from_on, pair.until_on) == (DAY, datetime.date(2018, 7, 20))
    assert errors(fill(staff, f"/pairs/{pair.pk}/", until_on="2018-01-01")).keys() == {"until_on"}

    staff.post(f"/pairs/{pair.pk}/remove/")
    assert (CoachingPair.objects.exists(), Shadowing.objects.exists()) == (False, False)
    assert Participant.objects.count() == 2


def test_a_day_of_shadowing_is_recorded_once_each_way_and_removed(staff, run, two):
    pair = CoachingPairFactory(coach=two[0], coachee=two[1])
    address = f"/pairs/{pair.pk}/shadowing/"

    for way in ("coach", "coachee", "coachee"):
        staff.post(address, {"shadowed_on": "2018-03-01", "is_by_coach": way, "place": "Bow"})

    days = pair.shadowings.order_by("is_by_coach")
    assert list(days.values_list("shadowed_on", "is_by_coach", "place")) == [(DAY, False, "Bow"), (DAY, True, "Bow")]

    staff.post(f"/shadowing/{days[0].pk}/remove/")
    assert [day.is_by_coach for day in pair.shadowings.all()] == [True]


@pytest.mark.parametrize(
    ("wrong", "field", "words"),
    [
        ({"shadowed_on": ""}, "shadowed_on", "Say which day."),
        ({"shadowed_on": "2199-01-01"}, "shadowed_on", "This day is still to come."),
        ({"is_by_coach": ""}, "is_by_coach", "Choose one of the two."),
        ({"place": "x" * 100_000}, "place", "Ensure this value has at most 200 characters (it has 100000)."),
    ],
)
def test_what_is_wrong_with_a_day_is_said_by_its_field(staff, two, wrong, field, words):
    pair = CoachingPairFactory(coach=two[0], coachee=two[1])
    sent = {"shadowed_on": "2018-03-01", "is_by_coach": "coach", "place": "Bow"} | wrong

    answer = staff.post(f"/pairs/{pair.pk}/shadowing/", sent)

    assert (answer.status_code, errors(answer, "day_form")) == (422, {field: [words]})
    assert not Shadowing.objects.exists()
