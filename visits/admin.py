from django.contrib import admin

from accounts.admin_site import RecordAdmin, YearFilter
from schools.admin import FoldedSearch
from visits.models import Visit


@admin.register(Visit)
class VisitAdmin(FoldedSearch, RecordAdmin):
    list_display = ("visited_on", "school", "associate", "kind", "status", "visitor", "purpose", "reference")
    list_filter = (("visited_on", YearFilter), "kind", "status")
    list_select_related = ("school", "associate")
    search_fields = ("school", "associate__name", "visitor", "purpose", "reference")
    ordering = ("-visited_on", "-id")
    autocomplete_fields = ("school", "associate")
    fieldsets = (
        (None, {"fields": ("visited_on", ("school", "associate"), ("kind", "status"), "visitor", "purpose")}),
        ("Notes", {"fields": ("shared_note", "internal_note")}),
        ("Reference", {"fields": ("reference",)}),
    )
