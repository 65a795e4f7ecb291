"""What a person is sent, and switching off what is not sent by duty, on their own account page."""

import pytest
from django.urls import reverse

from mail.choices import choose
from mail.kinds import MessageKind
from mail.models import SwitchedOff
from tests.factories import UserFactory

DUE, AGREED = MessageKind.ACTIONS_DUE, MessageKind.NOTE_AGREED


@pytest.fixture
def sam(client, db):
    person = UserFactory(role="staff")
    client.force_login(person)
    return person


def shown(client):
    """(what comes by duty, what comes if wanted and whether it does)."""
    page = client.get(reverse("account")).context
    boxes = {box.data["value"]: bool(box.data["selected"]) for box in page["mail_form"]["wanted"]}
    return page["by_duty"], boxes


def save(client, *wanted):
    return client.post(reverse("mail-choices"), {"wanted": wanted})


@pytest.mark.parametrize(
    ("role", "by_duty", "choices"),
    [
        ("staff", ["note_disputed", "actions_overdue"], [AGREED, DUE]),
        ("admin", ["note_disputed", "actions_overdue"], [AGREED, DUE]),
        ("trustee", ["actions_overdue"], [DUE]),
        ("headteacher", ["note_shared", "note_corrected", "actions_overdue", "renewal"], [DUE]),
        ("", [], []),
    ],
)
def test_page_lists_what_concerns_the_role(client, db, role, by_duty, choices):
    client.force_login(UserFactory(role=role))
    assert shown(client) == (by_duty, dict.fromkeys(choices, True))


def test_unticked_is_switched_off_and_ticked_is_on_again(client, sam):
    SwitchedOff.objects.create(person=UserFactory(), kind=DUE)

    for _ in range(2):  # pressing Save twice is harmless
        assert save(client, AGREED).url == reverse("account")
        assert shown(client)[1] == {AGREED: True, DUE: False}
    save(client, DUE)
    assert shown(client)[1] == {AGREED: False, DUE: True}
    save(client, AGREED, DUE)
    assert list(SwitchedOff.objects.filter(person=sam)) == []
    assert SwitchedOff.objects.count() == 1


@pytest.mark.parametrize("kind", ["note_disputed", "note_shared", "<b>", "x" * 100_000])
def test_what_is_sent_by_duty_or_is_no_kind_is_refused_and_nothing_is_changed(client, sam, kind):
    SwitchedOff.objects.create(person=sam, kind=DUE)

    answer = save(client, AGREED, kind)

    assert answer.status_code == 422
    assert "Select a valid choice" in answer.content.decode()
    assert "<b> is not" not in answer.content.decode()
    assert [off.kind for off in SwitchedOff.objects.all()] == [DUE]


def test_what_concerns_another_role_stays_as_it_was(db):
    person = UserFactory(role="staff")
    SwitchedOff.objects.create(person=person, kind=AGREED)
    person.role = "headteacher"

    choose(wanted=[DUE], by=person)

    assert [off.kind for off in SwitchedOff.objects.all()] == [AGREED]
