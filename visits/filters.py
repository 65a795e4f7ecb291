"""Filters of the lists of visits and of actions, kept in their addresses."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Exists, Max, Min, OuterRef, Q, QuerySet
from django.utils import timezone

from accounts.permissions import Permission
from lists.filters import ChosenFilter, DayFilter, FiltersForm, ListFilter, TypedFilter, year_of, years_between
from schools import spelling
from schools.models import Associate, Phase, School, SchoolPhase
from schools.names import folded
from thep.years import AcademicYear
from visits.agreed import sees_owners, who_does_it
from visits.models import Action, Focus, NoteAnswer, NoteReading, Visit, VisitKind, VisitStatus

ME = "me"
SHARED = Q(status=VisitStatus.DONE, school__isnull=False) & ~Q(shared_note="")
"""What `Visit.is_shared` says of one visit."""
NOTES = [
    ("shared", "Shared"),
    ("unread", "Shared, not read yet"),
    ("unanswered", "Shared, not answered yet"),
    ("accurate", "Answered: accurate"),
    ("inaccurate", "Answered: not accurate"),
]
STATES = [("overdue", "Overdue"), ("done", "Done"), ("all", "Open or done")]


def sees_answers(user: Any) -> bool:
    """Who may see which person of a school read a note and what they answered: all but trustees."""
    return user.may(Permission.CONTACT_VIEW) or not user.may(Permission.REPORT_VIEW)


def at_place(user: Any, text: str, visit: str = "") -> Q:
    """At a school or an associate whose name holds the text. `visit` is the path to the visit, `"visit__"`."""
    words = spelling.meant(folded(text).split())
    named = Associate.objects.visible_to(user).meaning(words)
    return Q(**{f"{visit}school__in": School.objects.visible_to(user).meaning(words)}) | Q(
        **{f"{visit}associate__in": named}
    )


def of_current_note(model: type[NoteReading | NoteAnswer], user: Any) -> QuerySet:
    """Readings or answers of the note of the outer visit as it stands now."""
    return model.objects.visible_to(user).filter(visit=OuterRef("pk"), note_version=OuterRef("note_version"))


class VisitFilter(ListFilter):
    place = TypedFilter(label="School or associate", method="at_place")
    visitor = TypedFilter(label="Who went", method="by", help_text="Part of a name, or “me”.")
    status = ChosenFilter(label="Status", any_of_them="Any status", choices=VisitStatus)
    year = ChosenFilter(label="Year", any_of_them="Any year", choices=(), method="in_year")
    since = DayFilter(label="From", field_name="visited_on", lookup_expr="gte")
    until = DayFilter(label="Until", field_name="visited_on", lookup_expr="lte")
    kind = ChosenFilter(label="Kind", any_of_them="Visits and calls", choices=VisitKind)
    phase = ChosenFilter(label="Phase", any_of_them="Any phase", choices=Phase, method="in_phase")
    focus = ChosenFilter(label="Focus", any_of_them="Any focus", choices=())
    note = ChosenFilter(label="Note", any_of_them="Shared or not", choices=NOTES, method="with_note")

    in_sight = ("place", "visitor", "status", "year")

    class Meta:
        model = Visit
        fields: list[str] = []
        form = FiltersForm

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        days = self.queryset.order_by().aggregate(first=Min("visited_on"), last=Max("visited_on"))
        first, last = (day and AcademicYear.of(day) for day in (days["first"], days["last"]))
        self.offer_years("year", years_between(first, last))
        offered = Focus.objects.visible_to(self.request.user).order_by("position", "name")
        self.offer("focus", ((str(pk), name) for pk, name in offered.values_list("pk", "name")))
        if not sees_answers(self.request.user):
            self.offer("note", NOTES[:1])

    def at_place(self, visits: QuerySet[Visit], name: str, text: str) -> QuerySet[Visit]:
        return visits.filter(at_place(self.request.user, text))

    def by(self, visits: QuerySet[Visit], name: str, text: str) -> QuerySet[Visit]:
        if text.lower() == ME:
            return visits.filter(visitors=self.request.user)
        return visits.filter(visitor__icontains=text)

    def in_year(self, visits: QuerySet[Visit], name: str, slug: str) -> QuerySet[Visit]:
        year = year_of(slug)
        return visits.filter(visited_on__range=(year.first_day, year.last_day))

    def in_phase(self, visits: QuerySet[Visit], name: str, phase: str) -> QuerySet[Visit]:
        """Of schools counted in the phase today, whether it is the main one or a second."""
        return visits.filter(school__in=SchoolPhase.objects.filter(phase=phase, until_year=None).values("school"))

    def with_note(self, visits: QuerySet[Visit], name: str, state: str) -> QuerySet[Visit]:
        user, shared = self.request.user, visits.filter(SHARED)
        answers = of_current_note(NoteAnswer, user)
        match state:
            case "unread":
                return shared.exclude(Exists(of_current_note(NoteReading, user)))
            case "unanswered":
                return shared.exclude(Exists(answers))
            case "accurate" | "inaccurate":
                latest = answers.order_by("-answered_at", "-pk").values("is_accurate")[:1]
                return shared.alias(answer=latest).filter(answer=state == "accurate")
        return shared


class ActionFilter(ListFilter):
    """Open ones, unless told otherwise."""

    place = TypedFilter(label="School or associate", method="at_place")
    owner = TypedFilter(label="Who does it", method="owned_by", help_text="Part of a name, or “me”.")
    state = ChosenFilter(label="State", any_of_them="Open", choices=STATES, method="in_state")
    until = DayFilter(label="Due until", field_name="due_on", lookup_expr="lte")

    in_sight = ("place", "owner", "state", "until")

    class Meta:
        model = Action
        fields: list[str] = []
        form = FiltersForm

    def filter_queryset(self, actions: QuerySet[Action]) -> QuerySet[Action]:
        found = super().filter_queryset(actions)
        return found if self.asked("state") else found.filter(done_on=None)

    def at_place(self, actions: QuerySet[Action], name: str, text: str) -> QuerySet[Action]:
        return actions.filter(at_place(self.request.user, text, "visit__"))

    def owned_by(self, actions: QuerySet[Action], name: str, text: str) -> QuerySet[Action]:
        """By the name that is written, else by that of the sign-in."""
        user = self.request.user
        if text.lower() == ME:
            return actions.filter(owner=user)
        return actions.alias(doer=who_does_it(user)).filter(doer__icontains=text)

    def hidden_from(self, user: Any) -> Iterable[str]:
        return () if sees_owners(user) else ("owner",)

    def in_state(self, actions: QuerySet[Action], name: str, state: str) -> QuerySet[Action]:
        match state:
            case "overdue":
                return actions.filter(done_on=None, due_on__lt=timezone.localdate())
            case "done":
                return actions.filter(done_on__isnull=False)
        return actions
