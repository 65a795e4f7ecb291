"""The kinds of message that records give rise to, who gets them, and which can be switched off.

What belongs to signing in (codes, invitations, a changed password) is sent by `mail/sending.py`, kept on no log, and
cannot be switched off.
"""

from typing import Any

from django.db import models


class MessageKind(models.TextChoices):
    """Its value is the name of its templates, `templates/mail/VALUE.txt` and `.html`."""

    NOTE_SHARED = "note_shared", "A note on a visit to your school"
    NOTE_CORRECTED = "note_corrected", "A correction of such a note"
    NOTE_DISPUTED = "note_disputed", "A school’s word that a note of yours is not accurate"
    NOTE_AGREED = "note_agreed", "A school’s word that a note of yours is accurate"
    ACTIONS_DUE = "actions_due", "What falls due for you within a week"
    ACTIONS_OVERDUE = "actions_overdue", "What was due from you the day before and is not done"
    RENEWAL = "renewal", "A letter about your school’s membership"

    @property
    def is_by_duty(self) -> bool:
        """Whether it comes whatever a person prefers.

        A note is the school's to answer, a note that is called wrong is its writer's to correct, and what is overdue
        has been promised to a school by name: one reminder of it is no more than that promise. A letter about the
        membership is to the school and not to the person, and each is sent by somebody's hand.
        """
        return self not in CAN_BE_SWITCHED_OFF

    def concerns(self, user: Any) -> bool:
        """Whether it may ever be addressed to somebody of this role."""
        return user.may(MEANT_FOR[self])


CAN_BE_SWITCHED_OFF = (MessageKind.NOTE_AGREED, MessageKind.ACTIONS_DUE)
MEANT_FOR = {  # permissions by name: `accounts` is a floor above
    MessageKind.NOTE_SHARED: "note_answer",
    MessageKind.NOTE_CORRECTED: "note_answer",
    MessageKind.NOTE_DISPUTED: "visit_log",
    MessageKind.NOTE_AGREED: "visit_log",
    MessageKind.ACTIONS_DUE: "school_view",
    MessageKind.ACTIONS_OVERDUE: "school_view",
    MessageKind.RENEWAL: "note_answer",
}
