"""The sheets of national figures: one date and basis at once, as a publication prints it.

What does not add up is asked about once and then stands: with a note, or with the word that it was published so.
"""

from typing import Any, ClassVar

from django import forms
from django.db.models import Model

from ofsted.forms import AreaPublicationForm, AreaRow, OutcomeRow, PublicationForm
from ofsted.models import (
    CARD_AREAS,
    CARD_GRADES,
    FOUR_GRADES,
    GRADED_AREAS,
    Area,
    AreaGrade,
    Basis,
    NationalArea,
    NationalOutcome,
    Regime,
)
from ofsted.models.national import PARTS
from schools.models import Phase

KEY_AREAS = [
    *(Area.QUALITY_OF_EDUCATION, Area.BEHAVIOUR, Area.PERSONAL_DEVELOPMENT, Area.LEADERSHIP),
    *(Area.EARLY_YEARS, Area.SIXTH_FORM),
]
GRIDS = {
    Regime.REPORT_CARD: (CARD_AREAS, CARD_GRADES),
    Regime.KEY_JUDGEMENTS: (KEY_AREAS, FOUR_GRADES),
    Regime.OVERALL_EFFECTIVENESS: (GRADED_AREAS, FOUR_GRADES),
}
"""The areas and grades of a national publication under each regime."""
NOTED = "As published"


class Sheet:
    """A publication as one form. `held` are its records; none while it is new.

    `already` says that just this is on record: a form that was sent twice.
    """

    head_form: type[PublicationForm] = PublicationForm
    model: type[Model] = NationalOutcome
    headings: tuple[str, ...] = tuple(NationalOutcome._meta.get_field(part).verbose_name.capitalize() for part in PARTS)

    def __init__(self, data: Any = None, *, held: list[Any], asked: dict[str, str] | None = None) -> None:
        self.data, self.held, self.already = data, held, False
        self.doubts: list[tuple[str, str]] = []
        self.head = self.head_form(data, initial=self._initial(asked or {}))
        for field in self.head.fields.values():
            look = {forms.CheckboxInput: "form-check-input", forms.Select: "form-select"}
            field.widget.attrs["class"] = look.get(type(field.widget), "form-control")
        self.rows = self.make_rows()

    def _initial(self, asked: dict[str, str]) -> dict[str, Any]:
        """Where the records have several sources, all of them, so that saving loses none."""
        if not self.held:
            return {"basis": Basis.PUBLISHED, **asked}
        sources = dict.fromkeys(record.source for record in self.held if record.source)
        return {name: getattr(self.held[0], name) for name in self.head_form.found_by} | {"source": "; ".join(sources)}

    def make_rows(self) -> list[Any]:
        by_phase = {record.phase: record for record in self.held}
        return [
            OutcomeRow(self.data, prefix=phase, instance=by_phase.get(phase) or NationalOutcome(phase=phase))
            for phase in Phase
        ]

    def is_valid(self) -> bool:
        is_right = all([self.head.is_valid(), *(row.is_valid() for row in self.rows)])
        if self.head.cleaned_data.get("basis") == Basis.COUNTED:
            for row in self.rows:
                row.must_have_schools()
        if not is_right or any(row.errors for row in self.rows):
            return False
        if not any(row.is_filled for row in self.rows):
            self.head.add_error(None, "Write at least one figure. To take all of them away, use Remove below.")
            return False
        return self._stands_alone() and self._is_settled()

    def _stands_alone(self) -> bool:
        others = self.others().exclude(pk__in=[record.pk for record in self.held])
        if not others:
            return True
        self.already = not self.held and _said(others) == _said(self.records())
        if not self.already:
            self.head.add_error("as_at", "There are figures of this day and basis already. Change those instead.")
        return self.already

    def others(self) -> Any:
        said = {name: self.head.cleaned_data[name] for name in self.head.found_by}
        return self.model.objects.filter(**said, **self.fixed)

    fixed: ClassVar[dict[str, Any]] = {}
    """What the records have in common beside what the head says."""

    def _is_settled(self) -> bool:
        """Whether each contradiction has a note, or the word that it was published so, which then becomes its note."""
        doubted = [(row, " ".join(row.doubts)) for row in self.rows if row.doubts and not row.cleaned_data["note"]]
        if self.head.cleaned_data["as_published"]:
            for row, words in doubted:
                row.cleaned_data["note"] = f"{NOTED}. {words}"
                if hasattr(row, "instance"):
                    row.instance.note = row.cleaned_data["note"]
            return True
        self.doubts = [(row.label, words) for row, words in doubted]
        return not self.doubts

    def records(self) -> list[Any]:
        said = {name: self.head.cleaned_data[name] for name in (*self.head.found_by, "source")} | self.fixed
        return [record for row in self.rows if row.is_filled for record in row.records(said)]

    def gone(self) -> list[Any]:
        return [record for row in self.rows for record in row.gone()]


class AreaSheet(Sheet):
    """The areas of one phase under one regime."""

    head_form = AreaPublicationForm
    model = NationalArea

    def __init__(self, data: Any = None, *, regime: Regime, **kwargs: Any) -> None:
        self.fixed = {"regime": regime}
        self.areas, self.grades = GRIDS[regime]
        self.headings = tuple(AreaGrade(grade).label for grade in self.grades)
        super().__init__(data, **kwargs)

    def make_rows(self) -> list[Any]:
        return [
            AreaRow(
                self.data,
                area=area,
                grades=self.grades,
                held={record.grade: record for record in self.held if record.area == area},
            )
            for area in self.areas
        ]


def _said(records: Any) -> set[tuple]:
    """All that records say, whichever they are."""
    return {
        tuple(field.value_from_object(record) for field in record._meta.fields if not field.primary_key)
        for record in records
    }
