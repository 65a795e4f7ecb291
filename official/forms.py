"""Choosing an official file, and what a person adds when they accept a proposal."""

from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Submit
from django import forms
from django.core.files.uploadedfile import UploadedFile

from official.keeping import MAX_FILE, MEGABYTE
from official.models import Proposal, ProposalKind
from thep.days import day_field

K = ProposalKind
FROM_A_DAY = (K.CONVERSION, K.NAME, K.GOVERNANCE, K.TRUST)


class FileForm(forms.Form):
    file = forms.FileField(
        label="File",
        required=False,
        widget=forms.ClearableFileInput(attrs={"accept": ".csv,.xlsx,.ods,.zip"}),
        help_text="A GIAS extract or its links, or a file of Ofsted’s inspections: .csv, .xlsx, .ods or a .zip of one.",
        error_messages={"empty": "The file is empty."},
    )
    address = forms.URLField(
        label="Or its address on the web",
        required=False,
        assume_scheme="https",
        help_text="The portal fetches it.",
        error_messages={"invalid": "Write the whole address, beginning with https://."},
    )
    as_at = day_field(
        "As at",
        required=False,
        is_past=True,
        help_text="The day its facts are of, if its name does not say it.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.add_input(Submit("read", "Read the file"))

    def clean_file(self) -> UploadedFile | None:
        file = self.cleaned_data["file"]
        if file and file.size > MAX_FILE:
            raise forms.ValidationError(f"That is more than {MAX_FILE // MEGABYTE} MB. Put it into a .zip.")
        return file

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if "file" not in self.errors and "address" not in self.errors:
            if not cleaned.get("file") and not cleaned.get("address"):
                self.add_error("file", "Choose a file, or write its address.")
            elif cleaned.get("file") and cleaned.get("address"):
                self.add_error("address", "Choose a file or write an address, not both.")
        return cleaned


class ChoicesForm(forms.Form):
    """What the file leaves open: a name for lists, a day, the school that goes on. Which, depends on the proposal."""

    name = forms.CharField(label="Name", max_length=200)
    short_name = forms.CharField(
        label="Short name",
        max_length=200,
        required=False,
        help_text="As the partnership’s lists print it, if it has one.",
    )
    on = day_field("From", help_text="The first day of what is new. Reports of days before it keep what was.")
    closed_on = day_field("Closed on", help_text="The file does not always say the day.")
    successor = forms.ChoiceField(label="Which school goes on under the new URN?", widget=forms.RadioSelect)

    def __init__(self, *args: Any, proposal: Proposal, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        wanted = self._wanted(proposal)
        for name in set(self.fields) - set(wanted):
            del self.fields[name]
        for name, value in wanted.items():
            self.fields[name].initial = value
        if "successor" in self.fields:
            self.fields["successor"].choices = [
                *((str(each["id"]), f"{each['name']} ({each['urn']})") for each in proposal.before["schools"]),
                ("new", "None of them: a new school begins, and they all close"),
            ]
        self.helper = FormHelper()
        self.helper.form_tag = False

    @staticmethod
    def _wanted(proposal: Proposal) -> dict[str, Any]:
        after, day = proposal.after, proposal.after.get("opened_on") or proposal.file.as_at
        joins = proposal.kind == K.MERGER and not proposal.school_id
        wanted: dict[str, Any] = {}
        if joins:
            wanted["successor"] = None
        if proposal.kind in (K.CONVERSION, K.NAME) or joins:
            wanted |= {"name": after["name"], "short_name": after.get("short_name", "")}
        if proposal.kind in FROM_A_DAY or joins:
            wanted["on"] = day
        if proposal.kind in (K.CLOSURE, K.NOT_IN_FILE) or (proposal.kind == K.MERGER and not joins):
            wanted |= {"closed_on": after["closed_on"]} if after["closed_on"] else {}
        return wanted
