from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import Prefetch, QuerySet
from django.http import HttpRequest

from accounts.admin_site import RecordAdmin, RecordInline, YearFilter
from membership.models import (
    Agreement,
    AgreementSchool,
    AssociateMembership,
    AssociateOffer,
    Charge,
    LetterWording,
    Membership,
    Package,
    PackageInclusion,
    PackagePrice,
    RenewalRound,
)
from schools.admin import FoldedSearch
from schools.models import Associate, School


@admin.register(Membership)
class MembershipAdmin(FoldedSearch, RecordAdmin):
    list_display = ("school", "year", "status", "joined_on", "left_on", "reason")
    list_filter = (("year", YearFilter), "status")
    list_select_related = ("school",)
    search_fields = ("school",)
    ordering = ("-year", "school__sort_name", "id")
    autocomplete_fields = ("school",)


@admin.register(RenewalRound)
class RenewalRoundAdmin(RecordAdmin):
    list_display = ("year", "opened_on", "answer_by_on")
    search_fields = ("year",)
    ordering = ("-year", "id")


@admin.register(LetterWording)
class LetterWordingAdmin(RecordAdmin):
    list_display = ("kind", "subject")
    search_fields = ("subject", "text")
    ordering = ("kind", "id")


@admin.register(AssociateOffer)
class AssociateOfferAdmin(FoldedSearch, RecordAdmin):
    list_display = ("associate", "year", "what", "offered_on", "outcome")
    list_filter = (("year", YearFilter),)
    list_select_related = ("associate",)
    search_fields = ("associate__name", "what")
    ordering = ("-year", "associate__sort_name", "id")
    autocomplete_fields = ("associate",)


@admin.register(AssociateMembership)
class AssociateMembershipAdmin(FoldedSearch, RecordAdmin):
    list_display = ("associate", "year", "status")
    list_filter = (("year", YearFilter), "status")
    list_select_related = ("associate",)
    search_fields = ("associate__name",)
    ordering = ("-year", "associate__sort_name", "id")
    autocomplete_fields = ("associate",)


class AssociateMembershipInline(RecordInline):
    model = AssociateMembership
    fields = ("year", "status")
    ordering = ("-year", "id")
    verbose_name_plural = "memberships"


@admin.register(Associate)
class AssociateAdmin(FoldedSearch, RecordAdmin):
    list_display = ("name",)
    search_fields = ("name",)
    ordering = ("sort_name", "id")
    inlines = (AssociateMembershipInline,)


@admin.register(Package)
class PackageAdmin(FoldedSearch, RecordAdmin):
    list_display = ("name", "slug", "is_sla", "position")
    list_filter = ("is_sla",)
    search_fields = ("name", "slug")
    ordering = ("position", "id")
    prepopulated_fields = {"slug": ("name",)}


@admin.register(PackagePrice)
class PackagePriceAdmin(FoldedSearch, RecordAdmin):
    list_display = ("package", "year", "phase", "price")
    list_filter = (("year", YearFilter), "package", "phase")
    list_select_related = ("package",)
    search_fields = ("package__name",)
    ordering = ("-year", "package__position", "phase", "id")
    autocomplete_fields = ("package",)


@admin.register(PackageInclusion)
class PackageInclusionAdmin(FoldedSearch, RecordAdmin):
    list_display = ("package", "year", "what", "amount")
    list_filter = (("year", YearFilter), "package", "what")
    list_select_related = ("package",)
    search_fields = ("package__name",)
    ordering = ("-year", "package__position", "what", "id")
    autocomplete_fields = ("package",)


class CoveredSchoolInline(RecordInline):
    model = AgreementSchool
    fields = ("school",)
    ordering = ("school__sort_name", "id")
    autocomplete_fields = ("school",)
    select_related = ("school",)


class AgreementForm(forms.ModelForm):
    def clean(self) -> dict[str, Any]:
        """Moving an agreement moves every school it covers, so it says which of them stand in the way."""
        cleaned = super().clean()
        period = cleaned.get("period")
        if self.instance.pk and period:
            mine = self.instance.coverings.values("school")
            others = AgreementSchool.objects.filter(school__in=mine, period__overlap=period)
            names = others.exclude(agreement=self.instance).order_by("school__sort_name", "id")
            if clashing := list(names.values_list("school__display_name", flat=True)[:10]):
                self.add_error("period", f"Has another agreement for those days: {', '.join(clashing)}.")
        return cleaned


@admin.register(Agreement)
class AgreementAdmin(FoldedSearch, RecordAdmin):
    form = AgreementForm
    list_display = ("package", "year", "covers", "fee", "agreed_on", "period")
    list_filter = (("year", YearFilter), "package", "package__is_sla")
    list_select_related = ("package",)
    search_fields = ("schools",)
    search_help_text = "A school it covers: part of a name, or a whole URN that the school has or had."
    ordering = ("-year", "package__position", "id")
    autocomplete_fields = ("package",)
    fieldsets = (
        (None, {"fields": (("year", "package"), ("fee", "agreed_on"), "fee_because")}),
        ("Invoice", {"fields": (("invoice_reference", "invoiced_on", "paid_on"),)}),
        ("Part of a year", {"fields": ("period",)}),
    )
    inlines = (CoveredSchoolInline,)

    def described(self, obj: Agreement) -> str:
        return f"{obj}: {self.covers(obj)}"

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return (
            super()
            .get_queryset(request)
            .prefetch_related(Prefetch("schools", School.objects.order_by("sort_name", "id")))
        )

    @admin.display(description="schools")
    def covers(self, agreement: Agreement) -> str:
        return ", ".join(map(str, agreement.schools.all()))


@admin.register(AgreementSchool)
class AgreementSchoolAdmin(FoldedSearch, RecordAdmin):
    list_display = ("school", "agreement", "period")
    list_filter = (("agreement__year", YearFilter), "agreement__package")
    list_select_related = ("school", "agreement__package")
    search_fields = ("school",)
    ordering = ("-agreement__year", "school__sort_name", "id")
    autocomplete_fields = ("school", "agreement")


@admin.register(Charge)
class ChargeAdmin(FoldedSearch, RecordAdmin):
    list_display = ("reference", "year", "school", "description", "amount", "charged_on")
    list_filter = (("year", YearFilter),)
    list_select_related = ("school",)
    search_fields = ("reference", "school", "description")
    ordering = ("-year", "reference", "id")
    autocomplete_fields = ("school",)
