"""Whom somebody means: a person of the run, or one on record, by e-mail address, or by name and school."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.db.models.functions import Lower
from rapidfuzz import fuzz

from programmes.models import Participant, Run
from schools.models import Contact, School
from schools.named import SchoolsNamed
from schools.names import folded

MOST_LIKELY, LIKELY, ALIKE = 5, 72, 80
OUT, NEW = "out", "new"


@dataclass(frozen=True)
class Said:
    """What somebody wrote of a person."""

    name: str
    email: str = ""
    school: str = ""


@dataclass(frozen=True)
class Known:
    """A person on record; `participant` is them on the run, if they are on it."""

    contact: Contact
    participant: Participant | None = None

    @property
    def places(self) -> list[Any]:
        """Where they are, and were when they came to the run."""
        there = [self.participant.school] if self.participant else []
        return [place for place in (*there, self.contact.school, self.contact.associate) if place]

    def __str__(self) -> str:
        return ", ".join([str(self.contact), *(str(place) for place in self.places[:1])])


@dataclass(frozen=True)
class New:
    """A person who is not on record yet."""

    school: School | None


@dataclass(frozen=True)
class Offer:
    """One of the answers to the question who somebody is, as a form names it and as a person reads it."""

    value: str
    words: str
    means: Known | New | None


class People:
    """The people of a run, and of those on record whoever may be meant by what was `said`.

    The number of queries does not grow with the lines. Who has left is not looked for, unless they are on the run.
    """

    def __init__(self, run: Run, said: Iterable[Said] = (), *, user: Any = None) -> None:
        said = list(said)
        rows = Participant.objects.filter(run=run).select_related("contact__school", "contact__associate", "school")
        self._on_run = _Index(Known(row.contact, row) for row in rows.order_by("contact__sort_name", "pk"))
        schools = School.objects.visible_to(user) if user else School.objects.none()
        self.schools = SchoolsNamed((one.school for one in said if user), schools=schools)
        self._others = _Index(self._on_record(said, user) if user and said else ())

    def _on_record(self, said: list[Said], user: Any) -> Iterator[Known]:
        emails = {one.email.lower() for one in said if one.email}
        names = {folded(one.name) for one in said} - {""}
        schools = {school.pk for one in said if (school := self.schools.the_one(one.school))}
        meant = Q(lower_email__in=emails) | Q(sort_name__in=names) | Q(school__in=schools)
        contacts = Contact.objects.visible_to(user).alias(lower_email=Lower("email")).filter(meant, left_on=None)
        contacts = contacts.exclude(name="").exclude(pk__in=self._on_run.numbers)
        for contact in contacts.select_related("school", "associate").order_by("sort_name", "pk"):
            yield Known(contact)

    def on_run(self, said: Said) -> Known | None:
        return self._match(self._on_run, said)

    def match(self, said: Said) -> Known | None:
        """Somebody of the run rather than somebody else on record."""
        return self.on_run(said) or self._match(self._others, said)

    def _match(self, among: "_Index", said: Said) -> Known | None:
        """By e-mail; where several share the address the name decides, and quite another name is not believed."""
        name = folded(said.name)
        if said.email:
            here = among.by_email[said.email.lower()]
            named = [known for known in here if known.contact.sort_name == name]
            if len(named) == 1:
                return named[0]
            if len(here) == 1 and _is_alike(name, here[0].contact.sort_name):
                return here[0]
        found = [known for known in among.by_name[name] if self._is_at(known, said.school)] if name else []
        return found[0] if len(found) == 1 else None

    def _is_at(self, known: Known, text: str) -> bool:
        words, school = folded(text), self.schools.the_one(text)
        if not words:
            return False
        return any(
            place == school or words in (place.sort_name, getattr(place, "search_name", None)) for place in known.places
        )

    def offers(self, said: Said) -> list[Offer]:
        """The likely people, those of the run first; a new person at the school that was said or may be; nobody."""
        likely = [*self._likely(self._on_run, said), *self._likely(self._others, said)][:MOST_LIKELY]
        people = [Offer(f"contact-{known.contact.pk}", str(known), known) for known in likely]
        school = self.schools.the_one(said.school)
        near = [school] if school else self.schools.near(said.school)
        new = [Offer(f"{NEW}-school-{one.pk}", f"A new person at {one}", New(one)) for one in near]
        if school is None:
            new.append(Offer(NEW, "A new person of no school", New(None)))
        return [*people, *new, Offer(OUT, "Leave this one out", None)]

    def obvious(self, said: Said, offers: list[Offer]) -> Offer | None:
        """A new person, where nobody on record is like them and their school is known."""
        is_clear = self.schools.the_one(said.school) and not any(isinstance(one.means, Known) for one in offers)
        return offers[0] if is_clear else None

    def _likely(self, among: "_Index", said: Said) -> list[Known]:
        name, email = folded(said.name), said.email.lower()
        scored = []
        for known in among:
            score = fuzz.token_sort_ratio(name, known.contact.sort_name, processor=None)
            if email and known.contact.email.lower() == email:
                score = 100
            if score >= LIKELY:
                scored.append((-score, known.contact.sort_name, known.contact.pk, known))
        return [known for *_, known in sorted(scored, key=lambda one: one[:3])]


class _Index:
    def __init__(self, people: Iterable[Known]) -> None:
        self._people = [known for known in people if known.contact.name]
        self.numbers = [known.contact.pk for known in self._people]
        self.by_email, self.by_name = defaultdict(list), defaultdict(list)
        for known in self._people:
            self.by_email[known.contact.email.lower()].append(known)
            self.by_name[known.contact.sort_name].append(known)

    def __iter__(self) -> Iterator[Known]:
        return iter(self._people)


def _is_alike(name: str, other: str) -> bool:
    """Whether two names may be one person's: a word in common, as after a marriage, or nearly the same letters."""
    if not name:
        return True
    words = {word for word in name.split() if len(word) > 1}
    return bool(words & set(other.split())) or fuzz.ratio(name, other) >= ALIKE
