"""The form a visit is logged and changed with."""

from visits.forms.action_rows import ActionRows
from visits.forms.visit import VisitForm

__all__ = ["ActionRows", "VisitForm"]
