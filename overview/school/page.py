"""The page of a school, and its timeline."""

import datetime
from collections.abc import Iterable
from itertools import groupby
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.core.paginator import Paginator
from django.db.models import F, OuterRef
from django.db.models.functions import JSONObject
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.permissions import Permission
from accounts.policy import requires
from membership.models import Agreement
from ofsted.kpis.grades import areas_in_words, found_in_words, whose_in_words
from overview.entitlements import entitlements, in_words, with_use
from overview.school.predecessors import has_predecessors
from overview.school.records import Records, records_of, with_memberships
from overview.school.timeline import Subject, about, timeline
from overview.year import columns_of_year_in_hand, year_in_hand_with
from schools.models import Contact, School, SchoolRepresentative
from thep.years import AcademicYear

SHOWN, LATEST, ENTRIES_ON_A_PAGE = 20, 12, 50


def _school_of(request: HttpRequest, pk: int, **columns: Any) -> School:
    schools = School.objects.visible_to(request.user).with_urns_and_phases().with_past().select_related("trust")
    return get_object_or_404(with_memberships(schools, request.user).annotate(**columns), pk=pk)


def _contacts(user: Any) -> ArraySubquery:
    """Those of the outer school, read with it; who has left comes last."""
    rows = Contact.objects.visible_to(user).filter(school=OuterRef("pk")).exclude(name="")
    fields = ("id", "name", "post", "email", "phone", "left_on")
    in_order = rows.order_by(F("left_on").desc(nulls_first=True), "sort_name", "pk")
    return ArraySubquery(in_order.values(row=JSONObject(**{name: name for name in fields})))


def _acting(user: Any, today: datetime.date) -> ArraySubquery:
    """The names and addresses of those who may act for the outer school, read with it."""
    rows = SchoolRepresentative.objects.visible_to(user).who_may_act(today).filter(school=OuterRef("pk"))
    named = rows.order_by("user__name", "pk").values(row=JSONObject(name="user__name", email="user__email"))
    return ArraySubquery(named)


def _contact(row: dict[str, Any]) -> Contact:
    return Contact(**row | {"left_on": row["left_on"] and datetime.date.fromisoformat(row["left_on"])})


@requires(Permission.SCHOOL_VIEW)
@require_safe
def school_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One school: first what is of the year in hand, then what each subject has on record for it."""
    today = timezone.localdate()
    people = {"contact_rows": _contacts(request.user), "acting_rows": _acting(request.user, today)}
    school = _school_of(request, pk, **people, **columns_of_year_in_hand(today))
    year = year_in_hand_with(school, today)
    records = records_of(school, request.user, today, most=SHOWN)
    took_part = _by_year(records.participation)
    return render(
        request,
        "overview/school_detail.html",
        {
            "school": school,
            "year": year,
            "today": today,
            "records": records,
            "took_part": took_part.pop(year, []),
            "took_part_before": took_part.items(),
            **_paid(records, year),
            "used": _used(school, year, request.user),
            "inspections": [
                (each, whose_in_words(each), found_in_words(each), areas_in_words(each)) for each in records.inspections
            ],
            "has_predecessors": has_predecessors(school, records),
            "acting": school.acting_rows or (),
            "contacts": [_contact(row) for row in school.contact_rows or ()],
            "timeline": [entry for entry in timeline(school, records) if entry.on <= today][:LATEST],
        },
    )


def _paid(records: Records, year: AcademicYear) -> dict[str, Any]:
    agreements, charges = _by_year(records.agreements), _by_year(records.charges)
    return {
        "agreements": agreements.pop(year, []),
        "charges": charges.pop(year, []),
        "paid_otherwise": [
            (each, agreements.get(each, []), charges.get(each, []))
            for each in sorted(agreements.keys() | charges.keys(), reverse=True)
        ],
    }


def _used(school: School, year: AcademicYear, user: Any) -> list[tuple[Agreement, list[tuple[str, str]]]]:
    """Of each agreement of the year, what is used and left of what its package includes."""
    agreements = Agreement.objects.visible_to(user).filter(year=year, coverings__school=school)
    found = with_use(agreements, user).order_by("period", "pk")
    return [(agreement, in_words(entitlements(agreement))) for agreement in found]


def _by_year(rows: Iterable[Any]) -> dict[AcademicYear, list]:
    """Rows that come in order of their year."""
    return {year: list(same) for year, same in groupby(rows, key=lambda row: row.year)}


@requires(Permission.SCHOOL_VIEW)
@require_safe
def school_timeline(request: HttpRequest, pk: int) -> HttpResponse:
    """Everything by date, of the subjects that the address names, or of all."""
    today = timezone.localdate()
    school = _school_of(request, pk)
    entries = timeline(school, records_of(school, request.user, today))
    chosen = [subject for subject in Subject if subject in request.GET.getlist("about")]
    page = Paginator(about(chosen, entries), ENTRIES_ON_A_PAGE).get_page(request.GET.get("page"))
    context = {"school": school, "page": page, "by_year": _years_of(page), "chosen": chosen}
    return render(request, "overview/school_timeline.html", {**context, "subjects": Subject})


def _years_of(page: Iterable[Any]) -> list[tuple[AcademicYear, list]]:
    return [(year, list(same)) for year, same in groupby(page, key=lambda entry: AcademicYear.of(entry.on))]
