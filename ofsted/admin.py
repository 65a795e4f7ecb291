from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from accounts.admin_site import RecordAdmin, RecordInline, YearFilter
from ofsted.models import Inspection, Judgement, NationalArea, NationalOutcome, Regime
from schools.admin import FoldedSearch


class RegimeFilter(admin.SimpleListFilter):
    title = parameter_name = "regime"

    def lookups(self, request: HttpRequest, model_admin: admin.ModelAdmin) -> list[tuple[str, str]]:
        return Regime.choices

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        return queryset.filter(regime=self.value()) if self.value() else queryset


class JudgementForm(forms.ModelForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.stored_regime = self.instance.regime

    def has_changed(self) -> bool:
        """A judgement follows its inspection into another regime, or stops it."""
        return super().has_changed() or (bool(self.instance.pk) and self.instance.regime != self.stored_regime)


class JudgementInline(RecordInline):
    model = Judgement
    form = JudgementForm
    fields = ("area", "grade", "graded_on")
    ordering = ("graded_on", "id")


@admin.register(Inspection)
class InspectionAdmin(FoldedSearch, RecordAdmin):
    list_display = ("school", "inspected_on", "kind", "regime_name", "overall", "ungraded_outcome", "published_on")
    list_filter = (("inspected_on", YearFilter), "kind", RegimeFilter, "overall", "category_of_concern")
    list_select_related = ("school",)
    search_fields = ("school", "inspection_number")
    ordering = ("-inspected_on", "-id")
    autocomplete_fields = ("school",)
    readonly_fields = ("regime_name", "known_on")
    fieldsets = (
        (None, {"fields": ("school", ("inspection_number", "urn"), "kind", "inspection_type")}),
        ("Dates", {"fields": (("inspected_on", "ended_on", "published_on"), ("regime_name", "known_on"))}),
        ("Predecessor", {"fields": (("is_predecessors", "inspected_name"), "other_numbers")}),
        ("Outcome", {"fields": ("overall", "ungraded_outcome", "safeguarding", "category_of_concern")}),
    )
    inlines = (JudgementInline,)

    def described(self, obj: Inspection) -> str:
        return f"{obj} ({obj.inspection_number})"

    @admin.display(description="regime", ordering="regime")
    def regime_name(self, inspection: Inspection) -> str:
        return Regime(inspection.regime).label


@admin.register(Judgement)
class JudgementAdmin(FoldedSearch, RecordAdmin):
    list_display = ("inspection", "area", "grade", "graded_on")
    list_filter = (("graded_on", YearFilter), RegimeFilter, "area", "grade")
    list_select_related = ("inspection__school",)
    search_fields = ("inspection__school",)
    ordering = ("-graded_on", "-id")
    autocomplete_fields = ("inspection",)


@admin.register(NationalOutcome)
class NationalOutcomeAdmin(RecordAdmin):
    list_display = (
        "as_at",
        "phase",
        "outstanding",
        "good",
        "requires_improvement",
        "inadequate",
        "good_or_outstanding",
        "basis",
        "source",
    )
    list_filter = ("phase", "basis")
    search_fields = ("source",)
    ordering = ("-as_at", "phase", "id")


@admin.register(NationalArea)
class NationalAreaAdmin(RecordAdmin):
    list_display = ("as_at", "phase", "area", "grade", "percent", "basis", "source")
    list_filter = ("phase", "regime", "basis")
    search_fields = ("source",)
    ordering = ("-as_at", "phase", "area", "grade", "id")
