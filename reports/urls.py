from django.urls import path

from reports import views

urlpatterns = [
    path("", views.report_list, name="report-list"),
    path("latest/", views.latest, name="report-latest"),
    path("latest/checks/", views.latest_checks, name="report-latest-checks"),
    path("<year:report_year>/", views.kpi_page, name="kpi-page"),
    path("<year:report_year>/movement/", views.membership_movement, name="membership-movement"),
    path("<year:report_year>/checks/", views.checks, name="report-checks"),
    path("<year:report_year>/figures/<str:key>/", views.figure_page, name="figure-page"),
    path("<year:report_year>/figures/<str:key>/rows.csv", views.figure_csv, name="figure-csv"),
    path("<year:report_year>/figures/<str:key>/rows.xlsx", views.figure_xlsx, name="figure-xlsx"),
]
