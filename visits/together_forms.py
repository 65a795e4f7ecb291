"""What is asked before several visits or actions are changed at once."""

import datetime
import uuid
from typing import Any

from django import forms
from django.utils import timezone

from accounts.models import User
from accounts.permissions import GRANTS, Permission
from lists.declared import TogetherForm
from visits.models import Action, Focus, Visit, VisitKind

FIRST_DAY, LAST_DAY = datetime.date(1900, 9, 1), datetime.date(2199, 8, 31)
"""Days that a year of the portal's can hold."""


def day_field(**kwargs: Any) -> forms.DateField:
    def within(day: datetime.date) -> None:
        if not FIRST_DAY <= day <= LAST_DAY:
            raise forms.ValidationError("Write a day between 1900 and 2199.")

    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(widget=widget, validators=[within], **kwargs)


def colleagues() -> Any:
    """Those who can sign in and log visits."""
    roles = [role for role, may in GRANTS.items() if Permission.VISIT_LOG in may]
    return User.objects.filter(is_active=True, role__in=roles).order_by("name", "pk")


class CancelForm(TogetherForm):
    because = forms.CharField(
        label="Why?",
        max_length=Visit._meta.get_field("cancelled_because").max_length,
        help_text="It stands on each of the visits.",
    )


class FinishForm(TogetherForm):
    on = day_field(label="Done on", initial=timezone.localdate)
    outcome = forms.CharField(
        label="What came of it", required=False, max_length=Action._meta.get_field("outcome").max_length
    )

    def clean_on(self) -> datetime.date:
        on = self.cleaned_data["on"]
        if on > timezone.localdate():
            raise forms.ValidationError("That day is still to come.")
        return on


class HandOverForm(TogetherForm):
    owner = forms.ModelChoiceField(User.objects.none(), label="To whom?", empty_label="Choose a person")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["owner"].queryset = colleagues()


class MoveForm(TogetherForm):
    due_on = day_field(label="Due on")


class PlanForm(TogetherForm):
    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)
    on = day_field(label="Date")
    kind = forms.TypedChoiceField(label="Kind", choices=VisitKind, coerce=VisitKind, initial=VisitKind.VISIT)
    focus = forms.ModelChoiceField(
        Focus.objects.filter(is_offered=True).order_by("position", "name"), required=False, empty_label="None yet"
    )
    visitors = forms.ModelMultipleChoiceField(
        User.objects.none(), label="Who goes", required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["visitors"].queryset = colleagues()
        self.fields["visitors"].initial = [self.user.pk]

    def clean_on(self) -> datetime.date:
        on = self.cleaned_data["on"]
        if on < timezone.localdate():
            raise forms.ValidationError("That day is past. A planned visit is still to come.")
        return on
