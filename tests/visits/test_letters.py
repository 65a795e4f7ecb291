"""Who is told about a visit, and that no message holds what was written."""

import datetime

import pytest

from schools.models import SchoolRepresentative
from tests.factories import NoteAnswerFactory, SchoolFactory, UserFactory, VisitFactory, VisitorFactory
from visits import letters


@pytest.fixture
def told(mailoutbox, django_capture_on_commit_callbacks):
    """To whom letters went, and their words."""

    def tell(letter, about):
        mailoutbox.clear()
        with django_capture_on_commit_callbacks(execute=True):
            letter(about)
        texts = ["\n".join([one.subject, one.body, *(part for part, _ in one.alternatives)]) for one in mailoutbox]
        return [address for one in mailoutbox for address in one.to], "\n".join(texts)

    return tell


def head(school, email, **more):
    person = UserFactory(role="headteacher", email=email)
    SchoolRepresentative.objects.create(school=school, user=person, **more)
    return person


def test_heads_who_may_act_today_are_told_of_a_shared_note(db, told):
    elm = SchoolFactory(name="Elm")
    head(elm, "anna@elm.example")
    head(elm, "past@elm.example", until_on=datetime.date(2000, 1, 1))
    head(SchoolFactory(), "other@oak.example")
    visit = VisitFactory(school=elm, shared_note="Secret words", internal_note="Hidden words")

    to, text = told(letters.tell_heads, visit)

    assert to == ["anna@elm.example"]
    assert f"https://localhost/visits/{visit.pk}/" in text
    assert [words for words in ("Secret", "Hidden") if words in text] == []


@pytest.mark.parametrize("fields", [{"status": "planned"}, {"status": "cancelled"}, {"shared_note": ""}])
def test_nobody_is_told_of_what_is_not_shared(db, told, fields):
    elm = SchoolFactory()
    head(elm, "anna@elm.example")

    assert told(letters.tell_heads, VisitFactory(**{"school": elm, "shared_note": "Words", **fields}))[0] == []


def test_those_who_went_are_told_the_answer_else_who_logged_it(db, told):
    logger, visitor, left = (UserFactory(email=f"{name}@thep.example") for name in ("log", "went", "left"))
    left.is_active = False
    left.save()
    visit = VisitFactory(shared_note="Words", logged_by=logger)
    answer = NoteAnswerFactory(visit=visit, is_accurate=False, comment="Secret words")

    assert told(letters.tell_visitors, answer)[0] == ["log@thep.example"]
    for person in (visitor, left):
        VisitorFactory(visit=visit, user=person)
    to, text = told(letters.tell_visitors, answer)
    assert to == ["went@thep.example"]
    assert ("is not accurate" in text, "Secret" in text) == (True, False)
