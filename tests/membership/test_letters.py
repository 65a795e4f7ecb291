"""Letters about renewing: their wording, to whom they go, and that each goes once."""

import datetime
import uuid

import pytest
from django.urls import reverse
from django.utils import timezone

from mail.models import Message
from membership.models import LetterWording, Membership, RenewalLetter
from membership.renewals import letters
from membership.renewals.wording import NAMES, print_of, problems_of, put_in
from schools.models import SchoolRepresentative
from tests.factories import (
    YEAR,
    AgreementFactory,
    ContactFactory,
    MembershipFactory,
    RenewalLetterFactory,
    RenewalRoundFactory,
    SchoolFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db
NEXT = YEAR + 1
TODAY = datetime.date(2018, 6, 20)
PAGE, WORDING = reverse("renewal-letters"), reverse("renewal-wording")


@pytest.fixture(autouse=True)
def _today(monkeypatch):
    monkeypatch.setattr(timezone, "localdate", lambda *now: TODAY)


@pytest.fixture
def elm(head_of):
    """Awaited, with a headteacher who signs in and a contact who gets letters."""
    school = SchoolFactory(name="Elm")
    head_of(school, name="Mary Marsh", email="mary@elm.example")
    ContactFactory(school=school, name="Dan Deputy", email="dan@elm.example", is_written_to=True)
    return MembershipFactory(school=school, year=NEXT, status="invited", invited_on=TODAY - datetime.timedelta(days=23))


def reworded(kind="reminder", subject="About {{ year }}", text="To {{ school }}"):
    LetterWording.objects.filter(kind=kind).update(subject=subject, text=text)
    return LetterWording.objects.get(kind=kind)


# What can be put in


def test_each_name_is_replaced_by_what_the_school_is_told(elm):
    RenewalRoundFactory(answer_by_on=datetime.date(2018, 6, 30))
    AgreementFactory(schools=[elm.school], package="gold", fee=4400)
    AgreementFactory(schools=[elm.school], package="silver", fee=9, year=NEXT)
    AgreementFactory(schools=[SchoolFactory()], package="bronze", fee=7391)
    wording = reworded(text="\n".join(f"{name}: {{{{ {name} }}}}" for name in NAMES))

    (draft,) = letters.drafts_of(wording, [elm])

    assert draft.letter.subject == "About 2018–19"
    assert draft.letter.text.splitlines() == [
        "school: Elm",
        "year: 2018–19",
        "year_before: 2017–18",
        "partnership: Riverside Education Partnership",
        "days: 23 days",
        "by_when: by 30 June 2018",
        "package: Gold",
        "with_package:  with the Gold package",
        "fee: £4,400",
    ]


def test_who_had_nothing_is_told_nothing_of_it(elm):
    wording = reworded(text="{{ package }}|{{with_package}}|{{ fee }}|{{ by_when }}")
    assert letters.drafts_of(wording, [elm])[0].letter.text == "no package||no fee|soon"

    AgreementFactory(schools=[elm.school], package="non_sla", fee=0)
    assert letters.drafts_of(wording, [elm])[0].letter.text == "Non-SLA||£0|soon"


def test_what_is_put_in_is_not_looked_at_again():
    assert put_in("{{ school }} {{ other }}", {"school": "{{ fee }}", "fee": "£1"}) == "{{ fee }} {{ other }}"


@pytest.mark.parametrize("kind", ["invitation", "reminder"])
def test_the_words_to_begin_with_hold_no_unknown_name(kind):
    wording = LetterWording.objects.get(kind=kind)
    assert problems_of(wording.subject + wording.text) == []


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("Dear {{ head }}", "There is no “{{ head }}”. Choose one of the names below."),
        ("Dear {{}}", "There is no “{{  }}”. Choose one of the names below."),
        ("By { year }", "A brace stands alone near “By { year }”: a name has two before it and two after."),
        ("By {{ year }", "A brace stands alone near “By {{ year }”: a name has two before it and two after."),
        (
            "{% now %}",
            "A brace stands alone near “{% now %}”: a name has two before it and two after.",
        ),
    ],
)
@pytest.mark.parametrize("field", ["subject", "text"])
def test_unknown_names_and_stray_braces_are_refused_by_name(staff, field, text, problem):
    said = {"subject": "Subject", "text": "Text", field: text}
    answer = staff.post(f"{WORDING}?kind=reminder", said)

    assert (answer.status_code, answer.context["form"].errors) == (422, {field: [problem]})
    assert answer.context["form"][field].value() == text
    assert not LetterWording.objects.filter(**{field: text}).exists()


def test_wording_is_saved_with_who_changed_it_in_its_history(staff, said):
    answer = staff.post(f"{WORDING}?kind=reminder", {"subject": "Again {{ year }}", "text": "Dear {{ school }}"})

    wording = LetterWording.objects.get(kind="reminder")
    assert (wording.subject, wording.text) == ("Again {{ year }}", "Dear {{ school }}")
    assert said(answer) == ["The wording of the reminder is saved."]
    assert "{{ year }}" in LetterWording.objects.get(kind="invitation").subject


def test_looking_shows_a_real_school_and_saves_nothing(staff, elm):
    MembershipFactory(school__name="Aaa", year=NEXT)  # has answered
    before = LetterWording.objects.get(kind="reminder").text

    answer = staff.post(f"{WORDING}?kind=reminder", {"subject": "Hello", "text": "<b>{{ school }}</b>", "look": "1"})

    assert "&lt;b&gt;Elm&lt;/b&gt;" in answer.content.decode()
    assert LetterWording.objects.get(kind="reminder").text == before


def test_wording_without_any_membership_has_no_preview(staff):
    assert staff.get(WORDING, {"kind": "nonsense"}).context["preview"] is None


# To whom


def test_letters_go_to_headteachers_who_sign_in_and_contacts_who_get_letters(elm, head_of):
    school = elm.school
    head_of(school, email="invited@elm.example", is_active=False)
    SchoolRepresentative.objects.create(
        school=school, user=UserFactory(role="headteacher"), until_on=TODAY - datetime.timedelta(days=1)
    )
    SchoolRepresentative.objects.create(school=school, user=UserFactory(role="staff"))
    head_of(SchoolFactory())
    ContactFactory(school=school)  # gets none
    ContactFactory(school=school, is_written_to=True, left_on=TODAY)
    ContactFactory(school=school, is_written_to=True, name="")
    ContactFactory(school=school, is_written_to=True, name="Mary again", email="MARY@elm.example")
    ContactFactory(is_written_to=True)

    (draft,) = letters.drafts_of(reworded(), [elm])

    assert [(str(one), bool(one.user)) for one in draft.receivers] == [
        ("Mary Marsh <mary@elm.example>", True),
        ("Dan Deputy <dan@elm.example>", False),
    ]


@pytest.mark.parametrize(
    ("people", "why"),
    [
        ([], "No headteacher signs in for it, and no contact of it is on record."),
        (["head"], "Its headteacher cannot sign in yet, and no contact of it is on record."),
        (["contact"], "No headteacher signs in for it, and none of its contacts is marked to get letters."),
    ],
)
def test_school_with_nobody_to_write_to_says_why(staff, head_of, people, why):
    row = MembershipFactory(year=NEXT, status="invited")
    if "head" in people:
        head_of(row.school, is_active=False)
    if "contact" in people:
        ContactFactory(school=row.school)

    page = staff.get(PAGE, {"row": row.pk})

    assert [draft.why_nobody for draft in page.context["nobody"]] == [why]
    assert "Send " not in page.content.decode()


def test_log_names_as_many_receivers_as_fit(elm):
    for number in range(40):
        ContactFactory(school=elm.school, name=f"Contact of a school {number:02}", is_written_to=True)

    (draft,) = letters.drafts_of(reworded(), [elm])

    assert len(draft.receivers) == 42
    assert len(draft.to) <= 1000
    assert draft.to.endswith(f" and {42 - draft.to.count('@')} more")


# The page before they go


def awaited_on(page):
    return [draft.membership.school.name for draft in [*page.context["going"], *page.context["nobody"]]]


def test_page_shows_each_letter_and_sends_nothing(staff, elm, mailoutbox):
    oak = MembershipFactory(school__name="Oak", year=NEXT, status="renewing")
    ContactFactory(school=oak.school, is_written_to=True)

    page = staff.get(PAGE, {"row": [elm.pk, oak.pk], "kind": "reminder"})
    other = staff.get(PAGE, {"rows": f"{elm.pk}.{oak.pk}", "kind": "reminder", "read": oak.pk})

    assert awaited_on(page) == awaited_on(other) == ["Elm", "Oak"]
    assert "23 days ago we asked Elm" in page.context["shown"].letter.text
    assert "we asked Oak" in other.context["shown"].letter.text
    assert page.context["addresses"] == 3
    assert (mailoutbox, RenewalLetter.objects.count()) == ([], 0)


def test_schools_come_from_the_boards_filters_and_those_who_answered_are_left_out(staff, elm):
    MembershipFactory(school__name="Elm too", year=NEXT, status="renewing")
    answered = MembershipFactory(school__name="Elm in", year=NEXT)
    MembershipFactory(school__name="Oak", year=NEXT, status="invited")
    before = MembershipFactory(school__name="Elm before", status="invited")

    assert awaited_on(staff.get(PAGE, {"school": "elm"})) == ["Elm", "Elm too"]
    ticked = staff.get(PAGE, {"row": [elm.pk, answered.pk, before.pk], "school": "oak"})
    assert awaited_on(ticked) == ["Elm"]
    assert ticked.context["answered"] == [answered]
    assert awaited_on(staff.get(PAGE, {"row": "x"})) == []


def test_first_letter_offered_is_the_invitation_then_the_reminder(staff, elm):
    assert staff.get(PAGE, {"row": elm.pk}).context["kind"] == "invitation"
    RenewalLetterFactory(membership=elm)
    assert staff.get(PAGE, {"row": elm.pk}).context["kind"] == "reminder"
    assert staff.get(PAGE, {"row": elm.pk, "kind": "invitation"}).context["kind"] == "invitation"


def test_too_many_at_once_are_refused(staff, elm, monkeypatch):
    monkeypatch.setattr(letters, "MOST_LETTERS", 1)
    MembershipFactory(year=NEXT, status="invited")

    assert "more than 1 schools at once" in staff.get(PAGE).content.decode()


def test_page_asks_as_much_of_fifty_schools_as_of_one(staff, elm, django_assert_num_queries):
    staff.get(PAGE)
    with django_assert_num_queries(13):
        staff.get(PAGE)
    for _ in range(49):
        row = MembershipFactory(year=NEXT, status="invited")
        ContactFactory(school=row.school, is_written_to=True)
    with django_assert_num_queries(13):
        staff.get(PAGE)


# Sending


@pytest.fixture
def send(staff, django_capture_on_commit_callbacks):
    def press(*rows, **more):
        said = {
            "rows": ".".join(str(row.pk) for row in rows),
            "kind": "reminder",
            "key": uuid.uuid4(),
            "words": print_of(LetterWording.objects.get(kind="reminder")),
        }
        with django_capture_on_commit_callbacks(execute=True):
            return staff.post(PAGE, said | more)

    return press


def test_letter_is_logged_as_sent_and_goes_to_each_receiver(send, sam, elm, mailoutbox, said):
    reworded(text="Dear {{ school }},\n\n1 < 2 & 3")
    answer = send(elm)

    letter = RenewalLetter.objects.get()
    assert (letter.membership, letter.kind, letter.sent_by) == (elm, "reminder", sam)
    assert (letter.subject, letter.text) == ("About 2018–19", "Dear Elm,\n\n1 < 2 & 3")
    assert letter.to == "Mary Marsh <mary@elm.example>, Dan Deputy <dan@elm.example>"
    assert sorted(mail.to[0] for mail in mailoutbox) == ["dan@elm.example", "mary@elm.example"]
    assert {(mail.subject, mail.body) for mail in mailoutbox} == {("About 2018–19", "Dear Elm,\n\n1 < 2 & 3\n")}
    assert set(Message.objects.values_list("kind", "about")) == {("renewal", f"letter {letter.pk}")}
    assert answer.url == f"{reverse('renewal-board')}?year=2018-19"
    assert said(answer) == ["1 letter sent, to 2 addresses."]


def test_the_same_form_sends_once_and_another_sends_again(send, elm, mailoutbox, said):
    key = uuid.uuid4()
    answers = [send(elm, key=key) for _ in range(2)]

    assert (RenewalLetter.objects.count(), len(mailoutbox)) == (1, 2)
    assert said(answers[1])[-1] == "These letters were sent already. Nothing was sent again."
    send(elm)
    assert (RenewalLetter.objects.count(), len(mailoutbox)) == (2, 4)


def test_who_answered_meanwhile_and_who_has_nobody_are_left_out(send, elm, mailoutbox, said):
    answered = MembershipFactory(year=NEXT, status="member")
    ContactFactory(school=answered.school, is_written_to=True)
    nobody = MembershipFactory(year=NEXT, status="invited")

    answer = send(elm, answered, nobody)

    assert [letter.membership for letter in RenewalLetter.objects.all()] == [elm]
    assert said(answer) == [
        "1 letter sent, to 2 addresses.",
        "Left out: 1 school answered meanwhile and 1 school with nobody to write to.",
    ]


def test_words_that_changed_since_they_were_read_are_shown_again(send, elm, mailoutbox):
    read = print_of(LetterWording.objects.get(kind="reminder"))
    reworded(text="Quite other words")

    answer = send(elm, words=read)

    assert answer.status_code == 409
    assert "Quite other words" in answer.content.decode()
    assert "The wording was changed while you read it." in answer.content.decode()
    assert (mailoutbox, RenewalLetter.objects.count()) == ([], 0)


@pytest.mark.parametrize("wrong", [{"rows": ""}, {"rows": "x.y"}, {"kind": "bill"}, {"key": "1"}, {"words": ""}])
def test_form_that_makes_no_sense_sends_nothing(send, elm, mailoutbox, said, wrong):
    answer = send(elm, **wrong)

    assert said(answer) == ["Nothing was sent. Choose the schools again."]
    assert (mailoutbox, RenewalLetter.objects.count()) == ([], 0)


def test_many_letters_are_left_to_the_timer(send, elm, mailoutbox, said, monkeypatch):
    monkeypatch.setattr(letters, "GO_AT_ONCE", 1)

    answer = send(elm)

    assert said(answer) == ["1 letter sent, to 2 addresses. They go within a quarter of an hour."]
    assert (mailoutbox, Message.objects.waiting().count()) == ([], 2)


def test_a_letter_names_no_other_schools_fee_or_contact(send, elm, mailoutbox):
    other = MembershipFactory(year=NEXT, status="invited")
    ContactFactory(school=other.school, name="Zyx Other", email="zyx@oak.example", is_written_to=True)
    AgreementFactory(schools=[other.school], fee=7391)
    reworded(text="{{ school }} {{ fee }} {{ package }} {{ with_package }}")

    send(elm, other)

    to_elm = [mail for mail in mailoutbox if "elm.example" in mail.to[0]]
    assert [mail.body for mail in to_elm] == ["Elm no fee no package\n"] * 2
    assert not any("zyx" in str(mail.message()).lower() for mail in to_elm)


def test_membership_is_not_changed_by_a_letter(send, elm):
    before = Membership.objects.filter(pk=elm.pk).values().get()
    send(elm)
    assert Membership.objects.filter(pk=elm.pk).values().get() == before
