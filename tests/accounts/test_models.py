import datetime

import pytest
from django.db import connection

from accounts.models import User
from accounts.permissions import Role
from tests.factories import InvitationFactory, UserFactory
from tests.rules import holds, refused_by

NOW = datetime.datetime(2018, 3, 1, 12, tzinfo=datetime.UTC)


@pytest.mark.parametrize("role", ["", *Role.values])
def test_role_is_one_of_the_four_or_none(db, role):
    holds("user_role_known", UserFactory, allowed={"role": role}, refused={"role": "governor"})


def test_only_staff_are_in_the_challenge_group(db):
    holds(
        "user_challenge_group_is_staff",
        lambda: UserFactory(is_in_challenge_group=True),
        allowed={"role": "trustee", "is_in_challenge_group": False},
        refused={"role": "trustee", "is_in_challenge_group": True},
    )


def test_who_can_sign_in_is_not_deactivated(db):
    holds(
        "user_active_or_deactivated",
        UserFactory,
        allowed={"is_active": False, "deactivated_at": NOW},
        refused={"is_active": True, "deactivated_at": NOW},
    )


def test_whose_data_is_erased_cannot_sign_in(db):
    holds(
        "user_anonymised_is_out",
        UserFactory,
        allowed={"is_active": False, "anonymised_at": NOW},
        refused={"is_active": True, "anonymised_at": NOW},
    )


def test_person_has_one_open_invitation(db):
    person = UserFactory()
    InvitationFactory(user=person, accepted_at=NOW)
    InvitationFactory(user=person, withdrawn_at=NOW)
    InvitationFactory(user=person)

    with refused_by("invitation_one_open"):
        InvitationFactory(user=person)


def test_invitation_is_accepted_or_withdrawn_or_neither(db):
    holds(
        "invitation_accepted_or_withdrawn",
        InvitationFactory,
        allowed={"accepted_at": NOW},
        refused={"accepted_at": NOW, "withdrawn_at": NOW},
    )


def test_invitation_expires_after_it_was_sent(db):
    holds(
        "invitation_expires_after_sent",
        InvitationFactory,
        allowed={"sent_at": NOW, "expires_at": NOW + datetime.timedelta(microseconds=1)},
        refused={"sent_at": NOW, "expires_at": NOW},
    )


def test_address_belongs_to_one_person_whatever_its_case(db):
    UserFactory(email="mary@riverside.example")

    User.objects.bulk_create([User(email="mary@elsewhere.example", name="Another Mary")])
    with refused_by("user_email_unique"):
        User.objects.bulk_create([User(email="Mary@Riverside.example", name="Mary again")])


def test_address_in_the_same_case_is_refused_too(db):
    UserFactory(email="mary@riverside.example")

    with refused_by("accounts_user_email_key"):
        User.objects.bulk_create([User(email="mary@riverside.example", name="Mary again")])
    assert connection.needs_rollback is False


def test_person_signs_in_whatever_the_case_of_the_address(db):
    mary = UserFactory(email="Mary@riverside.example")

    assert User.objects.get_by_natural_key("mary@RIVERSIDE.example") == mary


def test_superuser_is_an_admin(db):
    user = User.objects.create_superuser(email="ada@riverside.example", name="Ada", password="a-long-enough-one")

    assert (user.role, user.is_staff, user.check_password("a-long-enough-one")) == (Role.ADMIN, True, True)


@pytest.mark.parametrize(
    ("role", "is_active", "may"),
    [("admin", True, True), ("admin", False, False), ("staff", True, False), ("", True, False)],
)
def test_only_an_active_admin_may_work_in_django_admin(role, is_active, may):
    user = User(email="ada@riverside.example", name="Ada", role=role, is_active=is_active)

    assert (user.is_staff, user.has_perm("schools.add_school"), user.has_module_perms("schools")) == (may, may, may)
