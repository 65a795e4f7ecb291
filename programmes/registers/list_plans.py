"""What reading a list would do to a register: planned and shown first, then done as it was shown, or not at all."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from django.db import transaction

from accounts.models import User
from programmes.models import Mark, MarkedFrom, Participant, Session
from programmes.registers import marking
from programmes.registers.finding import Known, New, Offer, People
from programmes.registers.list_reading import Line, Problem


@dataclass(frozen=True)
class Step:
    """What a line means and would do.

    `known` is who it was matched to; else `offers` are the answers to who it is, and `chosen` the value of one.
    `before` is their mark now, `after` what it would be: `None` leaves it. `same_as` is the line that said it first.
    """

    line: Line
    known: Known | None
    before: str
    after: str | None
    offers: tuple[Offer, ...] = ()
    chosen: str = ""
    same_as: int | None = None
    is_school_known: bool = False
    school_typed: str = ""

    @property
    def who(self) -> Known | New | None:
        if self.known:
            return self.known
        return next((offer.means for offer in self.offers if offer.value == self.chosen), None)

    @property
    def is_open(self) -> bool:
        """Nobody said yet who it is."""
        return bool(self.offers) and not self.chosen

    @property
    def is_done(self) -> bool:
        """The register says it already."""
        is_on_run = self.known is not None and self.known.participant is not None
        return self.same_as is not None or (is_on_run and self.after in (None, self.before))

    @property
    def before_words(self) -> str:
        return Mark(self.before).label if self.before else "Not marked"

    @property
    def after_words(self) -> str:
        return Mark(self.after).label if self.after else "Not marked"


@dataclass(frozen=True)
class Plan:
    steps: tuple[Step, ...]
    problems: tuple[Problem, ...] = ()

    @property
    def unmatched(self) -> list[Step]:
        return [step for step in self.steps if step.offers]

    @property
    def matched(self) -> list[Step]:
        return [step for step in self.steps if not step.offers and not step.is_done]

    @property
    def done(self) -> list[Step]:
        return [step for step in self.steps if step.is_done]

    @property
    def is_empty(self) -> bool:
        return all(step.is_done for step in self.steps)

    @property
    def fingerprint(self) -> str:
        """Of all that was shown: whom each line was matched to, their marks, what was offered; not of the choices."""
        shown = [
            [
                step.line.number,
                [step.line.said.name, step.line.said.email, step.line.said.school, step.line.mark],
                step.known and [step.known.contact.pk, step.known.participant and step.known.participant.pk],
                [step.before, step.after, step.same_as],
                [offer.value for offer in step.offers],
            ]
            for step in self.steps
        ]
        return hashlib.sha256(json.dumps(shown).encode()).hexdigest()


@dataclass(frozen=True)
class Applied:
    added: int
    marked: int


class NotAsShown(Exception):
    """The records changed since the plan was shown; `plan` is how it is now."""

    def __init__(self, plan: Plan) -> None:
        super().__init__()
        self.plan = plan


@dataclass
class Choices:
    """What a person answered of a line, by its key: who it is, and which school was meant."""

    who: Mapping[str, str] = field(default_factory=dict)
    school: Mapping[str, str] = field(default_factory=dict)


def plan(*, session: Session, lines: list[Line], problems: list[Problem], choices: Choices, by: User) -> Plan:
    """Reads the records and writes nothing. Before its day nobody is marked but who is excused."""
    lines = [replace(line, said=replace(line.said, school=_school(line, choices))) for line in lines]
    people = People(session.run, [line.said for line in lines], user=by)
    marks = dict(session.attendance.values_list("participant", "mark"))
    is_ahead, seen, steps, wrong = marking.is_ahead(session), {}, [], list(problems)
    for line in lines:
        step = _step(line, people, marks, choices, is_ahead=is_ahead)
        first = seen.setdefault(step.known.contact.pk if step.known else line.key, line)
        if first is not line:
            step = replace(step, same_as=first.number, offers=(), chosen="")
            if first.mark != line.mark:
                advice = f"Line {first.number} says otherwise of the same person. Keep one of the two."
                wrong.append(Problem(line.number, line.said.name, advice))
        steps.append(step)
    return Plan(tuple(steps), tuple(sorted(wrong, key=lambda problem: problem.number)))


def _school(line: Line, choices: Choices) -> str:
    return choices.school.get(line.key) or line.said.school


def _step(line: Line, people: People, marks: Mapping[int, str], choices: Choices, *, is_ahead: bool) -> Step:
    known = people.match(line.said)
    after = None if not line.mark or (is_ahead and line.mark != Mark.EXCUSED) else str(line.mark)
    if known:
        before = marks.get(known.participant.pk, "") if known.participant else ""
        return Step(line, known, before, after)
    offers = people.offers(line.said)
    obvious = people.obvious(line.said, offers)
    asked = choices.who.get(line.key, obvious.value if obvious else "")
    chosen = asked if any(offer.value == asked for offer in offers) else ""
    is_school_known = people.schools.the_one(line.said.school) is not None
    typed = choices.school.get(line.key, "")
    return Step(line, None, "", after, tuple(offers), chosen, is_school_known=is_school_known, school_typed=typed)


@transaction.atomic
def apply(
    *, session: Session, lines: list[Line], problems: list[Problem], choices: Choices, fingerprint: str, by: User
) -> Applied:
    """Do what was shown, all or nothing.

    `NotAsShown` where the records say otherwise now, a line is undecided, or there is nothing to do.
    """
    session = marking.held(session)
    if session.is_cancelled:
        raise marking.SessionCancelled
    now = plan(session=session, lines=lines, problems=problems, choices=choices, by=by)
    is_as_shown = now.fingerprint == fingerprint and not now.problems
    if not is_as_shown or now.is_empty or any(step.is_open for step in now.steps):
        raise NotAsShown(now)
    before = Participant.objects.filter(run=session.run_id).count()
    steps = [step for step in now.steps if step.who and not step.is_done]
    people = marking.put_on_run(session, [(step.who, step.line.said) for step in steps])
    marks = {person: step.after for person, step in zip(people, steps, strict=True) if step.after is not None}
    written = marking.write(session=session, marks=marks, marked_from=MarkedFrom.LIST)
    return Applied(added=Participant.objects.filter(run=session.run_id).count() - before, marked=written)
