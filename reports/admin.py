"""The report while it is written, to correct; and as it was published, to look at."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from accounts.admin_site import RecordAdmin, YearFilter
from reports.models import Acceptance, Edition, EditionFigure, EditionFile, Quote, Report, ReportSection, RowNote
from schools.admin import FoldedSearch


@admin.register(Report)
class ReportAdmin(FoldedSearch, RecordAdmin):
    """Begun on its own page, which gives it its sections."""

    list_display = ("title", "report_year", "membership_year", "as_at", "begun_at")
    list_filter = (("report_year", YearFilter),)
    search_fields = ("title",)
    ordering = ("-report_year", "id")

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False


@admin.register(ReportSection)
class ReportSectionAdmin(FoldedSearch, RecordAdmin):
    list_display = ("title", "report", "position", "figures", "is_shown")
    list_filter = (("report__report_year", YearFilter), "is_shown")
    list_select_related = ("report",)
    search_fields = ("title", "text")
    ordering = ("-report__report_year", "position", "id")
    autocomplete_fields = ("report",)
    readonly_fields = ("figures",)

    def described(self, obj: ReportSection) -> str:
        return f"{obj} ({obj.report})"


@admin.register(RowNote)
class RowNoteAdmin(FoldedSearch, RecordAdmin):
    list_display = ("line", "text", "report")
    list_filter = (("report__report_year", YearFilter),)
    list_select_related = ("report",)
    search_fields = ("line", "text")
    ordering = ("-report__report_year", "line", "id")
    autocomplete_fields = ("report",)


@admin.register(Quote)
class QuoteAdmin(FoldedSearch, RecordAdmin):
    list_display = ("words", "who", "section", "source", "has_consent")
    list_filter = (("section__report__report_year", YearFilter), "has_consent", "phase")
    list_select_related = ("section",)
    search_fields = ("words", "role", "source")
    ordering = ("-section__report__report_year", "section__position", "position", "id")
    autocomplete_fields = ("section",)


@admin.register(Acceptance)
class AcceptanceAdmin(FoldedSearch, RecordAdmin):
    """Given on the page of the checks, which knows what they find."""

    list_display = ("title", "reason", "report", "accepted_by", "accepted_at")
    list_filter = (("report__report_year", YearFilter),)
    list_select_related = ("report", "accepted_by")
    search_fields = ("title", "reason")
    ordering = ("-accepted_at", "-id")
    autocomplete_fields = ("report", "accepted_by")
    readonly_fields = ("finding",)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False


class PublishedAdmin(FoldedSearch, RecordAdmin):
    """To look at: what was published is never changed or deleted, and so has no history. `large` is not read."""

    can_restore = False
    large: tuple[str, ...] = ()

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return super().get_queryset(request).defer(*self.large)

    def history_view(self, request: HttpRequest, object_id: str, extra_context: dict | None = None) -> HttpResponse:
        return HttpResponseRedirect(self._address("change", object_id))


@admin.register(Edition)
class EditionAdmin(PublishedAdmin):
    list_display = ("title", "number", "report_year", "published_at", "published_by")
    list_filter = (("report_year", YearFilter),)
    list_select_related = ("published_by",)
    search_fields = ("title",)
    ordering = ("-report_year", "-number", "-id")
    fields = (
        *("title", "number", "corrects", "report_year", "membership_year", "as_at"),
        *("published_at", "published_by", "accepted"),
    )
    large = ("document", "page")


@admin.register(EditionFile)
class EditionFileAdmin(PublishedAdmin):
    list_display = ("edition", "format")
    list_filter = (("edition__report_year", YearFilter), "format")
    list_select_related = ("edition",)
    search_fields = ("edition__title",)
    ordering = ("-edition__report_year", "-edition__number", "format", "id")
    fields = ("edition", "format")
    large = ("content", "edition__document", "edition__page")


@admin.register(EditionFigure)
class EditionFigureAdmin(PublishedAdmin):
    list_display = ("key", "title", "edition")
    list_filter = (("edition__report_year", YearFilter),)
    list_select_related = ("edition",)
    search_fields = ("key", "title")
    ordering = ("-edition__report_year", "-edition__number", "key", "id")
    fields = ("edition", "key", "title", "definition")
    large = ("columns", "rows", "subjects", "edition__document", "edition__page")
