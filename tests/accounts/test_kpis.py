"""How many people there are: everyone stands in one place."""

import datetime

from accounts.kpis import People, people_on_record
from accounts.permissions import Role
from accounts.states import State
from tests.factories import InvitationFactory, UserFactory

NOW = datetime.datetime(2018, 3, 10, tzinfo=datetime.UTC)
NOBODY = dict.fromkeys([State.INVITED, State.EXPIRED, State.WITHDRAWN, State.DEACTIVATED], 0)


def test_everyone_is_counted_once_by_what_they_can_do(db):
    for role, number in ((Role.STAFF, 3), (Role.HEADTEACHER, 2), ("", 1)):
        UserFactory.create_batch(number, role=role)
    InvitationFactory(user__role=Role.TRUSTEE)
    InvitationFactory(user__role=Role.STAFF)
    InvitationFactory(expires_at=NOW)
    InvitationFactory(withdrawn_at=NOW)
    UserFactory(is_active=False, deactivated_at=NOW)
    UserFactory(is_active=False, deactivated_at=NOW, anonymised_at=NOW)

    assert people_on_record(NOW) == People(
        can_sign_in={Role.STAFF: 3, Role.HEADTEACHER: 2, Role.TRUSTEE: 0, Role.ADMIN: 0},
        without_role=1,
        others={State.INVITED: 2, State.EXPIRED: 1, State.WITHDRAWN: 1, State.DEACTIVATED: 1},
    )


def test_who_came_is_not_waited_for(db):
    came = InvitationFactory(accepted_at=NOW, user__is_active=True).user
    InvitationFactory(user=came, sent_at=NOW, expires_at=NOW + datetime.timedelta(14))

    counted = people_on_record(NOW)
    assert (counted.can_sign_in[Role.STAFF], counted.others) == (1, NOBODY)


def test_nobody_is_nought(db):
    assert people_on_record(NOW) == People(dict.fromkeys(Role, 0), 0, NOBODY)
