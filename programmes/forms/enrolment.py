"""The forms by which schools come onto a run and leave it."""

import re
from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.functional import cached_property

from accounts.models import User
from programmes import school_lines
from programmes.enrolling import schools_of_the_year, usual_day
from programmes.forms.fields import WHY, EditForm, strand_field
from programmes.models import Enrolment, Run, Strand
from programmes.school_lines import MOST_LINES, Line
from schools.models import School
from thep.days import day_field

LONGEST_PASTE = 30_000
MENDED = re.compile(r"line-([0-9]{1,3})")


class EnrolForm(forms.Form):
    """Schools ticked, and schools pasted by name or URN. Nothing is enrolled before every line is understood.

    `lines` are the pasted ones as they were understood; what is chosen for one that was not comes back as `line-N`, its
    text, and `means-N`, the number of the school.
    """

    names = forms.CharField(
        label="Names or URNs, one on each line",
        required=False,
        max_length=LONGEST_PASTE,
        widget=forms.Textarea(attrs={"rows": 4, "spellcheck": "false"}),
        help_text="Pasted from an e-mail or a spreadsheet. A school that is on it already is added once more only with "
        "another provider.",
    )
    strand = strand_field()
    new_strand = forms.CharField(label="Or a new provider", max_length=100, required=False)
    enrolled_on = day_field("Enrolled on")
    use_required_attribute = False

    def __init__(self, data: Mapping[str, Any] | None = None, *, run: Run, user: User) -> None:
        super().__init__(data, initial={"enrolled_on": usual_day(run.year)}, label_suffix="")
        self.fields["names"].widget.attrs.pop("maxlength", None)
        self.run, self.user = run, user
        self.lines: list[Line] = []

    @cached_property
    def ticked(self) -> set[str]:
        return set(self.data.getlist("schools")) if self.is_bound else set()

    def clean_new_strand(self) -> str:
        name = " ".join(self.cleaned_data["new_strand"].split())
        if name and not any(letter.isalnum() and letter.isascii() for letter in name):
            raise forms.ValidationError("Write the name with letters.")
        return name

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        schools = schools_of_the_year(self.run, self.user)
        cleaned["schools"] = self._ticked(schools)
        if "names" not in self.errors:
            cleaned["schools"] += self._pasted(cleaned.get("names", ""), schools)
        if cleaned.get("strand") and cleaned.get("new_strand"):
            self.add_error("new_strand", "Choose a provider, or write a new one: not both.")
        if not self.errors and not cleaned["schools"] and not self.lines:
            self.add_error(None, "Tick a school, or paste some names.")
        return cleaned

    def _ticked(self, schools: Any) -> list[School]:
        numbers = {int(value) for value in self.ticked if re.fullmatch(r"[0-9]{1,9}", value)}
        found = list(schools.filter(pk__in=numbers)) if numbers else []
        if len(found) < len(self.ticked):
            self.add_error(None, f"Tick the schools again: one of them was not open in {self.run.year}.")
        return found

    def _pasted(self, text: str, schools: Any) -> list[School]:
        texts = school_lines.lines_in(text)
        if len(texts) > MOST_LINES:
            self.add_error("names", f"At most {MOST_LINES} lines at once. These are {len(texts):,}.")
        elif texts:
            self.lines = school_lines.read(texts, schools=schools, chosen=self._mended())
            if unsure := [line for line in self.lines if line.problem]:
                number = "One line needs" if len(unsure) == 1 else f"{len(unsure)} lines need"
                self.add_error("names", f"{number} a look: choose what is meant below. Nothing is enrolled yet.")
        return [line.school for line in self.lines if line.school]

    def _mended(self) -> dict[str, str]:
        numbers = (found[1] for name in self.data if (found := MENDED.fullmatch(name)))
        return {self.data[f"line-{number}"]: self.data.get(f"means-{number}", "") for number in numbers}

    @property
    def unsure(self) -> list[Line]:
        return [line for line in self.lines if line.problem]

    @property
    def mended(self) -> list[tuple[str, str]]:
        """What was chosen for lines, as it comes back with the next try: (text, school’s number or that it is none)."""
        given = self._mended() if self.is_bound else {}
        return [(line.text, given[line.text]) for line in self.lines if not line.problem and given.get(line.text)]


class EnrolmentForm(EditForm):
    columns = ("strand", "enrolled_on")

    strand = strand_field()
    enrolled_on = day_field("Enrolled on")

    def clean(self) -> dict[str, Any]:
        cleaned, enrolment = super().clean(), self.record
        if "strand" in cleaned and _other_with(enrolment, cleaned["strand"]):
            self.add_error("strand", "The school is enrolled with this provider already.")
        day = cleaned.get("enrolled_on")
        if day and enrolment.withdrawn_on and enrolment.withdrawn_on < day:
            self.add_error("enrolled_on", f"It withdrew before this day, on {enrolment.withdrawn_on:%d/%m/%Y}.")
        return cleaned


def _other_with(enrolment: Enrolment, strand: Strand | None) -> bool:
    others = Enrolment.objects.filter(run=enrolment.run_id, school=enrolment.school_id).exclude(pk=enrolment.pk)
    return (others.filter(strand=strand) if strand else others.filter(strand=None)).exists()


class WithdrawForm(forms.Form):
    """`after` is the day before which nobody can withdraw."""

    on = day_field("Withdrew on")
    because = forms.CharField(label="Why", max_length=WHY, error_messages={"required": "Say why it withdrew."})
    with_people = forms.BooleanField(required=False, initial=True)
    use_required_attribute = False

    def __init__(self, *args: Any, enrolment: Enrolment, people: int, **kwargs: Any) -> None:
        super().__init__(*args, label_suffix="", **kwargs)
        self.enrolment = enrolment
        if people:
            self.fields["with_people"].label = f"Its people on the run withdraw too ({people})"
        else:
            del self.fields["with_people"]

    def clean_on(self) -> Any:
        day = self.cleaned_data["on"]
        if day < self.enrolment.enrolled_on:
            raise forms.ValidationError(f"It was enrolled after this day, on {self.enrolment.enrolled_on:%d/%m/%Y}.")
        return day
