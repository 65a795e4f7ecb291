from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.forms import SimpleArrayField
from django.db import models
from django.http import HttpRequest

from accounts.admin_site import RecordAdmin, YearFilter
from programmes.models import Participation, Programme, Strand
from schools.admin import FoldedSearch


class WordsField(SimpleArrayField):
    """Words separated by commas, with blanks around them or without."""

    def to_python(self, value: Any) -> list[str]:
        return super().to_python("".join(value.split()) if isinstance(value, str) else value)


@admin.register(Programme)
class ProgrammeAdmin(FoldedSearch, RecordAdmin):
    list_display = ("name", "kind", "phase", "subject", "reported_as")
    list_filter = ("kind", "phase")
    search_fields = ("name", "slug", "subject")
    ordering = ("name", "id")
    prepopulated_fields = {"slug": ("name",)}
    fieldsets = (
        (None, {"fields": ("name", "slug", "kind")}),
        ("What it is about", {"fields": ("phase", "subject")}),
        ("In the report", {"fields": ("reported_as",)}),
    )

    def formfield_for_dbfield(self, db_field: models.Field, request: HttpRequest, **kwargs: Any) -> forms.Field:
        if isinstance(db_field, ArrayField):
            kwargs["form_class"] = WordsField
        return super().formfield_for_dbfield(db_field, request, **kwargs)


@admin.register(Strand)
class StrandAdmin(FoldedSearch, RecordAdmin):
    list_display = ("name", "slug")
    search_fields = ("name", "slug")
    ordering = ("name", "id")
    prepopulated_fields = {"slug": ("name",)}


@admin.register(Participation)
class ParticipationAdmin(FoldedSearch, RecordAdmin):
    list_display = ("school", "programme", "year", "role", "strand", "people")
    list_filter = (("year", YearFilter), "programme__kind", "role", "strand")
    list_select_related = ("school", "programme", "strand")
    search_fields = ("school", "programme__name")
    ordering = ("-year", "programme__name", "school__sort_name", "id")
    autocomplete_fields = ("programme", "school", "strand")
