"""Visits, their visitors and actions, and the list of what visits are about."""

from django.contrib import admin
from django.http import HttpRequest

from accounts.admin_site import RecordAdmin, RecordInline, YearFilter
from schools.admin import FoldedSearch
from visits.models import Action, Focus, Visit, Visitor


class VisitorInline(RecordInline):
    model = Visitor
    fields = ("user",)
    ordering = ("id",)
    autocomplete_fields = ("user",)
    select_related = ("user",)


@admin.register(Visit)
class VisitAdmin(FoldedSearch, RecordAdmin):
    list_display = ("visited_on", "school", "associate", "kind", "status", "visitor", "purpose", "reference")
    list_filter = (("visited_on", YearFilter), "kind", "status", "focus")
    list_select_related = ("school", "associate")
    search_fields = ("school", "associate__name", "visitor", "purpose", "reference")
    ordering = ("-visited_on", "-id")
    autocomplete_fields = ("school", "associate", "focus")
    fieldsets = (
        (None, {"fields": ("visited_on", ("school", "associate"), ("kind", "status"), "cancelled_because")}),
        ("Who and what", {"fields": ("visitor", "met", "focus", "purpose")}),
        ("Notes", {"fields": ("shared_note", "corrected_because", "internal_note")}),
        ("Reference", {"fields": ("reference",)}),
    )
    inlines = (VisitorInline,)


@admin.register(Visitor)
class VisitorAdmin(FoldedSearch, RecordAdmin):
    list_display = ("user", "visit")
    list_select_related = ("user", "visit__school", "visit__associate")
    search_fields = ("user__name", "visit__school")
    ordering = ("-id",)
    autocomplete_fields = ("user", "visit")


@admin.register(Focus)
class FocusAdmin(FoldedSearch, RecordAdmin):
    list_display = ("name", "position", "is_offered")
    list_filter = ("is_offered",)
    search_fields = ("name",)
    ordering = ("position", "name", "id")


@admin.register(Action)
class ActionAdmin(FoldedSearch, RecordAdmin):
    list_display = ("what", "school", "owner_name", "due_on", "done_on")
    list_filter = (("due_on", YearFilter), "is_internal")
    list_select_related = ("school",)
    search_fields = ("school", "what", "owner_name")
    ordering = ("-due_on", "-id")
    autocomplete_fields = ("visit", "owner")
    fields = ("visit", "what", "owner", "owner_name", "due_on", "done_on", "outcome", "is_internal")

    def get_readonly_fields(self, request: HttpRequest, obj: Action | None = None) -> tuple[str, ...]:
        """Whom it is for stays as it was written: make another instead."""
        return ("is_internal",) if obj else ()
