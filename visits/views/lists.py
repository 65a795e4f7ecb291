"""The lists of visits and of actions."""

from accounts.permissions import Permission
from documents.display import counted
from lists.declared import List, Together
from visits import together, together_forms
from visits.columns import ACTION_COLUMNS, VISIT_COLUMNS, with_action_columns, with_visit_columns
from visits.filters import ActionFilter, VisitFilter
from visits.models import Action, Visit

VISITS = List(
    name="visit-list",
    title="Visits",
    one="visit or call",
    many="visits",
    about="Visits and calls: done, planned and cancelled.",
    empty="No visit is on record yet.",
    columns=VISIT_COLUMNS,
    filters=VisitFilter,
    rows=Visit.objects.visible_to,
    read=with_visit_columns,
    sort="-date",
    permission=Permission.SCHOOL_VIEW,
    personal="who went and who was met",
    together_permission=Permission.VISIT_LOG,
    together=(
        Together(
            "done",
            "Mark as done",
            title="Mark {} as done",
            about="Schools are told by e-mail of notes that they can then read.",
            fits=together.planned_until_today,
            misfits="not planned, or still to come",
            do=together.mark_done,
            done=lambda number: f"{counted(number, 'visit')} marked as done.",
        ),
        Together(
            "cancel",
            "Cancel",
            title="Cancel {}",
            fits=together.planned,
            misfits="not planned",
            form=together_forms.CancelForm,
            do=together.cancel,
            done=lambda number: f"{counted(number, 'visit')} cancelled.",
        ),
    ),
)
ACTIONS = List(
    name="action-list",
    title="Actions",
    one="action",
    many="actions",
    about="What was agreed at visits. Those still open, unless you choose otherwise.",
    empty="Nothing has been agreed at a visit yet.",
    columns=ACTION_COLUMNS,
    filters=ActionFilter,
    rows=Action.objects.visible_to,
    read=with_action_columns,
    sort="due",
    permission=Permission.SCHOOL_VIEW,
    everything="?state=all",
    personal="who does what",
    together_permission=Permission.VISIT_LOG,
    together=(
        Together(
            "finish",
            "Mark as done",
            title="Mark {} as done",
            fits=together.still_open,
            misfits="done already",
            form=together_forms.FinishForm,
            do=together.finish,
            done=lambda number: f"{counted(number, 'action')} marked as done.",
        ),
        Together(
            "hand-over",
            "Give to somebody else",
            title="Give {} to somebody else",
            fits=together.still_open,
            misfits="done, or theirs already",
            form=together_forms.HandOverForm,
            do=together.hand_over,
            done=lambda number: f"{counted(number, 'action')} given to somebody else.",
        ),
        Together(
            "move",
            "Move the date",
            title="Move the date of {}",
            fits=together.still_open,
            misfits="done, or due on that day already",
            form=together_forms.MoveForm,
            do=together.move,
            done=lambda number: f"{counted(number, 'action')} moved.",
        ),
        Together(
            "reopen",
            "Reopen",
            title="Reopen {}",
            about="What came of them is taken away again; the history keeps it.",
            fits=together.done,
            misfits="not done",
            do=together.reopen,
            done=lambda number: f"{counted(number, 'action')} open again.",
        ),
    ),
)
