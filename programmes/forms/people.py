"""The forms of the people of a run, of pairs and of shadowing."""

import re
from collections.abc import Iterable
from typing import Any

from django import forms
from django.db.models import Case, IntegerField, QuerySet, Value, When

from programmes import people
from programmes.forms.fields import EditForm, strand_field
from programmes.models import CoachingPair, Participant, ParticipationRole, Run, Shadowing
from schools.models import Contact, School
from schools.place_forms import PlacesForm
from schools.places import value_of
from thep.days import DaysForm, day_field

NEW = "new"
ROLES = [(role.value, role.label) for role in ParticipationRole if role != ParticipationRole.MEMBER]
LIMIT = {name: Contact._meta.get_field(name).max_length for name in ("name", "email", "post")}


class _ItsSchool(PlacesForm):
    """A form with one school in it, or none."""

    schools_only = True
    is_one_place = True
    too_many = "A person is of one school. Untick the other."
    place_name = forms.CharField(
        label="School",
        max_length=200,
        required=False,
        help_text="Part of its name, or a URN. Empty: of no school, and in no school’s figures.",
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )

    def _count(self, places_ticked: int) -> None:
        if places_ticked:
            super()._count(places_ticked)

    @property
    def school(self) -> School | None:
        return next(iter(self.cleaned_data["places"]), None)


class NewParticipantForm(_ItsSchool):
    """Somebody found, by number, or somebody new. `seen` are those who were shown when the form was sent."""

    contact = forms.CharField(required=False, max_length=20)
    name = forms.CharField(label="Name", max_length=LIMIT["name"], required=False)
    email = forms.EmailField(label="E-mail address", max_length=LIMIT["email"], required=False)
    post = forms.CharField(
        label="What they do there", max_length=LIMIT["post"], required=False, help_text="Such as deputy headteacher."
    )
    role = forms.ChoiceField(label="On it as", choices=ROLES, initial=ParticipationRole.DELEGATE)
    strand = strand_field()
    use_required_attribute = False

    def __init__(self, *args: Any, run: Run, found: Iterable[Contact] = (), **kwargs: Any) -> None:
        super().__init__(*args, label_suffix="", **kwargs)
        self.run, self.found, self.alike = run, list(found), []

    def clean_contact(self) -> Contact | None:
        value = self.cleaned_data["contact"]
        if value in ("", NEW):
            return None
        rows = Contact.objects.visible_to(self.user).exclude(name="").select_related("school", "associate")
        found = rows.filter(pk=int(value)).first() if re.fullmatch(r"[0-9]{1,9}", value) else None
        if found is None:
            raise forms.ValidationError("Choose the person again.")
        return found

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        name, contact = cleaned.get("name", ""), cleaned.get("contact")
        if contact and name:
            self.add_error("name", f"You chose {contact}. Empty this, or choose “Somebody new”.")
        elif not contact and not name and not self.errors.keys() & {"name", "contact"}:
            self.add_error("name", "Choose somebody who was found, or write the name of somebody new.")
        elif name and not self.errors:
            self._look_for_them(cleaned)
        return cleaned

    def _look_for_them(self, cleaned: dict[str, Any]) -> None:
        """Somebody who may be the same is shown once before they are made anew."""
        if people.the_same(cleaned["name"], cleaned["email"], self.school):
            return
        alike = people.perhaps_the_same(cleaned["name"], cleaned["email"], self.school, self.user)
        seen = set(self.data.getlist("seen"))
        if any(str(one.pk) not in seen for one in alike):
            self.alike = alike
            words = "Somebody on record may be the same person. Choose them, or “Somebody new” once more."
            self.add_error("contact", words)

    @property
    def shown(self) -> list[tuple[Contact, str]]:
        """Who can be chosen, each with their number, those that may be the same first."""
        each = {one.pk: one for one in (*self.alike, *self.found)}
        return [(one, str(pk)) for pk, one in each.items()]

    def new(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in ("name", "email", "post")} | {"school": self.school}


class ParticipantForm(EditForm, _ItsSchool):
    columns = ("school", "role", "strand")

    role = forms.ChoiceField(label="On it as", choices=ParticipationRole)
    strand = strand_field()

    def __init__(self, *args: Any, record: Participant, **kwargs: Any) -> None:
        kwargs["initial"] = {"places": [value_of(record.school)] if record.school else []}
        super().__init__(*args, record=record, **kwargs)

    def written(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in ("role", "strand")} | {"school": self.school}


class LeaveForm(forms.Form):
    on = day_field("Withdrew on")
    use_required_attribute = False


class _PersonField(forms.ModelChoiceField):
    def label_from_instance(self, participant: Participant) -> str:
        school = f", {participant.school}" if participant.school else ""
        return f"{participant.contact}{school} ({participant.get_role_display().lower()})"


class NewPairForm(DaysForm):
    coach = _PersonField(Participant.objects.none(), label="Coach", empty_label="Choose a person")
    coachee = _PersonField(Participant.objects.none(), label="Who is coached", empty_label="Choose a person")
    field_order = ("coach", "coachee", "from_on", "until_on")
    use_required_attribute = False

    def __init__(self, *args: Any, run: Run, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, label_suffix="", **kwargs)
        for name, is_first in (("coach", True), ("coachee", False)):
            field = self.fields[name]
            field.queryset = _in_order(run, user, coaches_first=is_first)
            field.error_messages |= {
                "required": "Choose a person.",
                "invalid_choice": "Choose somebody who is on the run.",
            }

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if cleaned.get("coach") and cleaned["coach"] == cleaned.get("coachee"):
            self.add_error("coachee", "Nobody is their own coach.")
        return cleaned


def _in_order(run: Run, user: Any, *, coaches_first: bool) -> QuerySet[Participant]:
    rows = Participant.objects.visible_to(user).filter(run=run, withdrawn_on=None).select_related("contact", "school")
    first, last = (0, 1) if coaches_first else (1, 0)
    is_coach = Case(
        When(role=ParticipationRole.COACH, then=Value(first)), default=Value(last), output_field=IntegerField()
    )
    return rows.order_by(is_coach, "contact__sort_name", "pk")


class PairForm(EditForm, DaysForm):
    columns = ("from_on", "until_on")


class ShadowingForm(forms.Form):
    """`pair` is theirs: a day is recorded once each way."""

    shadowed_on = day_field("Date", is_past=True)
    is_by_coach = forms.TypedChoiceField(
        label="Who shadowed whom",
        choices=(),
        coerce=lambda chosen: chosen == "coach",
        widget=forms.RadioSelect,
        error_messages={"required": "Choose one of the two."},
    )
    place = forms.CharField(label="Where", max_length=Shadowing._meta.get_field("place").max_length, required=False)
    use_required_attribute = False

    def __init__(self, *args: Any, pair: CoachingPair, **kwargs: Any) -> None:
        super().__init__(*args, label_suffix="", **kwargs)
        coach, coachee = pair.coach.contact, pair.coachee.contact
        self.fields["is_by_coach"].choices = [
            ("coachee", f"{coachee} shadowed {coach}"),
            ("coach", f"{coach} shadowed {coachee}"),
        ]
