"""What a form of national figures is made of: its head, and a line for each phase or area. `sheets.py` joins them."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any, ClassVar

from django import forms
from django.db.models import Model

from documents.display import display, listed
from ofsted.adding_up import contradictions, makes_a_hundred
from ofsted.models import (
    Area,
    AreaGrade,
    Basis,
    NationalArea,
    NationalOutcome,
)
from ofsted.models.national import PARTS
from schools.models import Phase
from thep.days import day_field
from thep.versions import NoticesChanges, version_of


class PercentField(forms.DecimalField):
    """Per cent with at most one place: `63`, `11.1` and `63%`."""

    widget = forms.TextInput

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs | {"min_value": 0, "max_value": 100, "max_digits": 4, "decimal_places": 1})
        self.error_messages["invalid"] = "Write per cent, such as 63 or 11.1."

    def to_python(self, value: Any) -> Decimal | None:
        return super().to_python(value.strip().removesuffix("%") if isinstance(value, str) else value)

    def prepare_value(self, value: Any) -> Any:
        return display(value).removesuffix(".0") if isinstance(value, Decimal) else value

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return {"inputmode": "decimal", "autocomplete": "off"}


class PublicationForm(forms.Form):
    """Of which day the figures are, on which basis, and where they stand."""

    as_at = day_field("As at", is_past=True)
    basis = forms.ChoiceField(choices=Basis)
    source = forms.CharField(
        max_length=500,
        help_text="Where a reader finds them: the publication's name and when it came out, say.",
        error_messages={"required": "Say where these figures stand."},
    )
    as_published = forms.BooleanField(label="It stands so in the publication", required=False)
    use_required_attribute = False
    found_by: ClassVar[tuple[str, ...]] = ("as_at", "basis")


class AreaPublicationForm(PublicationForm):
    phase = forms.ChoiceField(
        choices=[("", "Choose a phase"), *Phase.choices], error_messages={"required": "Say which phase."}
    )
    found_by = ("as_at", "basis", "phase")
    field_order = ("as_at", "phase", "basis")


class _Row:
    """A line of the sheet: the shares it gives, of how many schools, and a note."""

    shares: tuple[str, ...]

    @property
    def cells(self) -> list[forms.BoundField]:
        return [self[name] for name in self.shares]

    @property
    def figures(self) -> dict[str, Decimal | None]:
        return {name: self.cleaned_data.get(name) for name in self.shares}

    @property
    def is_filled(self) -> bool:
        return any(figure is not None for figure in self.figures.values())

    def dress(self) -> None:
        for field in self.fields.values():
            field.widget.attrs["class"] = "form-control"
        self.fields["note"].widget = forms.Textarea(attrs={"class": "form-control", "rows": 1})
        self.fields["schools"].widget = forms.TextInput(
            attrs={"class": "form-control", "inputmode": "numeric", "autocomplete": "off"}
        )

    def must_have_schools(self) -> None:
        if self.is_filled and self.cleaned_data.get("schools") is None and "schools" not in self.errors:
            self.add_error("schools", "What was counted says of how many schools. Write how many had a grade.")


class OutcomeRow(_Row, NoticesChanges):
    """Overall effectiveness of one phase."""

    shares = PARTS
    use_required_attribute = False

    class Meta:
        model = NationalOutcome
        fields = (*PARTS, "schools", "note")
        field_classes: ClassVar = dict.fromkeys(PARTS, PercentField)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.label = Phase(self.instance.phase).label
        self.dress()

    @property
    def doubts(self) -> list[str]:
        return contradictions(self.figures)

    def records(self, said: dict[str, Any]) -> Iterator[Model]:
        for name, value in said.items():
            setattr(self.instance, name, value)
        yield self.instance

    def gone(self) -> list[Model]:
        return [self.instance] if self.instance.pk and not self.is_filled else []


class AreaRow(_Row, forms.Form):
    """One area: the share of each of its grades, each of which is a record of its own."""

    schools = forms.IntegerField(label="Number of schools", min_value=0, max_value=1_000_000, required=False)
    note = forms.CharField(max_length=500, required=False)
    opened_with = forms.CharField(required=False, widget=forms.HiddenInput)
    use_required_attribute = False
    remembered = ("percent", "schools", "note")

    def __init__(self, data: Any = None, *, area: Area, grades: list[AreaGrade], held: dict[str, NationalArea]) -> None:
        self.area, self.label, self.held, self.shares = area, area.label, held, tuple(grades)
        one = next(iter(held.values()), None)
        about = {"schools": one.schools, "note": one.note} if one else {}
        initial = {grade: record.percent for grade, record in held.items()} | about | {"opened_with": self._version()}
        super().__init__(data, prefix=area, initial=initial)
        for grade in grades:
            self.fields[grade] = PercentField(label=AreaGrade(grade).label, required=False)
        self.dress()

    def _version(self) -> str:
        return "|".join(f"{grade} {version_of(self.held[grade], self.remembered)}" for grade in sorted(self.held))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if cleaned.get("opened_with", "") != self._version():
            self.data = self.data.copy()
            self.data[self.add_prefix("opened_with")] = self._version()
            on_record = [
                f"{record.get_grade_display()} {display(record.percent).removesuffix('.0')}"
                for record in self.held.values()
            ]
            said = f"{listed(on_record)}." if on_record else "nothing."
            words = "Somebody changed this while you had it open. On record now stands:"
            self.add_error(None, f"{words} {said} Save again to change it.")
        return cleaned

    @property
    def doubts(self) -> list[str]:
        shares = list(self.figures.values())
        if None in shares or makes_a_hundred(shares):
            return []
        return [f"Its grades make {display(sum(shares)).removesuffix('.0')} and not 100."]

    def records(self, said: dict[str, Any]) -> Iterator[Model]:
        for grade, percent in self.figures.items():
            if percent is not None:
                record = self.held.get(grade) or NationalArea(area=self.area, grade=grade)
                about = {"percent": percent, "schools": self.cleaned_data["schools"], "note": self.cleaned_data["note"]}
                for name, value in (about | said).items():
                    setattr(record, name, value)
                yield record

    def gone(self) -> list[Model]:
        return [record for grade, record in self.held.items() if self.figures.get(grade) is None]
