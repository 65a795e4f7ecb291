"""The form of a programme."""

import re
from typing import Any

from django import forms
from django.utils.text import slugify

from programmes.forms.fields import EditForm
from programmes.models import PROGRAMME_PHASES, CareerStage, CountedBy, Programme, ProgrammeKind, ReportedAs

PLACES_IN_THE_LINE = ("first", "second", "third")
IN_THE_LINE = {
    ReportedAs.SCHOOLS: "Schools: “56”",
    ReportedAs.PEOPLE: "People by role: “30 delegates; 30 coaches”",
    ReportedAs.STRANDS: "Schools by provider: “36 (SSAT), 17 (EDT)”",
}
RULES = {
    CountedBy.RECORDED: "What is recorded by hand or in a workbook: nothing is counted here.",
    CountedBy.ENROLLED: "Who is enrolled: the schools and people enrolled on its runs who have not withdrawn.",
    CountedBy.ATTENDED: "Who came: the people marked as attended at one session or more, and their schools.",
}
FIELD = Programme._meta.get_field


class ProgrammeForm(EditForm):
    columns = ("name", "kind", "phase", "subject", "career_stage", "summary", "reported_as", "counted_by")

    name = forms.CharField(
        label="Name", max_length=FIELD("name").max_length, error_messages={"required": "Give it a name."}
    )
    slug = forms.CharField(
        label="Short name for figures",
        required=False,
        max_length=FIELD("slug").max_length,
        help_text="Letters, digits and hyphens, as spreadsheets and figures write it. Left empty, it is made from the "
        "name. It never changes.",
    )
    kind = forms.ChoiceField(
        label="Kind",
        choices=[("", "Choose one"), *ProgrammeKind.choices],
        error_messages={"required": "Say what kind it is."},
    )
    phase = forms.ChoiceField(label="Phase", choices=[("", "No phase"), *PROGRAMME_PHASES], required=False)
    subject = forms.CharField(label="Subject", max_length=FIELD("subject").max_length, required=False)
    career_stage = forms.ChoiceField(
        label="For whom", choices=[("", "People at every stage"), *CareerStage.choices], required=False
    )
    summary = forms.CharField(
        label="What it is, in a few sentences",
        max_length=FIELD("summary").max_length,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Printed in the professional-learning programme.",
    )
    counted_by = forms.ChoiceField(
        label="What its figures are counted from",
        choices=RULES.items(),
        widget=forms.RadioSelect,
        initial=CountedBy.ENROLLED,
        error_messages={"required": "Choose one of the three."},
    )
    first, second, third = (
        forms.ChoiceField(
            label=words,
            choices=[("", "Nothing" if not number else "Nothing more"), *IN_THE_LINE.items()],
            required=False,
        )
        for number, words in enumerate(("First", "Then", "Last"))
    )

    def __init__(self, *args: Any, record: Programme | None = None, **kwargs: Any) -> None:
        kwargs["initial"] = _line_of(record.reported_as if record else [ReportedAs.SCHOOLS])
        super().__init__(*args, record=record, **kwargs)
        if record:
            del self.fields["slug"]

    def clean_summary(self) -> str:
        return self.cleaned_data["summary"].replace("\r\n", "\n")

    def clean_slug(self) -> str:
        from_name = slugify(self.cleaned_data.get("name", ""))[: FIELD("slug").max_length].strip("-")
        slug = self.cleaned_data["slug"].lower() or from_name
        if slug and not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", slug):
            raise forms.ValidationError("Write it with letters, digits and single hyphens: “subject-leaders”.")
        if not slug and self.cleaned_data.get("name"):
            raise forms.ValidationError("Write one: none can be made from the name.")
        return slug

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        line: list[str] = []
        for place in PLACES_IN_THE_LINE:
            what = cleaned.get(place)
            if what in line:
                self.add_error(place, "This is printed already.")
            elif what:
                line.append(what)
        cleaned["reported_as"] = line
        return cleaned


def _line_of(reported_as: list[str]) -> dict[str, str]:
    return dict(zip(PLACES_IN_THE_LINE, reported_as, strict=False))
