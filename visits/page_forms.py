"""The forms on the page of a visit: a school's answer, and the actions agreed."""

from typing import Any

from django import forms
from django.db.models import Q
from django.utils import timezone

from accounts.models import User
from accounts.permissions import Role
from thep.days import day_field
from visits.models import Action, Visit

MOST_OF_A_COMMENT = 5_000


class AnswerForm(forms.Form):
    """`version` is that of the note which stood above the form."""

    version = forms.CharField(widget=forms.HiddenInput, required=False)
    is_accurate = forms.TypedChoiceField(
        label="Is the note accurate?",
        choices=[("yes", "Accurate"), ("no", "Not accurate")],
        coerce=lambda chosen: chosen == "yes",
        widget=forms.RadioSelect,
        error_messages={"required": "Choose one of the two."},
    )
    comment = forms.CharField(
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=MOST_OF_A_COMMENT,
        required=False,
        help_text="What is not accurate, or anything the partnership should know.",
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if cleaned.get("is_accurate") is False and not cleaned.get("comment") and "comment" not in self.errors:
            self.add_error("comment", "Say what is not accurate.")
        return cleaned

    def ask_again(self, version: int) -> None:
        """About the version that stands now; the comment is kept."""
        self.data = self.data.copy()
        self.data["version"], self.data["is_accurate"] = str(version), ""
        self.add_error("is_accurate", "The note was corrected while you read it. Read it again above, then choose.")


class DoneForm(forms.Form):
    done_on = day_field("Done on", is_past=True)
    outcome = forms.CharField(label="What came of it", max_length=500, required=False)


class ActionForm(forms.Form):
    what = forms.CharField(
        label="What is to be done", max_length=500, widget=forms.Textarea(attrs={"rows": 2, "maxlength": 500})
    )
    owner = forms.ModelChoiceField(
        User.objects.none(), label="Who does it", required=False, empty_label="Nobody with a sign-in"
    )
    owner_name = forms.CharField(
        label="Name, if they do not sign in here", max_length=200, required=False, help_text="Such as a deputy."
    )
    due_on = day_field("Due on", required=False)

    def __init__(self, *args: Any, visit: Visit, action: Action | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["owner"].queryset = _who_may_own(visit, action)


class NewActionForm(ActionForm):
    """`after` is the visit's latest action when the form was shown: the same one since then is this one."""

    is_internal = forms.BooleanField(
        label="For the partnership only", required=False, help_text="The school does not see it. This cannot change."
    )
    after = forms.CharField(widget=forms.HiddenInput, required=False)


def _who_may_own(visit: Visit, action: Action | None) -> Any:
    """People of the partnership, those who act for the school today, and who owns it now."""
    may = Q(is_active=True, role__in=[Role.STAFF, Role.ADMIN])
    if visit.school_id:
        acting = visit.school.representatives.who_may_act(timezone.localdate())
        may |= Q(pk__in=acting.values("user"))
    if action and action.owner_id:
        may |= Q(pk=action.owner_id)
    return User.objects.filter(may).order_by("name", "pk")
