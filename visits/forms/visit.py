"""The form of a visit: the same to log one and to change it."""

import uuid
from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.db.models import Q, QuerySet
from django.utils import timezone

from accounts.models import User
from accounts.permissions import Role
from schools.place_forms import PlacesForm
from schools.places import value_of
from thep.days import day_field
from visits import attachments
from visits.actions import Details, visitor_names
from visits.models import Attachment, Focus, Visit, VisitKind, VisitStatus

LONGEST_NOTE = 200_000
TOO_LONG = {"max_length": "This is longer than %(limit_value)d characters. Attach it as a file instead."}


def people_of_the_partnership(*, also: QuerySet[User] | None = None) -> QuerySet[User]:
    """Staff and admins who can sign in, and those who are wanted whatever they are now."""
    active = Q(is_active=True, role__in=[Role.STAFF, Role.ADMIN])
    wanted = active if also is None else active | Q(pk__in=also.values("pk"))
    return User.objects.filter(wanted).order_by("name", "pk")


class NoteField(forms.CharField):
    def __init__(self, label: str, help_text: str, rows: int) -> None:
        super().__init__(
            label=label,
            help_text=help_text,
            required=False,
            max_length=LONGEST_NOTE,
            error_messages=TOO_LONG,
            widget=forms.Textarea(attrs={"rows": rows}),
        )
        self.widget.attrs.pop("maxlength", None)  # a browser would cut off what is pasted, and say nothing

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return {}

    def to_python(self, value: Any) -> str:
        return super().to_python(value).replace("\r\n", "\n")


class FilesInput(forms.ClearableFileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Several files. `uploads` of the form are those that may be kept, whatever is wrong with others."""

    widget = FilesInput

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile]:
        return [file for file in data or () if file]


class VisitForm(PlacesForm):
    """`visit` is the one on record that is changed, if any. `uploads` are the files sent that may be kept."""

    visited_on = day_field("Date", required=True)
    kind = forms.ChoiceField(label="Visit or call", choices=VisitKind, widget=forms.RadioSelect)
    status = forms.ChoiceField(label="Did it take place?", choices=(), widget=forms.RadioSelect)
    cancelled_because = forms.CharField(label="Why it was cancelled", max_length=500, required=False)
    met = forms.CharField(
        label="Who was met", max_length=500, required=False, help_text="People of the school. Trustees do not see this."
    )
    focus = forms.ModelChoiceField(Focus.objects.none(), label="Focus", required=False, empty_label="None chosen")
    purpose = forms.CharField(label="What for, in a few words", max_length=200, required=False)
    shared_note = NoteField("Note for the school", "The headteacher reads this; so do trustees.", 7)
    internal_note = NoteField("Internal note", "Staff and admins only. The school never reads this.", 4)
    corrected_because = forms.CharField(
        label="Why the note is corrected",
        max_length=500,
        required=False,
        help_text="Needed if you change a note that the school can read. It is told that there is a new version.",
    )
    visitors = forms.ModelMultipleChoiceField(
        User.objects.none(), label="Who went, of the partnership", required=False, widget=forms.CheckboxSelectMultiple
    )
    others = forms.CharField(label="Others", max_length=400, required=False, help_text="Names, separated by commas.")
    files = FilesField(label="Add files", required=False, help_text=f"{attachments.IN_WORDS}. At most 10 MB each.")
    is_files_internal = forms.BooleanField(
        label="For the partnership only: the school does not see these files", required=False
    )
    removed_files = forms.ModelMultipleChoiceField(Attachment.objects.none(), required=False)
    is_for_all = forms.BooleanField(required=False)
    use_required_attribute = False  # what is missing is said by the field, and the draft is kept all the same

    def __init__(self, *args: Any, user: User, visit: Visit | None = None, drafted: int = 0, **kwargs: Any) -> None:
        """`drafted` is how many files wait with the draft."""
        super().__init__(*args, user=user, **kwargs)
        self.visit, self.drafted = visit, drafted
        self.uploads: list[attachments.Upload] = []
        self.is_one_place = visit is not None
        statuses = [(VisitStatus.DONE, "Yes, done"), (VisitStatus.PLANNED, "No, planned")]
        offered, went = Q(is_offered=True), None
        if visit:
            statuses.append((VisitStatus.CANCELLED, "No, cancelled"))
            offered |= Q(pk=visit.focus_id)
            went = visit.visitors.all()
            self.fields["removed_files"].queryset = visit.attachments.all()
        self.fields["status"].choices = statuses
        self.fields["focus"].queryset = Focus.objects.filter(offered).order_by("position", "name", "pk")
        self.fields["visitors"].queryset = people_of_the_partnership(also=went)

    def clean_cancelled_because(self) -> str:
        return self.cleaned_data["cancelled_because"] if self._status == VisitStatus.CANCELLED else ""

    @property
    def _status(self) -> str | None:
        return self.cleaned_data.get("status")

    def clean_files(self) -> list[UploadedFile]:
        wrong, sent = [], self.cleaned_data["files"]
        for file in sent:
            try:
                self.uploads.append(attachments.check(file))
            except ValidationError as error:
                wrong += error.messages
        if wrong:
            raise ValidationError(wrong)
        return sent

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        self._check_day(cleaned)
        if self._status == VisitStatus.CANCELLED and not cleaned.get("cancelled_because"):
            self.add_error("cancelled_because", "Say why it was cancelled.")
        self._check_names(cleaned)
        self._check_files(cleaned)
        self._check_correction(cleaned)
        return cleaned

    def _check_day(self, cleaned: dict[str, Any]) -> None:
        day, today = cleaned.get("visited_on"), timezone.localdate()
        is_as_it_was = self.visit and self.visit.status == self._status and self.visit.visited_on == day
        if not day or is_as_it_was:
            return
        if self._status == VisitStatus.DONE and day > today:
            self.add_error("visited_on", "This day is still to come. Choose another, or say that it is planned.")
        if self._status == VisitStatus.PLANNED and day < today:
            self.add_error("visited_on", "This day is past. Choose a coming one, or say that it is done.")

    def _check_names(self, cleaned: dict[str, Any]) -> None:
        names = visitor_names(cleaned.get("visitors") or (), cleaned.get("others", ""))
        if len(names) > Visit._meta.get_field("visitor").max_length and "others" not in self.errors:
            self.add_error("others", "These are too many names. Leave some out.")
        elif not names and self._status == VisitStatus.DONE and not (self.visit and not self.visit.visitor):
            self.add_error("visitors", "Say who went: tick a name, or write one under Others.")

    def _check_files(self, cleaned: dict[str, Any]) -> None:
        there = self.visit.attachments.count() - len(cleaned.get("removed_files") or ()) if self.visit else 0
        room = attachments.MOST_FILES - there - self.drafted
        if len(self.uploads) > max(room, 0):
            self.uploads = self.uploads[: max(room, 0)]
            self.add_error("files", f"At most {attachments.MOST_FILES} files with a visit. Remove some first.")

    def _check_correction(self, cleaned: dict[str, Any]) -> None:
        if not self.visit or not self.visit.is_shared or cleaned.get("shared_note") == self.visit.shared_note:
            return
        if "shared_note" not in self.errors and not cleaned.get("corrected_because"):
            self.add_error("corrected_because", "The school can read this note already. Say why you correct it.")

    def details(self) -> Details:
        cleaned = self.cleaned_data
        names = ("visited_on", "kind", "status", "cancelled_because", "others", "met", "focus", "purpose")
        return Details(
            **{name: cleaned[name] for name in (*names, "shared_note", "internal_note")},
            visitors=tuple(cleaned["visitors"]),
        )


def others_of(visit: Visit) -> str:
    """Who went without being among the visitors that sign in: the names that are no name of those."""
    known = {str(person) for person in visit.visitors.all()}
    names = [name.strip() for name in visit.visitor.split(",")]
    return ", ".join(name for name in names if name and name not in known)


def on_record(visit: Visit) -> dict[str, Any]:
    """What the form shows of a visit before anything is typed."""
    names = ("visited_on", "kind", "status", "cancelled_because", "met", "purpose", "shared_note", "internal_note")
    return {name: getattr(visit, name) for name in names} | {
        "places": [value_of(visit.place)],
        "focus": visit.focus_id,
        "visitors": list(visit.visitors.values_list("pk", flat=True)),
        "others": others_of(visit),
    }


def as_typed(typed: Mapping[str, list[str]]) -> dict[str, Any]:
    """What the form shows of a draft: each field as it was left, also what is no good."""
    shown: dict[str, Any] = {}
    for name, field in VisitForm.base_fields.items():
        values = typed.get(name, [])
        if name in ("places", "visitors", "removed_files"):
            shown[name] = values
        elif isinstance(field, forms.BooleanField):
            shown[name] = bool(values)
        elif values:
            shown[name] = values[-1]
    return shown


def key_in(text: str | None) -> uuid.UUID | None:
    try:
        return uuid.UUID(text or "")
    except ValueError:
        return None
