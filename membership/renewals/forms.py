"""The forms of renewals: opening them, a step of one school, a school added, and the wording of letters."""

import datetime
import uuid
from typing import Any

from django import forms
from django.utils import timezone

from membership.models import LetterKind, LetterWording, Membership, MembershipStatus, RenewalRound
from membership.renewals.standing import BY_SLUG, Step, steps_from
from membership.renewals.wording import problems_of
from schools.place_forms import PlacesForm
from thep.days import day_field

MOST_OF_A_REASON = Membership._meta.get_field("reason").max_length


class OpenForm(forms.Form):
    answer_by_on = day_field("Answers wanted by", required=False, help_text="Letters say it. It can be changed later.")
    with_others = forms.BooleanField(label="Also invite the schools in area that are not members", required=False)

    def __init__(self, *args: Any, opened: RenewalRound | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.first_day = opened.opened_on if opened else timezone.localdate()
        self.fields["answer_by_on"].initial = opened and opened.answer_by_on

    def clean_answer_by_on(self) -> datetime.date | None:
        day = self.cleaned_data["answer_by_on"]
        if day and day < self.first_day:
            raise forms.ValidationError("That is before the renewals are opened.")
        return day


class StepForm(forms.Form):
    """`was` is the status that stood above the form."""

    was = forms.CharField(widget=forms.HiddenInput, max_length=20)
    step = forms.ChoiceField(label="What it says", widget=forms.RadioSelect)
    on = day_field("On which day", required=False, is_past=True)
    reason = forms.CharField(
        label="Why",
        max_length=MOST_OF_A_REASON,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2, "maxlength": MOST_OF_A_REASON}),
    )

    def __init__(self, *args: Any, status: str, **kwargs: Any) -> None:
        initial = {"was": status, "on": timezone.localdate(), **kwargs.pop("initial", {})}
        super().__init__(*args, initial=initial, **kwargs)
        steps = steps_from(status)
        self.fields["step"].choices = [(step.slug, step.label) for step in steps]
        self.fields["step"].error_messages["invalid_choice"] = "Choose one of these."
        self.fields["reason"].help_text = _when_asked(steps, status)
        if len(steps) == 1:
            self.fields["step"].initial = steps[0].slug

    def clean_step(self) -> Step:
        return BY_SLUG[self.cleaned_data["step"]]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        step = cleaned.get("step")
        if step and step.dated and not cleaned.get("on") and "on" not in self.errors:
            self.add_error("on", "Say on which day.")
        if (
            step
            and cleaned.get("was") in step.reason_from
            and not cleaned.get("reason")
            and "reason" not in self.errors
        ):
            self.add_error("reason", "Say why: the year’s record keeps it.")
        return cleaned


def _when_asked(steps: list[Step], status: str) -> str:
    asked = [step.label.lower() for step in steps if status in step.reason_from]
    return f"Needed if {' or '.join(asked)}." if asked else ""


class AddForm(PlacesForm):
    """A school that has no row of the year."""

    is_one_place = schools_only = True
    too_many = "One school at a time. Untick the other."
    status = forms.TypedChoiceField(
        label="It is",
        choices=[(status, status.label) for status in (MembershipStatus.INVITED, MembershipStatus.MEMBER)],
        coerce=MembershipStatus,
        widget=forms.RadioSelect,
        initial=MembershipStatus.INVITED,
    )
    on = day_field("Since", is_past=True)
    reason = forms.CharField(
        label="Why", max_length=MOST_OF_A_REASON, required=False, help_text="If there is a reason."
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{**kwargs, "initial": {"on": timezone.localdate()} | kwargs.pop("initial", {})})
        self.fields["place_name"].label = "School"


class WordingForm(forms.ModelForm):
    class Meta:
        model = LetterWording
        fields = ("subject", "text")
        widgets = {"text": forms.Textarea(attrs={"rows": 14})}

    def clean_subject(self) -> str:
        return self._held_to_names("subject")

    def clean_text(self) -> str:
        return self._held_to_names("text")

    def _held_to_names(self, name: str) -> str:
        text = self.cleaned_data[name]
        if problems := problems_of(text):
            raise forms.ValidationError(problems)
        return text


class SendForm(forms.Form):
    """`words` is the print of the wording that was read, `key` the form's own."""

    kind = forms.TypedChoiceField(choices=LetterKind, coerce=LetterKind)
    key = forms.UUIDField(initial=uuid.uuid4)
    words = forms.CharField(max_length=64)
