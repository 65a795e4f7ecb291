from django.urls import path

from lists.doors import doors
from overview.ofsted import cards, figure_pages, movements, outcomes
from overview.ofsted.due import DUE

urlpatterns = [
    path("", outcomes.outcomes, name="ofsted"),
    path("movements/", movements.grade_movements, name="ofsted-movements"),
    path("report-cards/", cards.report_cards_page, name="ofsted-report-cards"),
    *doors(DUE, "due/"),
    path("figures/<str:key>/", figure_pages.figure, name="ofsted-figure"),
    path("figures/<str:key>/rows.csv", figure_pages.figure_csv, name="ofsted-figure-csv"),
    path("figures/<str:key>/rows.xlsx", figure_pages.figure_xlsx, name="ofsted-figure-xlsx"),
]
