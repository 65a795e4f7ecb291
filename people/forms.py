"""Forms on the pages of people."""

from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password

from accounts.models import User
from accounts.permissions import Role
from schools.forms import SchoolByNameForm
from thep.days import DaysForm


def _day(label: str, help_text: str = "") -> forms.DateField:
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, required=False, widget=widget, help_text=help_text)


class RepresentativeDaysForm(DaysForm):
    from_on = _day("From", "Empty: at once.")
    until_on = _day("Until", "The last day; empty: until further notice.")


class RoleForm(forms.Form):
    role = forms.ChoiceField(choices=Role, widget=forms.RadioSelect)
    is_in_challenge_group = forms.BooleanField(
        label="In the challenge group", required=False, help_text="Staff only: sees the reviews of schools."
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if cleaned.get("is_in_challenge_group") and cleaned.get("role") != Role.STAFF:
            self.add_error("is_in_challenge_group", "Only staff can be in the challenge group.")
        return cleaned


class DetailsForm(forms.Form):
    """`taken` is who has the address already, where somebody has."""

    email = forms.EmailField(label="E-mail address", max_length=254)
    name = forms.CharField(max_length=200)

    def __init__(self, *args: Any, person: User | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.person, self.taken = person, None

    def clean_email(self) -> str:
        email = self.cleaned_data["email"]
        self.taken = User.objects.filter(email__iexact=email).exclude(pk=self.person and self.person.pk).first()
        if self.taken:
            raise forms.ValidationError("Somebody has this address already.")
        return email


class ActsForForm(SchoolByNameForm, RepresentativeDaysForm):
    field_order = ("school_name", "school", "from_on", "until_on")


class InviteForm(RoleForm, DetailsForm, ActsForForm):
    """The school is for headteachers: the first they act for; others are added on their page."""

    field_order = ("email", "name", "role", "is_in_challenge_group", "school_name", "school", "from_on", "until_on")
    is_school_required = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["school_name"].help_text = "For a headteacher: part of its name, or its URN."

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        is_head = cleaned.get("role") == Role.HEADTEACHER
        if cleaned.get("role") and not is_head and cleaned.get("school_name"):
            self.add_error("school_name", "Only headteachers act for a school. Leave this empty for other roles.")
        if is_head and not cleaned.get("school_name") and "school_name" not in self.errors:
            self.add_error("school_name", "Write the school they are head of: part of its name, or its URN.")
        return cleaned

    def cleaned_for_action(self) -> dict[str, Any]:
        chosen = self.cleaned_data
        return {name: value for name, value in chosen.items() if name != "school_name"}


class AcceptForm(forms.Form):
    """A password, written once so that it can be seen; or none."""

    password = forms.CharField(
        label="Password",
        required=False,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text="At least 12 characters. Leave it empty to get a code by e-mail each time you sign in.",
    )

    def __init__(self, *args: Any, person: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.person = person

    def clean_password(self) -> str:
        password = self.cleaned_data["password"]
        if password:
            validate_password(password, self.person)
        return password
