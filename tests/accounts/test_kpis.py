"""How many people there are: everyone stands in one place."""

import datetime

from accounts.kpis import People, people_on_record
from accounts.permissions import Role
from tests.factories import InvitationFactory, UserFactory

NOW = datetime.datetime(2018, 3, 10, tzinfo=datetime.UTC)


def test_everyone_is_counted_once_by_what_they_can_do(db):
    for role, number in ((Role.STAFF, 3), (Role.HEADTEACHER, 2), ("", 1)):
        UserFactory.create_batch(number, role=role)
    InvitationFactory(user__role=Role.TRUSTEE)
    InvitationFactory(expires_at=NOW)
    UserFactory(is_active=False, deactivated_at=NOW)
    assert people_on_record(NOW) == People(
        can_sign_in={Role.STAFF: 3, Role.HEADTEACHER: 2, Role.TRUSTEE: 0, Role.ADMIN: 0},
        without_role=1,
        invited=2,
        expired=1,
        deactivated=1,
    )


def test_who_came_or_whose_invitation_was_withdrawn_is_not_waited_for(db):
    came = InvitationFactory(accepted_at=NOW, user__is_active=True).user
    InvitationFactory(user=came, sent_at=NOW, expires_at=NOW + datetime.timedelta(14))
    InvitationFactory(withdrawn_at=NOW)
    counted = people_on_record(NOW)
    assert (counted.can_sign_in[Role.STAFF], counted.invited, counted.expired, counted.deactivated) == (1, 0, 0, 1)


def test_nobody_is_nought(db):
    assert people_on_record(NOW) == People(dict.fromkeys(Role, 0), 0, 0, 0, 0)
