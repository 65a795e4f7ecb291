"""What people type into a report: its dates and title, sections, notes, quotes."""

from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError

from reports.dates import ReportDates
from reports.models import Quote, Report, ReportSection
from reports.writing.document import Writing
from schools.models import Phase
from thep.days import day_field
from thep.versions import NoticesChanges
from thep.years import AcademicYearFormField

MOST_LETTERS = 60_000
"""Of one section: a report of that many pages is a book."""


class ReportForm(NoticesChanges):
    membership_year = AcademicYearFormField(
        label="Membership year", help_text="The year shown first in the tables of membership and packages."
    )
    as_at = day_field("Ofsted grades as at", is_past=False)

    class Meta:
        model = Report
        fields = ("title", "membership_year", "as_at")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if cleaned.get("membership_year") and cleaned.get("as_at"):
            try:
                ReportDates(self.instance.report_year, cleaned["membership_year"], cleaned["as_at"])
            except ValueError as error:
                raise ValidationError(str(error), code="too_early") from error
        return cleaned


class SectionForm(NoticesChanges):
    """The words of a section. A live figure that is none holds up saving once; autosave keeps it all the same."""

    class Meta:
        model = ReportSection
        fields = ("title", "text", "is_shown")
        widgets: ClassVar = {
            "text": forms.Textarea(attrs={"rows": 16, "maxlength": MOST_LETTERS, "spellcheck": "true"})
        }
        help_texts: ClassVar = {
            "text": "Paragraphs are parted by an empty line. **strong**, *emphasised*, [words](https://…), lines that "
            "begin with - or 1. are lists, with # headings. {{ stands before and }} after a live figure."
        }

    def __init__(self, *args: Any, writing: Writing, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.writing = writing

    def clean_text(self) -> str:
        text = "\n".join(self.cleaned_data["text"].splitlines())
        if len(text) > MOST_LETTERS:
            raise ValidationError(f"A section has at most {MOST_LETTERS:,} letters; this has {len(text):,}.")
        problems = self.writing.read(text).problems
        if problems:
            raise ValidationError([f"{problem.written}: {problem.words}" for problem in problems], code="not_live")
        return text


class NewSectionForm(forms.Form):
    title = forms.CharField(max_length=200, label="A new section for words", error_messages={"required": "Name it."})


class QuoteForm(NoticesChanges):
    class Meta:
        model = Quote
        fields = ("words", "role", "phase", "source", "has_consent", "consent_note")
        widgets: ClassVar = {"words": forms.Textarea(attrs={"rows": 4})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["phase"].choices = [("", "None in particular"), *Phase.choices]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if cleaned.get("has_consent") and not cleaned.get("consent_note"):
            self.add_error("consent_note", "Say how consent was given, by whom and when. It is not printed.")
        return cleaned


class NoteForm(forms.Form):
    """A note beside one line: empty, the portal's own stands there."""

    text = forms.CharField(
        required=False, max_length=2_000, widget=forms.Textarea(attrs={"rows": 2, "class": "form-control"})
    )

    def __init__(self, *args: Any, writing: Writing, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.writing = writing

    def clean_text(self) -> str:
        text = "\n".join(self.cleaned_data["text"].splitlines()).strip()
        problems = self.writing.read(text).problems
        if problems:
            raise ValidationError([f"{problem.written}: {problem.words}" for problem in problems], code="not_live")
        return text
