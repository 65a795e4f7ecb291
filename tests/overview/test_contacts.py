"""Contacts of schools and associates: written down, changed, left, and what each took part in."""

import datetime

import pytest
from django.urls import reverse

from accounts.permissions import Role
from schools.models import Contact
from tests.factories import (
    AssociateFactory,
    AttendanceFactory,
    ContactFactory,
    ParticipantFactory,
    SchoolFactory,
    SessionFactory,
    UserFactory,
)
from tests.overview.people import headteacher_of, section

TYPED = {"name": "Dee Deputy", "post": "Deputy head", "email": "dee@elm.example", "phone": "020 7946 0000"}


@pytest.fixture
def staff(client, db):
    client.force_login(UserFactory())
    return client


def opened(client, address):
    """What the form holds when it is opened, as a browser would send it back."""
    form = client.get(address).context["form"]
    return {bound.html_name: value for bound in form if (value := bound.value()) not in (None, False)}


def test_a_contact_of_a_school_is_written_down_once_however_often_it_is_pressed(staff):
    school = SchoolFactory()
    address = reverse("school-contact-add", args=[school.pk])

    first, second = (staff.post(address, TYPED | {"is_written_to": "on"}) for _ in range(2))

    contact = Contact.objects.get()
    assert (contact.school, contact.email, contact.is_written_to) == (school, "dee@elm.example", True)
    assert first.headers["Location"] == f"{school.get_absolute_url()}#contacts"
    assert second.headers["Location"] == contact.get_absolute_url()


def test_a_contact_of_an_associate_gets_no_letters_about_membership(staff):
    associate = AssociateFactory()

    staff.post(reverse("associate-contact-add", args=[associate.pk]), TYPED | {"is_written_to": "on"})

    contact = Contact.objects.get()
    assert (contact.associate, contact.school, contact.is_written_to) == (associate, None, False)


@pytest.mark.parametrize(
    ("typed", "field", "words"),
    [
        ({"name": ""}, "name", "This field is required."),
        ({"name": "n" * 201}, "name", "Ensure this value has at most 200 characters (it has 201)."),
        ({"name": "x" * 100_000}, "name", "Ensure this value has at most 200 characters (it has 100000)."),
        ({"email": "nobody"}, "email", "Enter a valid email address."),
        ({"phone": "1" * 41}, "phone", "Ensure this value has at most 40 characters (it has 41)."),
        ({"email": "", "is_written_to": "on"}, "__all__", "Letters go by e-mail: write their address."),
        ({"name": "A\0B"}, "name", "Null characters are not allowed."),
    ],
)
def test_what_is_wrong_is_said_by_its_field_and_nothing_typed_is_lost(staff, typed, field, words):
    answer = staff.post(reverse("school-contact-add", args=[SchoolFactory().pk]), TYPED | typed)

    form = answer.context["form"]
    assert (answer.status_code, form.errors[field], Contact.objects.count()) == (422, [words], 0)
    assert {name: form[name].value() for name in TYPED} == TYPED | {k: v for k, v in typed.items() if k in TYPED}


def test_the_same_person_twice_at_a_place_is_refused_in_words(staff):
    there = ContactFactory(name="Dee Deputy", email="dee@elm.example")

    answer = staff.post(
        reverse("school-contact-add", args=[there.school_id]),
        TYPED | {"name": "dee deputy", "email": "DEE@elm.example"},
    )

    assert answer.context["form"].errors["__all__"] == ["This person is on record there already."]


def test_markup_is_shown_as_it_was_typed(staff):
    contact = ContactFactory(name="<b>Dee</b>")

    page = staff.get(contact.get_absolute_url()).content.decode()

    assert ("&lt;b&gt;Dee&lt;/b&gt;" in page, "<b>Dee" in page) == (True, False)


def test_who_left_is_kept_with_the_day(staff):
    contact = ContactFactory()
    address = reverse("contact-edit", args=[contact.pk])

    staff.post(address, opened(staff, address) | {"left_on": "2018-07-20"})

    contact.refresh_from_db()
    assert contact.left_on == datetime.date(2018, 7, 20)


def test_a_form_opened_before_somebody_else_saved_is_held_up_once(staff):
    contact = ContactFactory(name="Dee", post="Deputy")
    address = reverse("contact-edit", args=[contact.pk])
    typed = opened(staff, address) | {"post": "Acting head"}
    Contact.objects.filter(pk=contact.pk).update(post="Head of school")

    told = staff.post(address, typed)

    assert told.context["form"].errors["__all__"] == [
        "Somebody changed this while you had it open. On record now stands: What they do there: Head of school. "
        "Save again to change it."
    ]
    assert Contact.objects.get().post == "Head of school"
    again = {bound.html_name: bound.value() or "" for bound in told.context["form"]}
    staff.post(address, again)
    assert Contact.objects.get().post == "Acting head"


def test_a_contact_entered_by_mistake_is_removed_and_one_on_a_register_stays(staff):
    mistake, on_a_register = ContactFactory(), ParticipantFactory().contact

    staff.post(reverse("contact-remove", args=[mistake.pk]))
    kept = staff.post(reverse("contact-remove", args=[on_a_register.pk]), follow=True)

    assert list(Contact.objects.all()) == [on_a_register]
    assert "is on a programme’s register and stays" in kept.content.decode()


@pytest.fixture
def dee(db):
    """Attended one of two sessions that were held."""
    there = ParticipantFactory(contact=ContactFactory(name="Dee"))
    for title, mark, is_cancelled in (("", "attended", False), ("b", "absent", False), ("c", "attended", True)):
        session = SessionFactory(run=there.run, title=title, is_cancelled=is_cancelled)
        AttendanceFactory(session=session, participant=there, mark=mark)
    return there


def test_page_says_what_a_contact_took_part_in(client, dee):
    ParticipantFactory()
    for reader in (UserFactory(), headteacher_of(dee.school)):
        client.force_login(reader)

        said = section(client.get(dee.contact.get_absolute_url()).content.decode(), "took-part")

        name = dee.run.programme
        assert said == f"Took part in 2017–18 {name} Delegate 1 of 2 sessions attended · Certificate"


@pytest.mark.parametrize("role", [Role.TRUSTEE, Role.HEADTEACHER])
def test_others_do_not_find_the_page(client, dee, role):
    client.force_login(UserFactory(role=role))

    assert client.get(dee.contact.get_absolute_url()).status_code == 404


def test_a_contact_that_is_no_longer_kept_has_no_page(staff):
    gone = ContactFactory(name="", email="")

    addresses = [gone.get_absolute_url(), reverse("contact-edit", args=[gone.pk])]
    assert [staff.get(address).status_code for address in addresses] == [404, 404]


def test_page_asks_as_much_of_fifty_programmes_as_of_one(staff, django_assert_num_queries):
    contact = ContactFactory()
    for number in (1, 49):
        for _ in range(number):
            ParticipantFactory(contact=contact)
        with django_assert_num_queries(5):
            staff.get(contact.get_absolute_url())
