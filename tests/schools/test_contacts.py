"""Contacts: people of a school or an associate, once each."""

import pytest

from schools.models import Contact
from tests.factories import AssociateFactory, ContactFactory, SchoolFactory
from tests.rules import holds, refused_by


def test_a_contact_is_of_one_place_at_most(db):
    associate = AssociateFactory()
    holds("contact_of_one_place", ContactFactory, {"school": None}, {"school": SchoolFactory(), "associate": associate})


def test_letters_go_to_an_address(db):
    refused = {"is_written_to": True, "email": ""}
    holds("contact_written_to_by_email", ContactFactory, {"is_written_to": True}, refused)


def test_a_contact_whose_name_is_no_longer_kept_needs_no_address(db):
    contact = ContactFactory(is_written_to=True)

    Contact.objects.filter(pk=contact.pk).update(name="", email="", phone="", post="")

    contact.refresh_from_db()
    assert str(contact) == "A former contact"


@pytest.mark.parametrize("place", ["school", "associate", None])
def test_a_person_is_on_record_once_at_a_place(db, place):
    where = {"school": {"school": SchoolFactory()}, "associate": {"school": None, "associate": AssociateFactory()}}
    fields = {"name": "Ana Núñez", "email": "Ana@elm.example", **where.get(place, {"school": None})}
    ContactFactory(**fields)
    ContactFactory(**fields | {"name": "Ana Nunes"})
    ContactFactory(**fields | {"email": "ana.n@elm.example"})
    ContactFactory(**fields | {"school": SchoolFactory(), "associate": None})

    with refused_by("contact_once"):
        Contact.objects.bulk_create([Contact(**fields | {"name": "ana nunez", "email": "ana@ELM.example"})])


def test_contacts_without_a_name_are_many(db):
    school = SchoolFactory()

    Contact.objects.bulk_create([Contact(name="", school=school) for _ in range(2)])

    assert Contact.objects.count() == 2
