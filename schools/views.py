"""The list of schools."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.permissions import Permission
from accounts.policy import requires
from schools.filters import SchoolFilter
from schools.models import School

SCHOOLS_ON_A_PAGE = 50
SORTS = {
    "name": ("sort_name", "pk"),
    "-name": ("-sort_name", "-pk"),
    "urn": ("urn", "sort_name", "pk"),
    "-urn": ("-urn", "sort_name", "pk"),
}


@requires(Permission.SCHOOL_VIEW)
@require_safe
def school_list(request: HttpRequest) -> HttpResponse:
    """Schools by name; filters, sorting and page are in the address."""
    found = SchoolFilter(request.GET, queryset=School.objects.visible_to(request.user))
    sort = request.GET.get("sort")
    schools = found.qs.with_urn().select_related("trust").order_by(*SORTS.get(sort, SORTS["name"]))
    paginator = Paginator(schools, SCHOOLS_ON_A_PAGE)
    paginator.count = found.qs.count()  # without the columns that only the page needs
    page = paginator.get_page(request.GET.get("page"))
    kept = request.GET.copy()
    kept.pop("page", None)
    return render(
        request,
        "schools/list.html",
        {"filter": found, "page": page, "kept": kept.urlencode(), "sort": sort if sort in SORTS else "name"},
    )
