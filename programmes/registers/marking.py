"""The marks of a register, and putting on it who was not there yet."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from django.db import transaction
from django.db.models import F, FilteredRelation, Q, QuerySet
from django.utils import timezone

from accounts.models import User
from programmes.models import Attendance, Mark, MarkedFrom, Participant, ParticipationRole, RoomSignIn, Session
from programmes.registers.finding import Known, New, Offer, People, Said
from schools.models import Contact
from schools.names import folded

NOT_MARKED = ""


class SessionCancelled(Exception):
    """Nobody is marked at a session that was cancelled."""


class NotYet(Exception):
    """Before its day a session has nobody there or absent: only the excused are marked ahead."""


class Unsure(Exception):
    """Several may be meant, or nothing says who: `offers` are the answers."""

    def __init__(self, offers: list[Offer]) -> None:
        super().__init__()
        self.offers = offers


class AlreadySettled(Exception):
    """Somebody settled this sign-in before."""


def held(session: Session) -> Session:
    """The session as it is now; what others write of its register waits until the transaction ends."""
    rows = Session.objects.select_for_update(no_key=True, of=("self",)).select_related("run__programme")
    return rows.get(pk=session.pk)


def people_of(session: Session) -> QuerySet[Participant]:
    """Who is on its register in name order, each with `mark` and `marked_from`.

    Those who withdrew before its day are not, unless they are marked.
    """
    its_mark = FilteredRelation("attendance", condition=Q(attendance__session=session))
    there = Q(withdrawn_on=None) | Q(withdrawn_on__gte=session.held_on) | Q(its_mark__isnull=False)
    people = Participant.objects.filter(run=session.run_id).annotate(its_mark=its_mark).filter(there)
    people = people.annotate(mark=F("its_mark__mark"), marked_from=F("its_mark__marked_from"))
    return _in_few_columns(people.select_related("contact", "school")).order_by("contact__sort_name", "pk")


def _in_few_columns(people: QuerySet[Participant]) -> QuerySet[Participant]:
    """As much as a register says: a large one is read in half the time."""
    contact, school = (
        ("contact__name", "contact__sort_name"),
        ("school__name", "school__short_name", "school__sort_name"),
    )
    return people.only("run_id", "contact_id", "school_id", "role", *contact, *school)


def is_ahead(session: Session) -> bool:
    return session.held_on > timezone.localdate()


@dataclass(frozen=True)
class Typed:
    """A mark on a form: what it `was` when the form was opened, and is `now`. Empty: not marked."""

    was: str
    now: str


@dataclass(frozen=True)
class Saved:
    """`crossed`: people whose mark somebody else changed to something else meanwhile, and what it is."""

    written: int = 0
    crossed: dict[int, str] = field(default_factory=dict)


@transaction.atomic
def save(*, session: Session, typed: Mapping[int, Typed], by: User) -> Saved:
    """Write the marks that were changed on the form, by the numbers of people on the register, and no other.

    Where somebody else changed the same mark to something else since, theirs stays and is told.
    """
    session = held(session)
    people = {person.pk: person for person in people_of(session)}
    changed = {pk: one for pk, one in typed.items() if pk in people and one.now != one.was}
    if changed and session.is_cancelled:
        raise SessionCancelled
    if is_ahead(session) and any(one.now in (Mark.ATTENDED, Mark.ABSENT) for one in changed.values()):
        raise NotYet
    there = {pk: people[pk].mark or NOT_MARKED for pk in changed}
    crossed = {pk: there[pk] for pk, one in changed.items() if there[pk] not in (one.was, one.now)}
    marks = {people[pk]: one.now for pk, one in changed.items() if pk not in crossed}
    return Saved(write(session=session, marks=marks, marked_from=MarkedFrom.REGISTER), crossed)


def write(*, session: Session, marks: Mapping[Participant, str], marked_from: MarkedFrom) -> int:
    """Each person's mark as given, and how many were changed.

    What is so already stays untouched. A mark made before keeps the school that the person was of then.
    """
    there = {row.participant_id: row for row in Attendance.objects.filter(session=session)}
    is_now = {person.pk: there[person.pk].mark if person.pk in there else NOT_MARKED for person in marks}
    changed = {person: mark for person, mark in marks.items() if is_now[person.pk] != mark}
    Attendance.objects.bulk_create(
        Attendance(
            run_id=session.run_id,
            session=session,
            participant=person,
            school_id=person.school_id,
            mark=mark,
            marked_from=marked_from,
        )
        for person, mark in changed.items()
        if mark and person.pk not in there
    )
    for mark in Mark:
        again = [there[person.pk].pk for person, to in changed.items() if to == mark and person.pk in there]
        if again:
            now = {"mark": mark, "marked_from": marked_from, "marked_at": timezone.now()}
            Attendance.objects.filter(pk__in=again).update(**now)
    taken = [there[person.pk].pk for person, mark in changed.items() if not mark]
    if taken:
        Attendance.objects.filter(pk__in=taken).delete()
    return len(changed)


def put_on_run(
    session: Session, people: Sequence[tuple[Known | New, Said]], *, role: str = ParticipationRole.DELEGATE
) -> list[Participant]:
    """Each person on the session's run, made where there is none: the same person twice is one."""
    new = [(who, said) for who, said in people if isinstance(who, New)]
    made = dict(zip(map(id, (said for _, said in new)), _contacts(new), strict=True))
    contacts = [who.contact if isinstance(who, Known) else made[id(said)] for who, said in people]
    Participant.objects.bulk_create(
        (
            Participant(run_id=session.run_id, contact=contact, school_id=contact.school_id, role=role)
            for (who, _), contact in zip(people, contacts, strict=True)
            if isinstance(who, New) or who.participant is None
        ),
        ignore_conflicts=True,  # somebody may have put them on it meanwhile
    )
    on_run = {person.contact_id: person for person in Participant.objects.filter(run=session.run_id)}
    return [on_run[contact.pk] for contact in contacts]


def _contacts(new: Sequence[tuple[New, Said]]) -> list[Contact]:
    """New people, each of whom is the one on record where name, address and school are the same."""
    if not new:
        return []
    Contact.objects.bulk_create(
        (Contact(name=said.name, email=said.email, school=who.school) for who, said in new), ignore_conflicts=True
    )
    names = {folded(said.name) for _, said in new}
    there = {
        (contact.sort_name, contact.email.lower(), contact.school_id): contact
        for contact in Contact.objects.filter(sort_name__in=names, associate=None)
    }
    return [there[folded(said.name), said.email, who.school and who.school.pk] for who, said in new]


def who_is_it(people: People, said: Said, chosen: str) -> Known | New:
    """Whom a form means; `chosen` is the value of an offer, where the form made some. Raises `Unsure`."""
    offers = [offer for offer in people.offers(said) if offer.means]
    if chosen:
        means = next((offer.means for offer in offers if offer.value == chosen), None)
    else:
        clear = people.obvious(said, offers)
        means = people.match(said) or (clear and clear.means)
    if means is None:
        raise Unsure(offers)
    return means


@transaction.atomic
def add(*, session: Session, said: Said, role: str, chosen: str, by: User) -> Participant:
    """Put on the run somebody who walked in, and mark them as attended; `chosen` answers who it is. Twice is once."""
    session = held(session)
    _refuse_now(session)
    who = who_is_it(People(session.run, [said], user=by), said, chosen)
    [person] = put_on_run(session, [(who, said)], role=role)
    write(session=session, marks={person: Mark.ATTENDED}, marked_from=MarkedFrom.REGISTER)
    return person


def _refuse_now(session: Session) -> None:
    if session.is_cancelled:
        raise SessionCancelled
    if is_ahead(session):
        raise NotYet


@transaction.atomic
def settle(*, session: Session, number: int, chosen: str, school: str, by: User) -> Participant:
    """Say who it was that signed in by the room's code, and mark them as attended. `school` corrects what they typed.

    The mark is staff's: it holds also where the register said otherwise.
    """
    session = held(session)
    _refuse_now(session)
    sign_in = _waiting(session, number)
    said = Said(sign_in.name, sign_in.email, school or sign_in.school_name)
    who = who_is_it(People(session.run, [said], user=by), said, chosen)
    [person] = put_on_run(session, [(who, said)])
    sign_in.participant, sign_in.settled_by = person, by
    sign_in.save(update_fields=["participant", "settled_by"])
    write(session=session, marks={person: Mark.ATTENDED}, marked_from=MarkedFrom.ROOM)
    return person


@transaction.atomic
def set_aside(*, session: Session, number: int, by: User) -> RoomSignIn:
    """Of a sign-in that is nobody’s, or that the register is right not to follow."""
    held(session)
    sign_in = RoomSignIn.objects.filter(session=session, pk=number, is_set_aside=False).first()
    if sign_in is None:
        raise AlreadySettled
    sign_in.is_set_aside, sign_in.settled_by = True, by
    sign_in.save(update_fields=["is_set_aside", "settled_by"])
    return sign_in


def _waiting(session: Session, number: int) -> RoomSignIn:
    sign_in = RoomSignIn.objects.filter(session=session, pk=number, participant=None, is_set_aside=False).first()
    if sign_in is None:
        raise AlreadySettled
    return sign_in


def sign_ins_of(session: Session) -> tuple[dict[int, RoomSignIn], list[RoomSignIn]]:
    """By person those who are known and not set aside, and those who wait for somebody to say who they are."""
    rows = list(RoomSignIn.objects.filter(session=session, is_set_aside=False).order_by("signed_in_at", "pk"))
    known = {row.participant_id: row for row in rows if row.participant_id}
    return known, [row for row in rows if row.participant_id is None]
