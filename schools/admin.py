"""Schools in Django admin, and how every admin that names one searches. Associates stand with their memberships."""

from typing import Any

from django.contrib import admin
from django.contrib.admin.utils import lookup_spawns_duplicates
from django.db.models import Count, F, Model, Q, QuerySet
from django.db.models.lookups import Contains
from django.http import HttpRequest
from django.utils import timezone
from django.utils.html import format_html

from accounts.admin_site import RecordAdmin, RecordInline
from schools.models import (
    Contact,
    FormerGovernance,
    FormerName,
    FormerTrust,
    Partnership,
    Phase,
    School,
    SchoolPhase,
    SchoolRepresentative,
    SchoolUrn,
    Trust,
)
from schools.names import Folded, folded


class FoldedSearch:
    """Searches as people write: "Saint Annes" finds "St Anne's".

    Of `search_fields`, a path to a school finds it by either name and by any URN it has or had, a path to a name finds
    it folded, and anything else finds text as typed.
    """

    def get_search_results(self, request: HttpRequest, queryset: QuerySet, search_term: str) -> tuple[QuerySet, bool]:
        text = search_term.replace("\0", "").strip()
        if not text:
            return queryset, False
        found = Q()
        for path in self.search_fields:
            found |= self._found(path, text)
        return queryset.filter(found), any(lookup_spawns_duplicates(self.opts, path) for path in self.search_fields)

    def _found(self, path: str, text: str) -> Any:
        field = _last_field(self.model, path)
        if field.related_model is School:
            return Q(**{f"{path}__in": School.objects.matching(text)})
        if field.name == "name":
            return Contains(Folded(F(path)), folded(text))
        return Q(**{f"{path}__icontains": text})


def _last_field(model: type[Model], path: str) -> Any:
    for name in path.split("__"):
        field = model._meta.get_field(name)
        model = field.related_model
    return field


@admin.register(Partnership)
class PartnershipAdmin(RecordAdmin):
    list_display = ("name", "short_name", "la_codes", "has_heads_from_gias")
    search_fields = ("name",)
    ordering = ("id",)
    fields = ("name", "short_name", "la_codes", "colour", "logo", "logo_shown", "has_heads_from_gias")
    readonly_fields = ("logo_shown",)

    @admin.display(description="logo as it is printed")
    def logo_shown(self, partnership: Partnership) -> str:
        if not partnership.logo:
            return "There is none: the report’s first page has the name alone."
        return format_html('<img src="{}" alt="Logo of {}" height="72">', partnership.logo.url, partnership.name)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return super().has_add_permission(request) and not Partnership.objects.exists()

    def has_delete_permission(self, request: HttpRequest, obj: Partnership | None = None) -> bool:
        return False


@admin.register(Trust)
class TrustAdmin(FoldedSearch, RecordAdmin):
    list_display = ("name", "number_of_schools")
    search_fields = ("name",)
    ordering = ("name", "id")

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return super().get_queryset(request).annotate(number_of_schools=Count("schools"))

    @admin.display(description="schools", ordering="number_of_schools")
    def number_of_schools(self, trust: Trust) -> int:
        return trust.number_of_schools


class UrnInline(RecordInline):
    model = SchoolUrn
    fields = ("urn", "is_current", "period")
    ordering = ("-is_current", "-period", "id")


class FormerNameInline(RecordInline):
    model = FormerName
    fields = ("name", "short_name", "period")
    ordering = ("-period", "id")

    def get_extra(self, request: HttpRequest, obj: School | None = None, **kwargs: Any) -> int:
        return 0


class FormerTrustInline(RecordInline):
    model = FormerTrust
    fields = ("trust", "period")
    ordering = ("-period", "id")
    autocomplete_fields = ("trust",)
    select_related = ("trust",)

    def get_extra(self, request: HttpRequest, obj: School | None = None, **kwargs: Any) -> int:
        return 0


class FormerGovernanceInline(RecordInline):
    model = FormerGovernance
    fields = ("governance", "period")
    ordering = ("-period", "id")

    def get_extra(self, request: HttpRequest, obj: School | None = None, **kwargs: Any) -> int:
        return 0


class PhaseInline(RecordInline):
    model = SchoolPhase
    fields = ("phase", "is_main", "from_year", "until_year")
    ordering = ("-is_main", "from_year", "id")


class RepresentativeInline(RecordInline):
    model = SchoolRepresentative
    fields = ("user", "from_on", "until_on")
    ordering = ("user__name", "id")
    autocomplete_fields = ("user",)
    select_related = ("user",)
    verbose_name = "person who may act for the school"
    verbose_name_plural = "people who may act for the school"

    def get_extra(self, request: HttpRequest, obj: School | None = None, **kwargs: Any) -> int:
        return 0


class OpenFilter(admin.SimpleListFilter):
    title = "open today"
    parameter_name = "open"

    def lookups(self, request: HttpRequest, model_admin: admin.ModelAdmin) -> list[tuple[str, str]]:
        return [("yes", "Open"), ("no", "Closed")]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        closed = Q(closed_on__lte=timezone.localdate())
        return {"yes": queryset.exclude(closed), "no": queryset.filter(closed)}.get(self.value(), queryset)


class InAreaFilter(admin.SimpleListFilter):
    title = "area"
    parameter_name = "area"

    def lookups(self, request: HttpRequest, model_admin: admin.ModelAdmin) -> list[tuple[str, str]]:
        return [("in", "In area"), ("out", "Out of area")]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        inside = School.objects.in_area()
        if self.value() == "in":
            return queryset.filter(pk__in=inside)
        return queryset.exclude(pk__in=inside) if self.value() == "out" else queryset


@admin.register(School)
class SchoolAdmin(RecordAdmin):
    list_display = ("school", "urn", "phase", "governance", "la", "trust", "closed_on")
    list_filter = ("phases__phase", "governance", InAreaFilter, OpenFilter)
    list_select_related = ("trust",)
    search_fields = ("name", "short_name", "urns__urn")
    search_help_text = "Part of a name, or a whole URN that the school has or had."
    ordering = ("sort_name", "id")
    autocomplete_fields = ("trust",)
    fieldsets = (
        (None, {"fields": (("name", "short_name"), "la_code", "governance", "trust", "has_predecessors_grade")}),
        ("Dates", {"fields": (("opened_on", "closed_on"), "is_proposed_to_close")}),
    )
    inlines = (
        *(UrnInline, FormerNameInline, FormerTrustInline, FormerGovernanceInline, PhaseInline),
        RepresentativeInline,
    )

    def described(self, obj: School) -> str:
        return f"{obj} ({obj.urn or 'no URN'}, {obj.la_code})"

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return super().get_queryset(request).with_urn()

    def get_search_results(self, request: HttpRequest, queryset: QuerySet, search_term: str) -> tuple[QuerySet, bool]:
        return (queryset.matching(search_term) if search_term.strip() else queryset), False

    @admin.display(ordering="sort_name")
    def school(self, school: School) -> str:
        return school.display_name

    @admin.display(description="LA", ordering="la_code")
    def la(self, school: School) -> str:
        return school.la_code

    @admin.display(description="URN", ordering="urn")
    def urn(self, school: School) -> int | None:
        return school.urn

    @admin.display(ordering="phase")
    def phase(self, school: School) -> str | None:
        return school.phase and Phase(school.phase).label


@admin.register(SchoolUrn)
class SchoolUrnAdmin(FoldedSearch, RecordAdmin):
    list_display = ("urn", "school", "is_current", "period")
    list_filter = ("is_current",)
    list_select_related = ("school",)
    search_fields = ("school",)
    search_help_text = "Part of a school's name, or a whole URN that it has or had."
    ordering = ("urn", "id")
    autocomplete_fields = ("school",)


@admin.register(FormerName)
class FormerNameAdmin(FoldedSearch, RecordAdmin):
    list_display = ("name", "school", "period")
    list_select_related = ("school",)
    search_fields = ("name", "school")
    ordering = ("name", "id")
    autocomplete_fields = ("school",)


@admin.register(FormerTrust)
class FormerTrustAdmin(FoldedSearch, RecordAdmin):
    list_display = ("trust", "school", "period")
    list_select_related = ("trust", "school")
    search_fields = ("trust__name", "school")
    ordering = ("trust__name", "id")
    autocomplete_fields = ("school", "trust")


@admin.register(FormerGovernance)
class FormerGovernanceAdmin(FoldedSearch, RecordAdmin):
    list_display = ("governance", "school", "period")
    list_select_related = ("school",)
    search_fields = ("school",)
    ordering = ("school__sort_name", "id")
    autocomplete_fields = ("school",)


@admin.register(SchoolPhase)
class SchoolPhaseAdmin(FoldedSearch, RecordAdmin):
    list_display = ("school", "phase", "is_main", "from_year", "until_year")
    list_filter = ("phase", "is_main")
    list_select_related = ("school",)
    search_fields = ("school",)
    ordering = ("school__sort_name", "-is_main", "id")
    autocomplete_fields = ("school",)


@admin.register(SchoolRepresentative)
class SchoolRepresentativeAdmin(FoldedSearch, RecordAdmin):
    list_display = ("user", "school", "from_on", "until_on")
    list_select_related = ("user", "school")
    search_fields = ("school", "user__name", "user__email")
    ordering = ("school__sort_name", "user__name", "id")
    autocomplete_fields = ("school", "user")


@admin.register(Contact)
class ContactAdmin(FoldedSearch, RecordAdmin):
    list_display = ("name", "school", "associate", "post", "email", "phone", "left_on")
    list_filter = ("is_written_to",)
    list_select_related = ("school", "associate")
    search_fields = ("name", "email", "school", "associate__name")
    ordering = ("sort_name", "id")
    autocomplete_fields = ("school", "associate")
