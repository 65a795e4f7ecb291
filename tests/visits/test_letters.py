"""Who is told about a visit, once of each version and answer, and that no message holds what was written."""

import datetime

import pytest

from mail.models import Message, SwitchedOff
from schools.models import SchoolRepresentative
from tests.factories import (
    NoteAnswerFactory,
    PartnershipFactory,
    SchoolFactory,
    UserFactory,
    VisitFactory,
    VisitorFactory,
)
from tests.mail.reading import words_of
from visits import letters
from visits.models import Visit


@pytest.fixture
def told(mailoutbox, django_capture_on_commit_callbacks):
    """Do it, and say to whom letters went and how many it says are on their way."""

    def tell(letter, about):
        mailoutbox.clear()
        with django_capture_on_commit_callbacks(execute=True):
            number = letter(about)
        return [address for one in mailoutbox for address in one.to], number

    return tell


def head(school, email, **more):
    person = UserFactory(role="headteacher", email=email, name=email.split("@")[0].title())
    SchoolRepresentative.objects.create(school=school, user=person, **more)
    return person


@pytest.fixture
def visit(db):
    PartnershipFactory(short_name="Riverside")
    elm = SchoolFactory(name="Elm")
    head(elm, "anna@elm.example")
    return VisitFactory(school=elm, shared_note="Secret words", internal_note="Hidden words")


def changed(visit, **fields):
    Visit.objects.filter(pk=visit.pk).update(**fields)
    return Visit.objects.get(pk=visit.pk)


def test_heads_who_may_act_today_are_told_of_a_shared_note(visit, told, mailoutbox):
    head(visit.school, "past@elm.example", until_on=datetime.date(2000, 1, 1))
    head(SchoolFactory(), "other@oak.example")

    assert told(letters.tell_heads, visit) == (["anna@elm.example"], 1)
    (mail,) = mailoutbox
    assert mail.subject == "A note on the visit of 1 March 2018 to Elm"
    assert mail.body == (
        "Dear Anna,\n\n"
        "Riverside has written a note on its visit of 1 March 2018 to Elm.\n\n"
        "Read it, and say whether it is accurate:\n"
        f"https://localhost/visits/{visit.pk}/\n\n"
        "You need to sign in. The note itself is not in this message, so that only those who act for the school "
        "read it.\n"
    )


@pytest.mark.parametrize("fields", [{"status": "planned"}, {"status": "cancelled"}, {"shared_note": ""}])
def test_nobody_is_told_of_what_is_not_shared(visit, told, fields):
    assert told(letters.tell_heads, changed(visit, **fields)) == ([], 0)


def test_each_version_is_told_once_and_a_head_who_came_later_too(visit, told, mailoutbox):
    """Though a page that is sent twice says so twice."""
    assert [told(letters.tell_heads, visit)[1] for _ in range(2)] == [1, 0]
    head(visit.school, "ben@elm.example")
    assert told(letters.tell_heads, visit) == (["ben@elm.example"], 1)

    second = changed(visit, shared_note="Secret words, put right")

    assert told(letters.tell_heads, second) == (["anna@elm.example", "ben@elm.example"], 2)
    assert mailoutbox[0].subject == "Corrected: the note on the visit of 1 March 2018 to Elm"
    assert "This is its version 2." in mailoutbox[0].body
    assert set(Message.objects.values_list("kind", "about")) == {
        ("note_shared", f"visit {visit.pk}, version 1"),
        ("note_corrected", f"visit {visit.pk}, version 2"),
    }


def test_head_who_acts_by_two_rows_is_told_once(visit, told):
    row = visit.school.representatives.get()
    SchoolRepresentative.objects.create(school=visit.school, user=row.user, from_on=datetime.date(2001, 1, 1))

    assert told(letters.tell_heads, visit) == (["anna@elm.example"], 1)


def test_a_note_that_changed_before_it_was_shared_is_no_correction(visit, told, mailoutbox):
    """It changed while the visit was planned; a correction has its reason or a message before it."""
    told(letters.tell_heads, changed(visit, shared_note="Other words"))
    assert [mail.subject for mail in mailoutbox] == ["A note on the visit of 1 March 2018 to Elm"]


def test_a_correction_of_what_was_never_told_by_mail_is_one(visit, told, mailoutbox):
    told(letters.tell_heads, changed(visit, shared_note="Other words", corrected_because="Wrong class"))
    assert mailoutbox[0].subject.startswith("Corrected:")


def test_a_reason_that_is_added_later_is_no_second_message(visit, told):
    told(letters.tell_heads, changed(visit, shared_note="Other words"))
    assert told(letters.tell_heads, changed(visit, corrected_because="Wrong class")) == ([], 0)


def test_those_who_went_are_told_the_answer_else_who_logged_it(visit, told):
    logger, visitor, left, moved = (UserFactory(email=f"{name}@thep.example") for name in "log went left moved".split())
    answer = NoteAnswerFactory(visit=changed(visit, logged_by=logger), is_accurate=False, comment="Secret words")
    left.is_active, moved.role = False, "trustee"

    assert told(letters.tell_visitors, answer) == (["log@thep.example"], 1)
    for person in (visitor, left, moved):
        person.save()
        VisitorFactory(visit=visit, user=person)
    assert told(letters.tell_visitors, answer) == (["went@thep.example"], 1)
    assert told(letters.tell_visitors, answer) == ([], 0)


@pytest.mark.parametrize(
    ("is_accurate", "comment", "says"),
    [
        (False, "Secret words", "says that it is not accurate. There is a comment with it."),
        (True, "", "says that it is accurate."),
    ],
)
def test_message_says_the_answer_and_not_the_comment(visit, told, mailoutbox, is_accurate, comment, says):
    VisitorFactory(visit=visit)
    answer = NoteAnswerFactory(visit=visit, is_accurate=is_accurate, comment=comment, answered_by__name="Anna")

    told(letters.tell_visitors, answer)

    (mail,) = mailoutbox
    assert mail.subject == f"Elm: the note of 1 March 2018 is {'' if is_accurate else 'not '}accurate"
    assert f"Anna has read the note on the visit of 1 March 2018 to Elm and {says}" in mail.body
    assert f"https://localhost/visits/{visit.pk}/" in mail.body


def test_that_a_note_is_accurate_can_be_switched_off_and_that_it_is_not_cannot(visit, told, mailoutbox):
    visitor = VisitorFactory(visit=visit).user
    SwitchedOff.objects.create(person=visitor, kind="note_agreed")
    agreed = NoteAnswerFactory(visit=visit)
    disputed = NoteAnswerFactory(visit=visit, is_accurate=False, comment="No")

    assert [told(letters.tell_visitors, answer)[1] for answer in (agreed, disputed)] == [0, 1]
    SwitchedOff.objects.all().delete()
    told(letters.tell_visitors, agreed)
    assert mailoutbox[0].body.endswith(
        "--\nYou can switch these messages off on your account page: https://localhost/account/#e-mail\n"
    )


@pytest.mark.parametrize("letter", ["shared", "corrected", "disputed", "agreed"])
def test_no_letter_holds_what_was_written_and_both_its_parts_say_the_same(visit, told, mailoutbox, letter):
    VisitorFactory(visit=visit)
    if letter == "corrected":
        visit = changed(visit, shared_note="Secret again", corrected_because="Hidden reason")
    answer = NoteAnswerFactory(visit=visit, is_accurate=letter != "disputed", comment="Secret comment")
    if letter in ("shared", "corrected"):
        told(letters.tell_heads, visit)
    else:
        told(letters.tell_visitors, answer)

    (mail,) = mailoutbox
    text, html = words_of(mail)
    assert [word for word in ("Secret", "Hidden") if word in f"{mail.subject} {text} {html}"] == []
    assert [line for line in text.splitlines() if line and line not in ("--",) and line.rstrip(":") not in html] == []
    assert Message.objects.get().kind == f"note_{letter}"


def test_a_name_of_markup_and_line_breaks_stays_a_name(db, told, mailoutbox):
    odd = SchoolFactory(name="<b>Elm</b>\nBcc: all@elm.example")
    head(odd, "anna@elm.example")

    told(letters.tell_heads, VisitFactory(school=odd, shared_note="Words"))

    (mail,) = mailoutbox
    assert mail.subject == "A note on the visit of 1 March 2018 to <b>Elm</b> Bcc: all@elm.example"
    assert (mail.to, mail.message()["Bcc"]) == (["anna@elm.example"], None)
    assert "&lt;b&gt;Elm&lt;/b&gt;" in mail.alternatives[0][0]
    assert "<b>Elm" not in mail.alternatives[0][0]
