"""The doors of the house."""

from django.contrib import admin
from django.urls import include, path, register_converter

from thep.years import AcademicYearConverter

register_converter(AcademicYearConverter, "year")

urlpatterns = [
    path("", include("overview.urls")),
    path("", include("accounts.urls")),
    path("", include("people.urls")),
    path("", include("schools.urls")),
    path("", include("membership.urls")),
    path("", include("programmes.urls")),
    path("", include("visits.urls")),
    path("", include("ofsted.urls")),
    path("reports/", include("reports.urls")),
    path("workbook/", include("workbook.urls")),
    path("official/", include("official.urls")),
    path("admin/", admin.site.urls),
]
