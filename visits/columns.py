"""The columns of the lists of visits and of actions, and how their rows are read with what stands in them."""

from typing import Any

from django.db.models import (
    BooleanField,
    Case,
    Count,
    DateField,
    Exists,
    ExpressionWrapper,
    F,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    TextField,
    Value,
    When,
)
from django.db.models.functions import Coalesce
from django.utils import timezone

from accounts.confidential import hidden_fields
from accounts.permissions import Permission
from documents.display import Kind, counted
from lists.asking import Asked
from lists.declared import ListColumn
from visits.agreed import sees_owners, who_does_it
from visits.filters import SHARED, of_current_note, sees_answers
from visits.models import Action, NoteAnswer, NoteReading, Visit, VisitKind, VisitStatus

YES = "Yes"


def _sees(field: str) -> Any:
    return lambda user: field not in hidden_fields(Visit, user)


def _visit_link(visit: Visit) -> str:
    return visit.get_absolute_url()


def _place_link(visit: Visit) -> str | None:
    return visit.school.get_absolute_url() if visit.school else None


VISIT_COLUMNS = (
    ListColumn("Date", lambda visit: visit.visited_on, Kind.DATE, link=_visit_link, sort="date", by=("visited_on",)),
    ListColumn(
        "School or associate", lambda visit: str(visit.place), link=_place_link, sort="place", by=("place_name",)
    ),
    ListColumn("Kind", lambda visit: VisitKind(visit.kind).label, sort="kind"),
    ListColumn("Status", lambda visit: VisitStatus(visit.status).label, sort="status"),
    ListColumn("About", lambda visit: visit.about),
    ListColumn("Who went", lambda visit: visit.visitor, sort="visitor"),
    ListColumn("Who was met", lambda visit: visit.met, shown_to=_sees("met")),
    ListColumn("Shared note", lambda visit: YES if visit.shared else ""),
    ListColumn("School’s answer", lambda visit: visit.answered, shown_to=sees_answers),
    ListColumn("Internal note", lambda visit: YES if visit.internal else "", shown_to=_sees("internal_note")),
    ListColumn("Open actions", lambda visit: visit.open_actions or None, Kind.INTEGER),
)


def with_visit_columns(visits: QuerySet[Visit], asked: Asked) -> QuerySet[Visit]:
    """The notes themselves are not read, nor what a person may not see."""
    user = asked.user
    shown = ["met"] if _sees("met")(user) else []
    visits = visits.select_related("school", "associate", "focus").only(
        *("visited_on", "kind", "status", "visitor", "purpose", *shown),
        *("school__name", "school__short_name", "associate__name", "focus__name"),
    )
    if _sees("internal_note")(user):
        visits = visits.annotate(internal=ExpressionWrapper(~Q(internal_note=""), BooleanField()))
    if sees_answers(user):
        visits = visits.annotate(answered=_answered(user))
    still_open = Action.objects.visible_to(user).filter(visit=OuterRef("pk"), done_on=None)
    return visits.annotate(
        place_name=Coalesce("school__sort_name", "associate__sort_name"),
        shared=ExpressionWrapper(SHARED, BooleanField()),
        open_actions=_number_of(still_open, "visit"),
    )


def _answered(user: Any) -> Case:
    """What its school answered last to a shared note as it stands, or whether it has been read."""
    latest = of_current_note(NoteAnswer, user).order_by("-answered_at", "-pk")
    words = latest.annotate(
        words=Case(When(is_accurate=True, then=Value("Accurate")), default=Value("Not accurate"))
    ).values("words")[:1]
    is_read = Case(When(Exists(of_current_note(NoteReading, user)), then=Value("Read")), default=Value("Not read yet"))
    return Case(When(SHARED, then=Coalesce(Subquery(words), is_read)), default=Value(""), output_field=TextField())


def _number_of(rows: QuerySet, of: str) -> Subquery:
    return Subquery(rows.order_by().values(of).annotate(n=Count("pk")).values("n"), output_field=IntegerField())


def _state(action: Action) -> str:
    """Done, or how far its day is past; nothing of those that still have time."""
    if action.done_on:
        return "Done"
    days = (action.today - action.due_on).days if action.due_on else 0
    return f"{counted(days, 'day')} overdue" if days > 0 else "Open"


ACTION_COLUMNS = (
    ListColumn("What is to be done", lambda action: action.what, link=lambda action: _visit_link(action.visit)),
    ListColumn(
        "School or associate",
        lambda action: str(action.visit.place),
        link=lambda action: _place_link(action.visit),
        sort="place",
        by=("place_name",),
    ),
    ListColumn("Who does it", lambda action: action.doer, sort="owner", by=("doer",), shown_to=sees_owners),
    ListColumn("Due", lambda action: action.due_on, Kind.DATE, sort="due", by=("due_on",), has_gaps=True),
    ListColumn("State", _state),
    ListColumn("Done on", lambda action: action.done_on, Kind.DATE, sort="done", by=("done_on",), has_gaps=True),
    ListColumn("From the visit on", lambda action: action.visit.visited_on, Kind.DATE, sort="visit", by=("visited",)),
    ListColumn(
        "For the partnership only",
        lambda action: YES if action.is_internal else "",
        shown_to=lambda user: user.may(Permission.INTERNAL_NOTE_VIEW),
    ),
)


def with_action_columns(actions: QuerySet[Action], asked: Asked) -> QuerySet[Action]:
    return (
        actions.select_related("visit__school", "visit__associate")
        .only(
            *("what", "due_on", "done_on", "is_internal", "visit__visited_on"),
            *("visit__school__name", "visit__school__short_name", "visit__associate__name"),
        )
        .annotate(
            doer=who_does_it(asked.user),
            today=Value(timezone.localdate(), output_field=DateField()),
            place_name=Coalesce("visit__school__sort_name", "visit__associate__sort_name"),
            visited=F("visit__visited_on"),
        )
    )
