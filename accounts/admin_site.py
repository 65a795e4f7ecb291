"""Django admin as the portal runs it: its own sign-in, and what the admin of every record has in common.

What holds for each page: the number of its queries does not grow with its rows, and what the database refuses is shown
as an error beside what was typed, with nothing lost.
"""

import datetime
from collections.abc import Iterator
from typing import Any

from django import forms
from django.conf import settings
from django.contrib import admin
from django.contrib.admin.options import BaseModelAdmin, IncorrectLookupParameters
from django.contrib.admin.utils import NestedObjects, quote
from django.contrib.admin.views.autocomplete import AutocompleteJsonView
from django.contrib.admin.widgets import AdminDateWidget, AutocompleteSelect
from django.contrib.auth.views import redirect_to_login
from django.contrib.contenttypes.models import ContentType
from django.contrib.contenttypes.views import shortcut
from django.contrib.postgres import forms as ranges
from django.contrib.postgres.fields import DateRangeField
from django.db import DEFAULT_DB_ALIAS, IntegrityError, connection, models, transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, resolve_url
from django.urls import path, reverse
from django.utils.html import format_html, format_html_join
from django.utils.text import capfirst

from accounts.history.admin_pages import HistoryPages
from accounts.permissions import Permission
from accounts.policy import View, public, requires
from accounts.refusals import Refused
from thep.years import AcademicYear, AcademicYearField

ONE_DAY = datetime.timedelta(days=1)
LISTED = 100
"""How many records a page about deleting names one by one."""


class Suggestions(AutocompleteJsonView):
    def serialize_result(self, obj: models.Model, to_field_name: str) -> dict[str, str]:
        described = getattr(self.model_admin, "described", str)
        return {"id": str(getattr(obj, to_field_name)), "text": described(obj)}


class PortalAdminSite(admin.AdminSite):
    site_header = site_title = "Records"
    index_title = "All records"

    @public
    def login(self, request: HttpRequest, extra_context: dict | None = None) -> HttpResponse:
        """People sign in at the portal's one door, and come back to where they were going."""
        return redirect_to_login(
            request.GET.get("next") or reverse("admin:index", current_app=self.name), resolve_url(settings.LOGIN_URL)
        )

    def admin_view(self, view: View, cacheable: bool = False) -> View:
        return requires(Permission.ADMIN_SITE)(super().admin_view(view, cacheable))

    def get_urls(self) -> list:
        shown = path(
            "r/<int:content_type_id>/<path:object_id>/", self.admin_view(self.view_on_site), name="view_on_site"
        )
        return [shown, *(one for one in super().get_urls() if getattr(one, "name", None) != "view_on_site")]

    def view_on_site(self, request: HttpRequest, content_type_id: int, object_id: str) -> HttpResponse:
        """To the page of a record; of a kind that is none, such as the versions the history keeps, there is no page."""
        model = get_object_or_404(ContentType, pk=content_type_id).model_class()
        if model is None or not self.is_registered(model):
            raise Http404
        return shortcut(request, content_type_id, object_id)

    def autocomplete_view(self, request: HttpRequest) -> HttpResponse:
        return Suggestions.as_view(admin_site=self)(request)


class PeriodField(ranges.DateRangeField):
    """Two dates, both included, for a range that PostgreSQL holds with its last day excluded."""

    def __init__(self, *, without_dates: DateRange | None = None, **kwargs: Any) -> None:
        """`without_dates` is the value when both dates are left empty."""
        self.without_dates = without_dates
        super().__init__(**{**kwargs, "required": False, "widget": PeriodWidget})
        self.error_messages |= {"bound_ordering": "The last day cannot be before the first."}

    def prepare_value(self, value: Any) -> Any:
        return self.widget.decompress(value) if isinstance(value, DateRange | str) else value

    def compress(self, values: list) -> DateRange | None:
        first, last = values or (None, None)
        if first is None and last is None:
            return self.without_dates
        if last == datetime.date.max:
            last = None
        days = super().compress([first, last])
        return DateRange(days.lower, days.upper and days.upper + ONE_DAY)


class PeriodWidget(ranges.RangeWidget):
    def __init__(self, attrs: dict | None = None) -> None:
        super().__init__(AdminDateWidget, attrs)
        for widget, label in zip(self.widgets, ("First day", "Last day"), strict=True):
            widget.attrs |= {"placeholder": label, "aria-label": label}

    def render(self, name: str, value: Any, attrs: dict | None = None, renderer: Any = None) -> str:
        """Each in a box of its own, as each brings a calendar."""
        boxes = self.get_context(name, value, attrs)["widget"]["subwidgets"]
        rendered = ((self._render(box["template_name"], {"widget": box}, renderer),) for box in boxes)
        return format_html_join("", "<div>{}</div>", rendered)

    def decompress(self, value: Any) -> tuple:
        """Text is a model's default, such as `(,)`: no bounds."""
        if not isinstance(value, DateRange):
            return None, None
        return value.lower, value.upper and value.upper - ONE_DAY


class YearFilter(admin.FieldListFilter):
    """By academic year, newest first: of a column of years those that occur, of one of dates those between its ends."""

    def __init__(self, field: models.Field, *args: Any, **kwargs: Any) -> None:
        super().__init__(field, *args, **kwargs)
        self.title = "academic year"
        self.years = _years_in(field) if isinstance(field, AcademicYearField) else _years_around(field)

    def expected_parameters(self) -> list[str]:
        return [self.field_path]

    @property
    def chosen(self) -> AcademicYear | None:
        typed = self.used_parameters.get(self.field_path)
        try:
            return AcademicYear.parse(typed[-1]) if typed else None
        except ValueError as error:
            raise IncorrectLookupParameters(error) from error

    def queryset(self, request: HttpRequest, queryset: models.QuerySet) -> models.QuerySet:
        if self.chosen is None:
            return queryset
        if isinstance(self.field, AcademicYearField):
            return queryset.filter(**{self.field_path: self.chosen})
        return queryset.filter(**{f"{self.field_path}__range": (self.chosen.first_day, self.chosen.last_day)})

    def choices(self, changelist: Any) -> Iterator[dict]:
        yield {
            "selected": self.chosen is None,
            "query_string": changelist.get_query_string(remove=[self.field_path]),
            "display": "All",
        }
        for year in self.years:
            yield {
                "selected": year == self.chosen,
                "query_string": changelist.get_query_string({self.field_path: year.slug}),
                "display": str(year),
            }


def _years_in(field: models.Field) -> list[AcademicYear]:
    """The years that occur, newest first, by one step down the index for each instead of a walk over all rows."""
    year = connection.ops.quote_name(field.column)
    table = connection.ops.quote_name(field.model._meta.db_table)
    steps = f"""
        with recursive found as (
            select max({year}) as year from {table}
            union all
            select (select max({year}) from {table} where {year} < found.year) from found where found.year is not null
        )
        select year from found where year is not null
    """  # noqa: S608 - both names are the model's own, and quoted
    with connection.cursor() as cursor:
        cursor.execute(steps)
        return [AcademicYear(year) for (year,) in cursor.fetchall()]


def _years_around(field: models.Field) -> list[AcademicYear]:
    ends = field.model._base_manager.aggregate(first=models.Min(field.name), last=models.Max(field.name))
    if ends["first"] is None:
        return []
    first, last = AcademicYear.of(ends["first"]), AcademicYear.of(ends["last"])
    return [AcademicYear(start) for start in range(last.start, first.start - 1, -1)]


class KnownSelect(AutocompleteSelect):
    """Asks nothing for the name of a choice that its row has already read."""

    known: models.Model | None = None

    def optgroups(self, name: str, value: list[str], attr: dict | None = None) -> list:
        if self.known is None or value != [str(self.known.pk)]:
            return super().optgroups(name, value, attr)
        empty = [] if self.is_required else [self.create_option(name, "", "", False, 0)]
        label = self.choices.field.label_from_instance(self.known)
        return [(None, [*empty, self.create_option(name, value[0], label, True, len(empty))], 0)]


class RecordFormSet(forms.BaseInlineFormSet):
    """Rows beside their record, held to all of the database's rules.

    Django leaves out those that involve the record itself (it may not be saved yet), such as "a school has one current
    URN", so the page saves, and is shown again with `refused` where the database refuses.
    """

    refused: Refused | None = None

    def add_fields(self, form: forms.ModelForm, index: int | None) -> None:
        super().add_fields(form, index)
        setattr(form.instance, self.fk.name, self.instance)  # read already, and a row's name may mention it
        for name, field in form.fields.items():
            select = getattr(field.widget, "widget", None)  # within the links to add and change
            if isinstance(select, KnownSelect) and getattr(form.instance, f"{name}_id") is not None:
                select.known = getattr(form.instance, name)

    def clean(self) -> None:
        super().clean()
        for form in self.forms:
            if self.refused and self.refused.prefix == form.prefix:
                typed = [name for name in form.fields if name not in (self.fk.name, self._pk_field.name, "DELETE")]
                form.add_error(typed[0] if len(typed) == 1 else None, self.refused.words)

    def save_existing(self, form: forms.ModelForm, obj: models.Model, commit: bool = True) -> models.Model:
        """Wait until the rows to delete are gone."""
        self.waiting = [*getattr(self, "waiting", []), form]
        return obj

    def save_new_objects(self, commit: bool = True) -> list:
        self._save_waiting()
        return super().save_new_objects(commit)

    def _save_waiting(self) -> None:
        """Save the changed rows in whatever order the database takes them, since one may make way for another."""
        waiting = getattr(self, "waiting", [])
        while waiting:
            refused = {}
            for form in waiting:
                try:
                    with transaction.atomic():
                        form.save()
                except IntegrityError as error:
                    refused[form] = Refused(error, form.prefix)
            if len(refused) == len(waiting):
                raise next(iter(refused.values()))
            waiting = list(refused)

    def save_new(self, form: forms.ModelForm, commit: bool = True) -> models.Model:
        try:
            return super().save_new(form, commit)
        except IntegrityError as error:
            raise Refused(error, form.prefix) from error


class _Fields(BaseModelAdmin):
    """Years as text, ranges as two dates, and selects that can be told what they show."""

    formfield_overrides = {AcademicYearField: {}}  # else a box for numbers, as any other small integer

    def formfield_for_dbfield(self, db_field: models.Field, request: HttpRequest, **kwargs: Any) -> forms.Field:
        if isinstance(db_field, DateRangeField):
            empty = "the whole year" if db_field.blank else "a day that nobody wrote down"
            return PeriodField(
                without_dates=None if db_field.blank else DateRange(None, None),
                label=capfirst(db_field.verbose_name),
                help_text=f"First and last day, both included; empty: {empty}.",
            )
        return super().formfield_for_dbfield(db_field, request, **kwargs)

    def formfield_for_foreignkey(
        self, db_field: models.ForeignKey, request: HttpRequest, **kwargs: Any
    ) -> forms.ModelChoiceField:
        if db_field.name in self.get_autocomplete_fields(request):
            kwargs.setdefault("widget", KnownSelect(db_field, self.admin_site))
        return super().formfield_for_foreignkey(db_field, request, **kwargs)


class RecordInline(_Fields, admin.TabularInline):
    formset = RecordFormSet
    select_related: tuple[str, ...] = ()

    def get_queryset(self, request: HttpRequest) -> models.QuerySet:
        rows = super().get_queryset(request).visible_to(request.user)
        return rows.select_related(*self.select_related) if self.select_related else rows

    def get_extra(self, request: HttpRequest, obj: models.Model | None = None, **kwargs: Any) -> int:
        return 1 if obj is None else 0

    def get_formset(self, request: HttpRequest, obj: models.Model | None = None, **kwargs: Any) -> type:
        formset = super().get_formset(request, obj, **kwargs)
        formset.refused = getattr(request, "refused", None)
        return formset


class _Collected(NestedObjects):
    """Reads, with each record that would go, those that its name mentions."""

    def related_objects(self, related_model: type, related_fields: Any, objs: Any) -> models.QuerySet:
        mentioned = [field.name for field in related_model._meta.fields if field.many_to_one or field.one_to_one]
        return super().related_objects(related_model, related_fields, objs).select_related(*mentioned)


class RecordAdmin(HistoryPages, _Fields, admin.ModelAdmin):
    """What the admin of every record has in common."""

    list_per_page = 50
    show_full_result_count = False  # counting all rows twice takes longer than the list itself
    show_facets = admin.ShowFacets.NEVER
    save_on_top = False

    def described(self, obj: models.Model) -> str:
        """Its line among the suggestions of other pages."""
        return str(obj)

    def get_queryset(self, request: HttpRequest) -> models.QuerySet:
        rows = super().get_queryset(request).visible_to(request.user)
        return rows.select_related(*self.list_select_related) if self.list_select_related else rows

    def changeform_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            with transaction.atomic():
                return super().changeform_view(request, *args, **kwargs)
        except IntegrityError as error:
            request.refused = error if isinstance(error, Refused) else Refused(error)
            return super().changeform_view(request, *args, **kwargs)

    def get_form(self, request: HttpRequest, obj: models.Model | None = None, **kwargs: Any) -> type[forms.ModelForm]:
        form = super().get_form(request, obj, **kwargs)
        refused = getattr(request, "refused", None)
        if refused is None or refused.prefix is not None:
            return form

        class RefusedForm(form):
            def clean(self) -> None:
                super().clean()
                self.add_error(None, refused.words)

        return RefusedForm

    def save_related(self, request: HttpRequest, form: forms.ModelForm, formsets: list, change: bool) -> None:
        super().save_related(request, form, formsets, change)
        connection.check_constraints()  # those that PostgreSQL would check at the end, while the page can still say so

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> tuple[list, dict, set, list]:
        """What would go and what keeps it from going, in a number of queries that does not grow, and not too long.

        Who may work here may delete here, so nothing lacks a permission.
        """
        collected = _Collected(using=DEFAULT_DB_ALIAS, origin=objs)
        collected.collect(objs)
        counts = {model._meta.verbose_name_plural: len(rows) for model, rows in collected.model_objs.items()}
        kept = sorted(collected.protected, key=lambda record: (record._meta.label, record.pk))
        to_delete = _shortened(collected.nested(self._linked))
        return to_delete, counts, set(), _shortened([self._linked(record) for record in kept[:LISTED]], len(kept))

    def _linked(self, record: models.Model) -> str:
        kind = capfirst(record._meta.verbose_name)
        if not self.admin_site.is_registered(type(record)):
            return f"{kind}: {record}"
        address = reverse(
            f"{self.admin_site.name}:{record._meta.app_label}_{record._meta.model_name}_change", args=[quote(record.pk)]
        )
        return format_html('{}: <a href="{}">{}</a>', kind, address, record)


def _shortened(lines: list, of: int | None = None) -> list:
    """At most `LISTED` lines at each depth, and how many of all are not shown."""
    shown = [_shortened(line) if isinstance(line, list) else line for line in lines[:LISTED]]
    more = (of or len(lines)) - len(shown)
    return [*shown, f"… and {more:,} more"] if more > 0 else shown
