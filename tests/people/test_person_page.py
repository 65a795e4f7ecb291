"""One person's page: each thing an admin can do there, and each that cannot be done."""

import datetime

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from accounts.permissions import Role
from people import actions
from people.refusals import Refused
from schools.models import SchoolRepresentative
from tests.factories import InvitationFactory, SchoolFactory, UserFactory

TODAY = timezone.localdate
DAY = datetime.timedelta(1)


@pytest.fixture
def elm(db):
    return SchoolFactory(name="Elm")


@pytest.fixture
def mary(db, elm):
    person = UserFactory(name="Mary Marsh", role=Role.HEADTEACHER)
    SchoolRepresentative.objects.create(user=person, school=elm)
    return person


def at(name, *numbers):
    return reverse(name, args=numbers)


def told(response):
    return [str(message) for message in response.context["messages"]]


def test_page_says_who_and_where_they_stand(admin, ada, mary):
    InvitationFactory(user=mary, accepted_at=timezone.now(), invited_by=ada)

    page = admin.get(at("person", mary.pk)).content.decode()

    assert [
        words for words in ("Mary Marsh", mary.email, "Headteacher", "Elm", "by Ada Admin") if words not in page
    ] == []


def test_nobody_is_not_found(admin):
    assert admin.get(at("person", 99_999)).status_code == 404


# Role


def test_role_changes_at_once_and_the_schools_end(admin, mary, elm):
    oak = SchoolFactory(name="Oak")
    SchoolRepresentative.objects.create(user=mary, school=oak, from_on=TODAY() + 9 * DAY)
    theirs = Client()
    theirs.force_login(mary)

    answer = admin.post(at("person-role", mary.pk), {"role": "trustee"}, follow=True)

    assert told(answer) == ["Role changed. It holds from this moment."]
    assert theirs.get("/reports/").status_code == 200
    assert list(mary.acts_for.values_list("school__name", "until_on")) == [("Elm", TODAY())]


def test_role_stays_where_it_is_wrong(admin, mary):
    wrong = admin.post(at("person-role", mary.pk), {"role": "trustee", "is_in_challenge_group": "on"})

    assert wrong.status_code == 422
    assert wrong.context["role_form"].errors == {"is_in_challenge_group": ["Only staff can be in the challenge group."]}
    assert User.objects.get(pk=mary.pk).role == Role.HEADTEACHER


def test_staff_are_put_into_the_challenge_group(admin, mary):
    admin.post(at("person-role", mary.pk), {"role": "staff", "is_in_challenge_group": "on"})

    mary.refresh_from_db()
    assert (mary.role, mary.is_in_challenge_group) == (Role.STAFF, True)


@pytest.mark.parametrize(
    ("door", "data"), [("person-role", {"role": "staff"}), ("person-deactivate", {}), ("person-second-step-reset", {})]
)
def test_nobody_does_it_to_themselves(admin, ada, door, data):
    UserFactory(role=Role.ADMIN)

    answer = admin.post(at(door, ada.pk), data, follow=True)

    assert [words.split(":")[0] for words in told(answer)] == ["You cannot do this to yourself"]
    ada.refresh_from_db()
    assert (ada.role, ada.is_active) == (Role.ADMIN, True)


@pytest.mark.parametrize(
    "act",
    [
        lambda person, by: actions.deactivate(person=person, by=by),
        lambda person, by: actions.change_role(
            person=person, role=Role.STAFF, is_in_challenge_group=False, on=TODAY(), by=by
        ),
    ],
)
def test_last_admin_stays(db, act):
    """As when two admins put each other out in the same moment: the second finds only one left."""
    last, gone = UserFactory(role=Role.ADMIN), UserFactory(role=Role.ADMIN, is_active=False)

    with pytest.raises(Refused, match="is the only admin"):
        act(last, gone)


# In and out


def test_deactivated_person_is_out_at_once_and_their_open_link_too(admin, mary):
    InvitationFactory(user=mary)
    theirs = Client()
    theirs.force_login(mary)
    assert theirs.get("/schools/").status_code == 200

    answer = admin.post(at("person-deactivate", mary.pk), follow=True)

    assert told(answer) == ["Mary Marsh is out, on every device."]
    assert theirs.get("/schools/").status_code == 302
    assert mary.invitations.get().withdrawn_at is not None


def test_deactivating_twice_keeps_the_first_moment(admin, mary):
    admin.post(at("person-deactivate", mary.pk))
    first = User.objects.get(pk=mary.pk).deactivated_at
    admin.post(at("person-deactivate", mary.pk))

    assert User.objects.get(pk=mary.pk).deactivated_at == first


def test_person_let_in_again_does_not_come_back_in_with_an_old_session(admin, mary):
    InvitationFactory(user=mary, accepted_at=timezone.now())
    theirs = Client()
    theirs.force_login(mary)

    admin.post(at("person-deactivate", mary.pk))
    admin.post(at("person-reactivate", mary.pk))

    assert theirs.get("/account/").status_code == 302
    assert admin.get("/account/").status_code == 200


def test_lost_second_step_is_reset_and_ends_every_session(admin, mary):
    Authenticator.objects.create(user=mary, type=Authenticator.Type.TOTP, data={"secret": "x"})
    Authenticator.objects.create(user=UserFactory(), type=Authenticator.Type.TOTP, data={"secret": "x"})
    theirs = Client()
    theirs.force_login(mary)
    assert "Reset the second step" in admin.get(at("person", mary.pk)).content.decode()

    answer = admin.post(at("person-second-step-reset", mary.pk), follow=True)

    assert told(answer) == ["Mary Marsh signs in without a second step, and can set up a new one."]
    assert "Reset the second step" not in answer.content.decode()
    assert (mary.authenticator_set.count(), Authenticator.objects.count()) == (0, 1)
    assert theirs.get("/account/").status_code == 302


def test_deactivated_person_is_let_in_again(admin, mary):
    InvitationFactory(user=mary, accepted_at=timezone.now())
    admin.post(at("person-deactivate", mary.pk), follow=True)

    answer = admin.post(at("person-reactivate", mary.pk), follow=True)

    assert told(answer) == ["Mary Marsh can sign in again."]
    mary.refresh_from_db()
    assert (mary.is_active, mary.deactivated_at) == (True, None)


def test_who_never_came_is_invited_not_let_in(admin):
    person = InvitationFactory(withdrawn_at=timezone.now()).user

    answer = admin.post(at("person-reactivate", person.pk), follow=True)

    assert told(answer) == [f"{person} never signed in: send an invitation instead."]
    assert User.objects.get(pk=person.pk).is_active is False


@pytest.mark.parametrize("door", ["person-invite-again", "person-withdraw"])
def test_who_came_has_no_invitation_to_send_or_withdraw(admin, mary, door):
    answer = admin.post(at(door, mary.pk), follow=True)

    assert told(answer) == ["Mary Marsh has accepted an invitation already."]


# Name and address


def test_name_and_address_are_corrected(admin, mary):
    answer = admin.post(at("person-details", mary.pk), {"name": "Mary Moor", "email": "mm@elm.example"}, follow=True)

    assert told(answer) == ["Name and address saved."]
    kept = User.objects.get(pk=mary.pk)
    assert (kept.name, kept.email) == ("Mary Moor", "mm@elm.example")


def test_link_sent_to_a_wrong_address_no_longer_works_once_it_is_corrected(admin):
    person = InvitationFactory(user__email="marry@elm.example").user

    admin.post(at("person-details", person.pk), {"name": "Mary", "email": "Marry@elm.example"})
    assert person.invitations.get().withdrawn_at is None
    admin.post(at("person-details", person.pk), {"name": "Mary", "email": "mary@elm.example"})
    assert person.invitations.get().withdrawn_at is not None


@pytest.mark.parametrize(
    ("typed", "errors"),
    [
        ({"name": ""}, {"name": ["This field is required."]}),
        ({"name": "x" * 201}, {"name": ["Ensure this value has at most 200 characters (it has 201)."]}),
        ({"name": "a\0b"}, {"name": ["Null characters are not allowed."]}),
        ({"email": "mary"}, {"email": ["Enter a valid email address."]}),
        ({"email": "OTHER@elm.example"}, {"email": ["Somebody has this address already."]}),
    ],
)
def test_wrong_details_are_said_beside_their_field_and_nothing_is_lost(admin, mary, typed, errors):
    UserFactory(email="other@elm.example")
    sent = {"name": "Mary Moor", "email": "mm@elm.example"} | typed

    answer = admin.post(at("person-details", mary.pk), sent)

    form = answer.context["details_form"]
    assert (answer.status_code, form.errors, {name: form.data[name] for name in sent}) == (422, errors, sent)
    assert User.objects.get(pk=mary.pk).name == "Mary Marsh"


def test_name_with_markup_is_shown_as_text(admin, mary):
    admin.post(at("person-details", mary.pk), {"name": "<b>Mary</b>", "email": mary.email})

    page = admin.get(at("person", mary.pk)).content.decode()
    assert ("<b>Mary</b>" in page, "&lt;b&gt;Mary&lt;/b&gt;" in page) == (False, True)


# Schools


def test_executive_head_gets_a_second_school_and_sees_both(admin, mary):
    SchoolFactory(name="Oak"), SchoolFactory(name="Yew")
    theirs = Client()
    theirs.force_login(mary)

    admin.post(at("person-school-add", mary.pk), {"school_name": "oak"})

    assert [school.name for school in theirs.get("/schools/").context["page"]] == ["Elm", "Oak"]


def test_access_ends_on_the_day(admin, mary, elm):
    theirs, acting = Client(), mary.acts_for.get()
    theirs.force_login(mary)

    def last_day(day):
        admin.post(at("person-school-days", mary.pk, acting.pk), {"from_on": "2017-09-01", "until_on": day.isoformat()})
        return theirs.get(at("school-detail", elm.pk)).status_code

    assert [last_day(TODAY()), last_day(TODAY() - DAY), last_day(TODAY() + DAY)] == [200, 404, 200]


def test_school_entered_by_mistake_is_taken_away(admin, mary):
    acting = mary.acts_for.get()

    admin.post(at("person-school-days", mary.pk, acting.pk), {"remove": ""})

    assert mary.acts_for.count() == 0


def test_days_of_somebody_else_are_not_found(admin, mary):
    other = SchoolRepresentative.objects.create(user=UserFactory(role=Role.HEADTEACHER), school=SchoolFactory())

    answer = admin.post(at("person-school-days", mary.pk, other.pk), {"remove": ""})

    assert (answer.status_code, SchoolRepresentative.objects.filter(pk=other.pk).exists()) == (404, True)


def test_days_in_the_wrong_order_are_refused_beside_the_last(admin, mary):
    acting = mary.acts_for.get()
    typed = {"from_on": "2018-09-01", "until_on": "2018-08-31"}

    answer = admin.post(at("person-school-days", mary.pk, acting.pk), typed)

    (_, form), *_ = answer.context["acting"]
    assert (answer.status_code, form.errors) == (422, {"until_on": ["The last day cannot be before the first."]})
    assert form["until_on"].value() == "2018-08-31"


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"school_name": "Elm"}, "Mary Marsh acts for Elm in those days already. Change the days below instead."),
        ({"school_name": "Elm", "until_on": "2017-09-01"}, None),
    ],
)
def test_school_is_not_added_twice_for_the_same_days(admin, mary, elm, typed, words):
    mary.acts_for.update(from_on=datetime.date(2018, 9, 1))

    answer = admin.post(at("person-school-add", mary.pk), typed, follow=True)

    assert told(answer) == [words or "Mary Marsh acts for Elm."]
    assert mary.acts_for.count() == (1 if words else 2)


def test_other_roles_get_no_school(admin, elm):
    person = UserFactory(role=Role.STAFF)

    answer = admin.post(at("person-school-add", person.pk), {"school_name": "Elm"}, follow=True)

    assert told(answer) == ["Only headteachers act for a school. Give them that role first."]
    assert person.acts_for.count() == 0


def test_page_asks_as_much_of_many_schools_as_of_one(admin, mary, django_assert_num_queries):
    with django_assert_num_queries(7):
        admin.get(at("person", mary.pk))
    for _ in range(20):
        SchoolRepresentative.objects.create(user=mary, school=SchoolFactory())
    with django_assert_num_queries(7):
        admin.get(at("person", mary.pk))
