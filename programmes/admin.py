from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.forms import SimpleArrayField
from django.db import models
from django.http import HttpRequest

from accounts.admin_site import RecordAdmin, YearFilter
from programmes.models import (
    Attendance,
    CoachingPair,
    Enrolment,
    Participant,
    Participation,
    Programme,
    Run,
    Session,
    Shadowing,
    Strand,
)
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
        ("What it is about", {"fields": ("phase", "subject", "career_stage", "summary")}),
        ("In the report", {"fields": ("reported_as", "counted_by")}),
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
    list_display = ("school", "programme", "year", "role", "strand", "people", "is_counted")
    list_filter = (("year", YearFilter), "programme__kind", "role", "strand", "is_counted")
    list_select_related = ("school", "programme", "strand")
    search_fields = ("school", "programme__name")
    ordering = ("-year", "programme__name", "school__sort_name", "id")
    autocomplete_fields = ("programme", "school", "strand")

    def has_change_permission(self, request: HttpRequest, obj: Participation | None = None) -> bool:
        """What is counted is corrected where it is counted from: in enrolment and registers."""
        return super().has_change_permission(request, obj) and not (obj and obj.is_counted)

    def has_delete_permission(self, request: HttpRequest, obj: Participation | None = None) -> bool:
        return super().has_delete_permission(request, obj) and not (obj and obj.is_counted)


@admin.register(Run)
class RunAdmin(FoldedSearch, RecordAdmin):
    list_display = ("programme", "year", "cohort", "led_by", "leader_name", "places")
    list_filter = (("year", YearFilter), "led_by", "programme__kind")
    list_select_related = ("programme",)
    search_fields = ("programme__name", "cohort", "leader_name")
    ordering = ("-year", "programme__name", "cohort", "id")
    autocomplete_fields = ("programme", "leader_school", "leader_associate")


@admin.register(Session)
class SessionAdmin(FoldedSearch, RecordAdmin):
    list_display = ("held_on", "run", "title", "place", "places", "is_cancelled")
    list_filter = (("held_on", YearFilter), "is_cancelled")
    list_select_related = ("run__programme",)
    search_fields = ("run__programme__name", "title", "place")
    ordering = ("-held_on", "-id")
    autocomplete_fields = ("run",)


@admin.register(Enrolment)
class EnrolmentAdmin(FoldedSearch, RecordAdmin):
    list_display = ("school", "run", "strand", "enrolled_on", "withdrawn_on")
    list_filter = (("run__year", YearFilter), "run__programme__kind")
    list_select_related = ("school", "run__programme", "strand")
    search_fields = ("school", "run__programme__name")
    ordering = ("-run__year", "school__sort_name", "id")
    autocomplete_fields = ("run", "school", "strand")


@admin.register(Participant)
class ParticipantAdmin(FoldedSearch, RecordAdmin):
    list_display = ("contact", "school", "run", "role", "strand", "withdrawn_on")
    list_filter = (("run__year", YearFilter), "role")
    list_select_related = ("contact", "school", "run__programme", "strand")
    search_fields = ("contact__name", "school", "run__programme__name")
    ordering = ("-run__year", "contact__sort_name", "id")
    autocomplete_fields = ("run", "contact", "school", "strand")


@admin.register(CoachingPair)
class CoachingPairAdmin(FoldedSearch, RecordAdmin):
    list_display = ("coach", "coachee", "from_on", "until_on")
    list_select_related = tuple(
        f"{who}__{what}" for who in ("coach", "coachee") for what in ("contact", "run__programme")
    )
    search_fields = ("coach__contact__name", "coachee__contact__name")
    ordering = ("-id",)
    autocomplete_fields = ("coach", "coachee")


@admin.register(Shadowing)
class ShadowingAdmin(FoldedSearch, RecordAdmin):
    list_display = ("shadowed_on", "pair", "is_by_coach", "place")
    list_filter = (("shadowed_on", YearFilter),)
    list_select_related = ("pair__coach__contact", "pair__coachee__contact")
    search_fields = ("pair__coach__contact__name", "pair__coachee__contact__name", "place")
    ordering = ("-shadowed_on", "-id")
    autocomplete_fields = ("pair",)


@admin.register(Attendance)
class AttendanceAdmin(FoldedSearch, RecordAdmin):
    list_display = ("session", "participant", "school", "mark", "marked_from", "marked_at")
    list_filter = (("session__held_on", YearFilter), "mark", "marked_from")
    list_select_related = ("session__run__programme", "participant__contact", "participant__run__programme", "school")
    search_fields = ("participant__contact__name", "school", "session__run__programme__name")
    ordering = ("-session__held_on", "-id")
    autocomplete_fields = ("session", "participant", "school")
